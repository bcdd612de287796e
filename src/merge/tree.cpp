#include "merge/tree.hpp"

#include "json/escapes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

namespace edca::merge {
namespace {

/// Keys of a larger object are compared at its end, by sorting.
constexpr std::uint32_t few_keys = 32;

/// Half a surrogate pair, written as an escape at the offset, becomes the three bytes that its code
/// point would have: the parser takes these.
std::string with_raw_surrogates(std::string_view text, const std::vector<std::size_t>& offsets) {
  std::string mended;
  std::size_t start = 0;
  for (const std::size_t offset : offsets) {
    mended += text.substr(start, offset - start);
    unsigned code = 0;
    const char* const digits = text.data() + offset + 2;
    std::from_chars(digits, digits + 4, code, 16);
    mended += '\xED';
    mended += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    mended += static_cast<char>(0x80 | (code & 0x3F));
    start = offset + 6;
  }
  return mended += text.substr(start);
}

/// Turns the events of the parser into values.
class Builder {
 public:
  Builder(std::vector<Value>& values, std::string_view original, const char* copy,
          const char* numbers, bool raw_surrogates)
      : values_(values),
        first_(values.size()),
        original_(original),
        copy_(copy),
        numbers_(numbers),
        backslash_(original.find('\\')),
        flags_(raw_surrogates ? Value::escaped : std::uint8_t{0}) {}

  void attach(const json::Stream& stream) { stream_ = &stream; }
  bool too_deep() const { return depth_ == frames_.size(); }
  bool duplicates() const { return duplicates_; }
  /// Whether one value was built to its end.
  bool complete() const { return depth_ == 0 && values_.size() > first_; }

  bool Null() { return add(Kind::null); }
  bool Bool(bool value) { return add(value ? Kind::yes : Kind::no); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    Value& value = push(Kind::number);
    value.size = size;
    value.text = numbers_ + (text - copy_);
    return count();
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    string(text, size);
    return count();
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const std::size_t index = values_.size();
    string(text, size);
    Frame& frame = frames_[depth_ - 1];
    const unsigned mix = size == 0 ? 0u
                                   : size + 3u * static_cast<unsigned char>(text[0]) +
                                         7u * static_cast<unsigned char>(text[size - 1]) +
                                         13u * static_cast<unsigned char>(text[size / 2]);
    const std::uint64_t bit = std::uint64_t{1} << (mix & 63);
    if ((frame.keys & bit) != 0 && frame.count < few_keys) compare(frame, index);
    frame.keys |= bit;
    ++frame.count;
    return true;
  }
  bool StartObject() { return start(Kind::object); }
  bool StartArray() { return start(Kind::array); }
  bool EndObject(rapidjson::SizeType) {
    const Frame& frame = frames_[depth_ - 1];
    if (frame.count > few_keys) compare_all(frame);
    return end();
  }
  bool EndArray(rapidjson::SizeType) { return end(); }

 private:
  struct Frame {
    std::size_t index;
    std::uint64_t keys;  ///< a bit for each key
    std::uint32_t count;
    bool object;
    bool mixed;
  };

  Value& push(Kind kind) {
    Value& value = values_.emplace_back();
    value.kind = kind;
    return value;
  }

  bool add(Kind kind) {
    push(kind);
    return count();
  }

  /// Counts a literal in the array it stands in.
  bool count() {
    if (depth_ == 0) return true;
    Frame& frame = frames_[depth_ - 1];
    frame.count += frame.object ? 0 : 1;
    frame.mixed = true;
    return true;
  }

  void string(const char* text, std::uint32_t size) {
    Value& value = push(Kind::string);
    value.size = size;
    value.text = text;
    // An escape makes the decoded text shorter, so a backslash that belongs to this string stands
    // at most `size` bytes behind its start, and one that does not, further off.
    const auto offset = static_cast<std::size_t>(text - copy_);
    if (backslash_ < offset) backslash_ = original_.find('\\', offset);
    value.flags = backslash_ <= offset + size ? Value::escaped : flags_;
  }

  bool start(Kind kind) {
    if (depth_ == frames_.size()) return false;
    if (depth_ > 0) {
      Frame& outer = frames_[depth_ - 1];
      outer.count += outer.object ? 0 : 1;
      outer.mixed = outer.mixed || kind == Kind::array;
    }
    frames_[depth_++] = {values_.size(), 0, 0, kind == Kind::object, false};
    push(kind).block = {0, static_cast<std::uint32_t>(stream_->src_ - copy_ - 1)};
    return true;
  }

  bool end() {
    const Frame& frame = frames_[--depth_];
    Value& value = values_[frame.index];
    value.size = frame.count;
    value.flags = frame.mixed && !frame.object ? Value::mixed : 0;
    value.block.extent = static_cast<std::uint32_t>(values_.size() - frame.index);
    return true;
  }

  /// Compares the key at `index` with those before it in its object.
  void compare(const Frame& frame, std::size_t index) {
    const std::string_view key = values_[index].view();
    const Value* other = &values_[frame.index + 1];
    for (std::uint32_t at = 0; at < frame.count && !duplicates_; ++at) {
      duplicates_ = other->view() == key;
      other = (other + 1)->next();
    }
  }

