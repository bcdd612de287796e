#include "report/fields.hpp"
#include "report/html_text.hpp"

#include "base/embedded.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace edca::report {

namespace {

using html::Bar;
using html::both;
using html::Cell;
using html::escaped;
using messages::count;
using messages::Language;
using messages::RuleText;
using messages::shorten;

// A page with more than this opens slowly; the CSV beside it has all.
constexpr std::size_t places_of_rule = 100;
constexpr std::size_t places_of_page = 5000;
constexpr std::size_t files_of_page = 2000;
constexpr std::size_t rules_of_chart = 15;
constexpr std::size_t places_on_paper = 10;  // as report.css has it
constexpr std::size_t name_width = 160;

/// Orders errors before warnings before notes, then by id.
using GroupKey = std::pair<int, std::string_view>;

GroupKey group_key(Severity severity, const Rule& rule) {
  return {-static_cast<int>(severity), rule.id};
}

struct RulePlaces {
  std::string rows;  ///< HTML
  std::size_t shown = 0;
};

std::string percent(std::uint64_t part, std::uint64_t of) {
  return of == 0 ? "–" : std::to_string(part * 100 / of) + " %";
}

std::string code(std::string_view text) {
  return "<code>" + escaped(shorten(messages::printable(text), name_width)) + "</code>";
}

Cell number(std::uint64_t value) {
  return {count(value), std::to_string(value)};
}

Cell decimal(std::optional<std::uint64_t> value) {
  return value ? Cell{tenths(*value), std::to_string(*value)} : Cell{"–", ""};
}

Cell share(const Share& part) {
  if (part.of == 0) return {"–", ""};
  return {percent(part.count, part.of), std::to_string(part.count * 10000 / part.of)};
}

/// Where a field belongs: "/tender/title" to the tender.
std::string_view stage(std::string_view path) {
  if (path.starts_with("/contracts[]/implementation")) return "implementation";
  for (const std::string_view name : {"planning", "tender", "awards", "contracts", "parties"}) {
    if (path.starts_with("/") && path.substr(1).starts_with(name)) return name;
  }
  return "other";
}

/// One self-contained page in both languages, for people. It shows a part of what there is and says
/// so; what it keeps until the end is bounded by that part, by the number of files and of months.
class HtmlReport : public Report {
 public:
  HtmlReport(Options options, Write write)
      : options_(std::move(options)), write_(std::move(write)) {}

  void finding(const Finding& finding) override;
  void file(const FileSummary& file) override;
  void item(const ItemSummary& item) override {
    if (!item.month.empty()) ++months_[item.month];
  }
  void finish(const Summary& summary) override;

 private:
  struct Row {
    std::string name;
    std::string profile;
    std::uint64_t items;
    std::uint64_t releases;
    std::uint64_t errors;
    std::uint64_t warnings;
    std::uint64_t notes;
    bool read;
  };

  void head(const Summary& summary);
  void figures(const Summary& summary);
  void charts(const Summary& summary);
  void bodies(const Summary& summary);
  void comparison(const Summary& summary);
  void findings(const Summary& summary);
  void rule(const GroupKey& key, const RulePlaces& places, std::uint64_t all);
  void files();

