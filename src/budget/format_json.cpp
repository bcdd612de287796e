#include "budget/format.hpp"

namespace edca::budget {
namespace {

using base::Decimal;

/// Nothing at all where it is not known.
void put_money(json::Writer& out, std::string_view key, const std::optional<Decimal>& amount) {
  if (amount) out.member(key, amount->plain());
}
void put_percent(json::Writer& out, std::string_view key, const std::optional<Decimal>& percent) {
  if (percent) out.member(key, percent->plain(2));
}
void put_number(json::Writer& out, std::string_view key, std::uint64_t number) {
  out.raw_member(key, std::to_string(number));
}

class Json final : public Format {
 public:
  explicit Json(const BudgetOptions& options) : estimate_(options.estimate) {}

  std::string begin(const Books& books) override {
    books_ = &books;
    json::Writer out;
    out.raw("{\"report\":\"edca-budget/1\",\"tool\":{\"name\":\"edca\",\"version\":\"" EDCA_VERSION
            "\"},\"conventions\":[");
    for (const auto& [publisher, each] : books.conventions()) convention(out, each);
    out.close(']');
    out.raw(",\n\"lines\":[");
    for (const auto& [identity, each] : books.lines()) line(out, each);
    out.close(']');
    out.raw(",\n\"programmes\":[");
    for (const auto& [key, each] : books.programmes()) programme(out, each);
    out.close(']');
    out.raw(",\n\"contracts\":[");
    return std::string(out.view());
  }

  std::string contract(const Case& given, const CaseContract& contract) override {
    json::Writer out;
    out.raw(contracts_++ == 0 ? "\n{" : ",\n{");
    out.member("ocid", given.ocid);
    if (!contract.id.empty()) out.member("contract", contract.id);
    if (!contract.award.empty()) out.member("award", contract.award);
    if (!contract.title.empty()) out.member("title", contract.title);
    if (contract.value) {
      out.member("currency", contract.value->currency);
      put_money(out, "value", contract.value->amount);
    }
    if (const auto most = most_of(given, contract)) {
      put_money(out, "min", given.least->amount);
      put_money(out, "max", most);
    }
    const Sum paid = contract.paid(contract.value ? contract.value->currency : std::string());
    put_money(out, "paid", paid.total());
    put_number(out, "payments", contract.payments.size());
    out.raw("\"suppliers\":[");
    for (const std::string& each : contract.suppliers) {
      out.escape(each);
      out.put(',');
    }
    out.close(']');
    out.raw(",\"lines\":[");
    for (const ContractShare& each : shares_of(*books_, given, contract, estimate_)) {
      out.put('{');
      out.member("line", each.line->shown);
      put_money(out, "share", each.amount);
      if (each.estimated) out.raw_member("estimated", "true");
      out.close('}');
      out.put(',');
    }
    out.close(']');
    out.put('}');
    return std::string(out.view());
  }

  std::string check(const Check& check) override {
    json::Writer out;
    out.raw(checks_++ == 0 ? "],\n\"checks\":[\n" : ",\n");
    put_check(out, check);
    return std::string(out.view());
  }

  std::string end(const Tallies& tallies, const Flow& flow, std::uint64_t processes) override {
    json::Writer out;
    if (checks_ == 0) out.raw("],\n\"checks\":[");
    out.raw("],\n");
    put_flow(out, flow);
    out.raw(",\n\"summary\":{");
    put_number(out, "processes", processes);
    put_number(out, "lines", books_->lines().size());
    put_number(out, "contracts", contracts_);
    out.raw("\"rules\":[");
    for (std::size_t rule = 1; rule <= rule_count; ++rule) {
      out.put('{');
      out.member("rule", rule_name(rule));
      put_number(out, "pass", tallies[rule].pass);
      put_number(out, "fail", tallies[rule].fail);
      out.raw("\"not_applicable\":{");
      for (const auto& [reason, count] : tallies[rule].not_applicable)
        put_number(out, reason, count);
      out.close('}');
      out.raw("},");
    }
    out.close(']');
    out.raw("}}\n");
    return std::string(out.view());
  }

 private:
  static void convention(json::Writer& out, const PublisherConvention& each) {
    out.raw("\n{");
    out.member("publisher", each.publisher);
    out.member("convention", name(each.convention));
    if (!each.reason.empty()) out.member("reason", each.reason);
    put_number(out, "lines", each.lines);
    put_number(out, "measured", each.measured);
    put_number(out, "reconciled", each.reconciled);
    put_number(out, "over", each.over);
    put_number(out, "executed", each.executed);
    put_number(out, "balanced", each.balanced);
    out.close('}');
    out.put(',');
  }

  static void key_parts(json::Writer& out, const LineKey& key) {
    constexpr std::pair<std::string_view, LineKey::Level> parts[] = {
        {"year", LineKey::year},
        {"branch", LineKey::branch},
        {"unit", LineKey::unit},
        {"program", LineKey::program},
        {"requesting_unit", LineKey::requesting_unit},
        {"object", LineKey::object},
        {"source", LineKey::source}};
    for (const auto& [name, level] : parts)
      if (!key.parts[level].empty()) out.member(name, key.parts[level]);
  }

  void put_flowed(json::Writer& out, const Flowed& contracted, const Flowed& paid) const {
    const Shown first = shown(contracted, estimate_);
    const Shown second = shown(paid, estimate_);
    put_money(out, "contracted", first.amount);
    put_money(out, "paid", second.amount);
    if ((first.amount && first.estimated) || (second.amount && second.estimated))
      out.raw_member("estimated", "true");
  }