  void compare_all(const Frame& frame) {
    std::vector<std::string_view> keys;
    keys.reserve(frame.count);
    const Value* key = &values_[frame.index + 1];
    for (std::uint32_t at = 0; at < frame.count; ++at) {
      keys.push_back(key->view());
      key = (key + 1)->next();
    }
    std::sort(keys.begin(), keys.end());
    duplicates_ = duplicates_ || std::adjacent_find(keys.begin(), keys.end()) != keys.end();
  }

  std::vector<Value>& values_;
  std::size_t first_;
  const json::Stream* stream_ = nullptr;
  std::string_view original_;
  const char* copy_;
  const char* numbers_;
  std::size_t backslash_;  ///< of the first one not before the last string, in original_
  std::uint8_t flags_;     ///< of all strings
  std::array<Frame, json::depth_limit> frames_;
  std::size_t depth_ = 0;
  bool duplicates_ = false;
};

/// Copies values, of duplicate keys the last value only. At most json::depth_limit levels.
class Copier {
 public:
  explicit Copier(std::vector<Value>& to) : to_(to) {}

  void copy(const Value& value) {
    const std::size_t index = to_.size();
    to_.push_back(value);
    if (value.kind == Kind::array) {
      const Value* element = &value + 1;
      for (std::uint32_t at = 0; at < value.size; ++at, element = element->next()) copy(*element);
    } else if (value.kind == Kind::object) {
      members(value, index);
    }
    if (value.is_container())
      to_[index].block.extent = static_cast<std::uint32_t>(to_.size() - index);
  }

 private:
  void members(const Value& object, std::size_t index) {
    std::vector<std::pair<const Value*, const Value*>> kept;
    std::unordered_map<std::string_view, std::size_t> places;
    const Value* key = &object + 1;
    for (std::uint32_t at = 0; at < object.size; ++at, key = (key + 1)->next()) {
      const auto [place, inserted] = places.emplace(key->view(), kept.size());
      if (inserted) kept.emplace_back(key, nullptr);
      kept[place->second].second = key + 1;
    }
    to_[index].size = static_cast<std::uint32_t>(kept.size());
    for (const auto& [name, value] : kept) {
      to_.push_back(*name);
      copy(*value);
    }
  }

  std::vector<Value>& to_;
};

}  // namespace

const Value* find(const Value& value, std::string_view key) {
  if (value.kind != Kind::object) return nullptr;
  const Value* member = &value + 1;
  for (std::uint32_t at = 0; at < value.size; ++at) {
    if (member->view() == key) return member + 1;
    member = (member + 1)->next();
  }
  return nullptr;
}

Value string_value(std::string_view text, Arena& arena) {
  Value value;
  value.kind = Kind::string;
  value.flags = Value::escaped;
  value.size = static_cast<std::uint32_t>(text.size());
  value.text = arena.copy(text);
  return value;
}

Tree::Read Tree::parse(std::string_view text) {
  const std::size_t root = values_.size();
  const json::ParseResult result = run(text, false);
  if (!result.ok()) {
    values_.resize(root);
    const bool depth = result.stopped() && too_deep_;
    return {depth ? ReadError::depth : ReadError::syntax, result.offset, root};
  }
  if (duplicates_) remove_duplicates(root);
  return {ReadError::none, 0, root};
}

json::ParseResult Tree::run(std::string_view text, bool raw_surrogates) {
  const std::size_t root = values_.size();
  json::ParseResult result = parse_copy(text, nullptr, raw_surrogates);
  if (result.code == rapidjson::kParseErrorNumberTooBig) {
    // The parser refuses numbers beyond double; it gets small ones, the values the original text.
    values_.resize(root);
    result = parse_copy(json::with_small_numbers(text), texts_.copy(text), raw_surrogates);
  }
  if (result.code == rapidjson::kParseErrorStringUnicodeSurrogateInvalid && !raw_surrogates) {
    values_.resize(root);
    const std::vector<std::size_t> halves = json::scan_escapes(text).surrogates;
    return run(with_raw_surrogates(text, halves), true);
  }
  return result;
}

json::ParseResult Tree::parse_copy(std::string_view text, const char* numbers,
                                   bool raw_surrogates) {
  char* const copy = texts_.copy(text);
  copy_ = copy;
  numbers_ = numbers == nullptr ? copy : numbers;
  Builder builder(values_, text, copy, numbers_, raw_surrogates);
  json::ParseResult result =
      json::parse_in_place({copy, text.size(), json::find_control(text)}, reader_, builder);
  if (result.ok() && !builder.complete())
    result = {rapidjson::kParseErrorUnspecificSyntaxError, text.size()};
  duplicates_ = builder.duplicates();
  too_deep_ = builder.too_deep();
  return result;
}

std::size_t Tree::offset_of(const Value& value) const {
  if (value.is_container()) return value.block.offset;
  const bool number = value.kind == Kind::number;
  return static_cast<std::size_t>(value.text - (number ? numbers_ : copy_)) - (number ? 0 : 1);
}

void Tree::remove_duplicates(std::size_t root) {
  std::vector<Value> kept(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(root));
  Copier(kept).copy(values_[root]);
  values_ = std::move(kept);
}

void Tree::clear() {
  constexpr std::size_t keep = (std::size_t{64} << 20) / sizeof(Value);
  if (values_.capacity() > keep) values_ = {};
  values_.clear();
  texts_.clear();
}

}  // namespace edca::merge
