#include "report/fields.hpp"
#include "report/groups.hpp"

#include <algorithm>
#include <utility>

namespace edca::report {

namespace {

using messages::count;
using messages::printable;
using messages::shorten;

constexpr std::size_t cell_width = 200;

/// Text that means nothing to Markdown.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '@') {
      out += "&#64;";
    } else {
      if (std::string_view("\\`*_[]|~#!").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

/// A code span; with more backticks around than stand in it.
std::string span(std::string_view name) {
  const std::string text = shorten(printable(name), cell_width);
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  const std::string fence(longest + 1, '`');
  return longest == 0 ? fence + text + fence : fence + " " + text + " " + fence;
}

/// Markdown (CommonMark) for the summary of a job or a comment: the verdict and the figures, then
/// the findings by rule.
class MarkdownReport : public Report {
 public:
  MarkdownReport(Options options, Write write)
      : options_(std::move(options)),
        write_(std::move(write)),
        groups_(options_.language, options_.max_findings) {}

  void finding(const Finding& finding) override { groups_.add(finding); }
  void more(const Finding& finding) override { groups_.add(finding); }
  void others(const Finding& like, std::uint64_t count) override {
    groups_.add_others(like, count);
  }

  void file(const FileSummary&) override {}

  void finish(const Summary& summary) override {
    write_("# " + say("report.heading") + "\n\n**" + say(verdict(summary)) + "**\n\n");
    const Arguments figures = {{"read", count(summary.files_read)},
                               {"files", count(summary.files)},
                               {"items", count(summary.items)},
                               {"items_with_errors", count(summary.items_with_errors)},
                               {"releases", count(summary.releases)},
                               {"errors", count(summary.errors)},
                               {"warnings", count(summary.warnings)},
                               {"notes", count(summary.notes)}};
    for (const std::string_view key : {"report.files", "report.items", "report.releases",
                                       "report.errors", "report.warnings", "report.notes"})
      write_("- " + plain(say(key, figures)) + "\n");
    if (summary.known) write_("- " + plain(known(summary, options_.language)) + "\n");
    if (!summary.group_by.empty())
      write_table("report.bodies", body_table(summary, options_.previous, options_.language));
    if (options_.previous.known)
      write_table("report.comparison", rule_table(summary, options_.previous, options_.language));
    write_coverage("report.coverage", summary.coverage);
    write_coverage("report.obligatory", summary.obligatory_missing);
    for (const RuleGroup* group : groups_.ranking(summary)) write_group(*group);
  }

 private:
  std::string say(std::string_view key, const Arguments& arguments = {}) const {
    return messages::text(key, options_.language, arguments);
  }

  void write_table(std::string_view title, const std::vector<std::vector<std::string>>& table) {
    write_("\n## " + say(title) + "\n\n");
    for (const auto& row : table) {
      std::string line = "|";
      for (const std::string& cell : row) line.append(" ").append(plain(cell)).append(" |");
      write_(line + "\n");
      if (&row != &table.front()) continue;
      line = "|---|";
      for (std::size_t at = 1; at < row.size(); ++at) line += "---:|";
      write_(line + "\n");
    }
  }

  void write_coverage(std::string_view title, const std::vector<FieldCoverage>& fields) {
    if (fields.empty()) return;
    std::vector<std::vector<std::string>> table = {
        {say("report.column.field"), say("report.column.filled"), say("report.column.of")}};
    for (const FieldCoverage& field : fields)
      table.push_back({printable(field.path), count(field.count), count(field.of)});
    write_table(title, table);
  }

  void write_group(const RuleGroup& group) {
    std::string head = "\n## " + say(std::string("severity.").append(name(group.severity))) + ": ";
    head += plain(messages::explain(*group.rule, messages::RuleText::title, options_.language));
    head.append(" (").append(count(group.count)).append(")\n\n").append(span(group.rule->id));
    write_(head.append("\n\n"));
    const std::vector<ShownCause> shown = groups_.shown(group);
    const std::string_view advice = common_advice(shown);
    for (const ShownCause& cause : shown) write_cause(cause, advice.empty());
    if (const std::string rest = rest_of(group, shown, options_.language); !rest.empty())
      write_("- " + plain(rest) + "\n");
    if (!advice.empty())
      write_("\n" + plain(say("report.advice", {{"advice", std::string(advice)}})) + "\n");
  }

  /// The first finding in full, the others below it.
  void write_cause(const ShownCause& shown, bool advice) {
    const CauseGroup& cause = *shown.cause;
    for (std::size_t at = 0; at < shown.places; ++at) {
      const Place& place = cause.places[at];
      const std::string indent = at == 0 ? "" : "  ";
      std::string text = indent + "- " + span(place.name);
      if (!place.ocid.empty()) text += " · " + span(place.ocid);
      if (!place.title.empty()) text += " · " + plain(place.title);
      if (!place.pointer.empty()) text += " · " + span(place.pointer);
      if (!place.value.empty()) text += " · " + span(place.value);
      if (!place.sentence.empty()) text += "\\\n" + indent + "  " + plain(place.sentence);
      const std::string& what = at == 0 ? cause.advice : place.advice;
      if (advice && !what.empty())
        text += "\n" + indent + "  " + plain(say("report.advice", {{"advice", what}}));
      write_(text + "\n");
    }
    if (cause.count > shown.places)
      write_("  - " + plain(more_of(shown, options_.language)) + "\n");
  }

  Options options_;
  Write write_;
  Groups groups_;
};

}  // namespace

std::unique_ptr<Report> make_markdown(const Options& options, Write write) {
  return std::make_unique<MarkdownReport>(options, std::move(write));
}

}  // namespace edca::report
