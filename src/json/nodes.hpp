#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "json/tree.hpp"

namespace edca::indicators {

// How indicators look at a release: what is absent, or of another type, is nothing. All of it takes
// nullptr for a value that is not there.

/// The member of an object, or nullptr.
inline const json::Node* member(const json::Node* value, std::string_view key) {
  return value == nullptr ? nullptr : json::find(*value, key);
}

/// The member reached through several objects, or nullptr.
template <class... Keys>
const json::Node* member(const json::Node* value, std::string_view key, Keys... keys) {
  return member(member(value, key), keys...);
}

inline bool is_object(const json::Node* value) {
  return value != nullptr && value->kind == json::NodeKind::object;
}
inline bool is_array(const json::Node* value) {
  return value != nullptr && value->kind == json::NodeKind::array;
}

/// A string, even an empty one.
inline std::optional<std::string_view> text(const json::Node* value) {
  if (value == nullptr || value->kind != json::NodeKind::string) return std::nullopt;
  return value->view();
}

/// A number as it is written.
inline std::optional<std::string_view> number(const json::Node* value) {
  if (value == nullptr || value->kind != json::NodeKind::number) return std::nullopt;
  return value->view();
}

/// The elements of an array, for a range-based loop; none when the value is no array.
class Elements {
 public:
  explicit Elements(const json::Node* array) : array_(is_array(array) ? array : nullptr) {}

  struct Iterator {
    const json::Node* at;
    const json::Node* operator*() const { return at; }
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
  const json::Node* array_;
};

}  // namespace edca::indicators
