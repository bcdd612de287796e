#include "base/embedded.hpp"
#include "base/markup.hpp"
#include "budget/format.hpp"
#include "budget/picture.hpp"
#include "report/html_text.hpp"

namespace edca::budget {
namespace {

namespace html = report::html;

using base::Decimal;
using html::both;
using html::Cell;
using html::escaped;
using messages::count;
using messages::Language;

constexpr std::size_t most_rows = 500;  ///< of a table; what is longer opens slowly
constexpr std::size_t name_width = 160;

std::string code(std::string_view text) {
  return "<code>" + escaped(messages::shorten(messages::printable(text), name_width)) + "</code>";
}
std::string words(std::string_view text) {
  return escaped(messages::shorten(messages::printable(text), name_width));
}

Cell money(const std::optional<Decimal>& amount) {
  return amount ? Cell{amount->text(), amount->plain()} : Cell{"–", ""};
}
Cell money(const Shown& shown) {
  Cell cell = money(shown.amount);
  if (shown.amount && shown.estimated) cell.text += " " + both("budget.estimated");
  return cell;
}
Cell share(const std::optional<Decimal>& percent) {
  return percent ? Cell{percent->text(2) + " %", percent->plain(2)} : Cell{"–", ""};
}
Cell number(std::uint64_t value) {
  return {count(value), std::to_string(value)};
}

/// One self-contained page in both languages. What it lists is bounded, and says so.
class Html final : public Format {
 public:
  explicit Html(const BudgetOptions& options)
      : estimate_(options.estimate), language_(options.language) {}

  std::string begin(const Books& books) override {
    books_ = &books;
    return {};
  }

  std::string contract(const Case& given, const CaseContract& contract) override {
    if (++all_contracts_ > most_rows) return {};
    std::string suppliers;
    for (const std::string& each : contract.suppliers)
      suppliers += (suppliers.empty() ? "" : ", ") + each;
    const auto value = contract.value ? contract.value->amount : std::nullopt;
    const auto currency = contract.value ? contract.value->currency : std::string();
    const auto paid = contract.paid(currency).total();
    const std::string& id = contract.id.empty() ? contract.award : contract.id;
    open_ = open_ || most_of(given, contract).has_value();
    contracts_.push_back({{id.empty() ? "–" : code(id), ""},
                          {code(given.ocid), ""},
                          {words(suppliers), ""},
                          {words(currency), ""},
                          money(value),
                          money(most_of(given, contract)),
                          money(paid),
                          share(percent(paid, value))});
    return {};
  }

  std::string check(const Check& check) override {
    if (check.verdict != Verdict::fail || ++all_failed_ > most_rows) return {};
    const std::string rule = rule_name(check.rule);
    const std::string subject = check.line.empty() ? check.contract : check.line;
    failed_.push_back({{"<strong>" + rule + "</strong> " + both("budget-rule." + rule), ""},
                       {code(check.ocid), ""},
                       {subject.empty() ? "" : code(subject), ""},
                       amount(check, check.value),
                       amount(check, check.reference),
                       amount(check, check.difference)});
    return {};
  }

  std::string end(const Tallies& tallies, const Flow& flow, std::uint64_t processes) override {
    std::string out = head();
    std::uint64_t failed = 0;
    for (const Tally& each : tallies) failed += each.fail;
    out.append("<p class=\"verdict").append(failed > 0 ? " warning" : "").append("\">");
    out += both("budget.summary", {{"processes", count(processes)},
                                   {"lines", count(books_->lines().size())},
                                   {"failed", count(failed)}});
    out += "</p></header>\n<main id=\"main\">\n<p>" + both("budget.question") + "</p>\n";
    out += conventions() + flow_section(flow) + programmes() + lines();
    out += html::table("contracts", "budget.html.contracts",
                       {{"budget.column-contract"},
                        {"report.column.process"},
                        {"budget.column-suppliers"},
                        {"budget.column-currency"},
                        {"budget.contracted", true},
                        {"budget.max", true},
                        {"budget.paid", true},
                        {"budget.column-share", true}},
                       contracts_,
                       (open_ ? "<p>" + both("budget.html.open") + "</p>\n" : std::string()) +
                           more(all_contracts_));
    out += checks(tallies);
    out += "</main>\n<footer><p>edca " EDCA_VERSION "</p></footer>\n<script>";
    out += embedded_file("report/assets/report.js");
    return out += "</script>\n</body>\n</html>\n";
  }

