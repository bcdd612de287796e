#include "json/reader.hpp"

#include <algorithm>
#include <cstring>

#include "json/pointer.hpp"
#include "json/rapidjson.hpp"
#include "json/scan.hpp"
#include "json/spool.hpp"

namespace edca::json {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";

std::string_view trim(std::string_view text) {
  const char* begin = skip_space(text.data(), text.data() + text.size());
  const char* end = text.data() + text.size();
  while (end > begin && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r' || end[-1] == '\n')) {
    --end;
  }
  return {begin, static_cast<std::size_t>(end - begin)};
}

/// By the byte order mark, or because of two (UTF-32: four) bytes only one is not zero, twice over.
bool is_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  if (text.size() < 4) return text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0');
  const bool zero[] = {text[0] == '\0', text[1] == '\0', text[2] == '\0', text[3] == '\0'};
  const bool pairs = zero[0] != zero[1] && zero[0] == zero[2] && zero[1] == zero[3];
  return pairs || zero[0] + zero[1] + zero[2] + zero[3] == 3;
}

bool named_lines(std::string_view path) {
  const std::string folded = fold(path);
  std::string_view name = folded;
  for (const std::string_view packing : {".gz", ".zst"}) {
    if (name.ends_with(packing)) name.remove_suffix(packing.size());
  }
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

/// Whether a line opens a text that goes on in the lines below.
bool opens_text(std::string_view line) { return line == "{" || line == "[" || line == "[{"; }

/// Whether an object, array or string ends before its closing sign.
bool is_cut(std::string_view text) {
  const bool closes = text.starts_with('{') || text.starts_with('[') || text.starts_with('"');
  return closes && skip_value(text.data(), text.data() + text.size()) == nullptr;
}

bool contains(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

Fault encoding_fault(std::string_view text, std::size_t offset) {
  static constexpr char digits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(text[offset]);
  const bool letter = byte >= 0xA0 && byte != 0xC0 && byte < 0xFE;
  const std::string shown{digits[byte / 16], digits[byte % 16]};
  return {"input.encoding", letter ? "latin1" : "other", {{"byte", shown}}};
}

struct Reader::Object {
  Place start;
  std::string text;                    // what is kept of an object
  std::shared_ptr<Envelope> envelope;  // once a list of items was opened
  std::string list;                    // key of the list that is open; empty at a top-level array
  bool is_array = false;
  bool texts = false;       // the elements are JSON texts of their own
  bool keep_whole = false;  // one item: its lists stay in it
  bool expects_comma = false;
  bool after_comma = false;
  std::uint64_t index = 0;
};

Reader::Reader(Input input, const ReaderOptions& options)
    : input_(std::move(input)), options_(options) {}

Reader::~Reader() = default;

bool Reader::next(Batch& batch) {
  batch.units.clear();
  batch.texts.clear();
  buffer_.swap(batch.buffer);
  buffer_.resize(std::max({buffer_.size(), options_.chunk, rest_.size()}));
  std::copy(rest_.begin(), rest_.end(), buffer_.begin());
  at_ = 0;
  size_ = rest_.size();
  full_ = false;
  if (state_ == State::start) start();
  while (state_ != State::done && !full_) {
    switch (state_) {
      case State::lines: step_lines(batch); break;
      case State::texts: step_texts(batch); break;
      case State::members: step_members(batch); break;
      case State::elements: step_elements(batch); break;
      default: break;
    }
  }
  if (state_ == State::done && pending_) {
    fault(batch, pending_->rule, pending_->variant, pending_->arguments);
    pending_.reset();
  }
  rest_.assign(begin(), end());
  batch.buffer.swap(buffer_);
  return !batch.units.empty();
}

void Reader::start() {
  state_ = State::texts;
  try {
    source_ = transcode(open(input_, options_.unpack), options_.encoding);
  } catch (const InputFault& problem) {
    pending_ = problem;
    state_ = State::done;
    return;
  }
  fill();
  if (!pending_ && is_utf16({begin(), left()})) {
    pending_ = InputFault("input.encoding", "utf16");
    state_ = State::done;
    return;
  }
  if (std::string_view(begin(), left()).starts_with(mark)) {
    byte_order_mark_ = true;
    at_ += mark.size();
    place_.offset = mark.size();
  }
  if (looks_like_lines()) {
    state_ = State::lines;
    lines_ = true;
  }
}

/// One JSON text a line: by the name, or because the first line is a whole value and another
/// follows it.
bool Reader::looks_like_lines() const {
  std::string_view text(begin(), left());
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::string_view line = trim(text.substr(0, newline));
    if (newline == std::string_view::npos) {
      return named_lines(input_.name) && (at_end_ || line.empty());
    }
    text.remove_prefix(newline + 1);
    if (line.empty()) continue;
    if (named_lines(input_.name)) return !opens_text(line);
    const char* line_end = line.data() + line.size();
    if ((line[0] != '{' && line[0] != '[') || skip_value(line.data(), line_end) != line_end) {
      return false;
    }
    text = trim(text);
    const std::string_view second = trim(text.substr(0, text.find('\n')));
    return !second.empty() && (second[0] == '{' || second[0] == '[') && !opens_text(second);
  }
  return named_lines(input_.name);
}

/// Reads until a chunk is there beside what was kept. Doubles what it holds, so that a value of any
/// size is looked at a logarithmic number of times.
void Reader::fill() {
  const std::size_t wanted = std::max(options_.chunk, left() * 2);
  if (at_ > 0) {
    std::copy(begin(), end(), buffer_.data());
    size_ -= at_;
    at_ = 0;
  }
  if (buffer_.size() < wanted) buffer_.resize(wanted);
  try {
    while (size_ < wanted && !at_end_) {
      const std::size_t got = source_->read(buffer_.data() + size_, wanted - size_);
      at_end_ = got == 0;
      size_ += got;
    }
  } catch (const InputFault& problem) {
    pending_ = problem;
    at_end_ = true;
  }
}

bool Reader::need(const Batch& batch) {
  if (at_end_) return false;
  if (!batch.units.empty()) {
    full_ = true;
    return false;
  }
  fill();
  return true;
}

void Reader::consume(const char* to) {
  place_.advance({begin(), static_cast<std::size_t>(to - begin())});
  at_ = static_cast<std::size_t>(to - buffer_.data());
}

/// Moves to the next byte that is no white space; false when there is none yet. Between members it
/// is kept, so that places in the text that is put together are those of the input.
bool Reader::skip_white(const Batch& batch) {
  do {
    const char* stop = skip_space(begin(), end());
    if (state_ == State::members) object_->text.append(begin(), stop);
    consume(stop);
    if (left() > 0) return true;
    if (state_ == State::members && object_->text.size() > options_.item_limit) return true;
  } while (need(batch));
  return false;
}

/// The end of the value at `from`, reading on as long as it takes; nullptr when it is not there:
/// the batch is full, the value too large or the input at its end.
const char* Reader::value_end(const Batch& batch, const char* from) {
  const auto ahead = static_cast<std::size_t>(from - begin());
  for (;;) {
    if (const char* found = skip_value(begin() + ahead, end())) return found;
    if (left() > options_.item_limit || !need(batch)) return nullptr;
  }
}

void Reader::emit(Batch& batch, Unit::Kind kind, std::string_view text) {
  Unit& unit = batch.units.emplace_back();
  unit.kind = kind;
  unit.text = text;
  unit.place = place_;
}

void Reader::fault(Batch& batch, std::string_view rule, std::string variant, Arguments arguments) {
  Unit& unit = batch.units.emplace_back();
  unit.kind = Unit::Kind::fault;
  unit.place = place_;
  unit.fault = {rule, std::move(variant), std::move(arguments)};
  faulted_ = true;
}

void Reader::step_lines(Batch& batch) {
  const auto* newline = static_cast<const char*>(std::memchr(begin(), '\n', left()));
  if (newline == nullptr) {
    if (left() > options_.item_limit) {
      fault(batch, "input.size", {}, {{"limit", std::to_string(options_.item_limit)}});
      discard_line();
      return;
    }
    if (need(batch) || full_) return;
    if (left() == 0) {
      state_ = State::done;
      return;
    }
    newline = end();
  }
  const std::string_view line(begin(), static_cast<std::size_t>(newline - begin()));
  if (const std::string_view text = trim(line); !text.empty()) {
    if (newline == end() && is_cut(text)) return end_early(batch);
    const Place start = place_;
    const std::string_view indent = line.substr(0, static_cast<std::size_t>(text.data() - line.data()));
    if (!indent.empty()) place_.advance(indent);
    emit(batch, Unit::Kind::text, text);
    place_ = start;
    ++texts_;
  }
  if (options_.encoding != Encoding::utf8) place_.code_points += code_points(line) + 1;
  at_ = static_cast<std::size_t>(newline - buffer_.data());
  place_.offset += line.size();
  place_.column += line.size();
  if (newline == end()) return;
  ++at_;
  ++place_.offset;
  ++place_.line;
  place_.column = 1;
}

void Reader::discard_line() {
  for (;;) {
    const auto* newline = static_cast<const char*>(std::memchr(begin(), '\n', left()));
    consume(newline == nullptr ? end() : newline + 1);
    if (newline != nullptr || at_end_) return;
    fill();
  }
}

void Reader::step_texts(Batch& batch) {
  if (!skip_white(batch)) {
    if (!full_) state_ = State::done;
    return;
  }
  const char first = *begin();
  if (first != '{' && first != '[') {
    if (texts_ > 0 || faulted_) {
      fault(batch, "input.syntax", "trailing");
      state_ = State::done;
      return;
    }
    const char* stop = value_end(batch, begin());
    if (full_) return;
    if (stop == nullptr) stop = end();
    emit(batch, Unit::Kind::text, {begin(), static_cast<std::size_t>(stop - begin())});
    ++texts_;
    consume(stop);
    return;
  }
  if (const char* stop = skip_value(begin(), end())) {
    emit(batch, Unit::Kind::text, {begin(), static_cast<std::size_t>(stop - begin())});
    ++texts_;
    consume(stop);
    return;
  }
  if (left() < options_.chunk && (need(batch) || full_)) return;
  object_ = std::make_unique<Object>();
  object_->start = place_;
  object_->is_array = object_->texts = first == '[';
  object_->text = first;
  state_ = object_->is_array ? State::elements : State::members;
  consume(begin() + 1);
}

/// The input ends inside of a value. Its end is the place, whoever has something to say of it.
void Reader::end_early(Batch& batch) {
  ValueSkipper skipper;
  skipper.feed({begin(), left()});
  consume(end());
  if (!pending_ && skipper.depth() > depth_limit) {
    fault(batch, "input.depth", {}, {{"limit", std::to_string(depth_limit)}});
  } else if (!pending_) {
    fault(batch, "input.truncated");
  }
  if (object_ && object_->envelope) close_object(batch);
  state_ = State::done;
}

void Reader::step_members(Batch& batch) {
  if (!skip_white(batch)) {
    if (!full_) end_early(batch);
    return;
  }
  if (object_->text.size() > options_.item_limit) {
    fault(batch, "input.size", {}, {{"limit", std::to_string(options_.item_limit)}});
    state_ = State::done;
    return;
  }
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
    case '"': step_member(batch); return;
    default:
      fault(batch, "input.syntax", "other");
      state_ = State::done;
  }
}

