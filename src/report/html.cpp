#include "report/bodies.hpp"
#include "report/causes.hpp"
#include "report/fields.hpp"
#include "report/html_parts.hpp"
#include "report/html_text.hpp"
#include "report/place.hpp"

#include "base/embedded.hpp"
#include "base/markup.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace edca::report {

namespace {

using html::both;
using html::code;
using html::escaped;
using messages::count;
using messages::Language;
using messages::RuleText;

// A page with more than this opens slowly; the CSV beside it has all.
constexpr std::size_t places_of_rule = 100;
constexpr std::size_t places_of_page = 5000;
constexpr std::size_t places_on_paper = 10;  // as report.css has it
constexpr std::size_t causes_of_rule = 20;

/// A finding that is shown.
struct Row {
  std::string html;
  std::string body;  ///< whose it is, once that is known
  bool settled = false;
};

struct RuleRows {
  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  std::uint64_t count = 0;
  std::vector<std::size_t> rows;    ///< indexes
  std::vector<std::size_t> causes;  ///< indexes, the most frequent first
};

/// One self-contained page in both languages, for people. It shows a part of what there is and says
/// so; what it keeps until the end is bounded by that part, by the number of files, bodies and
/// months.
class HtmlReport : public Report {
 public:
  HtmlReport(Options options, Write write)
      : options_(std::move(options)), folders_(options_.inputs), write_(std::move(write)) {}

  void finding(const Finding& finding) override;
  void more(const Finding& finding) override;
  void others(const Finding& like, std::uint64_t count) override { causes_.add(like, count); }
  void file(const FileSummary& file) override;
  void item(const ItemSummary& item) override;
  void publisher(const std::string& name) override;
  void finish(const Summary& summary) override;

 private:
  RuleRows& rows_of(Severity severity, const Rule& rule);
  void settle(const std::string& body);
  void head(const Summary& summary);
  void findings(const Summary& summary);
  std::vector<RuleRows*> ranking(const Summary& summary);
  std::string choices(const Summary& summary) const;
  std::string lists_of(const RuleRows& rule) const;
  void rule(const RuleRows& rule);

