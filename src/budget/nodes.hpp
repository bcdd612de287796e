#pragma once

#include <string_view>

#include "json/tree.hpp"

namespace edca::budget {

// How budgets look at a release: what is absent, or of another type, is nothing. All of it takes
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

/// A string; empty for everything else.
inline std::string_view text(const json::Node* value) {
  return value != nullptr && value->kind == json::NodeKind::string ? value->view()
                                                                   : std::string_view();
}

/// An id or code, which may be a string or a number.
inline std::string_view code(const json::Node* value) {
  return value != nullptr && value->kind == json::NodeKind::number ? value->view() : text(value);
}

/// Calls `use(element, position)` for each object in an array; nothing when it is no array.
template <class Use>
void each_object(const json::Node* array, const Use& use) {
  if (array == nullptr || array->kind != json::NodeKind::array) return;
  std::size_t at = 0;
  for (const json::Node* one = array + 1; one != array->next(); one = one->next(), ++at) {
    if (one->kind == json::NodeKind::object) use(one, at);
  }
}

}  // namespace edca::budget
