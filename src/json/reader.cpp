#include "json/reader.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "io/given.hpp"
#include "io/recognize.hpp"
#include "json/foreign.hpp"
#include "json/reader_object.hpp"
#include "json/scan.hpp"
#include "json/tolerant.hpp"

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
  constexpr std::size_t longest = std::string_view(".ndjson.zst").size();
  const std::string folded = base::fold(path.substr(path.size() - std::min(path.size(), longest)));
  std::string_view name = folded;
  for (const std::string_view packing : {".gz", ".zst"}) {
    if (name.ends_with(packing)) name.remove_suffix(packing.size());
  }
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

/// Whether a line opens a text that goes on in the lines below.
bool opens_text(std::string_view line) {
  return line == "{" || line == "[" || line == "[{";
}

/// Whether an object, array or string ends before its closing sign, and nothing else is wrong.
bool is_cut(std::string_view text) {
  const bool closes = text.starts_with('{') || text.starts_with('[') || text.starts_with('"');
  return closes && skip_value(text.data(), text.data() + text.size()) == nullptr &&
         tolerant_value(text).mistake == nullptr;
}

/// Whether a text ends here, as far as can be seen: another one follows, or nothing.
bool is_followed(const char* at, const char* end) {
  at = skip_foreign(at, end);
  return at == end || *at == '{' || *at == '[';
}

/// The first of the texts that stand in one line, where it may hide others: a list is gone through
/// by its elements, and in a long line there may be too many for one unit.
std::string_view first_of_line(std::string_view line, bool others) {
  constexpr std::size_t long_line = 1 << 18;
  if (line[0] != '[' && line.size() < long_line && !others) return line;
  TextScan scan(line);
  const std::optional<std::string_view> first = scan.next();
  const bool alone = !first || !scan.has_more() || tolerant_value(line).mistake != nullptr;
  return alone ? line : *first;
}

}  // namespace

Fault encoding_fault(std::string_view text, std::size_t offset) {
  static constexpr char digits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(text[offset]);
  const bool letter = byte >= 0xA0 && byte != 0xC0 && byte < 0xFE;
  const std::string shown{digits[byte / 16], digits[byte % 16]};
  return {"input.encoding", letter ? "latin1" : "other", {{"byte", shown}}};
}

Fault fault_between(std::string_view variant) {
  if (variant == variant_of(Foreign::mark)) return {"input.bom", "inside", {}};
  return {"input.syntax", std::string(variant), {}};
}

