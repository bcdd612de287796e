#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/number.hpp"
#include "json/tree.hpp"

// When two JSON values are the same, for the whole program: the order of members does not count,
// numbers are the same by their exact value (10, 10.0 and 1e1), texts after unescaping, and of
// duplicate keys the last one counts. json::canonical_hash() says the same of texts.

namespace edca::json {

/// Whether two values are the same, where `Scalars` compares what is neither object nor array.
template <class Scalars>
bool equal_with(const Node& a, const Node& b);

/// How JSON compares what is neither object nor array.
struct JsonScalars {
  static bool equal(const Node& a, const Node& b) {
    if (a.kind != b.kind) return false;
    if (a.kind < NodeKind::number) return true;
    return a.view() == b.view() ||
           (a.kind == NodeKind::number && base::compare(a.view(), b.view()) == 0);
  }
};

/// Whether two JSON values are the same.
bool equal(const Node& a, const Node& b);

/// A hash that equal values share, in one cheap pass. Others differ in it but for a collision,
/// which can be made on purpose: use it where that hurts only who made it.
std::uint64_t content_hash(const Node& value);

/// The members of an object by their keys; each stands before its value.
std::vector<const Node*> sorted_keys(const Node& object);

/// As for equal_with(), of two objects with the same number of members.
template <class Scalars>
bool equal_members(const Node& a, const Node& b) {
  const Node* left = &a + 1;
  const Node* right = &b + 1;
  std::uint32_t at = 0;
  for (; at < a.size && left->view() == right->view(); ++at) {
    if (!equal_with<Scalars>(left[1], right[1])) return false;
    left = (left + 1)->next();
    right = (right + 1)->next();
  }
  if (at == a.size) return true;
  const auto same = [](const Node* one, const Node* other) {
    return one->view() == other->view() && equal_with<Scalars>(one[1], other[1]);
  };
  const std::vector<const Node*> keys = sorted_keys(a);
  const std::vector<const Node*> others = sorted_keys(b);
  return std::equal(keys.begin(), keys.end(), others.begin(), same);
}

template <class Scalars>
bool equal_with(const Node& a, const Node& b) {
  if (!a.is_container() || !b.is_container()) {
    return !a.is_container() && !b.is_container() && Scalars::equal(a, b);
  }
  if (a.kind != b.kind || a.size != b.size) return false;
  if (a.kind == NodeKind::object) return equal_members<Scalars>(a, b);
  const Node* left = &a + 1;
  const Node* right = &b + 1;
  for (std::uint32_t at = 0; at < a.size; ++at, left = left->next(), right = right->next()) {
    if (!equal_with<Scalars>(*left, *right)) return false;
  }
  return true;
}

}  // namespace edca::json
