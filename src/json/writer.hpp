#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "json/tree.hpp"

namespace edca::json {

/// Compact JSON text in a buffer that is used again: numbers as they were written, strings as
/// UTF-8 in which only `"`, `\` and control characters are escaped (and what no UTF-8 can hold:
/// half a surrogate pair).
class Writer {
 public:
  /// `text` has at least Arena::slack readable bytes behind it.
  void padded(const char* text, std::size_t size) {
    char* const to = reserve(size);
    if (size <= 32) {
      std::memcpy(to, text, 32);
    } else {
      std::memcpy(to, text, size);
    }
    size_ += size;
  }
  void raw(std::string_view text) {
    std::memcpy(reserve(text.size()), text.data(), text.size());
    size_ += text.size();
  }
  void put(char c) { *reserve(1) = c, ++size_; }

  void string(const Node& value) {
    string(value.text, value.size, (value.flags & Node::escaped) != 0);
  }
  /// `"key":` of a name as a tree holds it, with the slack of padded() behind it.
  void padded_key(const char* text, std::size_t size, bool escaped) {
    string(text, size, escaped);
    put(':');
  }
  /// `"key":` of any text.
  void key(std::string_view name) {
    escape(name);
    put(':');
  }
  /// `"key":"text",` of any texts.
  void member(std::string_view name, std::string_view text) {
    key(name);
    escape(text);
    put(',');
  }
  /// `"key":json,`
  void raw_member(std::string_view name, std::string_view json) {
    key(name);
    raw(json);
    put(',');
  }
  void value(const Node& value);
  /// Any text, with its quotation marks.
  void escape(std::string_view text);

  /// Ends an array or object each of whose elements has a comma behind it.
  void close(char bracket) {
    if (data_[size_ - 1] == ',') {
      data_[size_ - 1] = bracket;
    } else {
      put(bracket);
    }
  }

  std::string_view view() const { return {data_.get(), size_}; }
  std::size_t size() const { return size_; }
  void clear();

 private:
  /// With its quotation marks; Arena::slack readable bytes stand behind what has no escapes.
  void string(const char* text, std::size_t size, bool escaped) {
    if (escaped) {
      escape({text, size});
      return;
    }
    char* const to = reserve(size + 2);
    *to = '"';
    std::memcpy(to + 1, text, 32);
    if (size > 32) std::memcpy(to + 33, text + 32, size - 32);
    to[size + 1] = '"';
    size_ += size + 2;
  }

  static constexpr std::size_t slack = base::Arena::slack;

  /// Room for `size` bytes and the slack that copies may write past them.
  char* reserve(std::size_t size) {
    if (capacity_ - size_ < size + slack) grow(size + slack);
    return data_.get() + size_;
  }
  void grow(std::size_t size);
  void members(const Node& object);
  void elements(const Node& array);

  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace edca::json
