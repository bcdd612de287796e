#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "json/tree.hpp"

namespace edca::json {

// How commands look at a release: what is absent, or of another type, is nothing. All of it takes
// nullptr for a value that is not there.

/// The member of an object, or nullptr.
inline const Node* member(const Node* value, std::string_view key) {
  return value == nullptr ? nullptr : find(*value, key);
}

/// The member reached through several objects, or nullptr.
template <class... Keys>
const Node* member(const Node* value, std::string_view key, Keys... keys) {
  return member(member(value, key), keys...);
}

inline bool is_object(const Node* value) {
  return value != nullptr && value->kind == NodeKind::object;
}
inline bool is_array(const Node* value) {
  return value != nullptr && value->kind == NodeKind::array;
}

/// A string, even an empty one.
inline std::optional<std::string_view> text(const Node* value) {
  if (value == nullptr || value->kind != NodeKind::string) return std::nullopt;
  return value->view();
}

/// A number as it is written.
inline std::optional<std::string_view> number(const Node* value) {
  if (value == nullptr || value->kind != NodeKind::number) return std::nullopt;
  return value->view();
}

/// A string; empty for everything else.
inline std::string_view text_of(const Node* value) {
  return text(value).value_or(std::string_view());
}

/// An id or code, which may be a string or a number.
inline std::string_view code(const Node* value) {
  return number(value).value_or(text_of(value));
}

/// The elements of an array, for a range-based loop; none when the value is no array.
class Elements {
 public:
  explicit Elements(const Node* array) : array_(is_array(array) ? array : nullptr) {}

  struct Iterator {
    const Node* at;
    const Node* operator*() const { return at; }
    Iterator& operator++() {
      at = at->next();
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at != other.at; }
  };
  Iterator begin() const { return {array_ == nullptr ? nullptr : array_ + 1}; }
  Iterator end() const { return {array_ == nullptr ? nullptr : array_->next()}; }
  std::uint32_t size() const { return array_ == nullptr ? 0 : array_->size; }

 private:
  const Node* array_;
};

/// Calls `use(element, position)` for each object in an array; nothing when it is no array.
template <class Use>
void each_object(const Node* array, const Use& use) {
  std::size_t at = 0;
  for (const Node* each : Elements(array)) {
    if (is_object(each)) use(each, at);
    ++at;
  }
}

}  // namespace edca::json