  void line(json::Writer& out, const Line& line) const {
    const View view = books_->view(line);
    out.raw("\n{");
    out.member("key", line.shown);
    out.member("publisher", line.publisher);
    if (!line.body.empty()) out.member("body", line.body);
    key_parts(out, line.key);
    if (view.quarter > 0) put_number(out, "quarter", static_cast<std::uint64_t>(view.quarter));
    out.member("convention", name(view.convention));
    out.member("currency", line.currency);
    put_money(out, "approved", view.approved);
    put_money(out, "modified", view.modified);
    put_percent(out, "change_percent", growth(view.approved, view.modified));
    put_money(out, "reserved", view.reserved);
    put_money(out, "committed", view.committed);
    put_money(out, "accrued", view.accrued);
    put_money(out, "executed", view.executed);
    put_money(out, "available", view.available);
    put_flowed(out, line.contracted, line.paid);
    out.raw("\"published\":{");
    for (std::size_t at = 0; view.stamp != nullptr && at < measure_count; ++at) {
      const auto& figure = view.stamp->figures[at];
      if (figure) out.member(name(static_cast<Measure>(at)), figure->text);
    }
    out.close('}');
    out.raw(",\"ocids\":[");
    for (const std::string& each : line.ocids) {
      out.escape(each);
      out.put(',');
    }
    out.close(']');
    out.raw(",\"checks\":{");
    std::map<std::size_t, Verdict> verdicts;  // a line may fail M10 several times
    check_line(line, view, [&](const Check& check) { verdicts[check.rule] = check.verdict; });
    for (const auto& [rule, verdict] : verdicts) out.member(rule_name(rule), name(verdict));
    out.close('}');
    out.raw("},");
  }

  void programme(json::Writer& out, const Programme& each) const {
    out.raw("\n{");
    out.member("publisher", each.publisher);
    if (!each.body.empty()) out.member("body", each.body);
    if (!each.year.empty()) out.member("year", each.year);
    if (!each.branch.empty()) out.member("branch", each.branch);
    out.member("program", each.program);
    out.member("currency", each.currency);
    put_number(out, "lines", each.lines);
    put_money(out, "approved", told(each.approved));
    put_money(out, "modified", told(each.modified));
    put_percent(out, "change_percent", growth(told(each.approved), told(each.modified)));
    put_money(out, "reserved", told(each.reserved));
    put_money(out, "committed", told(each.committed));
    put_money(out, "executed", told(each.executed));
    put_money(out, "available", told(each.available));
    put_flowed(out, each.contracted, each.paid);
    put_percent(out, "executed_percent",
                percent(told(each.executed), told(each.modified_of_executed)));
    const auto contracted = shown(each.contracted, estimate_).amount;
    put_percent(out, "contracted_percent", percent(contracted, told(each.modified)));
    put_percent(out, "paid_percent", percent(shown(each.paid, estimate_).amount, contracted));
    out.raw("\"lines_without\":{");
    const std::pair<std::string_view, const Sum*> sums[] = {
        {"approved", &each.approved}, {"modified", &each.modified},
        {"reserved", &each.reserved}, {"committed", &each.committed},
        {"executed", &each.executed}, {"available", &each.available}};
    for (const auto& [name, sum] : sums)
      if (sum->missing() > 0) put_number(out, name, sum->missing());
    out.close('}');
    out.raw("},");
  }

  static void put_flow(json::Writer& out, const Flow& flow) {
    out.raw("\"flow\":{");
    out.member("currency", flow.currency());
    json::Writer links;
    const auto node = [&](const std::string& id, std::string_view stage, std::string_view label,
                          const std::optional<Decimal>& amount) {
      out.put('{');
      out.member("id", id);
      out.member("stage", stage);
      if (!label.empty()) out.member("label", label);
      put_money(out, "amount", amount);
      out.close('}');
      out.put(',');
    };
    const auto link = [&](const std::string& from, const std::string& to,
                          const std::optional<Decimal>& amount) {
      if (!amount) return;
      links.put('{');
      links.member("from", from);
      links.member("to", to);
      put_money(links, "amount", amount);
      links.close('}');
      links.put(',');
    };
    const std::pair<std::string, const Sum*> stages[] = {
        {"approved", &flow.approved()}, {"modified", &flow.modified()},
        {"reserved", &flow.reserved()}, {"committed", &flow.committed()},
        {"executed", &flow.executed()}, {"available", &flow.available()}};
    out.raw("\"nodes\":[");
    for (const auto& [stage, sum] : stages) node(stage, stage, {}, told(*sum));
    link("approved", "modified", told(flow.modified()));
    for (const auto& [stage, sum] : {stages[2], stages[3], stages[5]})
      link("modified", stage, told(*sum));
    link("committed", "executed", told(flow.executed()));
    std::map<std::string, std::string> ids;
    for (const Flow::End& each : flow.suppliers()) {
      const std::string id = "supplier:" + std::to_string(ids.size() + 1);
      ids.try_emplace(each.label, id);
      node(id, "supplier", each.label, each.amount);
    }
    std::size_t number = 0;
    for (const Flow::End& each : flow.contracts()) {
      const std::string id = "contract:" + std::to_string(++number);
      node(id, "contract", each.label, each.amount);
      link("committed", id, each.amount);
      const auto to = ids.find(each.supplier);
      if (to != ids.end()) link(id, to->second, each.amount);
    }
    out.close(']');
    out.raw(",\"links\":[");
    if (links.size() != 0) out.raw(links.view());
    out.close(']');
    out.put('}');
  }

  bool estimate_;
  const Books* books_ = nullptr;
  std::uint64_t contracts_ = 0;
  std::uint64_t checks_ = 0;
};

}  // namespace

std::unique_ptr<Format> make_json_format(const BudgetOptions& options) {
  return std::make_unique<Json>(options);
}

}  // namespace edca::budget
