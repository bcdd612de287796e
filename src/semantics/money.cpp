#include <string>
#include <unordered_map>
#include <vector>

#include "semantics/decimal.hpp"
#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

/// An amount in a currency.
struct Amount {
  Decimal number;
  std::string_view currency;
  const Value* value;  ///< of the amount
};

std::optional<Amount> amount_of(const Value* money) {
  const Value* value = at(money, "amount");
  if (value == nullptr || value->kind != Kind::number) return std::nullopt;
  const auto decimal = Decimal::read(value->view());
  if (!decimal) return std::nullopt;
  return Amount{*decimal, text(money, "currency"), value};
}

/// A sum of amounts in one currency; not there when one cannot be read or differs in currency.
class Sum {
 public:
  explicit Sum(std::string_view currency) : currency_(currency) {}

  void add(const Value* money) {
    if (const auto amount = amount_of(money)) {
      add(amount->number, amount->currency);
    } else {
      known_ = false;
    }
  }
  void add(const Decimal& number, std::string_view currency) {
    const auto sum = sum_.plus(number);
    known_ = known_ && sum && currency == currency_;
    if (sum) sum_ = *sum;
    ++count_;
  }

  const Decimal& value() const { return sum_; }
  /// Something was added, and all of it could be.
  bool known() const { return known_ && count_ > 0; }

 private:
  std::string_view currency_;
  Decimal sum_;
  std::size_t count_ = 0;
  bool known_ = true;
};

bool above(const Decimal& number, const Decimal& limit, std::int64_t percent) {
  const auto most = limit.percent(percent);
  return most && number > *most;
}

/// Items with their quantities and unit prices against the value of the contract or award.
void check_items(const Value& holder, Recorder& recorder) {
  const auto value = amount_of(at(&holder, "value"));
  if (!value || value->number.zero()) return;
  Sum sum(value->currency);
  for (const Value& item : list(&holder, "items")) {
    const auto price = amount_of(at(&item, "unit", "value"));
    const auto quantity = Decimal::read(number(&item, "quantity"));
    if (!price || number(&item, "quantity").empty() || !quantity) return;
    const auto product = price->number.times(*quantity);
    if (!product) return;
    sum.add(*product, price->currency);
  }
  // A hundredth for rounding of unit prices.
  if (sum.known() && above(sum.value(), value->number, 101)) {
    recorder.add("money.items-sum", *value->value,
                 {{"sum", sum.value().text()}, {"amount", value->number.text()}});
  }
}

void check_payments(const Value& contract, Recorder& recorder) {
  const auto value = amount_of(at(&contract, "value"));
  if (!value) return;
  Sum sum(value->currency);
  for (const Value& payment : list(&contract, "implementation", "transactions")) {
    const Value* money = at(&payment, "value");
    sum.add(money != nullptr ? money : at(&payment, "amount"));
  }
  if (sum.known() && above(sum.value(), value->number, 100) && !value->number.zero()) {
    recorder.add("money.payments-above-contract", *value->value,
                 {{"sum", sum.value().text()}, {"amount", value->number.text()}});
  }
}

void check_guarantees(const Value& contract, Recorder& recorder) {
  const auto value = amount_of(at(&contract, "value"));
  if (!value || value->number.zero()) return;
  for (const Value& guarantee : list(&contract, "guarantees")) {
    const std::string_view what = text(&guarantee, "obligations");
    // Others, such as liability towards third parties, have nothing to do with the value.
    if (!what.empty() && what != "fulfillment" && what != "prepaid" && what != "latentDefects")
      continue;
    const auto secured = amount_of(at(&guarantee, "value"));
    if (secured && secured->currency == value->currency && secured->number > value->number) {
      recorder.add("money.guarantee-above-contract", *secured->value,
                   {{"guarantee", secured->number.text()}, {"amount", value->number.text()}});
    }
  }
}

bool is_active(const Value& value) {
  const std::string_view status = text(&value, "status");
  return status != "cancelled" && status != "unsuccessful";
}

using ByAward = std::unordered_map<std::string_view, std::vector<const Value*>>;

/// Contracts of an award against the award.
void check_award(const Value& award, const ByAward& contracts, Recorder& recorder) {
  const auto value = amount_of(at(&award, "value"));
  const auto found = contracts.find(identifier(&award, "id"));
  if (!value || found == contracts.end() || value->number.zero()) return;
  Sum sum(value->currency);
  for (const Value* contract : found->second) {
    // Amendments explain why a contract has grown.
    if (filled(contract, "amendments")) return;
    sum.add(at(contract, "value"));
  }
  constexpr std::int64_t amendments_allowed = 125;
  if (sum.known() && above(sum.value(), value->number, amendments_allowed)) {
    recorder.add("money.contracts-above-award", *value->value,
                 {{"sum", sum.value().text()}, {"amount", value->number.text()}});
  }
}

