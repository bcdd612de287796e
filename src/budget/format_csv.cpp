#include "base/csv.hpp"
#include "budget/format.hpp"

namespace edca::budget {
namespace {

using base::Decimal;

std::string plain_money(const std::optional<Decimal>& amount) {
  return amount ? amount->plain() : std::string();
}
std::string plain_share(const std::optional<Decimal>& percent) {
  return percent ? percent->plain(2) : std::string();
}
class Csv final : public Format {
 public:
  explicit Csv(const BudgetOptions& options) : by_(options.by), estimate_(options.estimate) {}

  std::string begin(const Books& books) override {
    books_ = &books;
    std::string out;
    if (by_ == BudgetBy::contract) {
      base::write_csv_row({"ocid", "contract", "award", "title", "suppliers", "currency", "value",
                           "min", "max", "paid", "payments", "line", "share", "estimated"},
                          out);
    } else if (by_ == BudgetBy::programme) {
      base::write_csv_row({"publisher",
                           "body",
                           "year",
                           "branch",
                           "program",
                           "currency",
                           "lines",
                           "approved",
                           "modified",
                           "change_percent",
                           "reserved",
                           "committed",
                           "executed",
                           "available",
                           "contracted",
                           "paid",
                           "estimated",
                           "executed_percent",
                           "contracted_percent",
                           "paid_percent"},
                          out);
      for (const auto& [key, each] : books.programmes()) programme(each, out);
    } else {
      base::write_csv_row({"key",       "publisher", "body",           "year",       "program",
                           "object",    "source",    "quarter",        "convention", "currency",
                           "approved",  "modified",  "change_percent", "reserved",   "committed",
                           "accrued",   "executed",  "available",      "contracted", "paid",
                           "estimated", "ocids",     "failed"},
                          out);
      for (const auto& [identity, each] : books.lines()) line(each, out);
    }
    return out;
  }

  std::string contract(const Case& given, const CaseContract& contract) override {
    if (by_ != BudgetBy::contract) return {};
    std::string suppliers;
    for (const std::string& each : contract.suppliers)
      suppliers += (suppliers.empty() ? "" : "; ") + each;
    const auto most = most_of(given, contract);
    const std::string currency = contract.value ? contract.value->currency : std::string();
    std::string out;
    const auto row = [&](const std::string& line, const ContractShare& share) {
      base::write_csv_row(
          {given.ocid, contract.id, contract.award, contract.title, suppliers, currency,
           plain_money(contract.value ? contract.value->amount : std::optional<Decimal>()),
           most ? plain_money(given.least->amount) : std::string(), plain_money(most),
           plain_money(contract.paid(currency).total()), std::to_string(contract.payments.size()),
           line, plain_money(share.amount), share.estimated ? "true" : ""},
          out);
    };
    const auto shares = shares_of(*books_, given, contract, estimate_);
    for (const ContractShare& each : shares) row(each.line->shown, each);
    if (shares.empty()) row({}, {});
    return out;
  }

  bool wants_checks() const override { return false; }
  std::string check(const Check&) override { return {}; }
  std::string end(const Tallies&, const Flow&, std::uint64_t) override { return {}; }

 private:
  void line(const Line& line, std::string& out) const {
    const View view = books_->view(line);
    const Shown contracted = shown(line.contracted, estimate_);
    const Shown paid = shown(line.paid, estimate_);
    std::string ocids;
    for (const std::string& each : line.ocids) ocids += (ocids.empty() ? "" : " ") + each;
    std::string failed;
    check_line(line, view, [&](const Check& check) {
      const std::string rule = rule_name(check.rule);
      if (check.verdict == Verdict::fail && !failed.ends_with(rule))
        failed += (failed.empty() ? "" : " ") + rule;
    });
    const auto& parts = line.key.parts;
    base::write_csv_row({line.shown,
                         line.publisher,
                         line.body,
                         parts[LineKey::year],
                         parts[LineKey::program],
                         parts[LineKey::object],
                         parts[LineKey::source],
                         view.quarter > 0 ? std::to_string(view.quarter) : std::string(),
                         std::string(name(view.convention)),
                         line.currency,
                         plain_money(view.approved),
                         plain_money(view.modified),
                         plain_share(growth(view.approved, view.modified)),
                         plain_money(view.reserved),
                         plain_money(view.committed),
                         plain_money(view.accrued),
                         plain_money(view.executed),
                         plain_money(view.available),
                         plain_money(contracted.amount),
                         plain_money(paid.amount),
                         contracted.estimated ? "true" : "",
                         ocids,
                         failed},
                        out);
  }

  void programme(const Programme& each, std::string& out) const {
    const Shown contracted = shown(each.contracted, estimate_);
    const Shown paid = shown(each.paid, estimate_);
    base::write_csv_row({each.publisher,
                         each.body,
                         each.year,
                         each.branch,
                         each.program,
                         each.currency,
                         std::to_string(each.lines),
                         plain_money(told(each.approved)),
                         plain_money(told(each.modified)),
                         plain_share(growth(told(each.approved), told(each.modified))),
                         plain_money(told(each.reserved)),
                         plain_money(told(each.committed)),
                         plain_money(told(each.executed)),
                         plain_money(told(each.available)),
                         plain_money(contracted.amount),
                         plain_money(paid.amount),
                         contracted.estimated ? "true" : "",
                         plain_share(percent(told(each.executed), told(each.modified_of_executed))),
                         plain_share(percent(contracted.amount, told(each.modified))),
                         plain_share(percent(paid.amount, contracted.amount))},
                        out);
  }

  BudgetBy by_;
  bool estimate_;
  const Books* books_ = nullptr;
};

}  // namespace

std::unique_ptr<Format> make_csv_format(const BudgetOptions& options) {
  return std::make_unique<Csv>(options);
}

}  // namespace edca::budget
