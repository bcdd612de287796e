#include "pnt/kept_row.hpp"

#include <cstring>
#include <vector>

#include "rows/values.hpp"

namespace edca::pnt {
namespace {

std::vector<std::string_view> cells_of(std::string_view text) {
  std::vector<std::string_view> cells;
  while (!text.empty()) {
    std::uint32_t size = 0;
    std::memcpy(&size, text.data(), sizeof size);
    cells.push_back(text.substr(sizeof size, size));
    text.remove_prefix(sizeof size + size);
  }
  return cells;
}

}  // namespace

std::string_view bytes_of(const Head& head) {
  return {reinterpret_cast<const char*>(head.data()), sizeof(Head)};
}
Head read_head(std::string_view bytes) {
  Head head{};
  std::memcpy(head.data(), bytes.data(), sizeof(Head));
  return head;
}

void put(std::string& out, std::string_view cell) {
  const auto size = static_cast<std::uint32_t>(cell.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size);
  out.append(cell);
}
Cells by_key(const Sheet& sheet, std::string_view text) {
  Cells result;
  std::size_t at = 0;
  for (const std::string_view each : cells_of(text)) {
    const std::string_view cell = rows::without_spaces(each);
    if (at < sheet.keys.size() && !sheet.keys[at].empty() && !cell.empty())
      result.emplace(sheet.keys[at], cell);
    ++at;
  }
  return result;
}

std::string link_id(std::string_view cell) {
  std::string_view id = rows::without_spaces(cell);
  if (id.ends_with(".0")) id.remove_suffix(2);
  return std::string(id);
}

}  // namespace edca::pnt
