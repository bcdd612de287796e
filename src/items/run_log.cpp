#include "items/run_log.hpp"

#include <algorithm>
#include <utility>

#include "check/collector.hpp"

namespace edca::items {
namespace {

std::size_t index_of(const Rule& rule) {
  return static_cast<std::size_t>(&rule - rules().data());
}

}  // namespace

void add_figures(Summary& to, const Summary& more) {
  to.files += more.files;
  to.files_read += more.files_read;
  to.files_skipped += more.files_skipped;
  to.items += more.items;
  to.releases += more.releases;
  to.items_with_errors += more.items_with_errors;
  to.errors += more.errors;
  to.warnings += more.warnings;
  to.notes += more.notes;
  for (const auto& [rule, count] : more.by_rule) to.by_rule[rule] += count;
}

Finding RunLog::make(base::RuleId rule) {
  Finding finding;
  finding.rule = &rule.rule();
  finding.severity = finding.rule->severity;
  return finding;
}

Finding RunLog::make_general(base::RuleId rule) {
  Finding finding = make(rule);
  finding.has_position = false;
  return finding;
}

Finding RunLog::make_general(const io::InputFault& fault) {
  Finding finding = make_general(fault.rule);
  finding.variant = fault.variant;
  finding.arguments = fault.arguments;
  return finding;
}

void RunLog::unreadable(const io::Input& input, const io::InputFault& fault) {
  add(make_general(fault), begin_file(input));
}

void RunLog::announce(const io::InputList& list) {
  for (const io::RepeatedInput& each : list.repeated) repeated(each.name, each.first);
  skipped(list.skipped);
  for (const io::InputProblem& each : list.problems) {
    io::Input input;
    input.name = each.name;
    unreadable(input, each.fault);
  }
}

std::size_t RunLog::begin_file(const io::Input& input) {
  FileSummary& file = files_.emplace_back();
  file.file = input.name;
  file.bytes = input.bytes;
  cells_.push_back(input.cells);
  const std::size_t index = files_.size() - 1;
  if (input.cells) {
    for (const Finding& finding : input.cells->findings()) {
      check::add_findings(*finding.rule, finding.severity, 1, files_[index]);
      hand_on(finding);
    }
  }
  return index;
}

void RunLog::skipped(const std::vector<std::string>& files) {
  for (const std::string& file : files) sink_.skipped(file);
  summary_.files_skipped += files.size();
}

std::pair<std::string, Cell> RunLog::cell_at(const base::Place& at, std::size_t file) const {
  Finding there;
  there.rule = rules().data();
  there.file = files_[file].file;
  there.at = {at.offset, at.line, at.column};
  if (cells_[file]) static_cast<void>(cells_[file]->locate(there));
  return {std::move(there.file), std::move(there.cell)};
}

void RunLog::add(Finding finding, std::size_t file) {
  finding.file = files_[file].file;
  if (cells_[file]) static_cast<void>(cells_[file]->locate(finding));
  check::add_findings(*finding.rule, finding.severity, 1, files_[file]);
  hand_on(finding);
}

void RunLog::add(const Finding& finding) {
  const auto named = std::ranges::find(files_, finding.file, &FileSummary::file);
  if (named != files_.end()) check::add_findings(*finding.rule, finding.severity, 1, *named);
  hand_on(finding);
}

void RunLog::add_unsaid(const Rule& rule, std::uint64_t count) {
  counts_[index_of(rule)] += count;
}

void RunLog::add_unsaid(const Rule& rule, std::uint64_t count, std::size_t file) {
  check::add_findings(rule, rule.severity, count, files_[file]);
  add_unsaid(rule, count);
}

void RunLog::add_item_with_errors(std::size_t file) {
  ++files_[file].items_with_errors;
  ++summary_.items_with_errors;
}

void RunLog::hand_on(const Finding& finding) {
  ++counts_[index_of(*finding.rule)];
  sink_.finding(finding);
}

bool RunLog::any_read() const {
  return std::ranges::any_of(files_, &FileSummary::read);
}

void RunLog::finish() {
  for (std::size_t at = 0; at < counts_.size(); ++at) {
    const Rule& rule = rules()[at];
    if (counts_[at] > 0) check::add_findings(rule, rule.severity, counts_[at], summary_);
  }
  summary_.files = files_.size();
  for (const FileSummary& file : files_) {
    summary_.files_read += file.read ? 1 : 0;
    summary_.items += file.items;
    sink_.file(file);
  }
}

}  // namespace edca::items