 private:
  static Cell amount(const Check& check, const std::string& text) {
    const bool amounts = check.rule < 11 || check.rule == 13;  // the others tell years and codes
    const auto decimal = amounts && !text.empty() ? Decimal::read(text) : std::nullopt;
    return decimal ? money(decimal) : Cell{words(text), ""};
  }

  std::string head() const {
    const bool spanish = language_ == Language::spanish;
    std::string out = "<!doctype html>\n<html lang=\"";
    out.append(spanish ? "es" : "en");
    for (const Language each : {Language::spanish, Language::english}) {
      out.append(each == Language::spanish ? "\" data-titlees=\"" : "\" data-titleen=\"");
      out.append(escaped(messages::text("budget.html.title", each)));
    }
    const std::string style = "\n" + std::string(embedded_file("report/assets/report.css")) +
                              std::string(picture_style());
    out += "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
           escaped(messages::text("budget.html.title", language_)) +
           "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ";
    out.append(base::csp_source(style)).append("; script-src ");
    out.append(base::csp_source(embedded_file("report/assets/report.js"))).append("\">\n<style>");
    out += style + "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">";
    out.append(both("report.html.skip")).append("</a>\n<header><div class=\"top\"><h1>");
    out.append(both("budget.html.title")).append("</h1><div class=\"languages\">");
    return out +=
           "<button type=\"button\" value=\"es\" lang=\"\">Español</button> "
           "<button type=\"button\" value=\"en\" lang=\"\">English</button></div></div>\n";
  }

  static std::string more(std::size_t all) {
    if (all <= most_rows) return {};
    return "<p>" + both("budget.html.more", {{"shown", count(most_rows)}, {"all", count(all)}}) +
           "</p>\n";
  }

  std::string conventions() const {
    std::string out = "<section aria-labelledby=\"conventions\"><h2 id=\"conventions\">" +
                      both("budget.html.conventions") + "</h2>\n<ul>\n";
    for (const auto& [publisher, each] : books_->conventions()) {
      std::string key = "budget.convention-" + std::string(name(each.convention));
      if (!each.reason.empty()) key += "-" + each.reason;
      out += "<li>" +
             both(key, {{"publisher", messages::shorten(each.publisher, name_width)},
                        {"lines", count(each.lines)},
                        {"measured", count(each.measured)},
                        {"reconciled", count(each.reconciled)},
                        {"over", count(each.over)},
                        {"executed", count(each.executed)},
                        {"balanced", count(each.balanced)}}) +
             "</li>\n";
    }
    if (books_->lines().empty()) out += "<li>" + both("budget.no-lines") + "</li>\n";
    return out += "</ul></section>\n";
  }

  std::string flow_section(const Flow& flow) const {
    if (flow.lines() == 0) return {};
    std::string out = "<section aria-labelledby=\"flow\"><h2 id=\"flow\">" +
                      both("budget.html.flow", {{"currency", flow.currency()}}) + "</h2>\n<p>" +
                      both("budget.html.flow-note") + "</p>\n";
    const auto note = [&](const char* key, std::uint64_t number) {
      if (number > 0) out += "<p>" + both(key, {{"count", count(number)}}) + "</p>\n";
    };
    note("budget.html.other-currencies", flow.other_currencies());
    note("budget.html.unmeasured", flow.unmeasured());
    out += "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"flow\">" +
           picture(flow) + "</div></section>\n";
    std::vector<std::vector<Cell>> rows;
    const auto modified = told(flow.modified());
    const auto row = [&](const std::string& what, const std::optional<Decimal>& amount) {
      rows.push_back({{what, ""}, money(amount), share(percent(amount, modified))});
    };
    row(both("budget.approved"), told(flow.approved()));
    row(both("budget.modified"), modified);
    row(both("budget.reserved"), told(flow.reserved()));
    row(both("budget.committed"), told(flow.committed()));
    row(both("budget.executed"), told(flow.executed()));
    row(both("budget.available"), told(flow.available()));
    for (const Flow::End& each : flow.contracts())
      row(both("budget.column-contract") + ": " +
              (each.label.empty() ? both("budget.other-contracts") : code(each.label)),
          each.amount);
    for (const Flow::End& each : flow.suppliers())
      row(both("budget.column-supplier") + ": " +
              (each.label.empty() ? both("budget.other-suppliers") : words(each.label)),
          each.amount);
    return out += html::table("flow-table", "budget.html.flow-table",
                              {{"budget.column-what"},
                               {"budget.column-amount", true},
                               {"budget.column-of-modified", true}},
                              rows);
  }

