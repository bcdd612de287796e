#pragma once

#include <optional>
#include <string_view>

#include "base/decimal.hpp"
#include "semantics/value.hpp"

namespace edca::semantics {

using base::Decimal;

/// An amount in a currency.
struct Amount {
  Decimal number;
  std::string_view currency;
  const Value* value;  ///< of the amount
};

/// What a Value object (https://standard.open-contracting.org/1.1/en/schema/reference/#value) says;
/// nothing where the amount is missing or cannot be read.
std::optional<Amount> amount_of(const Value* money);

/// Whether `number` is more than `percent` hundredths of `limit`. Cents that rounding leaves do not
/// count, and there is no percentage of an amount that is negative, as where a concession pays the
/// state.
bool above(const Decimal& number, const Decimal& limit, std::int64_t percent = 100);

/// Whether one is less than nothing and the other more.
bool differ_in_sign(const Decimal& left, const Decimal& right);

/// A sum of amounts in one currency; not there when one cannot be read or differs in currency.
class Sum {
 public:
  explicit Sum(std::string_view currency) : currency_(currency) {}

  void add(const Value* money);
  void add(const Decimal& number, std::string_view currency);

  const Decimal& value() const { return sum_; }
  /// Something was added, and all of it could be.
  bool known() const { return known_ && count_ > 0; }

 private:
  std::string_view currency_;
  Decimal sum_;
  std::size_t count_ = 0;
  bool known_ = true;
};

}  // namespace edca::semantics
