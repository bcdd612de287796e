#include <string>
#include <unordered_map>
#include <vector>

#include "semantics/amount.hpp"
#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

/// What an open contract (contrato abierto, LAASSP) may come to: the tender tells a least value
/// below its value; awards and contracts may tell the one or the other.
struct Range {
  Decimal least;
  Decimal most;
  std::string_view currency;

  bool holds(const Decimal& number) const { return !above(least, number) && !above(number, most); }
};

std::optional<Range> open_range(const Process& process) {
  const auto most = amount_of(at(process.tender, "value"));
  const auto least = amount_of(at(process.tender, "minValue"));
  if (!most || !least || least->currency != most->currency || least->number >= most->number ||
      least->number.negative())
    return std::nullopt;
  return Range{least->number, most->number, most->currency};
}

/// An amount, or the most of an open contract where that is more.
struct Limit {
  Decimal number;
  bool open = false;

  Limit(const Amount& amount, const std::optional<Range>& range) : number(amount.number) {
    open = range && range->currency == amount.currency && range->most > number;
    if (open) number = range->most;
  }
};

/// Items with their quantities and unit prices against the value of the contract or award.
void check_items(const Value& holder, const std::optional<Range>& range, Recorder& recorder) {
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
  const Limit limit(*value, range);
  if (sum.known() && above(sum.value(), limit.number, 101)) {
    recorder.add("money.items-sum", *value->value,
                 {{"sum", sum.value().text()}, {"amount", limit.number.text()}});
  }
}

void check_payments(const Value& contract, const std::optional<Range>& range, Recorder& recorder) {
  const auto value = amount_of(at(&contract, "value"));
  if (!value || value->number.zero()) return;
  Sum sum(value->currency);
  for (const Value& payment : list(&contract, "implementation", "transactions")) {
    const Value* money = at(&payment, "value");
    sum.add(money != nullptr ? money : at(&payment, "amount"));
  }
  const Limit limit(*value, range);
  if (sum.known() && above(sum.value(), limit.number)) {
    recorder.add(limit.open ? base::RuleId("money.payments-above-contract/open")
                            : base::RuleId("money.payments-above-contract"),
                 *value->value, {{"sum", sum.value().text()}, {"amount", limit.number.text()}});
  }
}

void check_guarantees(const Value& contract, const std::optional<Range>& range,
                      Recorder& recorder) {
  const auto value = amount_of(at(&contract, "value"));
  if (!value || value->number.zero()) return;
  const Limit limit(*value, range);
  for (const Value& guarantee : list(&contract, "guarantees")) {
    const std::string_view what = text(&guarantee, "obligations");
    // Others, such as liability towards third parties, have nothing to do with the value.
    if (!what.empty() && what != "fulfillment" && what != "prepaid" && what != "latentDefects")
      continue;
    const auto secured = amount_of(at(&guarantee, "value"));
    if (secured && secured->currency == value->currency && above(secured->number, limit.number)) {
      recorder.add("money.guarantee-above-contract", *secured->value,
                   {{"guarantee", secured->number.text()}, {"amount", limit.number.text()}});
    }
  }
}

bool is_active(const Value& value) {
  const std::string_view status = text(&value, "status");
  return status != "cancelled" && status != "unsuccessful";
}

using ByAward = std::unordered_map<std::string_view, std::vector<const Value*>>;

/// Contracts of an award against the award.
void check_award(const Value& award, const ByAward& contracts, const std::optional<Range>& range,
                 Recorder& recorder) {
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
  const Limit limit(*value, range);
  if (sum.known() && above(sum.value(), limit.number, amendments_allowed)) {
    recorder.add(limit.open ? base::RuleId("money.contracts-above-award/open")
                            : base::RuleId("money.contracts-above-award"),
                 *value->value, {{"sum", sum.value().text()}, {"amount", limit.number.text()}});
  }
}

constexpr std::int64_t far_above = 150;

void check_tender_amounts(const Process& process, Recorder& recorder) {
  const auto value = amount_of(at(process.tender, "value"));
  const auto least = amount_of(at(process.tender, "minValue"));
  if (!value || value->number.zero()) return;
  if (least && least->currency == value->currency && above(least->number, value->number)) {
    recorder.add("money.min-above-max", *least->value,
                 {{"least", least->number.text()}, {"amount", value->number.text()}});
  }
  Sum sum(value->currency);
  for (const Value& award : process.awards) {
    if (is_active(award)) sum.add(at(&award, "value"));
  }
  if (sum.known() && above(sum.value(), value->number, far_above)) {
    recorder.add("money.awards-above-tender", *value->value,
                 {{"sum", sum.value().text()}, {"amount", value->number.text()}});
  }
}

