#include "base/decimal.hpp"
#include "base/url.hpp"
#include "portal/html.hpp"
#include "portal/page.hpp"

namespace edca::portal {
namespace {

/// The sums in a row of totals.
pages::Sums sums_of(const json::Value& row) {
  pages::Sums sums;
  const json::Value* amounts = row.find("amounts");
  if (amounts == nullptr || !amounts->is_array()) return sums;
  for (const json::Value& each : amounts->as_array()) {
    if (const auto total = base::Decimal::read(each.text("total")))
      sums.emplace(std::string(each.text("currency")), *total);
  }
  return sums;
}

std::string number_in(const json::Value& row, std::string_view name) {
  const json::Value* number = row.find(name);
  return number == nullptr ? "0" : json::write(*number);
}

}  // namespace

void Page::emergency() {
  const Emergency& emergency = *site_.emergency;
  out_ += element("p", say("emergency-how"), "class=\"note\"") + "\n";
  const json::Value& all = *emergency.totals.find("all");
  out_ += "<dl class=\"figures\">";
  figure("processes", emergency.processes);
  out_ += "<div>" + element("dt", say("section-contracts")) +
          element("dd", number_in(all, "contracts")) + "</div><div>" +
          element("dt", say("contracted")) + "<dd class=\"money\">" + sums_cell(sums_of(all)) +
          "</dd></div></dl>\n";
  heading("downloads", "downloads");
  out_ += "<ul class=\"files\">";
  for (const File& file : emergency.files) {
    const std::string name = file.path.substr(file.path.rfind('/') + 1);
    out_ += "<li><a href=\"" + escaped(here(file.path)) + "\" download>" + escaped(name) + " " +
            element("span", size_of(file.bytes), "class=\"size\"") + "</a></li>";
  }
  out_ += "</ul>\n";
  emergency_table("by-month", "by-month-signed", "months", "");
  emergency_table("buyers", "section-buyers", "bodies", "");
  emergency_table("suppliers", "section-suppliers", "suppliers", "");
  emergency_table("by-method", "by-method", "methods", "method-");
  heading("chosen", "emergency-chosen");
  out_ += "<ul class=\"list\">\n";
  for (const Emergency::Chosen& each : emergency.first) {
    std::string reasons;
    for (const std::string& reason : each.reasons)
      reasons.append(reasons.empty() ? "" : " · ").append(reason);
    out_ += "<li>" + link("proceso.html?ocid=" + base::encode(each.ocid), each.ocid) +
            element("span", reasons, "class=\"small\"") + "</li>\n";
  }
  out_ += "</ul>\n";
}

/// A list of the totals: at most 50 rows, as they are there.
void Page::emergency_table(std::string_view id, std::string_view key, std::string_view list,
                           std::string_view words) {
  constexpr std::size_t most_rows = 50;
  const json::Value* rows = site_.emergency->totals.find(list);
  if (rows == nullptr || !rows->is_array() || rows->as_array().empty()) return;
  heading(id, key);
  out_ += "<table><thead><tr>" + element("th", say("column-name"), "scope=\"col\"") +
          element("th", say("section-contracts"), "scope=\"col\" class=\"number\"") +
          element("th", say("contracted"), "scope=\"col\" class=\"number\"") +
          "</tr></thead>\n<tbody>\n";
  for (const json::Value& row :
       std::span(rows->as_array()).first(std::min(most_rows, rows->as_array().size()))) {
    const std::string code(row.text("key"));
    std::string name(row.text("name"));
    const std::string word = std::string(words) + code;
    if (!words.empty() && messages::has("portal." + word)) name = say(word);
    if (name.empty()) name = code.empty() ? say("method-") : code;
    out_ += "<tr>" + element("th", name, "scope=\"row\"") +
            element("td", number_in(row, "contracts"), "class=\"number\"") +
            "<td class=\"number\">" + sums_cell(sums_of(row)) + "</td></tr>\n";
  }
  out_ += "</tbody></table>\n";
}

}  // namespace edca::portal
