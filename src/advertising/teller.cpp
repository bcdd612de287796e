#include "advertising/teller.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "advertising/row_fit.hpp"
#include "json/pointer.hpp"
#include "json/value.hpp"
#include "sheets/workbook.hpp"

namespace edca::advertising {
namespace {

/// Groups that are kept apart; more of them are told as one.
constexpr std::size_t most_groups = 10'000;
constexpr std::size_t longest_value = 120;

/// What stands in a cell, as JSON, cut where it is long.
std::string shown(std::string_view text) {
  std::string out;
  json::write_string(cut(text, longest_value), out);
  return out;
}

}  // namespace

void Teller::row(const TableRows& rows) {
  rows_ = &rows;
}

Finding Teller::make(base::RuleId rule, std::size_t column, Arguments arguments) const {
  Finding finding;
  finding.rule = &rule.rule();
  finding.severity = finding.rule->severity;
  finding.variant = rule.variant();
  finding.file = file_.input.name;
  const std::size_t shown_column = column == nowhere ? 0 : column;
  const std::uint64_t row = rows_ == nullptr ? file_.head_row : rows_->row();
  const std::uint64_t line = rows_ == nullptr ? file_.head_line : rows_->line();
  finding.at = {rows_ == nullptr ? 0 : rows_->offset(), line, shown_column + 1};
  finding.cell.sheet = stem_of(file_.input.name);
  finding.cell.name = sheets::cell_name(shown_column, static_cast<std::uint32_t>(row));
  finding.cell.row = row;
  finding.cell.column = shown_column + 1;
  if (column < file_.headings.size()) finding.cell.heading = file_.headings[column];
  if (rows_ != nullptr) {
    finding.pointer = "/" + (file_.table == nullptr ? finding.cell.sheet : file_.table->name);
    json::append_index(finding.pointer, row - file_.head_row - 1);
    if (column != nowhere) {
      json::append_token(finding.pointer, finding.cell.heading);
      const std::string_view text = rows_->cell(column);
      if (!text.empty()) finding.value = shown(text);
    }
  }
  finding.arguments = std::move(arguments);
  finding.arguments.emplace_back("field", finding.cell.heading);
  return finding;
}

/// Counts the row where what is found in it is an error.
void Teller::count_row(base::RuleId rule) {
  if (rule.rule().severity != Severity::error || rows_ == nullptr) return;
  if (rows_->row() == last_wrong_) return;
  last_wrong_ = rows_->row();
  ++rows_with_errors_;
}

void Teller::tell(base::RuleId rule, std::size_t column, Arguments arguments) {
  ++told_;
  if (!listener_.wants(rule)) return;
  count_row(rule);
  Finding finding = make(rule, column, std::move(arguments));
  listener_.found(finding);
}

void Teller::tell_width(const TableRows& rows) {
  const std::size_t cells = rows.cells().size();
  const std::size_t headings = file_.headings.size();
  const Arguments arguments = {{"cells", std::to_string(cells)},
                               {"headings", std::to_string(headings)}};
  if (cells < headings) return tell("advertising.row-width/short", nowhere, arguments);
  const std::size_t from = moved_from(file_, rows.cells());
  if (from == nowhere) return tell("advertising.row-width", nowhere, arguments);
  tell("advertising.row-width/moved", from, arguments);
}

void Teller::tell_change(base::RuleId rule, std::size_t column, std::string_view old,
                         std::string_view now) {
  if (!listener_.wants(rule)) return;
  Finding finding = make(rule, column, {});
  finding.value.clear();
  json::write_string(old, finding.old_value);
  json::write_string(now, finding.new_value);
  listener_.found(finding);
}

void Teller::tell_heading(base::RuleId rule, std::size_t column, Arguments arguments) {
  if (!listener_.wants(rule)) return;
  const TableRows* const rows = std::exchange(rows_, nullptr);
  Finding finding = make(rule, column, std::move(arguments));
  if (column < file_.headings.size()) finding.value = shown(file_.headings[column]);
  listener_.found(finding);
  rows_ = rows;
}

void Teller::tell_file(base::RuleId rule, Arguments arguments) {
  if (!listener_.wants(rule)) return;
  Finding finding;
  finding.rule = &rule.rule();
  finding.severity = finding.rule->severity;
  finding.variant = rule.variant();
  finding.file = file_.input.name;
  finding.has_position = false;
  finding.arguments = std::move(arguments);
  listener_.found(finding);
}

void Teller::tell_fault(const io::InputFault& fault) {
  if (!listener_.wants(fault.rule)) return;
  Finding finding;
  finding.rule = &fault.rule.rule();
  finding.severity = finding.rule->severity;
  finding.variant = fault.variant;
  finding.arguments = fault.arguments;
  finding.file = file_.input.name;
  finding.has_position = false;
  listener_.found(finding);
}

void Teller::tally(base::RuleId rule, std::size_t column, const std::string& group,
                   Arguments arguments) {
  ++told_;
  if (!listener_.wants(rule)) return;
  count_row(rule);
  const bool full = tallied_.size() >= most_groups;
  const std::string name = cut(group, longest_value);
  Group key{rule.index(), rule.variant(), name};
  if (full && !tallied_.contains(key)) std::get<2>(key).clear();
  const auto [found, added] = tallied_.try_emplace(std::move(key));
  ++found->second.count;
  if (!added) return;
  found->second.finding = make(rule, column, std::move(arguments));
  found->second.finding.arguments.emplace_back("group", name);
}

void Teller::among(base::RuleId rule, const std::string& group) {
  if (!listener_.wants(rule)) return;
  const bool full = among_.size() >= most_groups;
  std::pair key{rule.index(), cut(group, longest_value)};
  if (full && !among_.contains(key)) key.second.clear();
  ++among_[std::move(key)];
}

void Teller::finish(base::RuleId always) {
  std::vector<Tallied*> order;
  for (auto& [group, tallied] : tallied_) {
    const auto [rule, variant, name] = group;
    const auto of = among_.find({rule, name});
    const std::uint64_t whole = of == among_.end() ? tallied.count : of->second;
    if (rule == always.index() && (tallied.count < whole || whole < 10)) continue;
    tallied.finding.arguments.emplace_back("count", std::to_string(tallied.count));
    tallied.finding.arguments.emplace_back("of", std::to_string(whole));
    order.push_back(&tallied);
  }
  std::ranges::stable_sort(order, [](const Tallied* left, const Tallied* right) {
    const Cell& a = left->finding.cell;
    const Cell& b = right->finding.cell;
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  });
  rows_ = nullptr;
  for (Tallied* tallied : order) listener_.found(tallied->finding);
}

}  // namespace edca::advertising
