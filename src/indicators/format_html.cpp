#include <algorithm>
#include <map>

#include "base/embedded.hpp"
#include "base/markup.hpp"
#include "indicators/format.hpp"
#include "json/nodes.hpp"
#include "json/tree.hpp"
#include "messages/messages.hpp"
#include "report/html_parts.hpp"
#include "report/html_text.hpp"

namespace edca::indicators {
namespace {

using messages::count;
using report::html::Bar;
using report::html::both;
using report::html::Cell;
using report::html::code;
using report::html::Column;
using report::html::escaped;

constexpr std::size_t most_ranked = 200;  ///< rows of a ranking, bars of a chart a tenth of it

/// One page in both languages. Flags are kept as HTML until all are known.
class Html final : public Format {
 public:
  explicit Html(Language language) : language_(language), rows_(all_indicators().size()) {}

  std::string flag(const IndicatorFlag& flag) override;
  std::string end(Ledger& ledger, const Cardinal&, std::uint64_t processes) override;

 private:
  using Ranking = std::map<std::string, std::map<std::string_view, std::uint64_t>>;

  std::string head(std::uint64_t flags, std::uint64_t processes) const;
  std::string charts(Ledger& ledger) const;
  std::string ranking(const Ranking& ranking, std::string_view id) const;
  std::string markets(const std::vector<std::string>& markets) const;
  std::string details(Ledger& ledger) const;
  std::string indicator(std::size_t at, const IndicatorTally& tally) const;