void check_budget(const Process& process, const std::optional<Range>& range, Recorder& recorder) {
  const auto budget = amount_of(at(process.planning, "budget", "amount"));
  const auto value = amount_of(at(process.tender, "value"));
  if (!budget || !value || budget->currency != value->currency || budget->number.zero() ||
      value->number.zero())
    return;
  const Decimal& least = range ? range->least : value->number;
  if (above(budget->number, value->number, far_above) || above(least, budget->number, far_above)) {
    recorder.add("money.budget-tender", *budget->value,
                 {{"budget", budget->number.text()}, {"amount", value->number.text()}});
  }
}

void check_budget_lines(const Process& process, const std::optional<Range>& range,
                        Recorder& recorder) {
  const Value* budget = at(process.planning, "budget");
  const auto value = amount_of(at(budget, "amount"));
  if (!value || value->number.zero() || !is_complete(process, Part::planning)) return;
  Sum sum(value->currency);
  for (const Value& line : list(budget, "budgetBreakdown")) sum.add(at(&line, "amount"));
  if (!sum.known()) return;
  // Of an open contract the budget may tell the least, and the lines the most.
  if (range && range->currency == value->currency && range->holds(value->number) &&
      range->holds(sum.value()))
    return;
  if (above(sum.value(), value->number, 101) || above(value->number, sum.value(), 101)) {
    recorder.add("money.budget-sum", *value->value,
                 {{"sum", sum.value().text()}, {"amount", value->number.text()}});
  }
}

/// Amounts are negative where the state is paid, as for a concession; then both are.
void check_signs(const Value& award, const Value& contract, Recorder& recorder) {
  const auto awarded = amount_of(&award);
  const auto contracted = amount_of(&contract);
  if (!awarded || !contracted || !differ_in_sign(awarded->number, contracted->number)) return;
  const bool minus = awarded->number.negative();
  // Where the amount without tax has the other sign too, that is said already.
  const auto net = Decimal::read(number(minus ? &award : &contract, "netAmount"));
  if (net && !net->zero() && !net->negative()) return;
  recorder.add(
      minus ? base::RuleId("money.negative/award") : base::RuleId("money.negative/contract"),
      *(minus ? awarded : contracted)->value,
      {{"other", (minus ? contracted : awarded)->number.text()}});
}

/// A contract in another currency or of another sign than its award, and values of nothing.
void check_contract_amounts(const Process& process, const Value& contract, Recorder& recorder) {
  const auto value = amount_of(at(&contract, "value"));
  if (!value) return;
  if (value->number.zero() && is_active(contract))
    recorder.add("money.zero/contract", *value->value);
  const auto award = process.award.find(identifier(&contract, "awardID"));
  if (award == process.award.end()) return;
  const auto awarded = amount_of(at(award->second, "value"));
  if (awarded) check_signs(*at(award->second, "value"), *at(&contract, "value"), recorder);
  const bool exchanged = filled(&contract, "value", "exchangeRates") ||
                         filled(award->second, "value", "exchangeRates");
  if (awarded && !exchanged && !awarded->currency.empty() && !value->currency.empty() &&
      awarded->currency != value->currency) {
    recorder.add("money.currency-differs", *at(&contract, "value", "currency"),
                 {{"contract", value->currency}, {"award", awarded->currency}});
  }
}

void check_amount_there(const Value& holder, Recorder& recorder) {
  const Value* money = at(&holder, "value");
  if (filled(money, "currency") && !filled(money, "amount") && !filled(money, "netAmount"))
    recorder.absent("money.amount-missing", *money, "amount");
}

}  // namespace

void check_money(const Process& process, Recorder& recorder) {
  for (const Value& contract : process.contracts) {
    check_contract_amounts(process, contract, recorder);
    if (is_complete(process, Part::contracts)) check_amount_there(contract, recorder);
  }
  for (const Value& award : process.awards) {
    const auto value = amount_of(at(&award, "value"));
    if (value && value->number.zero() && is_active(award))
      recorder.add("money.zero/award", *value->value);
    if (is_complete(process, Part::awards)) check_amount_there(award, recorder);
  }
}

void check_sums(const Process& process, Recorder& recorder) {
  const auto range = open_range(process);
  check_tender_amounts(process, recorder);
  check_budget(process, range, recorder);
  check_budget_lines(process, range, recorder);
  ByAward contracts;
  for (const Value& contract : process.contracts) {
    if (is_active(contract)) contracts[identifier(&contract, "awardID")].push_back(&contract);
  }
  // Whether it is an open contract, and what it may come to, may have been told before.
  const bool told = process.whole || range;
  for (const Value& award : process.awards) {
    check_items(award, range, recorder);
    if (told) check_award(award, contracts, range, recorder);
  }
  for (const Value& contract : process.contracts) {
    check_items(contract, range, recorder);
    if (told) check_payments(contract, range, recorder);
    check_guarantees(contract, range, recorder);
  }
}

}  // namespace edca::semantics
