#include "legacy/tree.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/text.hpp"
#include "json/value.hpp"

namespace edca::legacy {
namespace {

constexpr std::size_t block_size = std::size_t{64} << 10;

constexpr std::uint64_t each_byte = 0x0101010101010101;
constexpr std::uint64_t high_bits = 0x8080808080808080;

/// The high bit of each byte of a word that is zero; of those above the first one, perhaps more.
std::uint64_t zeros(std::uint64_t word) {
  return (word - each_byte) & ~word & high_bits;
}

std::uint64_t load_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// Writes texts as JSON, but for those with control characters.
class Escaper {
 public:
  /// There must be room for twice the text and a word.
  explicit Escaper(char* to) : begin_(to), to_(to) {}

  /// False where there is a control character.
  bool add(std::string_view text) {
    std::size_t at = 0;
    while (at + sizeof(std::uint64_t) <= text.size()) {
      const std::uint64_t word = load_word(text.data() + at);
      high_ |= word;
      if (((word - each_byte * 0x20) & ~word & high_bits) != 0) return false;
      const std::uint64_t marks = zeros(word ^ each_byte * '"') | zeros(word ^ each_byte * '\\');
      std::memcpy(to_, &word, sizeof word);
      if (marks == 0) {
        to_ += sizeof word;
        at += sizeof word;
        continue;
      }
      std::size_t plain = 0;
      while (text[at + plain] != '"' && text[at + plain] != '\\') ++plain;
      to_ += plain;
      at += plain + 1;
      *to_++ = '\\';
      *to_++ = text[at - 1];
    }
    for (; at < text.size(); ++at) {
      const char c = text[at];
      high_ |= static_cast<unsigned char>(c);
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c == '"' || c == '\\') *to_++ = '\\';
      *to_++ = c;
    }
    return true;
  }
  /// Whether all was ASCII.
  bool ascii() const { return (high_ & high_bits) == 0; }
  std::size_t size() const { return static_cast<std::size_t>(to_ - begin_); }
  void add(char c) { *to_++ = c; }

 private:
  char* begin_;
  char* to_;
  std::uint64_t high_ = 0;
};

}  // namespace

void Arena::next_block(std::size_t size) {
  while (block_ < blocks_.size() && used_ + size > blocks_[block_].size) {
    ++block_;
    used_ = 0;
  }
  if (block_ < blocks_.size()) return;
  const std::size_t room = std::max(size, block_size);
  blocks_.push_back({std::make_unique_for_overwrite<char[]>(room), room});
  used_ = 0;
}

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  char* const place = allocate(text.size());
  copy(text, place);
  return {place, text.size()};
}

std::string_view Arena::join(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  if (size == 0) return {};
  char* const place = allocate(size);
  char* to = place;
  for (const std::string_view part : parts) to = copy(part, to);
  return {place, size};
}

std::string_view Arena::quoted(std::string_view text) {
  const std::size_t room = 2 * text.size() + 2 + sizeof(std::uint64_t);
  char* const place = allocate(room);
  Escaper escaper(place);
  escaper.add('"');
  if (!escaper.add(text) || (!escaper.ascii() && !utf8_ && !base::is_utf8(text))) {
    used_ -= room;
    text_.clear();
    json::write_string(text, text_);
    return keep(text_);
  }
  escaper.add('"');
  used_ -= room - escaper.size();
  return {place, escaper.size()};
}

void Arena::clear() {
  constexpr std::size_t most_blocks = 64;  // a large process is not kept in mind
  if (blocks_.size() > most_blocks) blocks_.resize(most_blocks);
  block_ = 0;
  used_ = 0;
}

std::uint32_t Tree::child(std::uint32_t node, std::string_view name, const std::string& place,
                          bool additional) {
  if (const auto found = by_place_.find(place); found != by_place_.end()) return found->second;
  Node added;
  added.name = name;
  json::write_string(name, added.key);
  added.key += ':';
  added.additional = additional;
  const auto number = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(std::move(added));
  std::vector<std::uint32_t>& children = nodes_[node].children;
  // Additional ones stand last, by their names.
  const auto before = std::ranges::partition_point(children, [&](std::uint32_t each) {
    return !nodes_[each].additional || (additional && nodes_[each].name < name);
  });
  children.insert(before, number);
  by_place_.emplace(place, number);
  return number;
}