  std::string programmes() const {
    std::vector<std::vector<Cell>> rows;
    for (const auto& [key, each] : books_->programmes()) {
      if (rows.size() >= most_rows) break;
      const Shown contracted = shown(each.contracted, estimate_);
      const Shown paid = shown(each.paid, estimate_);
      rows.push_back({{words(each.program.empty() ? "–" : each.program), ""},
                      {words(each.year), each.year},
                      {words(each.publisher), ""},
                      {words(each.currency), ""},
                      number(each.lines),
                      money(told(each.approved)),
                      money(told(each.modified)),
                      money(told(each.committed)),
                      money(told(each.executed)),
                      share(percent(told(each.executed), told(each.modified_of_executed))),
                      money(told(each.available)),
                      money(contracted),
                      money(paid)});
    }
    return html::table("programmes", "budget.html.programmes",
                       {{"budget.column-program"},
                        {"budget.column-year", true},
                        {"budget.column-publisher"},
                        {"budget.column-currency"},
                        {"budget.column-lines", true},
                        {"budget.approved", true},
                        {"budget.modified", true},
                        {"budget.committed", true},
                        {"budget.executed", true},
                        {"budget.column-executed", true},
                        {"budget.available", true},
                        {"budget.contracted", true},
                        {"budget.paid", true}},
                       rows, more(books_->programmes().size()));
  }

  std::string lines() const {
    std::vector<std::vector<Cell>> rows;
    for (const auto& [identity, line] : books_->lines()) {
      if (rows.size() >= most_rows) break;
      const View view = books_->view(line);
      rows.push_back({{code(line.shown), ""},
                      number(static_cast<std::uint64_t>(std::max(view.quarter, 0))),
                      {words(line.currency), ""},
                      money(view.approved),
                      money(view.modified),
                      money(view.reserved),
                      money(view.committed),
                      money(view.executed),
                      money(view.available),
                      money(shown(line.contracted, estimate_)),
                      money(shown(line.paid, estimate_)),
                      number(line.ocids.size())});
    }
    return html::table("lines", "budget.html.lines",
                       {{"budget.column-line"},
                        {"budget.column-quarter", true},
                        {"budget.column-currency"},
                        {"budget.approved", true},
                        {"budget.modified", true},
                        {"budget.reserved", true},
                        {"budget.committed", true},
                        {"budget.executed", true},
                        {"budget.available", true},
                        {"budget.contracted", true},
                        {"budget.paid", true},
                        {"budget.column-processes", true}},
                       rows, more(books_->lines().size()));
  }

  std::string checks(const Tallies& tallies) const {
    std::vector<std::vector<Cell>> rows;
    for (std::size_t rule = 1; rule <= rule_count; ++rule) {
      const Tally& tally = tallies[rule];
      std::uint64_t none = 0;
      std::string reasons;
      for (const auto& [reason, times] : tally.not_applicable) {
        none += times;
        if (!reasons.empty()) reasons += "; ";
        reasons += both("budget-reason." + reason) + " " + count(times);
      }
      rows.push_back(
          {{"<strong>" + rule_name(rule) + "</strong> " + both("budget-rule." + rule_name(rule)),
            ""},
           number(tally.pass),
           number(tally.fail),
           number(none),
           {reasons, ""}});
    }
    std::string out = html::table("rules", "budget.html.rules",
                                  {{"budget.column-rule"},
                                   {"budget.column-pass", true},
                                   {"budget.column-fail", true},
                                   {"budget.column-none", true},
                                   {"budget.column-why"}},
                                  rows);
    if (failed_.empty()) return out;
    return out += html::table("failed", "budget.html.failed",
                              {{"budget.column-rule"},
                               {"report.column.process"},
                               {"budget.column-subject"},
                               {"budget.column-value", true},
                               {"budget.column-reference", true},
                               {"budget.column-difference", true}},
                              failed_, more(all_failed_));
  }

  bool estimate_;
  Language language_;
  const Books* books_ = nullptr;
  std::vector<std::vector<Cell>> contracts_;
  std::vector<std::vector<Cell>> failed_;
  bool open_ = false;  ///< whether there is an open contract
  std::size_t all_contracts_ = 0;
  std::size_t all_failed_ = 0;
};

}  // namespace

std::unique_ptr<Format> make_html_format(const BudgetOptions& options) {
  return std::make_unique<Html>(options);
}

}  // namespace edca::budget