  Language language_;
  std::vector<std::string> rows_;  ///< of each indicator
  Ranking buyers_;
  Ranking suppliers_;
  std::map<std::string, std::uint64_t> processes_;  ///< flags by OCID
};

std::string name_of(const Indicator& indicator) {
  return both(explain(indicator, IndicatorText::name, Language::spanish),
              explain(indicator, IndicatorText::name, Language::english));
}

std::string anchor(std::string_view id) {
  return "rule-" + std::string(id);
}

std::string shown(const std::string& json) {
  return escaped(messages::shorten(messages::readable(json), 80));
}

std::string Html::flag(const IndicatorFlag& flag) {
  std::string& out = rows_[static_cast<std::size_t>(flag.indicator - all_indicators().data())];
  out += "<tr><td>" + code(flag.subject) + "</td><td>" + shown(flag.value) + "</td><td>";
  if (!flag.threshold.empty()) out += shown(flag.threshold);
  out += "</td><td>" + escaped(law_of(flag)) + "</td><td>";
  for (const IndicatorEvidence& each : flag.evidence) {
    if (!each.file.empty()) out += code(each.file) + " ";
    out += code(each.pointer) + ": " + shown(each.value) + "<br>";
  }
  out += "</td></tr>\n";
  if (!flag.buyer.empty()) ++buyers_[flag.buyer][flag.indicator->id];
  if (!flag.supplier.empty()) ++suppliers_[flag.supplier][flag.indicator->id];
  for (const std::string& ocid : flag.ocids) ++processes_[ocid];
  return {};
}

std::string Html::end(Ledger& ledger, const Cardinal&, std::uint64_t processes) {
  std::string out = head(ledger.flags(), processes);
  out += "<p>" + both("indicators.question") + "</p>\n" + charts(ledger);
  out += ranking(buyers_, "buyers") + ranking(suppliers_, "suppliers");
  out += markets(ledger.markets()) + details(ledger);
  out += "</main>\n<footer><p>edca " + escaped(EDCA_VERSION) + "</p></footer>\n<script>";
  out += embedded_file("report/assets/report.js");
  return out += "</script>\n</body>\n</html>\n";
}

std::string Html::head(std::uint64_t flags, std::uint64_t processes) const {
  const std::string style = "\n" + std::string(embedded_file("report/assets/report.css"));
  const auto title = [](Language language) {
    return escaped(messages::text("indicators.html.title", language));
  };
  std::string out = "<!doctype html>\n<html lang=\"";
  out += language_ == Language::spanish ? "es" : "en";
  out += "\" data-titlees=\"" + title(Language::spanish) + "\" data-titleen=\"" +
         title(Language::english) + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
         title(language_) +
         "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src " +
         base::csp_source(style) + "; script-src " +
         base::csp_source(embedded_file("report/assets/report.js")) + "\">\n<style>" + style +
         "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">" + both("report.html.skip") +
         "</a>\n<header><div class=\"top\"><h1>" + both("indicators.html.title") +
         "</h1><div class=\"languages\"><button type=\"button\" value=\"es\" "
         "lang=\"\">Español</button> <button type=\"button\" value=\"en\" "
         "lang=\"\">English</button></div></div>\n<p class=\"verdict\">" +
         both("indicators.summary", {{"processes", count(processes)}, {"flags", count(flags)}}) +
         "</p></header>\n<main id=\"main\">\n";
  return out;
}

/// Indicators by their flags, and processes by how many flags they have.
std::string Html::charts(Ledger& ledger) const {
  std::vector<Bar> indicators;
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    const std::uint64_t flagged = ledger.tallies()[at].flagged;
    if (flagged == 0) continue;
    const Indicator& indicator = all_indicators()[at];
    indicators.push_back({"<a href=\"#" + anchor(indicator.id) + "\">" + std::string(indicator.id) +
                              "</a> " + name_of(indicator),
                          flagged, count(flagged), ""});
  }
  std::ranges::stable_sort(indicators, std::greater(), &Bar::value);
  if (indicators.size() > most_ranked / 10) indicators.resize(most_ranked / 10);
  std::map<std::uint64_t, std::uint64_t> numbers;
  for (const auto& [ocid, flags] : processes_) ++numbers[std::min<std::uint64_t>(flags, 6)];
  std::vector<Bar> spread;
  for (const auto& [flags, processes] : numbers) {
    spread.push_back(
        {std::to_string(flags) + (flags == 6 ? "+" : ""), processes, count(processes), ""});
  }
  if (indicators.empty()) return {};
  return "<section class=\"charts\">" +
         report::html::bars("indicators.html.by-indicator", indicators) +
         report::html::bars("indicators.html.by-process", spread) + "</section>\n";
}

std::string Html::ranking(const Ranking& ranking, std::string_view id) const {
  struct Row {
    const std::string* name;
    std::uint64_t flags = 0;
    std::string indicators;
    std::size_t kinds = 0;
  };
  std::vector<Row> order;
  for (const auto& [name, indicators] : ranking) {
    Row row{&name, 0, {}, indicators.size()};
    for (const auto& [indicator, flags] : indicators) {
      row.flags += flags;
      row.indicators += "<a href=\"#" + anchor(indicator) + "\">" + std::string(indicator) +
                        "</a> (" + count(flags) + ") ";
    }
    order.push_back(std::move(row));
  }
  if (order.empty()) return {};
  std::ranges::stable_sort(order, [](const Row& left, const Row& right) {
    return left.kinds != right.kinds ? left.kinds > right.kinds : left.flags > right.flags;
  });
  std::string note;
  if (order.size() > most_ranked) {
    note =
        "<p>" +
        both("report.html.capped", {{"shown", count(most_ranked)}, {"all", count(order.size())}}) +
        "</p>";
    order.resize(most_ranked);
  }
  std::vector<std::vector<Cell>> rows;
  for (const Row& row : order) {
    rows.push_back({{code(*row.name), ""},
                    {count(row.kinds), std::to_string(row.kinds)},
                    {count(row.flags), std::to_string(row.flags)},
                    {row.indicators, ""}});
  }
  const std::string title = "indicators.html." + std::string(id);
  return report::html::table(id, title,
                             {{"indicators.column.subject"},
                              {"indicators.column.kinds", true},
                              {"indicators.column.flags", true},
                              {"indicators.column.indicators"}},
                             rows, note);
}

std::string Html::markets(const std::vector<std::string>& markets) const {
  std::vector<std::vector<Cell>> rows;
  json::Tree tree;
  for (const std::string& market : markets) {
    if (rows.size() == most_ranked) break;
    tree.clear();
    const json::Node* node = &tree.at(tree.parse(market).root);
    const auto told = [&](const char* key) { return std::string(text_of(member(node, key))); };
    const auto figure = [&](const char* key) {
      const std::string digits(number(member(node, key)).value_or("0"));
      return Cell{escaped(digits), digits};
    };
    rows.push_back({{code(told("market")), ""},
                    figure("contracts"),
                    figure("suppliers"),
                    {escaped(told("amount")), told("amount")},
                    figure("hhi"),
                    figure("c4")});
  }
  if (rows.empty()) return {};
  std::string note = "<p>" + both("indicators.html.market-note") + "</p>";
  if (markets.size() > rows.size()) {
    note += "<p>" +
            both("indicators.html.markets-capped",
                 {{"shown", count(rows.size())}, {"all", count(markets.size())}}) +
            "</p>";
  }
  return report::html::table("markets", "indicators.html.markets",
                             {{"indicators.column.market"},
                              {"indicators.column.contracts", true},
                              {"indicators.column.suppliers", true},
                              {"indicators.column.amount", true},
                              {"indicators.column.hhi", true},
                              {"indicators.column.c4", true}},
                             rows, note);
}

std::string Html::details(Ledger& ledger) const {
  std::vector<std::size_t> order;
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    if (ledger.on()[at]) order.push_back(at);
  }
  std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
    return ledger.tallies()[left].flagged > ledger.tallies()[right].flagged;
  });
  std::string out = "<section data-rows=\".rule\" aria-labelledby=\"flags\"><h2 id=\"flags\">" +
                    both("indicators.html.flags") + "</h2>\n" +
                    report::html::tools("flags", "indicators.html.filter", order.size());
  for (const std::size_t at : order) out += indicator(at, ledger.tallies()[at]);
  return out + "</section>\n";
}

