#include "legacy/notes.hpp"

#include <utility>

#include "rows/values.hpp"
#include "sheets/workbook.hpp"

namespace edca::legacy {
namespace {

constexpr std::size_t most_value = 200;
constexpr std::size_t most_groups = 10'000;

/// The first bytes of a text, whole characters.
std::string_view beginning(std::string_view text) {
  if (text.size() <= most_value) return text;
  std::size_t end = most_value;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return text.substr(0, end);
}

}  // namespace

Finding Notes::make(base::RuleId rule, const RowAt& at, std::size_t column,
                    std::string_view value) {
  Finding finding = items::RunLog::make(rule);
  finding.variant = rule.variant();
  if (!value.empty()) finding.value = edca::rows::json_text(beginning(value));
  finding.cell.sheet = at.sheet->name;
  finding.cell.row = at.row;
  const std::size_t shown = column == no_column ? 0 : column;
  finding.cell.column = shown + 1;
  finding.cell.name = sheets::cell_name(shown, static_cast<std::uint32_t>(at.row));
  if (column != no_column) {
    finding.cell.heading = at.sheet->headings[column];
    finding.arguments.emplace_back("heading", finding.cell.heading);
  }
  finding.at = {0, at.line == 0 ? at.row : at.line, shown + 1};
  return finding;
}

void Notes::tell(base::RuleId rule, const RowAt& at, std::size_t column, std::string_view value,
                 Arguments arguments) {
  Finding finding = make(rule, at, column, value);
  for (auto& each : arguments) finding.arguments.push_back(std::move(each));
  log_.add(std::move(finding), at.sheet->file);
}

void Notes::count(base::RuleId rule, const RowAt& at, std::size_t column, std::string_view value,
                  std::string_view group, std::size_t of) {
  Key key{at.sheet->file, of, rule.id(), rule.variant(), std::string(beginning(group))};
  auto found = tallied_.find(key);
  if (found == tallied_.end()) {
    if (tallied_.size() >= most_groups) return tell(rule, at, column, value, {{"count", "1"}});
    found = tallied_.emplace(std::move(key), Tallied{make(rule, at, column, value), 0}).first;
  }
  ++found->second.count;
  // Rows come by their processes, not as they stand in the file.
  if (at.row < found->second.finding.cell.row)
    found->second.finding = make(rule, at, column, value);
}

void Notes::tally_many(base::RuleId rule, const RowAt& at, std::size_t column, std::size_t of,
                       std::uint64_t times) {
  count(rule, at, column, {}, {}, of);
  const auto found = tallied_.find({at.sheet->file, of, rule.id(), rule.variant(), std::string()});
  if (found != tallied_.end()) found->second.count += times - 1;
}

void Notes::finish() {
  for (auto& [key, each] : tallied_) {
    each.finding.arguments.emplace_back("count", std::to_string(each.count));
    log_.add(std::move(each.finding), std::get<0>(key));
  }
  tallied_.clear();
}

}  // namespace edca::legacy
