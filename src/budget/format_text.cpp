#include "budget/format.hpp"
#include "messages/messages.hpp"

namespace edca::budget {
namespace {

using base::Decimal;

constexpr std::size_t text_rows = 50;
constexpr std::size_t most_failed = 5;  ///< checks of a rule
constexpr std::size_t text_width = 80;

class Text final : public Format {
 public:
  explicit Text(const BudgetOptions& options)
      : by_(options.by), estimate_(options.estimate), language_(options.language) {}

  std::string begin(const Books& books) override {
    books_ = &books;
    std::string out;
    for (const auto& [publisher, each] : books.conventions()) {
      std::string key = "budget.convention-" + std::string(name(each.convention));
      if (!each.reason.empty()) key += "-" + each.reason;
      out += told(key, {{"publisher", each.publisher},
                        {"lines", messages::count(each.lines)},
                        {"measured", messages::count(each.measured)},
                        {"reconciled", messages::count(each.reconciled)},
                        {"over", messages::count(each.over)},
                        {"executed", messages::count(each.executed)},
                        {"balanced", messages::count(each.balanced)}});
    }
    if (books.lines().empty()) out += told("budget.no-lines");
    out += "\n";
    if (by_ == BudgetBy::line) {
      for (const auto& [identity, each] : books.lines())
        row(out, [&, &each = each] { return line(each); });
    } else if (by_ == BudgetBy::programme) {
      for (const auto& [key, each] : books.programmes())
        row(out, [&, &each = each] { return programme(each); });
    }
    if (by_ != BudgetBy::contract) rows_end(out);
    return out;
  }

  std::string contract(const Case& given, const CaseContract& contract) override {
    std::string out;
    if (by_ == BudgetBy::contract) row(out, [&] { return of_contract(given, contract); });
    return out;
  }

  std::string check(const Check& check) override {
    std::string out;
    if (by_ == BudgetBy::contract && !ended_) rows_end(out);
    if (check.note == "open-contract" && check.verdict == Verdict::pass) {
      if (++open_ <= most_failed)
        explained_ += "  " + rule_name(check.rule) + ", " + subject(check);
      return out;
    }
    if (check.verdict != Verdict::fail) return out;
    if (check.rule != rule_) {
      rule_ = check.rule;
      failed_ = 0;
      out += rule_name(rule_) + " " + told("budget-rule." + rule_name(rule_), {});
    }
    if (++failed_ > most_failed) return out;
    return out + "  " + subject(check);
  }

  std::string end(const Tallies& tallies, const Flow&, std::uint64_t processes) override {
    std::string out;
    if (by_ == BudgetBy::contract && !ended_) rows_end(out);
    if (open_ > 0) {
      out += told("budget.open-contracts") + explained_;
      if (open_ > most_failed)
        out += told("budget.more", {{"count", messages::count(open_ - most_failed)}});
    }
    if (rule_ != 0 || open_ > 0) out += "\n";
    std::uint64_t failed = 0;
    for (std::size_t rule = 1; rule <= rule_count; ++rule) {
      const Tally& tally = tallies[rule];
      failed += tally.fail;
      std::uint64_t none = 0;
      std::string reasons;
      for (const auto& [reason, count] : tally.not_applicable) {
        none += count;
        if (!reasons.empty()) reasons += "; ";
        reasons +=
            messages::text("budget-reason." + reason, language_) + " " + messages::count(count);
      }
      out += told("budget.tally",
                  {{"rule", rule_name(rule)},
                   {"pass", messages::count(tally.pass)},
                   {"fail", messages::count(tally.fail)},
                   {"none", messages::count(none)}},
                  false);
      out += reasons.empty() ? "\n" : " (" + reasons + ")\n";
    }
    out += "\n" + told("budget.summary", {{"processes", messages::count(processes)},
                                          {"lines", messages::count(books_->lines().size())},
                                          {"failed", messages::count(failed)}});
    return out + told("budget.question");
  }

 private:
  std::string told(const std::string& key, const Arguments& arguments = {}, bool end = true) const {
    return messages::text(key, language_, arguments) + (end ? "\n" : "");
  }
  static std::string short_name(const std::string& name) {
    return messages::shorten(messages::printable(name), text_width);
  }

  template <class Make>
  void row(std::string& out, const Make& make) {
    if (++rows_ <= text_rows) out += make();
  }
  void rows_end(std::string& out) {
    ended_ = true;
    if (rows_ > text_rows) {
      out += told("budget.more", {{"count", messages::count(rows_ - text_rows)}});
    }
    if (rows_ > 0) out += "\n";
  }

  std::string amount(const char* key, const std::optional<Decimal>& value,
                     const std::string& after = {}) const {
    if (!value) return {};
    return "  " + told(std::string("budget.") + key, {}, false) + ": " + value->text() + after +
           "\n";
  }
  static std::string in_brackets(const std::optional<Decimal>& percent, bool sign = false) {
    if (!percent) return {};
    const bool plus = sign && !percent->negative() && !percent->zero();
    return std::string(" (") + (plus ? "+" : "") + percent->text(2) + " %)";
  }
  std::string estimated(const Shown& shown) const {
    return shown.estimated ? " " + told("budget.estimated", {}, false) : "";
  }

