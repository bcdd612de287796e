#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "json/tree.hpp"

namespace edca::budget {

/// The moments of public spending (Ley General de Contabilidad Gubernamental, article 38-I) and
/// what publishers give beside them, as measures[].id names them.
enum class Measure : std::size_t {
  approved,
  modified,
  reserved,
  committed,
  accrued,
  executed,
  paid,
  available
};
inline constexpr std::size_t measure_count = 8;
/// "approved" …
std::string_view name(Measure measure) noexcept;

/// An amount as it was published. Without `amount`: it cannot be calculated with.
struct Figure {
  std::optional<base::Decimal> amount;
  std::string text;      ///< of the number, as it was written
  std::string currency;  ///< may be empty
};
using Figures = std::array<std::optional<Figure>, measure_count>;

/// What a line says of a year, quarter by quarter; 0: of which quarter is not told.
struct Reading {
  std::map<int, Figures> quarters;
  /// A measure that stands twice in a quarter, with other amounts.
  std::optional<Measure> twice;
};
Reading read_measures(const json::Node* measures);

/// The quarter that measures[].update names: "Primer Trimestre", "T2", "2019-09-30"; 0: none.
int quarter_of(std::string_view update);

/// The number and currency of a Value; nothing where there is no amount at all.
std::optional<Figure> figure_at(const json::Node* value);

/// A sum that knows whether all of it could be added.
class Sum {
 public:
  void add(const std::optional<base::Decimal>& amount);
  void add(const std::optional<Figure>& figure) {
    add(figure ? figure->amount : std::optional<base::Decimal>());
  }
  void add(const Sum& other);

  bool whole() const { return missing_ == 0; }
  bool any() const { return added_ > 0; }
  std::uint64_t missing() const { return missing_; }
  /// What could be added.
  const base::Decimal& part() const { return sum_; }
  /// Nothing when a part is missing, or all.
  std::optional<base::Decimal> total() const {
    return whole() && any() ? std::optional(sum_) : std::nullopt;
  }

 private:
  base::Decimal sum_;
  std::uint64_t added_ = 0;
  std::uint64_t missing_ = 0;
};

}  // namespace edca::budget
