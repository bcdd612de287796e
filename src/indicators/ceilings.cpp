#include "indicators/ceilings.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/ascii.hpp"
#include "base/text.hpp"

namespace edca::indicators {
namespace {

using base::is_digit;

/// A row of the table: for budgets up to `most`, in thousands of pesos like all of it.
struct CeilingRow {
  std::int64_t most;  ///< 0: no end
  std::int64_t direct;
  std::int64_t invitation;
};

constexpr CeilingRow goods_2025[] = {
    {15'000, 297, 2'178},     {30'000, 329, 2'540},    {50'000, 361, 2'860},
    {100'000, 375, 3'129},    {150'000, 472, 4'171},   {250'000, 532, 4'952},
    {350'000, 599, 5'884},    {450'000, 658, 6'776},   {600'000, 669, 7'239},
    {750'000, 745, 8'513},    {1'000'000, 758, 9'070}, {1'250'000, 865, 11'069},
    {1'500'000, 981, 13'172}, {0, 1'098, 15'420},
};
constexpr CeilingRow works_2025[] = {
    {15'000, 479, 3'620},       {30'000, 566, 4'284},       {50'000, 650, 4'869},
    {100'000, 722, 5'404},      {150'000, 985, 7'326},      {250'000, 1'140, 8'651},
    {350'000, 1'329, 10'087},   {450'000, 1'523, 11'615},   {600'000, 1'629, 12'431},
    {750'000, 1'911, 14'627},   {1'000'000, 2'040, 15'602}, {1'250'000, 2'484, 19'107},
    {1'500'000, 2'956, 22'639}, {2'700'000, 3'328, 25'658}, {0, 3'732, 27'716},
};

/// Whether the number stands in the words by itself.
bool has_number(std::string_view words, std::string_view number) {
  for (std::size_t at = words.find(number); at != words.npos; at = words.find(number, at + 1)) {
    const std::size_t end = at + number.size();
    const bool begins = at == 0 || !is_digit(words[at - 1]);
    if (begins && (end == words.size() || !is_digit(words[end]))) return true;
  }
  return false;
}

}  // namespace

std::optional<base::Decimal> Ceilings::find(bool direct, std::string_view category,
                                            int year) const {
  const bool works = category == "works";
  if (!works && category != "goods" && category != "services") return std::nullopt;
  const std::string key =
      std::string(direct ? "direct" : "invitation") + (works ? "_works" : "_goods");
  if (const auto own = settings_.text("ceilings", key)) return base::Decimal::read(*own);
  const auto budget = settings_.count("ceilings", "budget");
  return budget ? federal(direct, works, year, *budget) : std::nullopt;
}

std::optional<base::Decimal> Ceilings::federal(bool direct, bool works, int year,
                                               std::uint64_t budget) {
  if (year != 2025) return std::nullopt;
  const std::span<const CeilingRow> rows =
      works ? std::span<const CeilingRow>(works_2025) : std::span<const CeilingRow>(goods_2025);
  const auto row = std::ranges::find_if(rows, [&](const CeilingRow& each) {
    return each.most == 0 || budget <= static_cast<std::uint64_t>(each.most);
  });
  return base::Decimal::whole((direct ? row->direct : row->invitation) * 1000);
}

std::optional<base::Decimal> Ceilings::without_vat(const Amount& amount) const {
  if (const auto digits = number(amount.net)) return base::Decimal::nearest(*digits);
  if (!settings_.flag("ceilings", "assume_vat")) return std::nullopt;
  // 100/116 cut off after nine places: never more than it is.
  return amount.value.times(*base::Decimal::read("0.862068965"));
}

bool Ceilings::cites_exception(std::string_view words, bool works) {
  const std::string folded = base::fold(words);
  if (works) return has_number(folded, "42");
  if (has_number(folded, "54") || has_number(folded, "41")) return true;
  for (const std::string_view first : {"articulo 1", "articulos 1", "art. 1", "art 1", "arts. 1",
                                       "articulo 2", "articulos 2", "art. 2"}) {
    for (auto at = folded.find(first); at != folded.npos; at = folded.find(first, at + 1)) {
      const std::size_t end = at + first.size();
      if (end == folded.size() || !is_digit(folded[end])) return true;
    }
  }
  return false;
}

}  // namespace edca::indicators