  Options options_;
  Folders folders_;
  Write write_;
  html::About about_;
  Causes causes_;
  std::map<std::pair<Severity, std::string_view>, RuleRows> rules_;
  std::vector<Row> rows_;
  std::size_t settled_ = 0;    ///< rows of which the body is known
  std::set<std::string> met_;  ///< bodies in the current file
  std::string last_;           ///< the one met last
  std::vector<html::FileRow> files_;
  std::map<std::string, std::uint64_t> months_;
};

RuleRows& HtmlReport::rows_of(Severity severity, const Rule& rule) {
  RuleRows& rows = rules_[{severity, rule.id}];
  rows.rule = &rule;
  rows.severity = severity;
  return rows;
}

void HtmlReport::more(const Finding& finding) {
  causes_.add(finding);
}

void HtmlReport::finding(const Finding& finding) {
  more(finding);
  RuleRows& rule = rows_of(finding.severity, *finding.rule);
  if (rule.rows.size() >= places_of_rule || rows_.size() >= places_of_page) return;
  rule.rows.push_back(rows_.size());
  Row& row = rows_.emplace_back();
  if (options_.group_by == "prefix" && !finding.ocid.empty()) {
    row.body = prefix_of(finding.ocid);
    row.settled = true;
    met_.insert(last_ = row.body);
  }
  std::string place = finding.file;
  if (finding.has_position && finding.cell.row == 0) {
    place.append(":").append(std::to_string(finding.at.line));
    place.append(":").append(std::to_string(finding.at.column));
  }
  row.html.append("<td>").append(code(place));
  if (finding.cell.row != 0) {
    row.html.append("<br>").append(
        both(cell_of(finding, Language::spanish), cell_of(finding, Language::english)));
  }
  row.html.append("</td><td>");
  if (!finding.ocid.empty()) row.html += code(finding.ocid);
  if (!finding.title.empty()) row.html += " " + escaped(finding.title);
  row.html += "</td><td>";
  if (!finding.pointer.empty()) row.html += code(finding.pointer);
  row.html.append("</td><td>");
  row.html.append(
      both(sentences(finding, Language::spanish), sentences(finding, Language::english)));
  row.html += "</td></tr>\n";
}

/// The findings since the last time are of this body, as Bodies has it.
void HtmlReport::settle(const std::string& body) {
  met_.insert(last_ = body);
  for (; settled_ < rows_.size(); ++settled_) {
    if (!rows_[settled_].settled) rows_[settled_].body = body;
    rows_[settled_].settled = true;
  }
}

void HtmlReport::item(const ItemSummary& item) {
  if (!item.month.empty()) ++months_[item.month];
  if (options_.group_by == "buyer") settle(item.buyer);
}

void HtmlReport::publisher(const std::string& name) {
  about_.publisher(name);
  if (options_.group_by == "publisher") settle(name);
  if (options_.group_by == "buyer") settle(met_.size() == 1 ? last_ : std::string());
}

void HtmlReport::file(const FileSummary& file) {
  about_.file(file);
  files_.push_back({file.file, file.profile, file.items, file.releases, file.errors, file.warnings,
                    file.notes, file.read});
  const bool only = met_.size() == 1 || (options_.group_by == "publisher" && !met_.empty());
  settle(options_.group_by == "folder" ? folders_.of(file.file) : only ? last_ : std::string());
  met_.clear();
}

void HtmlReport::finish(const Summary& summary) {
  head(summary);
  write_(about_.html(options_.date));
  write_(html::figures(summary));
  write_(html::charts(summary, months_));
  write_(html::bodies(summary, options_.previous));
  write_(html::comparison(summary, options_.previous));
  findings(summary);
  write_(html::files(std::move(files_)));
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
  const std::string style_text = "\n" + std::string(embedded_file("report/assets/report.css"));
  out +=
      "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ";
  out.append(base::csp_source(style_text)).append("; script-src ");
  out.append(base::csp_source(embedded_file("report/assets/report.js"))).append("\">\n<style>");
  write_(out += style_text);
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

/// Errors first, within a severity the rule with most findings first; a rule of which nothing is
/// shown is counted all the same.
std::vector<RuleRows*> HtmlReport::ranking(const Summary& summary) {
  for (const auto& [id, count] : summary.by_rule) {
    const Rule* rule = find_rule(id);
    if (rule == nullptr || count == 0) continue;
    const auto has = [&](const auto& entry) { return entry.second.rule == rule; };
    const auto found = std::ranges::find_if(rules_, has);
    (found == rules_.end() ? rows_of(rule->severity, *rule) : found->second).count = count;
  }
  for (const std::size_t index : causes_.ranking()) {
    const Finding& first = causes_.list()[index].first;
    rows_of(first.severity, *first.rule).causes.push_back(index);
  }
  std::vector<RuleRows*> order;
  for (auto& entry : rules_) order.push_back(&entry.second);
  std::ranges::stable_sort(order, [](const RuleRows* left, const RuleRows* right) {
    if (left->severity != right->severity) return left->severity > right->severity;
    return left->count > right->count;
  });
  return order;
}

void HtmlReport::findings(const Summary& summary) {
  const std::vector<RuleRows*> order = ranking(summary);
  if (order.empty()) return;
  std::uint64_t all = 0;
  for (const auto& entry : summary.by_rule) all += entry.second;
  std::string out =
      "<section data-rows=\".rule\" aria-labelledby=\"findings\"><h2 id=\"findings\">";
  out.append(both("report.html.findings")).append("</h2>\n<p>");
  if (all > rows_.size())
    out.append(both("report.html.capped", {{"shown", count(rows_.size())}, {"all", count(all)}}));
  if (!options_.csv.empty()) {
    out.append(" <a href=\"").append(escaped(uri(options_.csv))).append("\">");
    out.append(both("report.html.see-csv", {{"file", options_.csv}})).append("</a>");
  } else if (all > rows_.size()) {
    out.append(" ").append(both("report.html.use-csv"));
  }
  write_(out + "</p>\n" +
         html::tools("findings", "report.html.filter-rules", order.size(), choices(summary)));
  for (const RuleRows* each : order) rule(*each);
  write_("</section>\n");
}

/// What findings can be chosen by: severity, and body where they are told apart.
std::string HtmlReport::choices(const Summary& summary) const {
  std::string out = "<label for=\"level\">" + both("report.html.level") +
                    "<select id=\"level\"><option value=\"\" data-es=\"";
  const auto option = [&](const std::string& key) {
    out.append(escaped(messages::text(key, Language::spanish))).append("\" data-en=\"");
    out.append(escaped(messages::text(key, Language::english))).append("\">");
    out.append(escaped(messages::text(key, options_.language))).append("</option>");
  };
  option("report.html.any");
  for (const char* level : {"error", "warning", "note"}) {
    out.append("<option value=\"").append(level).append("\" data-es=\"");
    option(std::string("severity.") + level);
  }
  out += "</select></label>";
  if (summary.group_by.empty()) return out;
  out.append("<label for=\"body\">").append(both("report.column.body"));
  out += "<select id=\"body\"><option value=\"\" data-es=\"";
  option("report.html.any-body");
  for (const BodySummary& body : summary.bodies) {
    const std::string name = escaped(body.name);
    out.append("<option value=\"=").append(name);
    if (body.name.empty()) {
      out += "\" data-es=\"";
      option("report.body-unknown");
    } else {
      out.append("\">").append(name).append("</option>");
    }
  }
  return out += "</select></label>";
}

std::string HtmlReport::lists_of(const RuleRows& rule) const {
  std::string out;
  const auto table = [&](std::string_view style, const char* label,
                         std::initializer_list<std::string_view> columns) {
    out.append("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
    out.append(escaped(rule.rule->id)).append(label).append("\"><table class=\"");
    out.append(style).append("\"><thead><tr>");
    for (const std::string_view column : columns)
      out.append("<th scope=\"col\">")
          .append(both("report.column." + std::string(column)))
          .append("</th>");
    out.append("</tr></thead><tbody>\n");
  };
  if (rule.count > 1 && !rule.causes.empty()) {
    table("causes", " (1)", {"times", "field", "cause"});
    for (std::size_t at = 0; at < std::min(rule.causes.size(), causes_of_rule); ++at) {
      const Cause& cause = causes_.list()[rule.causes[at]];
      out.append("<tr><td class=\"n\">").append(count(cause.count)).append("</td><td>");
      if (!cause.path.empty()) out += code(cause.path);
      out.append("</td><td>")
          .append(both(sentence(cause, Language::spanish), sentence(cause, Language::english)));
      out += "</td></tr>\n";
    }
    out += "</tbody></table></div>\n";
    if (rule.causes.size() > causes_of_rule)
      out.append("<p>")
          .append(both("report.html.other-causes",
                       {{"count", count(rule.causes.size() - causes_of_rule)}}))
          .append("</p>\n");
  }
  if (rule.rows.empty()) return out;
  table("places", " (2)", {"place", "process", "field", "finding"});
  for (const std::size_t index : rule.rows) {
    const Row& row = rows_[index];
    out += options_.group_by.empty() ? "<tr>" : "<tr data-body=\"" + escaped(row.body) + "\">";
    out += row.html;
  }
  return out += "</tbody></table></div>\n";
}

void HtmlReport::rule(const RuleRows& shown) {
  const Rule& rule = *shown.rule;
  const std::string level(name(shown.severity));
  const auto text = [&](RuleText part) {
    return both(messages::explain(rule, part, Language::spanish),
                messages::explain(rule, part, Language::english));
  };
  const std::uint64_t all = std::max<std::uint64_t>(shown.count, shown.rows.size());
  std::string out = "<details class=\"rule\" id=\"" + html::anchor(rule.id) + "\" data-level=\"" +
                    level + "\"><summary>";
  out.append("<span class=\"badge ").append(level).append("-text\">");
  out.append(both("severity." + level)).append("</span> <h3>").append(text(RuleText::title));
  out.append("</h3> ").append(code(rule.id)).append(" <span class=\"count\">");
  out.append(count(all)).append("</span></summary><div>\n");
  out.append("<p>").append(text(RuleText::why)).append("</p>\n<p><strong>");
  out.append(both("report.html.fix")).append("</strong> ").append(text(RuleText::fix));
  out.append("</p>\n").append(lists_of(shown));
  const auto note = [&](std::string_view style, std::string_view key, std::uint64_t number) {
    out.append("<p").append(style).append(">").append(both(key, {{"count", count(number)}}));
    out += "</p>\n";
  };
  if (shown.rows.size() > places_on_paper)
    note(" class=\"on-paper\"", "report.html.on-paper", shown.rows.size() - places_on_paper);
  if (all > shown.rows.size()) note("", "report.more", all - shown.rows.size());
  write_(out += "</div></details>\n");
}

}  // namespace

std::unique_ptr<Report> make_html(const Options& options, Write write) {
  return std::make_unique<HtmlReport>(options, std::move(write));
}

}  // namespace edca::report