Reader::Reader(io::Input input, const ReaderOptions& options)
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
  while (state_ != State::done && !full_ && !is_full(batch)) {
    switch (state_) {
      case State::lines:
        step_lines(batch);
        break;
      case State::texts:
        step_texts(batch);
        break;
      case State::members:
        step_members(batch);
        break;
      case State::elements:
        step_elements(batch);
        break;
      default:
        break;
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

/// Whether a batch has so many units that what comes of them would take much memory, and enough to
/// make up for the bytes that are moved for the next one.
bool Reader::is_full(const Batch& batch) const {
  constexpr std::size_t most = 1 << 14;
  constexpr std::size_t moved = 512;
  return batch.units.size() >= std::max(most, left() / moved);
}

void Reader::start() {
  state_ = State::texts;
  try {
    source_ = io::transcode(open(input_, options_.unpack), options_.encoding);
  } catch (const io::InputFault& problem) {
    pending_ = problem;
    state_ = State::done;
    return;
  }
  // Of what is given as lines, each is judged by itself.
  lines_ = io::given_as_lines(input_);
  if (lines_) state_ = State::lines;
  fill();
  if (!lines_ && !pending_ && is_utf16({begin(), left()})) {
    pending_ = io::InputFault("input.encoding", "utf16");
    state_ = State::done;
    return;
  }
  while (std::string_view(begin(), left()).starts_with(mark)) {
    byte_order_mark_ = true;
    at_ += mark.size();
    place_.offset += mark.size();
  }
  if (const std::string_view what = io::recognize({begin(), left()}, at_end_);
      !lines_ && !pending_ && !what.empty()) {
    pending_ = io::InputFault("input.unreadable", std::string(what));
    state_ = State::done;
    return;
  }
  if (!lines_ && looks_like_lines()) {
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
    if (line[0] != '{' && line[0] != '[') return false;
    text = trim(text);
    const std::string_view second = trim(text.substr(0, text.find('\n')));
    if (second.empty() || (second[0] != '{' && second[0] != '[') || opens_text(second)) {
      return false;
    }
    const char* line_end = line.data() + line.size();
    return skip_value(line.data(), line_end) == line_end;
  }
  return named_lines(input_.name);
}

/// Reads until a chunk is there beside what was kept. Doubles what it holds up to the largest item,
/// so that a value is looked at a logarithmic number of times. Lines that are there come before
/// more of them that would have to be waited for.
void Reader::fill() {
  const std::uint64_t most = options_.item_limit + options_.chunk;
  const std::size_t wanted =
      left() +
      std::max<std::size_t>(options_.chunk,
                            left() < most ? std::min<std::size_t>(left(), most - left()) : 0);
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
      if (lines_ && std::memchr(buffer_.data() + size_ - got, '\n', got) != nullptr &&
          io::given_waits(input_)) {
        break;
      }
    }
  } catch (const io::InputFault& problem) {
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
  keep_between({begin() + std::exchange(of_unit_, 0), to});
  at_ = static_cast<std::size_t>(to - buffer_.data());
}

void Reader::keep_between(std::string_view text) {
  if (options_.keep_between && !faulted_) between_ += text;
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
/// the batch is full, the value too large (too_large_) or the input at its end.
const char* Reader::value_end(const Batch& batch, const char* from) {
  const auto ahead = static_cast<std::size_t>(from - begin());
  too_large_ = false;
  for (;;) {
    const char* value = begin() + ahead;
    const char* found = skip_value(value, end());
    const auto size = static_cast<std::size_t>((found == nullptr ? end() : found) - value);
    if (size > options_.item_limit) {
      // Whoever passes over it moves the buffer.
      full_ = !batch.units.empty();
      too_large_ = !full_;
      return nullptr;
    }
    if (found != nullptr) return found;
    if (!need(batch)) return nullptr;
  }
}

/// `kept`: bytes of the text that were consumed before; the rest of it is consumed next.
void Reader::emit(Batch& batch, Unit::Kind kind, std::string_view text, std::size_t kept) {
  Unit& unit = batch.units.emplace_back();
  unit.kind = kind;
  unit.text = text;
  unit.place = place_;
  if (!options_.keep_between || faulted_) return;
  between_.resize(between_.size() - kept);
  batch.texts.push_back(std::make_unique<std::string>(std::exchange(between_, {})));
  unit.before = *batch.texts.back();
  of_unit_ = text.size() - kept;
}

void Reader::fault(Batch& batch, base::RuleId rule, std::string variant, Arguments arguments) {
  Unit& unit = batch.units.emplace_back();
  unit.kind = Unit::Kind::fault;
  unit.place = place_;
  unit.fault = {rule, std::move(variant), std::move(arguments)};
  faulted_ = true;
  between_.clear();
}

void Reader::size_fault(Batch& batch) {
  fault(batch, "input.size", {}, {{"limit", std::to_string(options_.item_limit)}});
}

/// For what is too large to be held and has no brackets to be passed over by.
void Reader::give_up(Batch& batch) {
  size_fault(batch);
  stop(batch);
}

void Reader::step_lines(Batch& batch) {
  const bool others = line_left_.has_value();
  const char* newline = others ? begin() + *std::exchange(line_left_, std::nullopt)
                               : static_cast<const char*>(std::memchr(begin(), '\n', left()));
  if (newline == nullptr) {
    if (left() > options_.item_limit && !batch.units.empty()) {
      full_ = true;
      return;
    }
    if (left() > options_.item_limit) {
      size_fault(batch);
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
  if (line.size() > options_.item_limit) {
    size_fault(batch);
  } else if (const std::string_view text = trim(line); !text.empty()) {
    if (!text_of_line(batch, line, text, others)) return;
  } else {
    keep_between(line);
  }
  if (options_.encoding != io::Encoding::utf8) place_.code_points += base::code_points(line) + 1;
  at_ = static_cast<std::size_t>(newline - buffer_.data());
  place_.offset += line.size();
  place_.column += line.size();
  if (newline == end()) return;
  keep_between("\n");
  ++at_;
  ++place_.offset;
  ++place_.line;
  place_.column = 1;
}

/// Hands on what stands in a line, or the first of several texts; whether that is all of it.
bool Reader::text_of_line(Batch& batch, std::string_view line, std::string_view text, bool others) {
  const char* const newline = line.data() + line.size();
  if (text.starts_with(mark)) fault(batch, "input.bom", "inside");
  while (text.starts_with(mark)) text = trim(text.substr(mark.size()));
  if (!text.empty() && newline == end() && is_cut(text)) {
    end_early(batch);
    return false;
  }
  const base::Place start = place_;
  if (text.data() != line.data()) place_.advance({line.data(), text.data()});
  keep_between({line.data(), text.data()});
  const std::string_view first = text.empty() ? text : first_of_line(text, others);
  emit(batch, Unit::Kind::text, first);
  of_unit_ = 0;
  ++texts_;
  const char* next = first.data() + first.size();
  if (first.size() == text.size()) {
    keep_between({next, newline});
    place_ = start;
    return true;
  }
  while (*next != '{' && *next != '[') ++next;
  place_.advance({first.data(), next});
  at_ = static_cast<std::size_t>(next - buffer_.data());
  line_left_ = static_cast<std::size_t>(newline - next);
  if (!others) fault(batch, "input.syntax", "missing-line-break");
  return false;
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
    if (step_foreign(batch) || full_) return;
    if (texts_ > 0 || faulted_) {
      fault(batch, "input.syntax", "trailing");
      state_ = State::done;
      return;
    }
    const char* stop = value_end(batch, begin());
    if (full_) return;
    if (too_large_) return give_up(batch);
    if (stop == nullptr) stop = end();
    emit(batch, Unit::Kind::text, {begin(), static_cast<std::size_t>(stop - begin())});
    ++texts_;
    consume(stop);
    return;
  }
  bool odd = false;
  const char* stop = careful_ ? nullptr : skip_value(begin(), end(), odd);
  if (stop != nullptr && !options_.whole_texts && (odd || !is_followed(stop, end())) &&
      is_damaged(begin())) {
    careful_ = true;
    return walk();
  }
  if (stop != nullptr) {
    emit(batch, Unit::Kind::text, {begin(), static_cast<std::size_t>(stop - begin())});
    ++texts_;
    if (at_end_ && !options_.keep_between && skip_space(stop, end()) == end()) {
      state_ = State::done;
      at_ = size_;
    } else {
      consume(stop);
    }
    return;
  }
  if (options_.whole_texts) {
    value_end(batch, begin());
    if (full_) return;
    if (too_large_) return give_up(batch);
    if (!at_end_ || skip_value(begin(), end()) != nullptr) return;
    if (!is_damaged(begin())) return end_early(batch);
    emit(batch, Unit::Kind::text, {begin(), left()});
    ++texts_;
    return consume(end());
  }
  if (left() < options_.chunk && (need(batch) || full_)) return;
  careful_ = careful_ || (at_end_ && is_damaged(begin()));
  walk();
}

}  // namespace edca::json
