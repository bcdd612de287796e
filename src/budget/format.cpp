#include "budget/format.hpp"

#include <algorithm>

#include "json/nodes.hpp"

namespace edca::budget {

using base::Decimal;

namespace {

void put_text(json::Writer& out, std::string_view key, std::string_view text) {
  if (!text.empty()) out.member(key, text);
}

}  // namespace

void put_check(json::Writer& out, const Check& check) {
  out.put('{');
  put_text(out, "rule", rule_name(check.rule));
  put_text(out, "result", name(check.verdict));
  put_text(out, "reason", check.reason);
  put_text(out, "note", check.note);
  put_text(out, "ocid", check.ocid);
  put_text(out, "line", check.line);
  put_text(out, "contract", check.contract);
  put_text(out, "value", check.value);
  put_text(out, "reference", check.reference);
  put_text(out, "difference", check.difference);
  put_text(out, "difference_percent", check.percent);
  put_text(out, "file", check.file);
  put_text(out, "pointer", check.pointer);
  out.close('}');
}

Check read_check(const json::Node& object) {
  Check check;
  const auto get = [&](std::string_view key) { return std::string(text_of(member(&object, key))); };
  const std::string rule = get("rule");
  for (std::size_t at = 1; at <= rule_count; ++at)
    if (rule == rule_name(at)) check.rule = at;
  const std::string result = get("result");
  for (const Verdict each : {Verdict::pass, Verdict::fail, Verdict::not_applicable})
    if (result == name(each)) check.verdict = each;
  check.reason = get("reason");
  check.note = get("note");
  check.ocid = get("ocid");
  check.line = get("line");
  check.contract = get("contract");
  check.value = get("value");
  check.reference = get("reference");
  check.difference = get("difference");
  check.percent = get("difference_percent");
  check.file = get("file");
  check.pointer = get("pointer");
  return check;
}

std::vector<ContractShare> shares_of(const Books& books, const Case& given,
                                     const CaseContract& contract, bool estimate) {
  std::vector<ContractShare> result;
  for (const std::size_t at : given.different) {
    if (result.size() == most_shares) return result;
    const Line* line = books.find(given, given.lines[at]);
    if (line != nullptr) result.push_back({line, {}, false});
  }
  if (!contract.value || !contract.value->amount) return result;
  if (result.size() == 1) {
    result.front().amount = contract.value->amount;
  } else if (estimate && result.size() == given.lines.size()) {
    const auto parts = weights(given);
    const auto split = parts ? shares(*contract.value->amount, *parts) : std::nullopt;
    for (std::size_t at = 0; split && at < result.size(); ++at) {
      result[at].amount = (*split)[at];
      result[at].estimated = true;
    }
  }
  return result;
}

Shown shown(const Flowed& flowed, bool estimate) {
  if (!flowed.shared) return {told(flowed.sum), false};
  if (!estimate) return {};
  Sum all = flowed.estimated;
  return {all.total(), true};
}

std::optional<Decimal> percent(const std::optional<Decimal>& part,
                               const std::optional<Decimal>& whole) {
  if (!part || !whole) return std::nullopt;
  return part->share(Decimal::whole(100), *whole, 2);
}

std::optional<Decimal> growth(const std::optional<Decimal>& from,
                              const std::optional<Decimal>& to) {
  if (!from || !to) return std::nullopt;
  return percent(to->minus(*from), from);
}

std::optional<Decimal> told(const Sum& sum) {
  return sum.any() ? std::optional(sum.part()) : std::nullopt;
}

std::optional<Decimal> most_of(const Case& given, const CaseContract& contract) {
  if (!given.open() || !contract.value || contract.value->currency != given.tender->currency)
    return std::nullopt;
  return given.tender->amount;
}

}  // namespace edca::budget