  Options options_;
  Write write_;
  std::map<GroupKey, RulePlaces> places_;
  std::size_t shown_ = 0;
  std::vector<Row> files_;
  std::map<std::string, std::uint64_t> months_;
};

void HtmlReport::finding(const Finding& finding) {
  RulePlaces& places = places_[group_key(finding.severity, *finding.rule)];
  if (places.shown >= places_of_rule || shown_ >= places_of_page) return;
  ++places.shown;
  ++shown_;
  std::string place = finding.file;
  if (finding.has_position) {
    place.append(":").append(std::to_string(finding.at.line));
    place.append(":").append(std::to_string(finding.at.column));
  }
  places.rows.append("<tr><td>").append(code(place)).append("</td><td>");
  if (!finding.ocid.empty()) places.rows += code(finding.ocid);
  places.rows += "</td><td>";
  if (!finding.pointer.empty()) places.rows += code(finding.pointer);
  places.rows.append("</td><td>");
  places.rows.append(
      both(sentences(finding, Language::spanish), sentences(finding, Language::english)));
  places.rows += "</td></tr>\n";
}

void HtmlReport::file(const FileSummary& file) {
  std::string profile = file.profile;
  files_.push_back({file.file, std::move(profile), file.items, file.releases, file.errors,
                    file.warnings, file.notes, file.read});
}

void HtmlReport::finish(const Summary& summary) {
  head(summary);
  figures(summary);
  charts(summary);
  bodies(summary);
  comparison(summary);
  findings(summary);
  files();
  write_("</main>\n<footer><p>edca " + escaped(options_.version) + "</p></footer>\n<script>");
  write_(embedded_file("report/assets/report.js"));
  write_("</script>\n</body>\n</html>\n");
}

void HtmlReport::head(const Summary& summary) {
  const bool spanish = options_.language == Language::spanish;
  const std::string title = messages::text("report.html.title", options_.language);
  std::string out = "<!doctype html>\n<html lang=\"";
  out.append(spanish ? "es" : "en");
  for (const Language language : {Language::spanish, Language::english}) {
    out.append(language == Language::spanish ? "\" data-titlees=\"" : "\" data-titleen=\"");
    out.append(escaped(messages::text("report.html.title", language)));
  }
  out.append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>").append(escaped(title));
  out +=
      "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<style>\n";
  write_(out);
  write_(embedded_file("report/assets/report.css"));
  const std::string_view style = summary.errors > 0 || summary.files_read == 0 ? "error"
                                 : summary.warnings > 0                        ? "warning"
                                                                               : "";
  out = "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">";
  out.append(both("report.html.skip")).append("</a>\n<header><div class=\"top\"><h1>");
  out.append(both("report.html.title")).append("</h1><div class=\"languages\">");
  out +=
      "<button type=\"button\" value=\"es\" lang=\"\">Español</button> "
      "<button type=\"button\" value=\"en\" lang=\"\">English</button></div></div>\n"
      "<p class=\"verdict ";
  out.append(style).append("\">").append(both(verdict(summary))).append("</p></header>\n");
  write_(out += "<main id=\"main\">\n");
}

void HtmlReport::figures(const Summary& summary) {
  std::string out = "<dl class=\"figures\">\n";
  const auto add = [&](std::string_view key, const std::string& value, std::string_view style) {
    out.append("<div><dt>").append(both(key)).append("</dt><dd class=\"").append(style);
    out.append("\">").append(value).append("</dd></div>\n");
  };
  add("report.column.errors", count(summary.errors), summary.errors > 0 ? "error-text" : "");
  add("report.column.warnings", count(summary.warnings), "");
  add("report.column.notes", count(summary.notes), "");
  add("report.column.files-read",
      summary.files == summary.files_read
          ? count(summary.files)
          : count(summary.files_read) + " / " + count(summary.files),
      "");
  add("report.column.items", count(summary.items), "");
  add("report.column.items-with-errors", count(summary.items_with_errors), "");
  add("report.column.releases", count(summary.releases), "");
  if (summary.known) add("report.column.known", count(*summary.known), "");
  write_(out += "</dl>\n");
}

void HtmlReport::charts(const Summary& summary) {
  std::string out;
  std::vector<Bar> rows;
  for (const auto& [id, findings] : summary.by_rule) {
    const Rule* rule = find_rule(id);
    if (rule == nullptr || findings == 0) continue;
    rows.push_back({code(id), findings, count(findings), name(rule->severity)});
  }
  std::ranges::stable_sort(rows, std::greater<>(), &Bar::value);
  if (rows.size() > rules_of_chart) rows.resize(rules_of_chart);
  if (!rows.empty()) out += html::bars("report.html.by-rule", rows);
  std::map<std::string_view, Share> stages;
  for (const FieldCoverage& field : summary.coverage) {
    stages[stage(field.path)].count += field.count;
    stages[stage(field.path)].of += field.of;
  }
  rows.clear();
  for (const std::string_view name :
       {"planning", "tender", "awards", "contracts", "implementation", "parties", "other"}) {
    const auto found = stages.find(name);
    if (found == stages.end() || found->second.of == 0) continue;
    const Share& part = found->second;
    rows.push_back({both("report.stage." + std::string(name)), part.count * 1000 / part.of,
                    percent(part.count, part.of), ""});
  }
  if (!rows.empty()) out += html::bars("report.html.coverage", rows, 1000);
  std::map<std::string, std::uint64_t> dates;
  constexpr std::size_t most_months = 24;
  for (const auto& [month, items] : months_)
    dates[months_.size() > most_months ? month.substr(0, 4) : month] += items;
  rows.clear();
  for (const auto& [date, items] : dates) rows.push_back({date, items, count(items), ""});
  if (!rows.empty()) out += html::bars("report.html.dates", rows);
  if (out.empty()) return;
  write_("<section aria-labelledby=\"charts\"><h2 id=\"charts\">" + both("report.html.charts") +
         "</h2><div class=\"charts\">\n" + out + "</div></section>\n");
}

void HtmlReport::bodies(const Summary& summary) {
  if (summary.group_by.empty()) return;
  std::vector<html::Column> columns = {{"report.column.body"},
                                       {"report.column.score", true},
                                       {"report.column.rate", true},
                                       {"report.column.processes", true},
                                       {"report.column.obligatory", true},
                                       {"report.column.files", true},
                                       {"report.column.releases", true},
                                       {"report.column.errors", true}};
  const Previous& previous = options_.previous;
  if (previous.known) columns.push_back({"report.column.score-change", true});
  std::vector<std::vector<Cell>> rows;
  for (const BodySummary& body : summary.bodies) {
    rows.push_back({{body.name.empty() ? both("report.body-unknown") : escaped(body.name), ""},
                    decimal(score(body)),
                    decimal(error_rate(body)),
                    share(body.processes),
                    share(body.obligatory),
                    number(body.files),
                    number(body.releases),
                    number(body.errors)});
    if (!previous.known) continue;
    const auto found = previous.bodies.find(body.name);
    Cell change{"–", ""};
    if (found != previous.bodies.end() && score(body) && score(found->second)) {
      const std::uint64_t now = score(body).value_or(0);
      const std::uint64_t before = score(found->second).value_or(0);
      const std::uint64_t by = std::max(now, before) - std::min(now, before);
      change = {(now < before ? "−" : "+") + tenths(by),
                (now < before ? "-" : "") + std::to_string(by)};
    }
    rows.back().push_back(change);
  }
  write_(html::table("bodies", "report.bodies", columns, rows,
                     "<p>" + both("report.html.score") + "</p>\n"));
}

void HtmlReport::comparison(const Summary& summary) {
  if (!options_.previous.known) return;
  std::vector<std::vector<Cell>> rows;
  std::map<std::string, std::uint64_t> all = options_.previous.by_rule;
  all.insert(summary.by_rule.begin(), summary.by_rule.end());
  for (const auto& entry : all) {
    const auto in = [&](const std::map<std::string, std::uint64_t>& counts) {
      const auto found = counts.find(entry.first);
      return found == counts.end() ? 0 : found->second;
    };
    const std::uint64_t before = in(options_.previous.by_rule);
    const std::uint64_t now = in(summary.by_rule);
    if (before == now) continue;
    const std::uint64_t by = std::max(before, now) - std::min(before, now);
    rows.push_back(
        {{code(entry.first), ""},
         number(before),
         number(now),
         {(now > before ? "+" : "−") + count(by), (now > before ? "" : "-") + std::to_string(by)}});
  }
  write_(html::table("comparison", "report.comparison",
                     {{"report.column.rule"},
                      {"report.column.before", true},
                      {"report.column.now", true},
                      {"report.column.change", true}},
                     rows));
}

void HtmlReport::findings(const Summary& summary) {
  // A rule of which nothing was shown is counted all the same.
  for (const auto& [id, count] : summary.by_rule) {
    const Rule* rule = find_rule(id);
    const auto has = [&](const auto& entry) { return entry.first.second == id; };
    if (rule != nullptr && count > 0 && std::ranges::none_of(places_, has))
      places_[group_key(rule->severity, *rule)];
  }
  if (places_.empty()) return;
  std::uint64_t all = 0;
  for (const auto& entry : summary.by_rule) all += entry.second;
  std::string out =
      "<section data-rows=\".rule\" aria-labelledby=\"findings\"><h2 id=\"findings\">";
  out.append(both("report.html.findings")).append("</h2>\n");
  if (all > shown_) {
    out.append("<p>");
    out.append(both("report.html.capped", {{"shown", count(shown_)}, {"all", count(all)}}));
    out.append(" ");
    out.append(options_.csv.empty() ? both("report.html.use-csv")
                                    : both("report.html.see-csv", {{"file", options_.csv}}));
    out.append("</p>\n");
  }
  std::string levels = "<label for=\"level\">" + both("report.html.level") +
                       "<select id=\"level\"><option value=\"\" data-es=\"";
  const auto option = [&](const std::string& key) {
    levels.append(escaped(messages::text(key, Language::spanish))).append("\" data-en=\"");
    levels.append(escaped(messages::text(key, Language::english))).append("\">");
    levels.append(escaped(messages::text(key, options_.language))).append("</option>");
  };
  option("report.html.any");
  for (const char* level : {"error", "warning", "note"}) {
    levels.append("<option value=\"").append(level).append("\" data-es=\"");
    option(std::string("severity.") + level);
  }
  levels += "</select></label>";
  write_(out + html::tools("findings", "report.html.filter-rules", places_.size(), levels));
  for (const auto& [key, places] : places_) {
    const auto counted = summary.by_rule.find(std::string(key.second));
    rule(key, places, counted == summary.by_rule.end() ? 0 : counted->second);
  }
  write_("</section>\n");
}

void HtmlReport::rule(const GroupKey& key, const RulePlaces& places, std::uint64_t all) {
  const Rule& rule = *find_rule(key.second);
  const std::string level(name(static_cast<Severity>(-key.first)));
  const auto text = [&](RuleText part) {
    return both(messages::explain(rule, part, Language::spanish),
                messages::explain(rule, part, Language::english));
  };
  std::string out = "<details class=\"rule\" data-level=\"" + level + "\"><summary>";
  out.append("<span class=\"badge ").append(level).append("-text\">");
  out.append(both("severity." + level)).append("</span> <h3>").append(text(RuleText::title));
  out.append("</h3> ").append(code(rule.id)).append(" <span class=\"count\">");
  out.append(count(std::max<std::uint64_t>(all, places.shown))).append("</span></summary><div>\n");
  out.append("<p>").append(text(RuleText::why)).append("</p>\n<p><strong>");
  out.append(both("report.html.fix")).append("</strong> ").append(text(RuleText::fix));
  out.append("</p>\n");
  if (places.shown > 0) {
    out += "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" + escaped(rule.id) +
           "\"><table class=\"places\"><thead><tr>";
    for (const std::string_view column : {"place", "process", "field", "finding"})
      out.append("<th scope=\"col\">")
          .append(both("report.column." + std::string(column)))
          .append("</th>");
    out.append("</tr></thead><tbody>\n").append(places.rows).append("</tbody></table></div>\n");
  }
  if (places.shown > places_on_paper)
    out.append("<p class=\"on-paper\">")
        .append(both("report.html.on-paper", {{"count", count(places.shown - places_on_paper)}}))
        .append("</p>\n");
  if (all > places.shown)
    out.append("<p>")
        .append(both("report.more", {{"count", count(all - places.shown)}}))
        .append("</p>\n");
  write_(out += "</div></details>\n");
}

void HtmlReport::files() {
  std::ranges::stable_sort(files_, std::greater<>(), &Row::errors);
  std::string note;
  if (files_.size() > files_of_page) {
    note = "<p>" +
           both("report.html.files-capped",
                {{"shown", count(files_of_page)}, {"all", count(files_.size())}}) +
           "</p>\n";
  }
  std::vector<std::vector<Cell>> rows;
  for (std::size_t at = 0; at < std::min(files_.size(), files_of_page); ++at) {
    const Row& file = files_[at];
    rows.push_back({{escaped(file.name), ""},
                    {file.read ? escaped(file.profile) : both("report.html.unread"), ""},
                    number(file.items),
                    number(file.releases),
                    number(file.errors),
                    number(file.warnings),
                    number(file.notes)});
  }
  write_(html::table("files", "report.column.files",
                     {{"report.column.file"},
                      {"report.column.profile"},
                      {"report.column.items", true},
                      {"report.column.releases", true},
                      {"report.column.errors", true},
                      {"report.column.warnings", true},
                      {"report.column.notes", true}},
                     rows, note));
}

}  // namespace

std::unique_ptr<Report> make_html(const Options& options, Write write) {
  return std::make_unique<HtmlReport>(options, std::move(write));
}

}  // namespace edca::report
