#include "merge/slot.hpp"

#include <vector>

#include "json/pointer.hpp"

namespace edca::merge {
namespace {

/// So many children are looked through one by one.
constexpr std::uint32_t few = 16;

}  // namespace

Slot* Slots::find_indexed(const Slot& parent, const char* key, std::uint32_t size) const {
  const Index& index = *parent.index;
  const std::uint32_t hashed = hash(key, size);
  for (std::uint32_t at = hashed & index.mask;; at = (at + 1) & index.mask) {
    Slot* const slot = index.slots[at];
    if (slot == nullptr) return nullptr;
    if (slot->hash == hashed && matches(*slot, key, size)) return slot;
  }
}

void Slots::attach(Slot& slot) {
  Slot& parent = *slot.parent;
  (parent.first == nullptr ? parent.first : parent.last->next) = &slot;
  parent.last = &slot;
  slot.attached = true;
  ++parent.children;
  if (parent.index != nullptr || parent.children > few) add_to_index(parent, slot);
}

void Slots::add_to_index(Slot& parent, Slot& slot) {
  if (parent.index == nullptr || parent.children * 2 > parent.index->mask) {
    rebuild(parent, parent.index == nullptr ? few * 4 : (parent.index->mask + 1) * 4);
    return;
  }
  if (slot.element) return;
  slot.hash = hash(slot.key, slot.key_size);
  std::uint32_t at = slot.hash & parent.index->mask;
  while (parent.index->slots[at] != nullptr) at = (at + 1) & parent.index->mask;
  parent.index->slots[at] = &slot;
}

void Slots::rebuild(Slot& parent, std::uint32_t size) {
  if (parent.index == nullptr) parent.index = arena_.make<Index>();
  parent.index->slots = arena_.make_array<Slot*>(size);
  parent.index->mask = size - 1;
  for (Slot* child = parent.first; child != nullptr; child = child->next)
    add_to_index(parent, *child);
}

std::string pointer(const Slot& slot) {
  std::vector<const Slot*> way;
  for (const Slot* at = &slot; at->parent != nullptr; at = at->parent) way.push_back(at);
  std::string text;
  for (auto at = way.rbegin(); at != way.rend(); ++at) {
    std::string_view name = (*at)->name();
    if (name.starts_with(number_mark)) name.remove_prefix(1);
    json::append_token(text, name);
  }
  return text;
}

}  // namespace edca::merge
