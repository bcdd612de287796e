#include "report/fields.hpp"
#include "report/groups.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace edca::report {

namespace {

using messages::count;
using messages::printable;

constexpr std::size_t most_width = 200;
constexpr std::size_t listed = 10;  ///< profiles with reasons, and unknown extensions

/// Counts of things in the order in which they were first seen.
class Tally {
 public:
  void add(const std::string& key) {
    const auto [found, added] = counts_.try_emplace(key, 0);
    if (added) order_.push_back(&*found);
    ++found->second;
  }
  const std::vector<std::pair<const std::string, std::uint64_t>*>& order() const { return order_; }

 private:
  std::map<std::string, std::uint64_t> counts_;
  std::vector<std::pair<const std::string, std::uint64_t>*> order_;
};

class TextReport : public Report {
 public:
  TextReport(Options options, Write write)
      : options_(std::move(options)),
        write_(std::move(write)),
        groups_(options_.language, options_.max_findings) {}

  void finding(const Finding& finding) override { groups_.add(finding); }
  void more(const Finding& finding) override { groups_.add(finding); }
  void others(const Finding& like, std::uint64_t count) override {
    groups_.add_others(like, count);
  }

  void file(const FileSummary& file) override;
  void finish(const Summary& summary) override;

 private:
  using Color = std::string_view;
  static constexpr Color bold = "\x1b[1m";
  static constexpr Color red = "\x1b[1;31m";
  static constexpr Color yellow = "\x1b[1;33m";
  static constexpr Color blue = "\x1b[1;34m";

  void write_group(const RuleGroup& group);
  void write_cause(const ShownCause& shown, bool advice);
  void write_summary(const Summary& summary);
  void write_files();
  void write_table(std::string_view title, const std::vector<std::vector<std::string>>& table);
  void write_coverage(std::string_view title, const std::vector<FieldCoverage>& fields);
  std::string painted(std::string_view text, Color color) const;
  std::string say(std::string_view key, const Arguments& arguments = {}) const {
    return messages::text(key, options_.language, arguments);
  }
  void write_line(std::string_view indent, std::string_view line) {
    write_(std::string(indent).append(line).append("\n"));
  }

