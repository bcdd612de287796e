#include "semantics/amount.hpp"

namespace edca::semantics {

std::optional<Amount> amount_of(const Value* money) {
  const Value* value = at(money, "amount");
  if (value == nullptr || value->kind != Kind::number) return std::nullopt;
  const auto decimal = Decimal::read(value->view());
  if (!decimal) return std::nullopt;
  return Amount{*decimal, text(money, "currency"), value};
}

bool above(const Decimal& number, const Decimal& limit, std::int64_t percent) {
  // Each of many payments may be rounded; nobody is accused over less than a peso.
  constexpr Decimal rounding = Decimal::whole(1);
  if (limit.negative()) return false;
  const auto share = limit.percent(percent);
  const auto most = share ? share->plus(rounding) : std::nullopt;
  return most && number > *most;
}

bool differ_in_sign(const Decimal& left, const Decimal& right) {
  return !left.zero() && !right.zero() && left.negative() != right.negative();
}

void Sum::add(const Value* money) {
  if (const auto amount = amount_of(money)) {
    add(amount->number, amount->currency);
  } else {
    known_ = false;
  }
}

void Sum::add(const Decimal& number, std::string_view currency) {
  const auto sum = sum_.plus(number);
  known_ = known_ && sum && currency == currency_;
  if (sum) sum_ = *sum;
  ++count_;
}

}  // namespace edca::semantics
