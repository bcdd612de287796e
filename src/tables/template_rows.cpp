#include "tables/template_rows.hpp"

#include <algorithm>
#include <charconv>

#include "messages/messages.hpp"
#include "sheets/sheet_text.hpp"
#include "tables/cell.hpp"

namespace edca::tables {
namespace {

using json::Node;
using json::NodeKind;

/// Whether a sheet's double is the number that is written: what a person sees then is what was
/// there, but for zeros at its end.
bool is_double(std::string_view token) {
  double value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error != std::errc() || end != token.data() + token.size()) return false;
  std::string text = text_of(value);
  if (token == text) return true;
  if (token.find_first_of("eE") != std::string_view::npos ||
      token.find('.') == std::string_view::npos) {
    return false;
  }
  while (token.ends_with('0')) token.remove_suffix(1);
  if (token.ends_with('.')) token.remove_suffix(1);
  return token == text;
}

/// The label of a code; a code that is in no list as it is.
std::string label(const TemplateColumn& column, std::string_view code, Language language) {
  if (column.codelist == nullptr) return std::string(code);
  const auto& codes = column.codelist->codes();
  const auto found = std::ranges::find(codes, code, &schema::Code::code);
  return found == codes.end() ? std::string(code) : label_of(*column.codelist, *found, language);
}

bool joins(std::string_view text) {
  return fits_cell(text) && text.find_first_of(";\r\n") == std::string_view::npos &&
         text.front() != ' ' && text.back() != ' ' && text.front() != '[';
}

}  // namespace

TemplateRows::TemplateRows(const TemplateModel& model)
    : model_(model), root_(model.tables.front()), rows_(model.sheets.size()) {
  tables_.insert(model.tables.begin(), model.tables.end());
  for (std::size_t sheet = 0; sheet < model.sheets.size(); ++sheet) {
    sheets_[model.sheets[sheet].table] = sheet;
    const auto& columns = model.sheets[sheet].columns;
    for (std::uint32_t column = 0; column < columns.size(); ++column) {
      if (!columns[column].around) places_[columns[column].field] = {sheet, column};
    }
  }
}

void TemplateRows::item(const Node& item) {
  keys_.clear();
  ++items_;
  fill(item, "", begin_row(root_));
}

/// A row with the ids of the rows around it.
TemplateRows::Row TemplateRows::begin_row(const std::string& table) {
  const auto found = sheets_.find(table);
  if (found == sheets_.end()) return {};
  TypedRow& row = rows_[found->second].emplace_back();
  const auto& columns = model_.sheets[found->second].columns;
  for (std::uint32_t column = 0; column < columns.size() && columns[column].around; ++column) {
    const auto key = keys_.find(columns[column].field);
    if (key != keys_.end()) row.push_back({column, false, key->second});
  }
  return {&row, found->second};
}

/// A row and all below it. What has rows of its own comes last: they repeat the ids of this one.
void TemplateRows::fill(const Node& object, const std::string& prefix, const Row& row) {
  std::vector<std::pair<std::string, const Node*>> lists;
  members(object, prefix, row, lists);
  for (const auto& [field, value] : lists) list(field, *value);
}

void TemplateRows::members(const Node& object, const std::string& prefix, const Row& row,
                           std::vector<std::pair<std::string, const Node*>>& lists) {
  const Node* key = &object + 1;
  for (std::uint32_t member = 0; member < object.size; ++member) {
    const Node& value = *key->next();
    std::string field = prefix + std::string(key->view());
    key = value.next();
    if (value.kind == NodeKind::array && tables_.contains(root_ + "/" + field)) {
      lists.emplace_back(std::move(field), &value);
    } else if (value.kind == NodeKind::object) {
      members(value, field + "/", row, lists);
    } else {
      cell(field, value, row);
    }
  }
}

void TemplateRows::list(const std::string& field, const Node& value) {
  const std::string table = root_ + "/" + field;
  const Node* element = &value + 1;
  for (std::uint32_t at = 0; at < value.size; ++at, element = element->next()) {
    if (element->kind != NodeKind::object) {
      leave_out(field);
      continue;
    }
    keys_.erase(field + "/id");
    fill(*element, field + "/", begin_row(table));
  }
  keys_.erase(field + "/id");
}

void TemplateRows::cell(const std::string& field, const Node& value, const Row& row) {
  const bool scalar = value.kind == NodeKind::string || value.kind == NodeKind::number;
  if (scalar && (field == "ocid" || field == "id" || field.ends_with("/id"))) {
    keys_[field] = value.view();
  }
  const auto place = places_.find(field);
  if (place == places_.end() || row.cells == nullptr || place->second.sheet != row.sheet) {
    return leave_out(field);
  }
  TypedCell cell{place->second.column, false, {}};
  if (!write(model_.sheets[row.sheet].columns[cell.column], value, cell)) return leave_out(field);
  row.cells->insert(std::ranges::upper_bound(*row.cells, cell.column, {}, &TypedCell::column),
                    std::move(cell));
}

/// False where no cell can hold it.
bool TemplateRows::write(const TemplateColumn& column, const Node& value, TypedCell& cell) const {
  switch (value.kind) {
    case NodeKind::yes:
    case NodeKind::no:
      if (column.kind != CellKind::boolean) return false;
      cell.text = messages::text(value.kind == NodeKind::yes ? "template.yes" : "template.no",
                                 model_.language);
      return true;
    case NodeKind::number:
      cell.text = value.view();
      cell.number = column.kind >= CellKind::money && column.kind <= CellKind::integer &&
                    is_double(value.view());
      return true;
    case NodeKind::string:
      if (!fits_cell(value.view()) || !sheets::fits_sheet(value.view())) return false;
      cell.text = label(column, value.view(), model_.language);
      return true;
    case NodeKind::array:
      break;
    default:
      return false;
  }
  bool texts = value.size > 0;
  const Node* element = &value + 1;
  for (std::uint32_t at = 0; at < value.size; ++at, element = element->next()) {
    texts = texts && element->kind == NodeKind::string && joins(element->view());
    if (!texts) break;
    const std::string text = label(column, element->view(), model_.language);
    cell.text += (at == 0 ? "" : ";") + (joins(text) ? text : std::string(element->view()));
  }
  if (!texts) {
    cell.text.clear();
    if (value.size == 0 || !write_cell(value, Type::array, Numbers::texts, cell.text)) return false;
  }
  return sheets::fits_sheet(cell.text);
}

}  // namespace edca::tables
