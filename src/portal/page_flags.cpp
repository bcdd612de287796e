#include "base/url.hpp"
#include "edca/indicators.hpp"
#include "portal/html.hpp"
#include "portal/page.hpp"

namespace edca::portal {

/// What indicators found in all processes: those that stand out, then all others.
void Page::flags() {
  out_ += element("p", say("flags-note"), "class=\"note\"") + "\n";
  heading("flagged", "flags-found");
  flag_rows(true);
  heading("others", "flags-others");
  flag_rows(false);
}

void Page::flag_rows(bool flagged) {
  out_ += "<table><thead><tr>" + element("th", say("flags-question"), "scope=\"col\"") +
          element("th", say("flags-applied"), "scope=\"col\" class=\"number\"") +
          element("th", say("flags-count"), "scope=\"col\" class=\"number\"") +
          "</tr></thead>\n<tbody>\n";
  const std::vector<IndicatorTally>& tallies = site_.overview->indicators;
  for (std::size_t at = 0; at < tallies.size(); ++at) {
    const Indicator& indicator = all_indicators()[at];
    const IndicatorTally& tally = tallies[at];
    const bool asked = tally.applied > 0 || !tally.not_applicable.empty() || tally.flagged > 0;
    if (!asked || (tally.flagged > 0) != flagged) continue;
    const std::string id(indicator.id);
    const std::string title = explain(indicator, IndicatorText::name, language_);
    const std::string address = "procesos.html?flag=" + base::encode(id);
    out_ += "<tr id=\"" + escaped(id) + "\"><th scope=\"row\">" +
            (flagged ? link(address, title) : escaped(title)) + " " +
            element("span", id, "class=\"path\"") +
            element("span", explain(indicator, IndicatorText::rule, language_), "class=\"small\"");
    if (!indicator.law.empty()) out_ += element("span", indicator.law, "class=\"small\"");
    out_ += "</th>" + element("td", messages::count(tally.applied), "class=\"number\"") +
            element("td", messages::count(tally.flagged), "class=\"number\"") + "</tr>\n";
  }
  out_ += "</tbody></table>\n";
}

}  // namespace edca::portal
