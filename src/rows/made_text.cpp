#include "rows/made_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/suggest.hpp"
#include "rows/values.hpp"
#include "sheets/workbook.hpp"

namespace edca::rows {
namespace {

/// The next name of a JSON Pointer (RFC 6901); false behind the last.
bool next_token(std::string_view& pointer, std::string& token) {
  if (!pointer.starts_with('/')) return false;
  pointer.remove_prefix(1);
  const std::string_view raw = pointer.substr(0, pointer.find('/'));
  pointer.remove_prefix(raw.size());
  token.clear();
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] == '~' && at + 1 < raw.size()) {
      token += raw[++at] == '1' ? '/' : '~';
    } else {
      token += raw[at];
    }
  }
  return true;
}

const Made* child_of(const Made& made, const std::string& token) {
  if (made.kind == Made::Kind::object) return made.find(token);
  if (made.kind != Made::Kind::list) return nullptr;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool number = error == std::errc() && end == token.data() + token.size();
  return number && index < made.elements().size() ? made.elements()[index] : nullptr;
}

std::string key_of(const Finding& finding) {
  return finding.file + "\n" + finding.cell.sheet + "\n" + finding.cell.name;
}

/// Says what to choose in the words of the list that the cell offers, where a code is wrong.
void suggest_label(Finding& finding, const std::vector<std::string>& labels) {
  static constexpr std::array rules = {"schema.enum", "codelist.closed", "codelist.open"};
  if (std::ranges::find(rules, finding.rule->id) == rules.end()) return;
  std::string_view typed = finding.value;
  if (typed.size() > 1 && typed.starts_with('"') && typed.ends_with('"')) {
    typed = typed.substr(1, typed.size() - 2);
  }
  const std::vector<std::string_view> names(labels.begin(), labels.end());
  const std::string_view near = base::nearest(typed, names);
  finding.variant = near.empty() ? "list" : "label";
  std::erase_if(finding.arguments, [](const auto& each) { return each.first == "suggestion"; });
  if (!near.empty()) finding.arguments.emplace_back("suggestion", near);
}

}  // namespace

const Column* SheetHead::column(std::size_t number) const {
  const auto found = std::ranges::lower_bound(columns, number, {}, &Column::number);
  return found == columns.end() || found->number != number ? nullptr : &*found;
}

void set_cell(Finding& finding, const SheetHead& sheet, const CellAt& at) {
  finding.file = sheet.file;
  finding.cell.sheet = sheet.name;
  finding.cell.name = sheets::cell_name(at.column, at.row);
  finding.cell.row = at.row;
  finding.cell.column = at.column + 1;
  const Column* column = sheet.column(at.column);
  finding.cell.heading = column == nullptr ? "" : column->heading;
  finding.at = {0, at.line == 0 ? at.row : at.line, at.column + 1};
  finding.has_position = true;
}

MadeText::MadeText(std::vector<Item> items, std::string text, MadeStore store,
                   std::vector<SheetHead> sheets, std::vector<Finding> findings)
    : items_(std::move(items)), store_(std::move(store)), sheets_(std::move(sheets)) {
  text_ = std::move(text);
  findings_ = std::move(findings);
  for (SheetHead& sheet : sheets_) {
    for (const Column& column : sheet.columns) sheet.by_way[column.way].push_back(column.number);
  }
  for (const Finding& finding : findings_) {
    if (finding.severity == Severity::error) wrong_.insert(key_of(finding));
  }
}

const Made* MadeText::item_at(std::uint64_t offset) const {
  const auto behind = std::ranges::upper_bound(items_, offset, {}, &Item::offset);
  return behind == items_.begin() ? nullptr : std::prev(behind)->made;
}

std::string MadeText::locate(Finding& finding) const {
  const Made* made = finding.has_position ? item_at(finding.at.offset) : nullptr;
  if (made == nullptr) return {};
  std::string_view rest = finding.pointer;
  std::string token;
  std::string way;
  while (next_token(rest, token)) {
    const Made* child = child_of(*made, token);
    if (child == nullptr) break;
    if (made->kind == Made::Kind::object) way.append(way.empty() ? "" : "/").append(token);
    made = child;
  }
  if (!finding.property.empty() && made->kind == Made::Kind::object) {
    if (const Made* member = made->find(finding.property)) {
      made = member;
    } else {
      way.append(way.empty() ? "" : "/").append(finding.property);
      return locate_absent(finding, *made, way);
    }
  }
  const SheetHead& sheet = sheets_[made->at.sheet];
  set_cell(finding, sheet, made->at);
  const Column* column = sheet.column(made->at.column);
  if (column != nullptr && column->labels != nullptr) suggest_label(finding, *column->labels);
  return {};
}

/// The empty cell of a field that is not there, or the row of the headings where no column has it.
std::string MadeText::locate_absent(Finding& finding, const Made& object,
                                    const std::string& way) const {
  const SheetHead& sheet = sheets_[object.at.sheet];
  CellAt at = object.at;
  if (const auto columns = sheet.by_way.find(way); columns != sheet.by_way.end()) {
    // Of several elements of a list in one row, the columns of each stand together.
    auto nearest = std::ranges::upper_bound(columns->second, object.at.column);
    if (nearest != columns->second.begin()) --nearest;
    at.column = static_cast<std::uint32_t>(*nearest);
    set_cell(finding, sheet, at);
    return {};
  }
  at.row = sheet.row;
  at.line = sheet.line;
  at.column = 0;
  set_cell(finding, sheet, at);
  finding.cell.heading.clear();
  return std::string(finding.rule->id) + "\n" + sheet.file + "\n" + sheet.name + "\n" + way;
}

bool MadeText::said(const Finding& finding) const {
  return finding.cell.row != 0 && wrong_.contains(key_of(finding));
}

}  // namespace edca::rows