  Options options_;
  Write write_;
  Groups groups_;
  Tally profiles_;                              ///< profile, a NUL, key of the reason
  std::map<std::string, std::string> reasons_;  ///< the sentence of the first file, by the same
  Tally unknown_extensions_;
};

std::string shown(std::string_view text, std::size_t width) {
  return messages::shorten(printable(text), width);
}

void TextReport::file(const FileSummary& file) {
  if (!file.profile.empty()) {
    std::string key = file.profile;
    if (!file.version.empty())
      key = say("report.profile-version", {{"profile", key}, {"version", file.version}});
    key.append(1, '\0').append(file.reason);
    profiles_.add(key);
    if (!file.reason.empty()) reasons_.try_emplace(key, say(file.reason, file.reason_arguments));
  }
  for (const DeclaredExtension& extension : file.extensions)
    if (extension.status == "unknown") unknown_extensions_.add(extension.url);
}

void TextReport::finish(const Summary& summary) {
  for (const RuleGroup* group : groups_.ranking(summary)) write_group(*group);
  write_summary(summary);
}

void TextReport::write_group(const RuleGroup& group) {
  const Color color = group.severity == Severity::error     ? red
                      : group.severity == Severity::warning ? yellow
                                                            : blue;
  const std::string title =
      messages::explain(*group.rule, messages::RuleText::title, options_.language);
  std::string head = painted(say(std::string("severity.").append(name(group.severity))), color);
  head.append(": ").append(painted(title, bold));
  head.append(" [").append(group.rule->id).append("] (");
  write_line("", head.append(count(group.count)).append(")"));
  const std::vector<ShownCause> shown = groups_.shown(group);
  const std::string_view advice = common_advice(shown);
  for (const ShownCause& cause : shown) write_cause(cause, advice.empty());
  if (const std::string rest = rest_of(group, shown, options_.language); !rest.empty())
    write_line("  ", rest);
  if (!advice.empty()) write_line("  ", say("report.advice", {{"advice", std::string(advice)}}));
  write_("\n");
}

/// The first finding in full, the others on a line each.
void TextReport::write_cause(const ShownCause& shown, bool advice) {
  const CauseGroup& cause = *shown.cause;
  for (std::size_t at = 0; at < shown.places; ++at) {
    const Place& place = cause.places[at];
    const bool first = at == 0;
    const std::string_view indent = first ? "    " : "      ";
    std::string line = place.name;
    for (const std::string* part : {&place.ocid, &place.title, &place.pointer})
      if (!part->empty()) line.append("  ").append(*part);
    if (!first && !place.value.empty()) line.append("  ").append(place.value);
    write_line(indent.substr(2), line);
    if (!place.sentence.empty()) write_line(indent, place.sentence);
    if (first && !place.value.empty())
      write_line(indent, say("report.value", {{"value", place.value}}));
    const std::string& what = first ? cause.advice : place.advice;
    if (advice && !what.empty()) write_line(indent, say("report.advice", {{"advice", what}}));
  }
  if (cause.count > shown.places) write_line("    ", more_of(shown, options_.language));
}

void TextReport::write_summary(const Summary& summary) {
  if (summary.errors == 0 || summary.files_read == 0) write_line("", say(verdict(summary)));
  write_line("", painted(say("report.summary"), bold));
  const Arguments figures = {{"read", count(summary.files_read)},
                             {"files", count(summary.files)},
                             {"items", count(summary.items)},
                             {"items_with_errors", count(summary.items_with_errors)},
                             {"releases", count(summary.releases)},
                             {"errors", count(summary.errors)},
                             {"warnings", count(summary.warnings)},
                             {"notes", count(summary.notes)}};
  if (summary.files_skipped > 0)
    write_line("  ", say("report.skipped", {{"count", count(summary.files_skipped)}}));
  for (const std::string_view key : {"report.files", "report.items", "report.releases",
                                     "report.errors", "report.warnings", "report.notes"})
    write_line("  ", say(key, figures));
  if (summary.known) write_line("  ", known(summary, options_.language));
  write_files();
  if (!summary.group_by.empty())
    write_table("report.bodies", body_table(summary, options_.previous, options_.language));
  if (options_.previous.known)
    write_table("report.comparison", rule_table(summary, options_.previous, options_.language));
  write_coverage("report.coverage", summary.coverage);
  write_coverage("report.obligatory", summary.obligatory_missing);
}

/// The first column stands last and is not padded: names are long.
void TextReport::write_table(std::string_view title,
                             const std::vector<std::vector<std::string>>& table) {
  std::vector<std::size_t> widths(table[0].size(), 0);
  for (const auto& row : table) {
    for (std::size_t at = 0; at < row.size(); ++at)
      widths[at] = std::max(widths[at], base::code_points(row[at]));
  }
  write_line("", painted(say(title), bold));
  for (const auto& row : table) {
    std::string line;
    for (std::size_t at = 1; at < row.size(); ++at) {
      line.append(widths[at] - base::code_points(row[at]), ' ').append(row[at]).append("  ");
    }
    write_line("  ", line + row[0]);
  }
}

/// How often each field is filled: "  3 of 4   75 %  /tender/title".
void TextReport::write_coverage(std::string_view title, const std::vector<FieldCoverage>& fields) {
  if (fields.empty()) return;
  write_line("", painted(say(title), bold));
  for (const FieldCoverage& field : fields) {
    const std::uint64_t percent = field.of == 0 ? 0 : field.count * 100 / field.of;
    std::string share = std::to_string(percent) + " %";
    share.insert(0, share.size() < 5 ? 5 - share.size() : 0, ' ');
    write_line("  ", say("report.coverage-field", {{"share", share},
                                                   {"path", shown(field.path, most_width * 2)},
                                                   {"count", count(field.count)},
                                                   {"of", count(field.of)}}));
  }
}

void TextReport::write_files() {
  const auto& profiles = profiles_.order();
  for (std::size_t i = 0; i < std::min(profiles.size(), listed); ++i) {
    const std::string& key = profiles[i]->first;
    const std::size_t end = key.find('\0');
    std::string line = say(profiles.size() > 1 ? "report.profile-files" : "report.profile",
                           {{"profile", key.substr(0, end)},
                            {"count", count(profiles[i]->second)},
                            {"reason", reasons_[key]}});
    if (line.ends_with(' ')) line.pop_back();
    write_line("  ", line);
  }
  if (profiles.size() > listed)
    write_line("  ", say("report.more-profiles", {{"count", count(profiles.size() - listed)}}));
  const auto& extensions = unknown_extensions_.order();
  for (std::size_t i = 0; i < std::min(extensions.size(), listed); ++i)
    write_line("  ", say("report.unknown-extension",
                         {{"url", extensions[i]->first}, {"count", count(extensions[i]->second)}}));
  if (extensions.size() > listed)
    write_line("  ", say("report.more-extensions", {{"count", count(extensions.size() - listed)}}));
}

std::string TextReport::painted(std::string_view text, Color color) const {
  if (!options_.color) return std::string(text);
  return std::string(color).append(text).append("\x1b[0m");
}

}  // namespace

std::unique_ptr<Report> make_text(const Options& options, Write write) {
  return std::make_unique<TextReport>(options, std::move(write));
}

}  // namespace edca::report
