#pragma once

#include <cstdint>
#include <optional>

#include "base/decimal.hpp"
#include "indicators/deals.hpp"
#include "indicators/settings.hpp"

namespace edca::indicators {

/// What may be bought without a public tender, in pesos and without VAT: section [ceilings] of the
/// settings. `direct_goods`, `invitation_goods`, `direct_works` and `invitation_works` are amounts;
/// else `budget`, the authorised budget of the body in thousands of pesos, picks the row of the
/// table that the federal budget decree of the year has in its annex 9 (known for 2025:
/// https://www.diputados.gob.mx/LeyesBiblio/pdf/PEF_2025.pdf). Goods stand for services too.
class Ceilings {
 public:
  explicit Ceilings(const Settings& settings) : settings_(settings) {}

  /// Whether the settings tell of any.
  bool known() const { return settings_.has("ceilings"); }
  /// That of a direct award, or of an invitation to at least three, in a year; nothing when it is
  /// not known.
  std::optional<base::Decimal> find(bool direct, std::string_view category, int year) const;
  /// That of the federal decree for a budget in thousands of pesos; nothing for another year.
  static std::optional<base::Decimal> federal(bool direct, bool works, int year,
                                              std::uint64_t budget);
  /// An amount without VAT; nothing when it is not told and the settings do not assume it.
  std::optional<base::Decimal> without_vat(const Amount& amount) const;
  /// Whether the words cite an article that allows the award whatever its amount.
  static bool cites_exception(std::string_view words, bool works);

 private:
  const Settings& settings_;
};

}  // namespace edca::indicators
