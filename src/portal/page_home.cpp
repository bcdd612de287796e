#include <algorithm>
#include <vector>

#include "base/url.hpp"
#include "portal/html.hpp"
#include "portal/page.hpp"

namespace edca::portal {
namespace {

constexpr std::size_t most_months = 48;
constexpr std::uint64_t chart_height = 120;
constexpr std::uint64_t month_width = 12;
constexpr std::uint64_t label_height = 14;
constexpr std::size_t fewest_months = 24;  ///< of the width of a chart

/// A bar as long as `part` is of `whole`.
std::string share_bar(double part, double whole) {
  const int percent = whole <= 0 ? 0 : static_cast<int>(part * 100 / whole + 0.5);
  return "<svg class=\"bar\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" "
         "aria-hidden=\"true\"><rect width=\"" +
         std::to_string(std::clamp(percent, 0, 100)) + "\" height=\"1\"/></svg>";
}

double amount_in(const pages::Sums& sums, const std::string& currency) {
  const auto found = sums.find(currency);
  return found == sums.end() ? 0 : indicators::real(found->second);
}

/// The bar of a month, and under that of a January the year.
std::string month_bar(std::uint64_t at, std::uint64_t height, const std::string& month,
                      std::uint64_t count) {
  const std::string x = std::to_string(at * month_width);
  std::string bar = "<rect x=\"" + x + "\" y=\"" + std::to_string(chart_height - height) +
                    "\" width=\"" + std::to_string(month_width - 2) + "\" height=\"" +
                    std::to_string(height) + "\"><title>" + month + ": " + messages::count(count) +
                    "</title></rect>";
  if (at == 0 || month.ends_with("-01")) {
    bar += "<text x=\"" + x + "\" y=\"" + std::to_string(chart_height + label_height - 3) + "\">" +
           month.substr(0, 4) + "</text>";
  }
  return bar;
}

/// The month after "2025-12": "2026-01".
std::string month_after(const std::string& month) {
  int year = std::stoi(month.substr(0, 4));
  int number = std::stoi(month.substr(5, 2));
  if (++number > 12) number = 1, ++year;
  const std::string digits = std::to_string(10000 + year);
  return digits.substr(1) + (number < 10 ? "-0" : "-") + std::to_string(number);
}

using Months = std::vector<std::pair<std::string, std::uint64_t>>;

/// How many processes began in each month, from the first that has one to the last; at most
/// `most_months`, the last ones.
Months month_counts(const std::map<std::string, pages::Share>& shares) {
  Months months;
  for (const auto& [month, share] : shares) {
    if (month.empty()) continue;
    while (!months.empty() && month_after(months.back().first) < month) {
      months.emplace_back(month_after(months.back().first), 0);
      if (months.size() > most_months) months.erase(months.begin());
    }
    months.emplace_back(month, share.processes);
    if (months.size() > most_months) months.erase(months.begin());
  }
  return months;
}

}  // namespace

void Page::charts() {
  const pages::Overview& overview = *site_.overview;
  out_ += "<nav class=\"pages\" aria-label=\"" + escaped(say("read")) + "\">";
  for (const auto& [section, name] : {std::pair("processes", "procesos"),
                                      {"buyers", "compradores"},
                                      {"suppliers", "proveedores"},
                                      {"contracts", "contratos"},
                                      {"projects", "proyectos"},
                                      {"emergency", "emergencia"},
                                      {"flags", "banderas"}}) {
    if (has_section(section)) {
      out_ += link(page(name, language_), say("see-" + std::string(section)));
    }
  }
  out_ += "</nav>\n";
  if (overview.processes == 0) return;
  month_chart();
  share_table("by-method", "by-method", "method", overview.methods);
  share_table("by-category", "by-category", "category", overview.categories);
  top_parties("top-buyers", "top-buyers", "comprador", overview.top_buyers);
  top_parties("top-suppliers", "top-suppliers", "proveedor", overview.top_suppliers);
  changes();
}

/// Processes by month, the last ones of those that have a date.
void Page::month_chart() {
  const Months months = month_counts(site_.overview->months);
  if (months.size() < 2) return;
  std::uint64_t most = 1;
  for (const auto& [month, count] : months) most = std::max(most, count);
  heading("by-month", "by-month");
  const std::string width = std::to_string(std::max(months.size(), fewest_months) * month_width);
  const std::string label = say("by-month-label", {{"first", months.front().first},
                                                   {"last", months.back().first},
                                                   {"most", messages::count(most)}});
  out_ += "<figure class=\"chart\"><svg viewBox=\"0 0 " + width + " " +
          std::to_string(chart_height + label_height) + "\" role=\"img\" aria-label=\"" +
          escaped(label) + "\">";
  for (std::size_t at = 0; at < months.size(); ++at) {
    const auto& [month, count] = months[at];
    std::uint64_t height = count * chart_height / most;
    if (count > 0 && height == 0) height = 1;
    out_ += month_bar(at, height, month, count);
  }
  out_ += "</svg>" + element("figcaption", label, "class=\"note\"") + "</figure>\n";
}

/// What processes come to by a code, the most first.
void Page::share_table(std::string_view id, std::string_view key, std::string_view column,
                       const std::map<std::string, pages::Share>& shares) {
  std::vector<std::pair<std::uint64_t, std::string>> order;
  std::uint64_t all = 0;
  for (const auto& [code, share] : shares) {
    order.emplace_back(share.processes, code);
    all += share.processes;
  }
  std::ranges::sort(order, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  constexpr std::size_t most_codes = 12;
  if (order.size() > most_codes) order.resize(most_codes);
  heading(id, key);
  out_ += "<table><thead><tr>" + element("th", say(column), "scope=\"col\"") +
          element("th", say("processes-short"), "scope=\"col\" class=\"number\"") +
          element("th", say("contracted"), "scope=\"col\" class=\"number\"") +
          "</tr></thead>\n<tbody>\n";
  for (const auto& [count, code] : order) {
    const std::string word = std::string(column) + "-" + code;
    const std::string name = messages::has("portal." + word) ? say(word) : code;
    out_ += "<tr><th scope=\"row\">" + escaped(name) +
            share_bar(static_cast<double>(count), static_cast<double>(all)) + "</th>" +
            element("td", messages::count(count), "class=\"number\"") + "<td class=\"number\">" +
            sums_cell(shares.at(code).amounts) + "</td></tr>\n";
  }
  out_ += "</tbody></table>\n";
}

void Page::top_parties(std::string_view id, std::string_view key, std::string_view page,
                       const std::vector<pages::TopParty>& parties) {
  if (parties.empty()) return;
  const std::string& currency = site_.overview->currency;
  const double most = amount_in(parties.front().amounts, currency);
  heading(id, key);
  out_ += "<table><caption>" + escaped(say("top-note")) + "</caption>\n<thead><tr>" +
          element("th", say("column-name"), "scope=\"col\"") +
          element("th", say("processes-short"), "scope=\"col\" class=\"number\"") +
          element("th", say("section-contracts"), "scope=\"col\" class=\"number\"") +
          element("th", say("contracted"), "scope=\"col\" class=\"number\"") +
          "</tr></thead>\n<tbody>\n";
  for (const pages::TopParty& party : parties) {
    out_ += "<tr><th scope=\"row\">" + party_link(page, party.id, party.name) +
            share_bar(amount_in(party.amounts, currency), most) + "</th>" +
            element("td", messages::count(party.processes), "class=\"number\"") +
            element("td", messages::count(party.contracts), "class=\"number\"") +
            "<td class=\"number\">" + sums_cell(party.amounts) + "</td></tr>\n";
  }
  out_ += "</tbody></table>\n";
}

/// The processes that changed last.
void Page::changes() {
  constexpr std::size_t shown = 10;
  const std::vector<pages::Change>& all = site_.overview->changes;
  if (all.empty()) return;
  heading("changes", "changes");
  out_ += "<ul class=\"list\">\n";
  for (const pages::Change& each : std::span(all).first(std::min(shown, all.size()))) {
    out_ += "<li>" +
            link("proceso.html?ocid=" + base::encode(each.ocid),
                 each.title.empty() ? each.ocid : each.title) +
            element("span",
                    day_of(each.date, language_) + (each.buyer.empty() ? "" : " · " + each.buyer),
                    "class=\"small\"") +
            "</li>\n";
  }
  out_ += "</ul>\n<p>" + link(here("feed.xml"), say("feed")) + "</p>\n";
}

}  // namespace edca::portal