/// One member: a list of items is entered, anything else kept.
void Reader::step_member(Batch& batch) {
  const char* key_end = value_end(batch, begin());
  if (key_end == nullptr) return full_ ? void() : end_early(batch);
  const std::string key(begin() + 1, key_end - 1);
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
    consume(begin() + ahead);
    fault(batch, "input.syntax", "missing-colon");
    state_ = State::done;
    return;
  }
  if (begin()[ahead] == '[' && opens_list(key)) {
    if (open_list(batch, key, begin() + ahead + 1)) return;
  }
  const char* stop = value_end(batch, begin() + ahead);
  if (stop == nullptr) {
    if (full_) return;
    if (left() > options_.item_limit && too_large(batch)) return;
    return end_early(batch);
  }
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
  if (const std::size_t bad = invalid_utf8(object_->text); bad < object_->text.size()) {
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
  object_->envelope = std::make_shared<Envelope>();
  object_->envelope->list = key;
  object_->envelope->start = object_->start;
  object_->envelope->metadata = std::move(metadata);
  object_->envelope->is_portal = !items;
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
    if (object_->after_comma) fault(batch, "input.syntax", "trailing-comma");
    close_list();
    return;
  }
  if (first == ',') {
    if (!object_->expects_comma) fault(batch, "input.syntax", "trailing-comma");
    object_->expects_comma = false;
    object_->after_comma = true;
    consume(begin() + 1);
    return;
  }
  if (first == '}' || first == ':') {
    fault(batch, "input.syntax", "other");
    state_ = State::done;
    return;
  }
  const char* stop = value_end(batch, begin());
  if (stop == nullptr) {
    if (full_) return;
    if (left() > options_.item_limit && too_large(batch)) return;
    return end_early(batch);
  }
  if (object_->expects_comma) fault(batch, "input.syntax", "missing-comma");
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
  object_->envelope->gap = object_->text.size();
  object_->envelope->after_gap = place_;
  object_->envelope->count = object_->index;
  object_->text += ']';
  consume(begin() + 1);
  state_ = State::members;
}