std::string Html::indicator(std::size_t at, const IndicatorTally& tally) const {
  const Indicator& indicator = all_indicators()[at];
  std::string out = "<details class=\"rule\" id=\"" + anchor(indicator.id) + "\"><summary><h3>" +
                    name_of(indicator) + "</h3> " + code(indicator.id) + " <span class=\"count\">" +
                    count(tally.flagged) + "</span></summary><div>\n<p>" +
                    both(explain(indicator, IndicatorText::rule, Language::spanish),
                         explain(indicator, IndicatorText::rule, Language::english)) +
                    "</p>\n<ul><li>" +
                    both("indicators.html.applied", {{"applied", count(tally.applied)}}) + "</li>";
  for (const auto& [reason, times] : tally.not_applicable) {
    const auto told = [&, word = reason, number = times](Language language) {
      return messages::text("indicators.not-applicable", language,
                            {{"count", count(number)},
                             {"reason", messages::text("indicator-reason." + word, language)}});
    };
    out += "<li>" + both(told(Language::spanish), told(Language::english)) + "</li>";
  }
  out += "</ul>\n";
  if (!rows_[at].empty()) {
    out += "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" +
           std::string(indicator.id) + "\"><table class=\"places\"><thead><tr>";
    for (const char* column : {"subject", "value", "threshold", "law", "evidence"}) {
      out += "<th scope=\"col\">" + both("indicators.column." + std::string(column)) + "</th>";
    }
    out += "</tr></thead><tbody>\n" + rows_[at] + "</tbody></table></div>\n";
  }
  return out + "</div></details>\n";
}

}  // namespace

std::unique_ptr<Format> make_html_format(Language language) {
  return std::make_unique<Html>(language);
}

}  // namespace edca::indicators
