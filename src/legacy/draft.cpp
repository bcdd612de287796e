#include "legacy/draft.hpp"

#include <algorithm>

#include "base/decimal.hpp"
#include "legacy/values.hpp"

namespace edca::legacy {
namespace {

/// Whether two values say the same: numbers by what they are worth, texts by their words.
bool same(std::string_view left, std::string_view right) {
  if (left == right) return true;
  if (left.starts_with('"') || right.starts_with('"'))
    return left.starts_with('"') && right.starts_with('"') && slug(left) == slug(right);
  const auto first = base::Decimal::read(left);
  const auto second = base::Decimal::read(right);
  return first && second && *first == *second;
}

/// The texts of an array of plain texts, with their quotes.
std::vector<std::string_view> texts_of(std::string_view array) {
  std::vector<std::string_view> texts;
  for (std::size_t at = 1; at < array.size() && array[at] == '"';) {
    std::size_t end = at + 1;
    while (end < array.size() && array[end] != '"') end += array[end] == '\\' ? 2 : 1;
    texts.push_back(array.substr(at, end + 1 - at));
    at = end + 2;
  }
  return texts;
}

/// Both arrays, each text once.
std::string both(std::string_view left, std::string_view right) {
  std::string all(left.substr(0, left.size() - 1));
  const std::vector<std::string_view> there = texts_of(left);
  for (const std::string_view each : texts_of(right)) {
    if (std::find(there.begin(), there.end(), each) != there.end()) continue;
    if (all.size() > 1) all += ',';
    all += each;
  }
  return all + "]";
}

/// Puts a value where none is; tells where another one is.
template <class Place>
void merge(std::string_view from, std::uint32_t slot, Filled& to, Arena& arena, Place place,
           const Total::Differs& differs) {
  const std::string_view there = to.at(slot);
  if (from.empty() || there == from) return;
  if (there.empty()) {
    to.set(slot, from);
  } else if (there.starts_with('[') && from.starts_with('[')) {
    to.set(slot, arena.keep(both(there, from)));
  } else if (!same(there, from)) {
    differs(place());
  }
}

}  // namespace

std::size_t Index::find(std::string_view text) const {
  if (size_ > few) {
    const auto found = places_.find(text);
    return found == places_.end() ? none : found->second;
  }
  for (std::size_t at = 0; at < size_; ++at)
    if (texts_[at] == text) return at;
  return none;
}

std::size_t Index::add(std::string_view text) {
  // Texts must not move once they are in the map.
  if (size_ == texts_.size()) {
    const bool moves = texts_.size() == texts_.capacity();
    texts_.emplace_back(text);
    if (moves && size_ > few) {
      places_.clear();
      for (std::size_t at = 0; at < size_; ++at) places_.emplace(texts_[at], at);
    }
  } else {
    texts_[size_] = text;
  }
  const std::size_t number = size_++;
  if (size_ == few + 1) {
    for (std::size_t at = 0; at < size_; ++at) places_.emplace(texts_[at], at);
  } else if (size_ > few) {
    places_.emplace(texts_[number], number);
  }
  return number;
}

void Index::clear() {
  constexpr std::size_t most = 1000;
  if (texts_.size() > most) texts_.resize(most);
  size_ = 0;
  if (!places_.empty()) places_.clear();
}

void Total::add(const Part& part, const Tree& tree, Arena& arena, const Around& place,
                const Differs& differs) {
  for (const std::uint32_t slot : part.values.touched())
    merge(
        part.values.at(slot), slot, values_, arena, [&] { return place.text() + tree.place(slot); },
        differs);
  for (const std::uint32_t list : part.lists)
    add_element(list, part.elements[list], tree, arena, place, differs);
}

void Total::add_element(std::uint32_t list, const Filled& element, const Tree& tree, Arena& arena,
                        const Around& place, const Differs& differs) {
  if (list >= lists_.size()) lists_.resize(tree.lists().size());
  const Tree::List& known = tree.lists()[list];
  List& total = lists_[list];
  std::string_view key = element.at(known.url);
  if (key.empty()) key = element.at(known.id);
  Pen whole;
  if (key.empty()) {
    known.below->write(element, whole);
    if (whole.empty()) return;
    key = whole.view();
  }
  std::size_t number = total.keys.find(key);
  if (number == Index::none) {
    if (total.keys.size() == 0) used_.push_back(list);
    number = total.keys.add(key);
    if (number == total.elements.size()) total.elements.emplace_back();
    Filled& added = total.elements[number];
    for (const std::uint32_t slot : element.touched()) added.set(slot, element.at(slot));
    const std::string_view type = element.at(known.type);
    if (element.at(known.url).empty() || type.size() < 2) return;
    std::size_t kind = total.types.find(type);
    if (kind == Index::none) {
      kind = total.types.add(type);
      if (kind == total.times.size()) total.times.push_back(0);
      total.times[kind] = 0;
    }
    if (const std::size_t times = ++total.times[kind]; times > 1)
      added.set(known.id, arena.keep(std::string(type.substr(0, type.size() - 1)) + "-" +
                                     std::to_string(times) + "\""));
    return;
  }
  Filled& there = total.elements[number];
  const auto around = [&] { return place.text() + known.place + "/" + std::string(key) + "/"; };
  for (const std::uint32_t slot : element.touched()) {
    if (slot == known.id && !element.at(known.url).empty()) continue;
    merge(
        element.at(slot), slot, there, arena, [&] { return around() + known.below->place(slot); },
        differs);
  }
}

Filled* Total::element(std::uint32_t list, std::string_view key) {
  if (list >= lists_.size()) return nullptr;
  const std::size_t number = lists_[list].keys.find(key);
  return number == Index::none ? nullptr : &lists_[list].elements[number];
}

const Filled& Total::finish(const Tree& tree, Arena& arena) {
  for (const std::uint32_t list : used_) {
    const Tree::List& known = tree.lists()[list];
    text_.clear();
    text_.add('[');
    each_element(list, [&](const Filled& element) {
      if (text_.size() > 1) text_.add(',');
      text_.add('{');
      known.below->write(element, text_);
      text_.add('}');
    });
    text_.add(']');
    values_.set(known.slot, arena.keep(text_.view()));
  }
  return values_;
}

void Total::clear() {
  values_.clear();
  for (const std::uint32_t list : used_) {
    List& total = lists_[list];
    constexpr std::size_t most = 1000;
    if (total.elements.size() > most) total.elements.resize(most);
    for (std::size_t at = 0; at < std::min(total.keys.size(), total.elements.size()); ++at)
      total.elements[at].clear();
    total.keys.clear();
    total.types.clear();
  }
  used_.clear();
}

}  // namespace edca::legacy