  std::string line(const Line& line) const {
    const View view = books_->view(line);
    std::string out = short_name(line.shown);
    if (view.quarter > 0)
      out += ", " + told("budget.quarter", {{"quarter", std::to_string(view.quarter)}}, false);
    out += "  " + short_name(line.currency) + "\n";
    out += amount("approved", view.approved);
    out +=
        amount("modified", view.modified, in_brackets(growth(view.approved, view.modified), true));
    out += amount("reserved", view.reserved);
    out += amount("committed", view.committed);
    out += amount("accrued", view.accrued);
    out += amount("executed", view.executed, in_brackets(percent(view.executed, view.modified)));
    out += amount("available", view.available);
    return out + flows(line.contracted, line.paid, view.modified) +
           told("budget.processes", {{"count", messages::count(line.ocids.size())},
                                     {"ocid", short_name(line.ocids.front())}});
  }

  std::string flows(const Flowed& contracted, const Flowed& paid,
                    const std::optional<Decimal>& modified) const {
    const Shown first = shown(contracted, estimate_);
    const Shown second = shown(paid, estimate_);
    std::string out = amount("contracted", first.amount,
                             in_brackets(percent(first.amount, modified)) + estimated(first)) +
                      amount("paid", second.amount,
                             in_brackets(percent(second.amount, first.amount)) + estimated(second));
    if (contracted.shared && !estimate_) out += "  " + told("budget.needs-estimate");
    return out;
  }

  std::string programme(const Programme& each) const {
    std::string out = told("budget.programme",
                           {{"program", short_name(each.program)},
                            {"year", short_name(each.year)},
                            {"publisher", short_name(each.publisher)},
                            {"lines", messages::count(each.lines)}},
                           false);
    out += "  " + short_name(each.currency) + "\n";
    const auto modified = budget::told(each.modified);
    out += amount("approved", budget::told(each.approved));
    out += amount("modified", modified,
                  in_brackets(growth(budget::told(each.approved), modified), true));
    out += amount("reserved", budget::told(each.reserved));
    out += amount("committed", budget::told(each.committed));
    out += amount(
        "executed", budget::told(each.executed),
        in_brackets(percent(budget::told(each.executed), budget::told(each.modified_of_executed))));
    out += amount("available", budget::told(each.available));
    if (each.executed.missing() > 0) {
      out += "  " + told("budget.without", {{"count", messages::count(each.executed.missing())}});
    }
    return out + flows(each.contracted, each.paid, modified);
  }

  std::string of_contract(const Case& given, const CaseContract& contract) const {
    std::string out = short_name(contract.id.empty() ? contract.award : contract.id) + ", " +
                      short_name(given.ocid);
    if (contract.value) out += "  " + short_name(contract.value->currency);
    out += "\n";
    if (!contract.title.empty()) out += "  " + short_name(contract.title) + "\n";
    std::string suppliers;
    for (const std::string& each : contract.suppliers)
      suppliers += (suppliers.empty() ? "" : ", ") + short_name(each);
    if (!suppliers.empty()) out += "  " + suppliers + "\n";
    const auto value = contract.value ? contract.value->amount : std::nullopt;
    out += amount("contracted", value);
    if (const auto most = most_of(given, contract)) {
      out += amount("min", given.least->amount);
      out += amount("max", most);
    }
    const auto currency = contract.value ? contract.value->currency : std::string();
    const auto paid = contract.paid(currency).total();
    out += amount("paid", paid, in_brackets(percent(paid, value)));
    for (const ContractShare& each : shares_of(*books_, given, contract, estimate_)) {
      out += "  " + short_name(each.line->shown);
      if (each.amount) out += ": " + each.amount->text();
      if (each.estimated) out += " " + told("budget.estimated", {}, false);
      out += "\n";
    }
    return out;
  }

  /// A line that says of whom and what a check is.
  std::string subject(const Check& check) const {
    const std::string what = check.line.empty() ? check.contract : check.line;
    return (what.empty() ? "" : short_name(what) + ", ") + short_name(check.ocid) + ": " +
           values(check) + "\n";
  }

  /// "1,160,000 against 1,150,000 (10,000, 0.87 %)"
  std::string values(const Check& check) const {
    const bool amounts = check.rule < 11 || check.rule == 13;  // the others tell years and codes
    const auto number = [&](const std::string& text) {
      const auto decimal = amounts ? Decimal::read(text) : std::nullopt;
      return decimal ? decimal->text() : short_name(text);
    };
    if (check.rule == 12) return told("budget.m12-" + check.note, {}, false);
    std::string out = check.value.empty() ? "" : number(check.value);
    if (!check.reference.empty())
      out += " " + told("budget.against", {{"reference", number(check.reference)}}, false);
    if (!check.difference.empty()) {
      out += " (" + number(check.difference);
      if (!check.percent.empty()) out += ", " + check.percent + " %";
      out += ")";
    }
    return out;
  }

  BudgetBy by_;
  bool estimate_;
  Language language_;
  const Books* books_ = nullptr;
  std::size_t rows_ = 0;
  bool ended_ = false;
  std::size_t rule_ = 0;
  std::size_t failed_ = 0;
  std::size_t open_ = 0;  ///< checks that hold because the contract is an open one
  std::string explained_;
};

}  // namespace

std::unique_ptr<Format> make_text_format(const BudgetOptions& options) {
  return std::make_unique<Text>(options);
}

}  // namespace edca::budget
