#include "report/fields.hpp"
#include "report/groups.hpp"

#include <algorithm>
#include <utility>

namespace edca::report {

namespace {

using messages::count;
using messages::printable;
using messages::shorten;

constexpr std::size_t name_width = 200;

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
  const std::string text = shorten(printable(name), name_width);
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
      : options_(std::move(options)), write_(std::move(write)) {}

  void finding(const Finding& finding) override {
    std::string place = finding.file;
    if (finding.has_position) {
      place.append(":").append(std::to_string(finding.at.line));
      place.append(":").append(std::to_string(finding.at.column));
    }
    place_ = "- " + span(place);
    if (!finding.ocid.empty()) place_.append(" · ").append(span(finding.ocid));
    if (!finding.pointer.empty()) place_.append(" · ").append(span(finding.pointer));
    place_.append("\\\n  ").append(plain(messages::describe(finding, options_.language)));
    place_.append("\n");
    groups_[group_key(finding.severity, *finding.rule)].add(
        place_, messages::advise(finding, options_.language));
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
    add_unshown(summary, groups_);
    for (const auto& [key, group] : groups_) write_group(key, group, all_of(key, group, summary));
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

  void write_group(const GroupKey& key, const Group& group, std::uint64_t all) {
    const auto severity = static_cast<Severity>(-key.first);
    std::string head = "\n## " + say(std::string("severity.").append(name(severity))) + ": ";
    head += plain(
        messages::explain(*find_rule(key.second), messages::RuleText::title, options_.language));
    head.append(" (").append(count(all)).append(")\n\n").append(span(key.second)).append("\n\n");
    write_(head);
    group.for_each([this](std::string_view place, std::string_view advice) {
      write_(place);
      if (!advice.empty())
        write_("  " + plain(say("report.advice", {{"advice", std::string(advice)}})) + "\n");
    });
    if (all > group.size())
      write_("- " + say("report.more", {{"count", count(all - group.size())}}) + "\n");
    if (!group.advice().empty())
      write_("\n" + plain(say("report.advice", {{"advice", std::string(group.advice())}})) + "\n");
  }

  Options options_;
  Write write_;
  std::string place_;
  Groups groups_;
};

}  // namespace

std::unique_ptr<Report> make_markdown(const Options& options, Write write) {
  return std::make_unique<MarkdownReport>(options, std::move(write));
}

}  // namespace edca::report
