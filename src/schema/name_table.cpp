#include "schema/name_table.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace edca::schema {

NameTable::NameTable(std::vector<std::string> names) : names_(std::move(names)) {
  slots_.assign(std::bit_ceil(names_.size() * 4 + 1), Slot{});
  mask_ = slots_.size() - 1;
  for (std::size_t index = 0; index < names_.size(); ++index) {
    std::string padded = names_[index];
    padded.append(8, '\0');
    const std::size_t length = names_[index].size();
    const auto [head, tail] = ends(padded.data(), length);
    std::size_t at = slot_of(head, tail, length);
    while (slots_[at].index != none) at = (at + 1) & mask_;
    slots_[at] = {head, tail, length, static_cast<std::uint32_t>(index)};
    const std::uint64_t mask =
        length == 0 ? 0 : ~std::uint64_t{0} >> (64 - 8 * std::min<std::size_t>(length, 8));
    keys_.push_back({head, length < 8 ? mask : tail, length});
  }
}

std::uint32_t NameTable::find(std::string_view name) const {
  if (name.size() <= 56) {
    std::array<char, 64> padded{};
    std::memcpy(padded.data(), name.data(), name.size());
    return find(padded.data(), name.size());
  }
  return find(std::string(name).append(8, '\0').data(), name.size());
}

}  // namespace edca::schema
