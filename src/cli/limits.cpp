#include "cli/limits.hpp"

#include <charconv>

#include "edca/error.hpp"

namespace edca::cli {

std::uint64_t memory_size(const std::string& text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  std::string unit(rest, end);
  std::erase(unit, ' ');
  for (char& c : unit) c = static_cast<char>(c | 0x20);
  static constexpr std::string_view units = "kmgt";
  unsigned shift = 0;
  if (const std::size_t at = unit.empty() ? std::string::npos : units.find(unit[0]);
      at != std::string::npos) {
    shift = static_cast<unsigned>(at + 1) * 10;
    unit.erase(0, 1);
  }
  const bool known = unit.empty() || unit == "b" || (shift > 0 && unit == "ib");
  const bool fits = number <= (std::uint64_t{1} << 60) >> shift;
  if (error != std::errc() || !known || !fits || number << shift < (1 << 20)) {
    throw Error(ErrorKind::usage, "merge.memory", {{"value", text}});
  }
  return number << shift;
}

}  // namespace edca::cli
