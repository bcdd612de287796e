#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "json/parse.hpp"
#include "json/tree.hpp"

namespace edca::json {

/// Turns the events of the parser into values.
class TreeBuilder {
 public:
  /// Builds behind what `values` holds. `copy` is `original` in the place where it is parsed;
  /// numbers are taken from `numbers`, where they stand at the same offsets.
  TreeBuilder(std::vector<Node>& values, std::string_view original, const char* copy,
              const char* numbers, std::size_t backslash, bool raw_surrogates)
      : values_(values),
        first_(values.size()),
        original_(original),
        copy_(copy),
        numbers_(numbers),
        backslash_(backslash),
        flags_(raw_surrogates ? Node::escaped : std::uint8_t{0}) {}

  /// The caller looks for duplicate keys.
  void trust_keys() { compares_ = false; }
  void attach(const Stream& stream) { stream_ = &stream; }
  bool too_deep() const { return depth_ == frames_.size(); }
  bool duplicates() const { return duplicates_; }
  /// Whether one value was built to its end.
  bool complete() const { return depth_ == 0 && values_.size() > first_; }

  bool Null() { return add(NodeKind::null); }
  bool Bool(bool value) { return add(value ? NodeKind::yes : NodeKind::no); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    Node& value = push(NodeKind::number);
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
    ++frame.count;
    if (!compares_) return true;
    const unsigned mix = size == 0 ? 0u
                                   : size + 3u * static_cast<unsigned char>(text[0]) +
                                         7u * static_cast<unsigned char>(text[size - 1]) +
                                         13u * static_cast<unsigned char>(text[size / 2]);
    const std::uint64_t bit = std::uint64_t{1} << (mix & 63);
    if ((frame.keys & bit) != 0 && frame.count <= few_keys) compare(frame, index);
    frame.keys |= bit;
    return true;
  }
  bool StartObject() { return start(NodeKind::object); }
  bool StartArray() { return start(NodeKind::array); }
  bool EndObject(rapidjson::SizeType) {
    const Frame& frame = frames_[depth_ - 1];
    if (frame.count > few_keys && compares_) compare_all(frame);
    return end();
  }
  bool EndArray(rapidjson::SizeType) { return end(); }

 private:
  /// Keys of a larger object are compared at its end, by sorting.
  static constexpr std::uint32_t few_keys = 32;

  struct Frame {
    std::size_t index;
    std::uint64_t keys;  ///< a bit for each key
    std::uint32_t count;
    bool object;
    bool mixed;
  };

  Node& push(NodeKind kind) {
    Node& value = values_.emplace_back();
    value.kind = kind;
    return value;
  }

  bool add(NodeKind kind) {
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
    Node& value = push(NodeKind::string);
    value.size = size;
    value.text = text;
    // An escape makes the decoded text shorter, so a backslash that belongs to this string stands
    // at most `size` bytes behind its start, and one that does not, further off.
    const auto offset = static_cast<std::size_t>(text - copy_);
    if (backslash_ < offset) backslash_ = std::min(original_.find('\\', offset), original_.size());
    value.flags = backslash_ <= offset + size ? Node::escaped : flags_;
  }

  bool start(NodeKind kind) {
    if (depth_ == frames_.size()) return false;
    if (depth_ > 0) {
      Frame& outer = frames_[depth_ - 1];
      outer.count += outer.object ? 0 : 1;
      outer.mixed = outer.mixed || kind == NodeKind::array;
    }
    frames_[depth_++] = {values_.size(), 0, 0, kind == NodeKind::object, false};
    push(kind).block = {0, static_cast<std::uint32_t>(stream_->src_ - copy_ - 1)};
    return true;
  }

  bool end() {
    const Frame& frame = frames_[--depth_];
    Node& value = values_[frame.index];
    value.size = frame.count;
    value.flags = frame.mixed && !frame.object ? Node::mixed : 0;
    value.block.extent = static_cast<std::uint32_t>(values_.size() - frame.index);
    return true;
  }

  /// Compares the key at `index` with those before it in its object.
  void compare(const Frame& frame, std::size_t index) {
    const std::string_view key = values_[index].view();
    const Node* other = &values_[frame.index + 1];
    for (std::uint32_t at = 1; at < frame.count && !duplicates_; ++at) {
      duplicates_ = other->view() == key;
      other = (other + 1)->next();
    }
  }

  void compare_all(const Frame& frame) {
    std::vector<std::string_view> keys;
    keys.reserve(frame.count);
    const Node* key = &values_[frame.index + 1];
    for (std::uint32_t at = 0; at < frame.count; ++at) {
      keys.push_back(key->view());
      key = (key + 1)->next();
    }
    std::sort(keys.begin(), keys.end());
    duplicates_ = duplicates_ || std::adjacent_find(keys.begin(), keys.end()) != keys.end();
  }

  std::vector<Node>& values_;
  std::size_t first_;
  const Stream* stream_ = nullptr;
  std::string_view original_;
  const char* copy_;
  const char* numbers_;
  std::size_t backslash_;  ///< of the first one not before the last string, in original_
  std::uint8_t flags_;     ///< of all strings
  std::array<Frame, depth_limit> frames_;
  std::size_t depth_ = 0;
  bool compares_ = true;
  bool duplicates_ = false;
};

}  // namespace edca::json