std::uint32_t Tree::slot_of(std::uint32_t node, std::string_view place) {
  if (nodes_[node].slot == none) {
    nodes_[node].slot = static_cast<std::uint32_t>(places_.size());
    places_.emplace_back(place);
  }
  return nodes_[node].slot;
}

std::uint32_t Tree::list_at(std::uint32_t node, std::string_view place) {
  const std::uint32_t slot = slot_of(node, place);
  for (std::uint32_t at = 0; at < lists_.size(); ++at)
    if (lists_[at].slot == slot) return at;
  List list;
  list.place = place;
  list.slot = slot;
  list.below = std::make_unique<Tree>(true);
  const std::string keys[] = {"id", "documentType", "url"};
  list.id = list.below->add({&keys[0], 1}).slot;
  list.type = list.below->add({&keys[1], 1}).slot;
  list.url = list.below->add({&keys[2], 1}).slot;
  lists_.push_back(std::move(list));
  return static_cast<std::uint32_t>(lists_.size() - 1);
}

Tree::Spot Tree::add(std::span<const std::string> keys, bool additional) {
  std::uint32_t node = 0;
  std::string place;
  for (std::size_t at = 0; at < keys.size(); ++at) {
    const bool list = keys[at].ends_with("[]");
    const std::string_view name = std::string_view(keys[at]).substr(0, keys[at].size() - 2 * list);
    const bool last = at + 1 == keys.size();
    place += place.empty() ? "" : "/";
    place += name;
    node = child(node, name, place, additional && last);
    if (!list) continue;
    if (one_) {
      nodes_[node].list = true;
      continue;
    }
    const std::uint32_t number = list_at(node, place);
    if (last) return {number, none};
    return {number, lists_[number].below->add(keys.subspan(at + 1), additional).slot};
  }
  return {none, slot_of(node, place)};
}

bool Tree::write_node(std::uint32_t number, const Filled& values, Pen& out) const {
  const Node& node = nodes_[number];
  const std::string_view value = values.at(node.slot);
  if (!value.empty()) {
    out.add_member(node.key, value);
    return true;
  }
  if (node.children.empty()) return false;
  const std::size_t before = out.size();
  out.add_member(node.key, node.list ? std::string_view("[{") : std::string_view("{"));
  const std::size_t inside = out.size();
  write(number, values, out);
  if (out.size() == inside) {
    out.cut(before);
    return false;
  }
  out.add(node.list ? std::string_view("}]") : std::string_view("}"));
  return true;
}

void Tree::write(std::uint32_t node, const Filled& values, Pen& out) const {
  for (const std::uint32_t each : nodes_[node].children) write_node(each, values, out);
}

bool Tree::write_member(std::string_view name, const Filled& values, Pen& out) const {
  for (const std::uint32_t each : nodes_[0].children)
    if (nodes_[each].name == name) return write_node(each, values, out);
  return false;
}

std::string_view Part::at(const Tree::Spot& spot) const {
  if (spot.list == Tree::none) return values.at(spot.slot);
  return spot.list < elements.size() ? elements[spot.list].at(spot.slot) : std::string_view();
}

void Part::set(const Tree::Spot& spot, std::string_view json) {
  if (spot.slot == Tree::none || json.empty()) return;
  if (spot.list == Tree::none) return values.set(spot.slot, json);
  if (spot.list >= elements.size()) elements.resize(spot.list + 1);
  Filled& element = elements[spot.list];
  if (element.touched().empty()) lists.push_back(spot.list);
  element.set(spot.slot, json);
}

void Part::unset(const Tree::Spot& spot) {
  if (spot.list == Tree::none) return values.unset(spot.slot);
  if (spot.list < elements.size()) elements[spot.list].unset(spot.slot);
}

void Part::clear() {
  values.clear();
  for (const std::uint32_t list : lists) elements[list].clear();
  lists.clear();
}

}  // namespace edca::legacy
