#include "merge/difference.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "base/hash.hpp"
#include "base/number.hpp"
#include "json/equal.hpp"
#include "json/pointer.hpp"

namespace edca::merge {
namespace {

constexpr std::uint32_t nowhere = ~std::uint32_t{0};

struct Hasher {
  base::KeyedHash hash;
  std::size_t operator()(std::string_view text) const { return hash.hash(text).low; }
};
template <class Key>
using Table = std::unordered_map<Key, const json::Node*, Hasher>;

/// A member or element on the way to a value.
struct Step {
  std::uint32_t parent = nowhere;
  const json::Node* key = nullptr;  ///< of a member
  std::uint32_t before = nowhere;   ///< index of an element
  std::uint32_t after = nowhere;
};

/// Two values that are still to be compared.
struct Pair {
  const json::Node* before;
  const json::Node* after;
  Step step;
};

bool same_scalar(const json::Node& before, const json::Node& after) {
  return !before.is_container() && json::equal(before, after);
}

/// Calls `each(key, value)` for the members of an object.
template <class Each>
void each_member(const json::Node& object, const Each& each) {
  const json::Node* key = &object + 1;
  for (std::uint32_t at = 0; at < object.size; ++at) {
    const json::Node* const value = key->next();
    each(*key, *value);
    key = value->next();
  }
}

/// Calls `each(index, value)` for the elements of an array.
template <class Each>
void each_element(const json::Node& array, const Each& each) {
  const json::Node* element = &array + 1;
  for (std::uint32_t at = 0; at < array.size; ++at, element = element->next()) each(at, *element);
}

/// The `id` of an object as a key; empty when it has none that identifies.
std::string id_key(const json::Node& object) {
  const json::Node* id = find(object, "id");
  if (id == nullptr) return {};
  if (id->kind == json::NodeKind::string) return "s" + std::string(id->view());
  return id->kind == json::NodeKind::number ? "n" + base::canonical(id->view()) : std::string();
}

struct Element {
  const json::Node* value;
  std::uint32_t index;
};
using Elements = std::unordered_map<std::string, Element, Hasher>;

/// The elements of an array by their ids; false when these do not identify them.
bool by_id(const json::Node& array, Elements& elements) {
  bool identified = true;
  each_element(array, [&](std::uint32_t index, const json::Node& element) {
    if (!identified) return;
    const std::string key =
        element.kind == json::NodeKind::object ? id_key(element) : std::string();
    identified = !key.empty() && elements.try_emplace(key, Element{&element, index}).second;
  });
  return identified;
}

bool is_plain(const json::Node& array) {
  bool plain = true;
  each_element(array,
               [&](std::uint32_t, const json::Node& value) { plain &= !value.is_container(); });
  return plain;
}

bool same_plain(const json::Node& before, const json::Node& after) {
  bool same = before.size == after.size;
  const json::Node* old = &before + 1;
  if (same) {
    each_element(after,
                 [&](std::uint32_t, const json::Node& now) { same &= same_scalar(*old++, now); });
  }
  return same;
}

class Comparison {
 public:
  std::vector<Difference> run(const json::Node& before, const json::Node& after) {
    compare(before, after, {});
    while (!open_.empty()) {
      const Pair pair = open_.back();
      open_.pop_back();
      if (pair.before == nullptr || pair.after == nullptr) {
        report(pair);
      } else {
        compare(*pair.before, *pair.after, pair.step);
      }
    }
    return std::move(found_);
  }

 private:
  void compare(const json::Node& before, const json::Node& after, const Step& step) {
    const bool objects =
        before.kind == json::NodeKind::object && after.kind == json::NodeKind::object;
    const bool arrays = before.kind == json::NodeKind::array && after.kind == json::NodeKind::array;
    const bool plain = arrays && is_plain(before) && is_plain(after);
    if (plain || (!objects && !arrays)) {
      const bool same = plain ? same_plain(before, after) : same_scalar(before, after);
      if (!same) report({&before, &after, step});
      return;
    }
    steps_.push_back(step);
    here_ = static_cast<std::uint32_t>(steps_.size() - 1);
    const std::size_t first = open_.size();
    objects ? members(before, after) : elements(before, after);
    // The first one is to be looked at next.
    std::reverse(open_.begin() + static_cast<std::ptrdiff_t>(first), open_.end());
  }