void Reader::close_object(Batch& batch) {
  ++texts_;
  if (object_->envelope) {
    object_->envelope->text = std::move(object_->text);
    object_->envelope->count = object_->index;
    emit(batch, Unit::Kind::envelope, {});
    batch.units.back().envelope = object_->envelope;
  } else {
    batch.texts.push_back(std::make_unique<std::string>(std::move(object_->text)));
    emit(batch, Unit::Kind::text, *batch.texts.back());
    batch.units.back().place = object_->start;
  }
  object_.reset();
}

/// Passes over a value above the limit; true when its end was found.
bool Reader::too_large(Batch& batch) {
  fault(batch, "input.size", {}, {{"limit", std::to_string(options_.item_limit)}});
  ValueSkipper skipper;
  for (;;) {
    const std::size_t whole = at_end_ ? left() : left() / ValueSkipper::piece * ValueSkipper::piece;
    if (const auto stop = skipper.feed({begin(), whole})) {
      consume(begin() + *stop);
      object_->expects_comma = true;
      object_->after_comma = false;
      ++object_->index;
      return true;
    }
    consume(begin() + whole);
    if (at_end_) return false;
    fill();
  }
}

/// The members behind the list that begins `ahead` bytes from here. A file is opened again; what
/// can be read only once is kept in a temporary file.
Value Reader::look_ahead(std::size_t ahead) {
  std::unique_ptr<Source> source;
  if (input_.standard_input() || input_.stream) {
    auto spool = std::make_shared<Spool>(options_.temporary_folder, *source_);
    source = spool->reader({begin() + ahead, left() - ahead});
    source_ = spool->reader({});
    at_end_ = false;
  } else {
    source = transcode(open(input_, options_.unpack), options_.encoding);
    skip(*source, place_.offset + ahead);
  }
  return members_behind(*source, options_.item_keys);
}

}  // namespace edca::json
