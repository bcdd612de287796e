#include "report/html_parts.hpp"

#include "edca/rule.hpp"
#include "report/html_text.hpp"

#include <algorithm>

namespace edca::report::html {

namespace {

using messages::count;
using messages::Language;
using messages::RuleText;

constexpr std::size_t files_of_page = 2000;
constexpr std::size_t rules_of_chart = 15;
constexpr std::size_t shown_width = 160;

std::string percent(std::uint64_t part, std::uint64_t of) {
  return of == 0 ? "–" : std::to_string(part * 100 / of) + " %";
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

/// Tenths of a percent.
Cell permille(std::optional<std::uint64_t> value) {
  if (!value) return {"–", ""};
  return {std::to_string(*value / 10) + " %", std::to_string(*value)};
}

Cell cell(const Share& part) {
  return share(part);
}

Cell cell(const Tenths& tenths) {
  return decimal(tenths.number);
}

Cell cell(const TenthsOfPercent& part) {
  return permille(part.number);
}

Cell cell(std::uint64_t count) {
  return number(count);
}

/// Where a field belongs: "/tender/title" to the tender.
std::string_view stage(std::string_view path) {
  if (path.starts_with("/contracts[]/implementation")) return "implementation";
  for (const std::string_view name : {"planning", "tender", "awards", "contracts", "parties"}) {
    if (path.starts_with("/") && path.substr(1).starts_with(name)) return name;
  }
  return "other";
}

/// In both languages.
std::string title_of(const Rule& rule) {
  return both(messages::explain(rule, RuleText::title, Language::spanish),
              messages::explain(rule, RuleText::title, Language::english));
}

/// A rule of this or of an earlier report.
std::string rule_link(const std::string& id) {
  const Rule* rule = find_rule(id);
  return rule == nullptr ? code(id) : title_of(*rule) + " " + code(id);
}

/// Shows the findings of the body alone.
std::string body_link(const BodySummary& body) {
  const std::string name = body.name.empty() ? both("report.body-unknown") : escaped(body.name);
  if (body.errors + body.warnings + body.notes == 0) return name;
  return "<button type=\"button\" class=\"link\" data-body=\"" + escaped(body.name) + "\">" + name +
         "</button>";
}

/// Whether there are more or fewer errors than before.
std::string verdict(const Summary& summary, const Previous& previous) {
  std::uint64_t before = 0;
  for (const auto& [id, findings] : previous.by_rule) {
    const Rule* rule = find_rule(id);
    if (rule != nullptr && rule->severity == Severity::error) before += findings;
  }
  const std::string_view key = summary.errors < before   ? "report.html.better"
                               : summary.errors > before ? "report.html.worse"
                                                         : "report.html.as-before";
  const std::string_view style = summary.errors < before   ? ""
                                 : summary.errors > before ? " error"
                                                           : " warning";
  return "<p class=\"verdict" + std::string(style) + "\">" +
         both(key, {{"before", count(before)}, {"now", count(summary.errors)}}) + "</p>\n";
}

}  // namespace

std::string code(std::string_view text) {
  return "<code>" + escaped(messages::shorten(messages::printable(text), shown_width)) + "</code>";
}

std::string anchor(std::string_view rule) {
  std::string id = "rule-";
  return id.append(rule);
}

void About::Names::add(const std::string& name) {
  if (name.empty()) return;
  const auto found = counts_.find(name);
  if (found != counts_.end()) {
    ++found->second;
  } else if (order_.size() < most) {
    counts_.emplace(name, 1);
    order_.push_back(name);
  } else {
    more_ = true;
  }
}

std::string About::Names::html(bool counts) const {
  std::string out = "<ul>";
  for (const std::string& name : order_) {
    out.append("<li>").append(name);
    if (counts) out.append(" (").append(count(counts_.at(name))).append(")");
    out += "</li>";
  }
  if (more_) out += "<li>…</li>";
  return out += "</ul>";
}

void About::publisher(const std::string& name) {
  publishers_.add(escaped(messages::shorten(messages::printable(name), shown_width)));
}

void About::file(const FileSummary& file) {
  if (!file.profile.empty()) {
    Arguments arguments = {{"profile", file.profile}, {"version", file.version}};
    std::string text =
        "<strong>" +
        (file.version.empty() ? escaped(file.profile) : both("report.profile-version", arguments)) +
        "</strong>";
    if (!file.reason.empty()) text += ". " + both(file.reason, file.reason_arguments);
    profiles_.add(text);
  }
  for (const DeclaredExtension& extension : file.extensions) {
    if (extension.status == "unknown") {
      unknown_.add(code(extension.url));
    } else {
      extensions_.add(code(extension.name));
    }
  }
}

std::string About::html(const std::string& date) const {
  std::string out;
  const auto add = [&](std::string_view key, const std::string& text) {
    out.append("<div><dt>")
        .append(both(key))
        .append("</dt><dd>")
        .append(text)
        .append("</dd></div>\n");
  };
  if (!publishers_.empty()) add("report.html.publisher", publishers_.html(false));
  if (!date.empty()) add("report.html.date", escaped(date));
  if (!profiles_.empty()) add("report.column.profile", profiles_.html(false));
  if (!extensions_.empty()) add("report.html.extensions", extensions_.html(false));
  if (!unknown_.empty()) add("report.html.unknown-extensions", unknown_.html(true));
  return out.empty() ? out : "<dl class=\"about\">\n" + out + "</dl>\n";
}

std::string figures(const Summary& summary) {
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
  return out += "</dl>\n";
}

std::string charts(const Summary& summary, const std::map<std::string, std::uint64_t>& months) {
  std::string out;
  std::vector<Bar> rows;
  for (const auto& [id, findings] : summary.by_rule) {
    const Rule* rule = find_rule(id);
    if (rule == nullptr || findings == 0) continue;
    const std::string label = "<a href=\"#" + anchor(id) + "\">" + title_of(*rule) + "</a>";
    rows.push_back({label, findings, count(findings), name(rule->severity)});
  }
  std::ranges::stable_sort(rows, std::greater<>(), &Bar::value);
  if (rows.size() > rules_of_chart) rows.resize(rules_of_chart);
  if (!rows.empty()) out += bars("report.html.by-rule", rows);
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
  if (!rows.empty()) out += bars("report.html.coverage", rows, 1000);
  std::map<std::string, std::uint64_t> dates;
  constexpr std::size_t most_months = 24;
  for (const auto& [month, items] : months)
    dates[months.size() > most_months ? month.substr(0, 4) : month] += items;
  rows.clear();
  for (const auto& [date, items] : dates) rows.push_back({date, items, count(items), ""});
  if (!rows.empty()) out += bars("report.html.dates", rows);
  if (out.empty()) return out;
  return "<section aria-labelledby=\"charts\"><h2 id=\"charts\">" + both("report.html.charts") +
         "</h2><div class=\"charts\">\n" + out + "</div></section>\n";
}

std::string bodies(const Summary& summary, const Previous& previous) {
  if (summary.group_by.empty()) return {};
  std::vector<Column> columns = {{"report.column.body"}};
  for (const BodyColumn& column : body_columns()) columns.push_back({column.heading, true});
  if (previous.known) columns.push_back({"report.column.score-change", true});
  std::vector<std::vector<Cell>> rows;
  for (const BodySummary& body : summary.bodies) {
    std::vector<Cell>& row = rows.emplace_back();
    row.push_back({body_link(body), ""});
    for (const BodyColumn& column : body_columns())
      row.push_back(std::visit([](const auto& figure) { return cell(figure); }, column.of(body)));
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
  return table("bodies", "report.bodies", columns, rows,
               "<p>" + both("report.html.score") + "</p>\n");
}

std::string comparison(const Summary& summary, const Previous& previous) {
  if (!previous.known) return {};
  std::vector<std::vector<Cell>> rows;
  std::map<std::string, std::uint64_t> all = previous.by_rule;
  all.insert(summary.by_rule.begin(), summary.by_rule.end());
  for (const auto& entry : all) {
    const auto in = [&](const std::map<std::string, std::uint64_t>& counts) {
      const auto found = counts.find(entry.first);
      return found == counts.end() ? 0 : found->second;
    };
    const std::uint64_t before = in(previous.by_rule);
    const std::uint64_t now = in(summary.by_rule);
    if (before == now) continue;
    const std::uint64_t by = std::max(before, now) - std::min(before, now);
    rows.push_back(
        {{rule_link(entry.first), ""},
         number(before),
         number(now),
         {(now > before ? "+" : "−") + count(by), (now > before ? "" : "-") + std::to_string(by)}});
  }
  return table("comparison", "report.comparison",
               {{"report.column.rule"},
                {"report.column.before", true},
                {"report.column.now", true},
                {"report.column.change", true}},
               rows, verdict(summary, previous));
}

std::string files(std::vector<FileRow> rows_of) {
  std::ranges::stable_sort(rows_of, std::greater<>(), &FileRow::errors);
  std::string note;
  if (rows_of.size() > files_of_page) {
    note = "<p>" +
           both("report.html.files-capped",
                {{"shown", count(files_of_page)}, {"all", count(rows_of.size())}}) +
           "</p>\n";
  }
  std::vector<std::vector<Cell>> rows;
  for (std::size_t at = 0; at < std::min(rows_of.size(), files_of_page); ++at) {
    const FileRow& file = rows_of[at];
    rows.push_back({{escaped(file.name), ""},
                    {file.read ? escaped(file.profile) : both("report.html.unread"), ""},
                    number(file.items),
                    number(file.releases),
                    number(file.errors),
                    number(file.warnings),
                    number(file.notes)});
  }
  return table("files", "report.column.files",
               {{"report.column.file"},
                {"report.column.profile"},
                {"report.column.items", true},
                {"report.column.releases", true},
                {"report.column.errors", true},
                {"report.column.warnings", true},
                {"report.column.notes", true}},
               rows, note);
}

}  // namespace edca::report::html