  void push(const json::Node* before, const json::Node* after, Step step) {
    if (before != nullptr && after != nullptr && same_scalar(*before, *after)) return;
    step.parent = here_;
    open_.push_back({before, after, step});
  }

  void members(const json::Node& before, const json::Node& after) {
    Table<std::string_view> olds(before.size, hasher_);
    each_member(before,
                [&](const json::Node& key, const json::Node& value) { olds[key.view()] = &value; });
    each_member(after, [&](const json::Node& key, const json::Node& value) {
      const auto old = olds.find(key.view());
      push(old == olds.end() ? nullptr : old->second, &value, {nowhere, &key, nowhere, nowhere});
      if (old != olds.end()) old->second = nullptr;
    });
    each_member(before, [&](const json::Node& key, const json::Node& value) {
      if (olds.find(key.view())->second == nullptr) return;
      push(&value, nullptr, {nowhere, &key, nowhere, nowhere});
    });
  }

  void elements(const json::Node& before, const json::Node& after) {
    Elements olds(before.size, hasher_);
    Elements news(after.size, hasher_);
    if (!by_id(before, olds) || !by_id(after, news)) return by_place(before, after);
    each_element(after, [&](std::uint32_t index, const json::Node& value) {
      const auto old = olds.find(id_key(value));
      if (old == olds.end()) return push(nullptr, &value, {nowhere, nullptr, nowhere, index});
      push(old->second.value, &value, {nowhere, nullptr, old->second.index, index});
      old->second.value = nullptr;
    });
    each_element(before, [&](std::uint32_t index, const json::Node& value) {
      if (olds.find(id_key(value))->second.value == nullptr) return;
      push(&value, nullptr, {nowhere, nullptr, index, nowhere});
    });
  }

  void by_place(const json::Node& before, const json::Node& after) {
    const json::Node* old = &before + 1;
    const json::Node* now = &after + 1;
    for (std::uint32_t at = 0; at < std::max(before.size, after.size); ++at) {
      const bool was = at < before.size;
      const bool is = at < after.size;
      push(was ? old : nullptr, is ? now : nullptr, {nowhere, nullptr, at, at});
      if (was) old = old->next();
      if (is) now = now->next();
    }
  }

  void report(const Pair& pair) {
    Difference& found = found_.emplace_back();
    found.before = pair.before;
    found.after = pair.after;
    found.pointer = pointer(pair.step, pair.after == nullptr);
    if (pair.before == nullptr || pair.after == nullptr) return;
    found.old_pointer = pointer(pair.step, true);
    if (found.old_pointer == found.pointer) found.old_pointer.clear();
  }

  std::string pointer(const Step& last, bool old) const {
    std::vector<const Step*> way;
    // The outermost step, that of the values themselves, adds nothing.
    for (const Step* step = &last; step->parent != nowhere; step = &steps_[step->parent]) {
      way.push_back(step);
    }
    std::reverse(way.begin(), way.end());
    std::string text;
    for (const Step* step : way) {
      if (step->key != nullptr) {
        json::append_token(text, step->key->view());
      } else {
        json::append_index(text, old ? step->before : step->after);
      }
    }
    return text;
  }

  Hasher hasher_;
  std::vector<Step> steps_;  ///< containers on the way, by index
  std::vector<Pair> open_;
  std::uint32_t here_ = nowhere;
  std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> differences(const json::Node& before, const json::Node& after) {
  return Comparison().run(before, after);
}

}  // namespace edca::merge
