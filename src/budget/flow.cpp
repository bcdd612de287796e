#include "budget/flow.hpp"

#include <algorithm>

namespace edca::budget {

Flow::Flow(const Books& books) {
  std::map<std::string, std::uint64_t> times;
  for (const auto& [identity, line] : books.lines()) ++times[line.currency];
  std::uint64_t most = 0;
  for (const auto& [currency, count] : times) {
    if (count > most) currency_ = currency, most = count;
  }
  for (const auto& [identity, line] : books.lines()) {
    if (line.currency != currency_) {
      ++other_currencies_;
      continue;
    }
    ++lines_;
    const View view = books.view(line);
    const auto add = [](Sum& sum, const std::optional<base::Decimal>& amount) {
      if (amount) sum.add(amount);
    };
    add(approved_, view.first_approved());
    add(modified_, view.modified);
    if (view.convention == Convention::unknown || !view.measured) {
      ++unmeasured_;
      continue;
    }
    add(reserved_, view.reserved);
    add(committed_, view.committed);
    add(executed_, view.executed);
    add(available_, view.available);
  }
}

void Flow::add(const Case& given) {
  if (given.lines.empty() || given.currency() != currency_) return;
  for (const CaseContract& each : given.contracts) {
    const bool counts = each.value && each.value->amount && !each.value->amount->negative() &&
                        (each.value->currency.empty() || each.value->currency == currency_);
    if (!counts) continue;
    ++contract_count_;
    contracted_.add(each.value);
    std::string supplier;
    for (const std::string& name : each.suppliers)
      supplier += (supplier.empty() ? "" : ", ") + name;
    by_supplier_[supplier].add(each.value);
    keep({each.id.empty() ? each.award : each.id, supplier, *each.value->amount});
  }
}

void Flow::keep(End end) {
  const auto place =
      std::ranges::find_if(contracts_, [&](const End& other) { return other.amount < end.amount; });
  contracts_.insert(place, std::move(end));
  if (contracts_.size() < most_ends) return;
  rest_[contracts_.back().supplier].add(std::optional(contracts_.back().amount));
  contracts_.pop_back();
}

void Flow::finish() {
  for (const auto& [supplier, sum] : by_supplier_) suppliers_.push_back({supplier, {}, sum.part()});
  std::ranges::stable_sort(
      suppliers_, [](const End& left, const End& right) { return left.amount > right.amount; });
  if (suppliers_.size() > most_ends) {
    Sum others;
    for (std::size_t at = most_ends - 1; at < suppliers_.size(); ++at)
      others.add(std::optional(suppliers_[at].amount));
    suppliers_.resize(most_ends - 1);
    suppliers_.push_back({{}, {}, others.part()});
  }
  const auto shown = [&](const std::string& supplier) {
    const auto same = [&](const End& each) { return each.label == supplier; };
    return std::ranges::any_of(suppliers_, same) ? supplier : std::string();
  };
  for (End& each : contracts_) each.supplier = shown(each.supplier);
  std::map<std::string, Sum> rest;
  for (const auto& [supplier, sum] : rest_) rest[shown(supplier)].add(sum);
  for (const auto& [supplier, sum] : rest) contracts_.push_back({{}, supplier, sum.part()});
}

}  // namespace edca::budget
