#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

#include "json/tree.hpp"

namespace edca::semantics {

using Kind = json::NodeKind;
using Value = json::Node;

/// The direct children of an array; of an object, its values. Nothing for other values.
class Children {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    using pointer = const Value*;
    using reference = const Value&;

    Iterator(const Value* at, std::uint32_t left, bool object)
        : at_(at), left_(left), object_(object) {}
    const Value& operator*() const { return at_[object_ ? 1 : 0]; }
    const Value* operator->() const { return &**this; }
    /// The name of the member.
    std::string_view key() const { return at_->view(); }
    Iterator& operator++() {
      at_ = (**this).next();
      --left_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return left_ == other.left_; }

   private:
    const Value* at_;
    std::uint32_t left_;
    bool object_;
  };

  Children(const Value* value, Kind kind) {
    if (value == nullptr || value->kind != kind) return;
    first_ = value + 1;
    count_ = value->size;
    object_ = kind == Kind::object;
  }
  Iterator begin() const { return {first_, count_, object_}; }
  Iterator end() const { return {nullptr, 0, object_}; }
  bool empty() const { return count_ == 0; }
  std::size_t size() const { return count_; }

 private:
  const Value* first_ = nullptr;
  std::uint32_t count_ = 0;
  bool object_ = false;
};

inline Children elements(const Value* array) {
  return {array, Kind::array};
}
inline Children members(const Value* object) {
  return {object, Kind::object};
}

/// The value at the end of a path of names; nullptr where a name is missing or stands in no object.
inline const Value* at(const Value* value) {
  return value;
}
template <class... Names>
const Value* at(const Value* value, std::string_view name, Names... names) {
  return value == nullptr ? nullptr : at(json::find(*value, name), names...);
}

/// The elements of the array at the end of a path.
template <class... Names>
Children list(const Value* value, Names... names) {
  return elements(at(value, names...));
}

/// The string at the end of a path; empty when there is none.
template <class... Names>
std::string_view text(const Value* value, Names... names) {
  const Value* found = at(value, names...);
  return found != nullptr && found->kind == Kind::string ? found->view() : std::string_view();
}

/// The number at the end of a path as it was written; empty when there is none.
template <class... Names>
std::string_view number(const Value* value, Names... names) {
  const Value* found = at(value, names...);
  return found != nullptr && found->kind == Kind::number ? found->view() : std::string_view();
}

/// A string or number as text: how identifiers are compared.
template <class... Names>
std::string_view identifier(const Value* value, Names... names) {
  const Value* found = at(value, names...);
  const bool usable =
      found != nullptr && (found->kind == Kind::string || found->kind == Kind::number);
  return usable ? found->view() : std::string_view();
}

/// The text without the white space around it, of which a rule of its own speaks.
inline std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blank) + 1 - first);
}

/// An empty list or object, or a text of nothing but white space: text.empty speaks of it.
inline bool is_empty(const Value& value) {
  return value.is_container() ? value.size == 0
                              : value.kind == Kind::string && trimmed(value.view()).empty();
}

/// Whether there is something at the end of a path: not null, not an empty object or array.
template <class... Names>
bool filled(const Value* value, Names... names) {
  const Value* found = at(value, names...);
  if (found == nullptr || found->kind == Kind::null) return false;
  return (!found->is_container() && found->kind != Kind::string) || found->size != 0;
}

}  // namespace edca::semantics
