#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "json/number.hpp"
#include "merge/tree.hpp"

// When two JSON values are the same, for the whole program: the order of members does not count,
// numbers are the same by their exact value (10, 10.0 and 1e1), texts after unescaping, and of
// duplicate keys the last one counts. json::canonical_hash() says the same of texts.

namespace edca::merge {

/// Whether two values are the same, where `Scalars` compares what is neither object nor array.
template <class Scalars>
bool equal(const Value& a, const Value& b);

/// How JSON compares what is neither object nor array.
struct JsonScalars {
  static bool equal(const Value& a, const Value& b) {
    if (a.kind != b.kind) return false;
    if (a.kind < Kind::number) return true;
    return a.view() == b.view() ||
           (a.kind == Kind::number && json::compare(a.view(), b.view()) == 0);
  }
};

/// Whether two JSON values are the same.
bool json_equal(const Value& a, const Value& b);

/// A hash that equal values share, in one cheap pass. Others differ in it but for a collision,
/// which can be made on purpose: use it where that hurts only who made it.
std::uint64_t content_hash(const Value& value);

/// The members of an object by their keys; each stands before its value.
std::vector<const Value*> sorted_keys(const Value& object);

/// As for equal(), of two objects with the same number of members.
template <class Scalars>
bool equal_members(const Value& a, const Value& b) {
  const Value* left = &a + 1;
  const Value* right = &b + 1;
  std::uint32_t at = 0;
  for (; at < a.size && left->view() == right->view(); ++at) {
    if (!equal<Scalars>(left[1], right[1])) return false;
    left = (left + 1)->next();
    right = (right + 1)->next();
  }
  if (at == a.size) return true;
  const auto same = [](const Value* one, const Value* other) {
    return one->view() == other->view() && equal<Scalars>(one[1], other[1]);
  };
  const std::vector<const Value*> keys = sorted_keys(a);
  const std::vector<const Value*> others = sorted_keys(b);
  return std::equal(keys.begin(), keys.end(), others.begin(), same);
}

template <class Scalars>
bool equal(const Value& a, const Value& b) {
  if (!a.is_container() || !b.is_container()) {
    return !a.is_container() && !b.is_container() && Scalars::equal(a, b);
  }
  if (a.kind != b.kind || a.size != b.size) return false;
  if (a.kind == Kind::object) return equal_members<Scalars>(a, b);
  const Value* left = &a + 1;
  const Value* right = &b + 1;
  for (std::uint32_t at = 0; at < a.size; ++at, left = left->next(), right = right->next()) {
    if (!equal<Scalars>(*left, *right)) return false;
  }
  return true;
}

}  // namespace edca::merge