void check_tender(const Process& process, Recorder& recorder) {
  const auto value = amount_of(at(process.tender, "value"));
  const auto least = amount_of(at(process.tender, "minValue"));
  if (!value || value->number.zero()) return;
  if (least && least->currency == value->currency && least->number > value->number) {
    recorder.add("money.min-above-max", *least->value,
                 {{"least", least->number.text()}, {"amount", value->number.text()}});
  }
  Sum sum(value->currency);
  for (const Value& award : process.awards) {
    if (is_active(award)) sum.add(at(&award, "value"));
  }
  constexpr std::int64_t far_above = 150;
  if (sum.known() && above(sum.value(), value->number, far_above)) {
    recorder.add("money.awards-above-tender", *value->value,
                 {{"sum", sum.value().text()}, {"amount", value->number.text()}});
  }
  const auto budget = amount_of(at(process.planning, "budget", "amount"));
  if (budget && budget->currency == value->currency && !budget->number.zero() &&
      (above(budget->number, value->number, far_above) ||
       above(value->number, budget->number, far_above))) {
    recorder.add("money.budget-tender", *budget->value,
                 {{"budget", budget->number.text()}, {"amount", value->number.text()}});
  }
}

void check_budget(const Process& process, Recorder& recorder) {
  const Value* budget = at(process.planning, "budget");
  const auto value = amount_of(at(budget, "amount"));
  if (!value || value->number.zero()) return;
  Sum sum(value->currency);
  for (const Value& line : list(budget, "budgetBreakdown")) sum.add(at(&line, "amount"));
  if (sum.known() &&
      (above(sum.value(), value->number, 101) || above(value->number, sum.value(), 101))) {
    recorder.add("money.budget-sum", *value->value,
                 {{"sum", sum.value().text()}, {"amount", value->number.text()}});
  }
}

/// A contract in another currency than its award, and values of nothing.
void check_contract(const Process& process, const Value& contract, Recorder& recorder) {
  const auto value = amount_of(at(&contract, "value"));
  if (!value) return;
  if (value->number.zero() && is_active(contract))
    recorder.add("money.zero/contract", *value->value);
  const auto award = process.award.find(identifier(&contract, "awardID"));
  if (award == process.award.end()) return;
  const auto awarded = amount_of(at(award->second, "value"));
  const bool exchanged = filled(&contract, "value", "exchangeRates") ||
                         filled(award->second, "value", "exchangeRates");
  if (awarded && !exchanged && !awarded->currency.empty() && !value->currency.empty() &&
      awarded->currency != value->currency) {
    recorder.add("money.currency-differs", *at(&contract, "value", "currency"),
                 {{"contract", value->currency}, {"award", awarded->currency}});
  }
}

}  // namespace

void check_money(const Process& process, Recorder& recorder) {
  for (const Value& contract : process.contracts) check_contract(process, contract, recorder);
  for (const Value& award : process.awards) {
    const auto value = amount_of(at(&award, "value"));
    if (value && value->number.zero() && is_active(award))
      recorder.add("money.zero/award", *value->value);
    const Value* money = at(&award, "value");
    if (filled(money, "currency") && !filled(money, "amount") && !filled(money, "netAmount"))
      recorder.absent("money.amount-missing", *money, "amount");
  }
  for (const Value& contract : process.contracts) {
    const Value* money = at(&contract, "value");
    if (filled(money, "currency") && !filled(money, "amount") && !filled(money, "netAmount"))
      recorder.absent("money.amount-missing", *money, "amount");
  }
}

void check_sums(const Process& process, Recorder& recorder) {
  check_tender(process, recorder);
  check_budget(process, recorder);
  ByAward contracts;
  for (const Value& contract : process.contracts) {
    if (is_active(contract)) contracts[identifier(&contract, "awardID")].push_back(&contract);
  }
  for (const Value& award : process.awards) {
    check_items(award, recorder);
    check_award(award, contracts, recorder);
  }
  for (const Value& contract : process.contracts) {
    check_items(contract, recorder);
    check_payments(contract, recorder);
    check_guarantees(contract, recorder);
  }
}

}  // namespace edca::semantics
