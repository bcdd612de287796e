#include "json/reader_object.hpp"

#include <algorithm>
#include <utility>

#include "io/spool.hpp"
#include "json/lookahead.hpp"
#include "json/pointer.hpp"
#include "json/rapidjson.hpp"
#include "json/scan.hpp"

// The part of Reader that walks an object or array member by member and element by element.

namespace edca::json {
namespace {

bool contains(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

/// The input ends inside of a value. Its end is the place, whoever has something to say of it.
void Reader::end_early(Batch& batch) {
  ValueSkipper skipper;
  skipper.feed({begin(), left()});
  if (object_ && object_->mistake && !object_->envelope) object_->text.append(begin(), end());
  consume(end());
  if (!pending_ && skipper.depth() > depth_limit) {
    fault(batch, "input.depth", {}, {{"limit", std::to_string(depth_limit)}});
  } else if (!pending_ && !(object_ && object_->mistake)) {
    fault(batch, "input.truncated");
  }
  stop(batch);
}

/// Reads no further. What is known of an envelope goes out, as incomplete.
void Reader::stop(Batch& batch) {
  if (object_ && (object_->envelope || (object_->mistake && !object_->is_array)))
    close_object(batch);
  state_ = State::done;
}

/// What to do when a value has no end here.
void Reader::no_end(Batch& batch) {
  if (full_) return;
  if (too_large_) return give_up(batch);
  end_early(batch);
}

/// One is enough of the commas of a list that have nothing before or behind them.
void Reader::stray_comma(Batch& batch, const base::Place& place) {
  if (std::exchange(object_->stray_comma_told, true)) return;
  fault(batch, "input.syntax", "trailing-comma");
  batch.units.back().place = place;
}

/// Enters an object or array, to go through it piece by piece.
void Reader::walk() {
  const char first = *begin();
  object_ = std::make_unique<Object>();
  object_->start = place_;
  object_->is_array = object_->texts = first == '[';
  object_->text = first;
  state_ = object_->is_array ? State::elements : State::members;
  consume(begin() + 1);
}

void Reader::step_members(Batch& batch) {
  if (!skip_white(batch)) {
    if (!full_) end_early(batch);
    return;
  }
  if (object_->text.size() > options_.item_limit) return give_up(batch);
  switch (*begin()) {
    case '}':
      object_->text += '}';
      if (object_->envelope) object_->envelope->complete = true;
      consume(begin() + 1);
      close_object(batch);
      state_ = State::texts;
      return;
    case ',':
      object_->text += ',';
      consume(begin() + 1);
      return;
    case '"':
      return step_member(batch, 1);
    case '[':
    case ']':
    case '{':
    case ':':
      fault(batch, "input.syntax", "other");
      return stop(batch);
    default:
      if (step_foreign(batch) || full_) return;
      // A quote is missing or one too many: what comes before the next one may be a name.
      mistake(batch, place_, "stray-quote");
      return step_member(batch, 0);
  }
}

/// One member: a list of items is entered, anything else kept. `opening`: quotes before its name.
void Reader::step_member(Batch& batch, std::size_t opening) {
  const char* key_end = opening == 0 ? stray_end(batch) : value_end(batch, begin());
  if (key_end == nullptr) return no_end(batch);
  const std::string key(begin() + opening, key_end - 1);
  // The colon and the first byte of the value may still have to be read.
  std::size_t ahead = static_cast<std::size_t>(key_end - begin());
  const auto peek = [&] {
    do {
      ahead = static_cast<std::size_t>(skip_space(begin() + ahead, end()) - begin());
    } while (ahead == left() && need(batch));
    return ahead < left();
  };
  if (!peek()) return full_ ? void() : end_early(batch);
  if (begin()[ahead] == ':') {
    ++ahead;
    if (!peek()) return full_ ? void() : end_early(batch);
  } else {
    base::Place place = place_;
    place.advance({begin(), ahead});
    mistake(batch, place, opening == 0 ? "stray-quote" : "missing-colon");
    if (std::string_view("\"{[").find(begin()[ahead]) == std::string_view::npos || opening == 0) {
      object_->text.append(begin(), ahead);
      return consume(begin() + ahead);
    }
  }
  if (begin()[ahead] == '[' && opens_list(key)) {
    if (open_list(batch, key, begin() + ahead + 1)) return;
  }
  const char* stop = element_end(batch, begin() + ahead);
  if (stop == nullptr) return no_end(batch);
  object_->text.append(begin(), stop);
  consume(stop);
}

bool Reader::opens_list(const std::string& key) const {
  return !object_->envelope && !object_->keep_whole &&
         (contains(options_.item_keys, key) || contains(options_.text_keys, key));
}

/// Enters the list of an envelope. False when the object turns out to be one item, which is kept.
bool Reader::open_list(Batch& batch, const std::string& key, const char* after_bracket) {
  // Looking ahead reads on, which moves the buffer: the units in it have to go out first.
  if (!batch.units.empty()) {
    full_ = true;
    return true;
  }
  Value metadata = read_members(object_->text, {});
  const bool items = contains(options_.item_keys, key);
  if (items && !options_.is_item(metadata) && !options_.decided(metadata)) {
    const auto ahead = static_cast<std::size_t>(after_bracket - begin());
    const Value behind = look_ahead(ahead - 1);
    after_bracket = begin() + ahead;
    for (const auto& [name, value] : behind.as_object()) metadata[name] = value;
  }
  if (options_.is_item(metadata)) {
    object_->keep_whole = true;
    return false;
  }
  const std::size_t bad =
      options_.keep_between ? object_->text.size() : base::invalid_utf8(object_->text);
  if (bad < object_->text.size()) {
    const Fault found = encoding_fault(object_->text, bad);
    fault(batch, found.rule, found.variant, found.arguments);
    batch.units.back().place = object_->start;
    batch.units.back().place.advance(std::string_view(object_->text).substr(0, bad));
  }
  object_->text.append(begin(), after_bracket);
  consume(after_bracket);
  object_->list = key;
  object_->texts = !items;
  object_->index = 0;
  object_->expects_comma = object_->after_comma = false;
  object_->missing_comma_told = object_->stray_comma_told = false;
  object_->envelope = std::make_shared<Envelope>();
  object_->envelope->list = key;
  object_->envelope->start = object_->start;
  object_->envelope->metadata = std::move(metadata);
  object_->envelope->is_portal = !items;
  if (object_->mistake) tell_mistake(batch);
  state_ = State::elements;
  return true;
}

void Reader::step_elements(Batch& batch) {
  if (!skip_white(batch)) {
    if (!full_) end_early(batch);
    return;
  }
  const char first = *begin();
  if (first == ']') {
    if (object_->after_comma) stray_comma(batch, object_->comma);
    close_list();
    return;
  }
  if (first == ',') {
    if (!object_->expects_comma) stray_comma(batch, place_);
    object_->comma = place_;
    object_->expects_comma = false;
    object_->after_comma = true;
    consume(begin() + 1);
    return;
  }
  if (first == '}' || first == ':') return stray_bracket(batch);
  if (first != '{' && (step_foreign(batch) || full_)) return;
  const char* stop = element_end(batch, begin());
  if (stop == nullptr) {
    const bool brackets = first == '{' || first == '[';
    return too_large_ && brackets ? pass_over(batch) : no_end(batch);
  }
  // One that takes all of the rest along is not cut short.
  if (careful_ && at_end_ && stop == end() && is_damaged(begin())) object_->mistake = place_;
  if (object_->expects_comma && !std::exchange(object_->missing_comma_told, true)) {
    fault(batch, "input.syntax", "missing-comma");
  }
  emit(batch, object_->texts ? Unit::Kind::text : Unit::Kind::item,
       {begin(), static_cast<std::size_t>(stop - begin())});
  Unit& unit = batch.units.back();
  if (!object_->list.empty()) append_token(unit.base, object_->list);
  append_index(unit.base, object_->index);
  unit.index = object_->index;
  unit.envelope = object_->envelope;
  ++object_->index;
  object_->expects_comma = true;
  object_->after_comma = false;
  consume(stop);
}

void Reader::close_list() {
  if (object_->is_array) {
    consume(begin() + 1);
    ++texts_;
    state_ = State::texts;
    object_.reset();
    return;
  }
  end_list();
  consume(begin() + 1);
}

/// Goes on with the members behind a list.
void Reader::end_list() {
  object_->envelope->gap = object_->text.size();
  object_->envelope->after_gap = place_;
  object_->envelope->count = object_->index;
  object_->text += ']';
  state_ = State::members;
}

void Reader::close_object(Batch& batch) {
  ++texts_;
  if (object_->envelope) {
    if (object_->mistake) object_->envelope->complete = false;
    if (state_ == State::elements) object_->envelope->gap = object_->text.size();
    object_->envelope->text = std::move(object_->text);
    object_->envelope->count = object_->index;
    emit(batch, Unit::Kind::envelope, {});
    batch.units.back().envelope = object_->envelope;
  } else {
    batch.texts.push_back(std::make_unique<std::string>(std::move(object_->text)));
    const std::string& text = *batch.texts.back();
    emit(batch, Unit::Kind::text, text, text.size());
    batch.units.back().place = object_->start;
  }
  object_.reset();
}

/// Passes over an element above the limit.
void Reader::pass_over(Batch& batch) {
  size_fault(batch);
  ValueSkipper skipper;
  for (;;) {
    const std::size_t whole = at_end_ ? left() : left() / ValueSkipper::piece * ValueSkipper::piece;
    if (const auto stop = skipper.feed({begin(), whole})) {
      consume(begin() + *stop);
      object_->expects_comma = true;
      object_->after_comma = false;
      ++object_->index;
      return;
    }
    consume(begin() + whole);
    if (at_end_) break;
    fill();
  }
  stop(batch);
}

/// The members behind the list that begins `ahead` bytes from here. A file is opened again; what
/// can be read only once is kept in a temporary file.
Value Reader::look_ahead(std::size_t ahead) {
  std::unique_ptr<io::Source> source;
  if (input_.standard_input() || input_.stream) {
    auto spool = std::make_shared<io::Spool>(options_.temporary_folder, *source_);
    source = spool->reader({begin() + ahead, left() - ahead});
    source_ = spool->reader({});
    at_end_ = false;
  } else {
    source = io::transcode(open(input_, options_.unpack), options_.encoding);
    skip(*source, place_.offset + ahead);
  }
  return members_behind(*source, options_.item_keys);
}

}  // namespace edca::json
