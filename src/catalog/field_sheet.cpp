#include "catalog/field_sheet.hpp"

#include "schema/field_list.hpp"
#include "sheets/workbook_writer.hpp"
#include "tables/template_facts.hpp"

namespace edca::catalog {
namespace {

std::string names_of(unsigned types) {
  constexpr std::pair<unsigned, std::string_view> names[] = {
      {schema::type_string, "string"},
      {schema::type_boolean, "boolean"},
      {schema::type_object, "object"},
      {schema::type_array, "array"},
  };
  if (types == schema::type_any) return {};
  std::string out;
  const auto add = [&out](std::string_view name) {
    if (!out.empty()) out += ',';
    out += name;
  };
  for (const auto& [bit, name] : names) {
    if ((types & bit) != 0) add(name);
  }
  if ((types & schema::type_fraction) != 0) {
    add("number");
  } else if ((types & schema::type_integer) != 0) {
    add("integer");
  }
  return out;
}

std::string type_of(const schema::ListedField& field) {
  std::string type = names_of(field.types);
  const std::string elements = names_of(field.element_types);
  if (type == "array" && !elements.empty()) type += " of " + elements;
  return type;
}

FieldEntry entry_of(const schema::ListedField& field) {
  FieldEntry entry;
  entry.table = field.table;
  entry.path = field.path;
  entry.title_es = field.title_es;
  entry.title_en = field.title_en;
  entry.description_es = field.description;
  entry.description_en = field.description;
  const tables::FieldHelp* help = tables::template_facts().help(
      field.table.substr(0, field.table.find('/')) + "/" + field.path);
  if (help != nullptr) {
    entry.description_es = help->es;
    entry.description_en = help->en;
  }
  entry.type = type_of(field);
  entry.format = field.format;
  if (field.codelist != nullptr) {
    entry.codelist = field.codelist->name();
    entry.open_codelist = field.open_codelist;
    for (const schema::Code& code : field.codelist->codes()) entry.codes.push_back(code.code);
  }
  entry.required = field.required;
  entry.extension = field.extension;
  entry.deprecated = field.deprecated_since;
  return entry;
}

std::string code_list(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "" : ";") + code;
  return out;
}

}  // namespace

std::vector<FieldEntry> fields_of(const schema::Catalog& catalog, const schema::Profile& profile) {
  std::vector<FieldEntry> entries;
  for (const schema::ListedField& field : schema::list_fields(catalog, profile)) {
    entries.push_back(entry_of(field));
  }
  return entries;
}

std::vector<base::Row> field_rows(const std::vector<FieldEntry>& fields, Language language) {
  std::vector<base::Row> rows = {{"table", "path", "title_es", "title_en", "description", "type",
                                  "format", "codelist", "open", "codes", "required", "extension",
                                  "deprecated"}};
  const auto yes = [](bool value) { return std::string(value ? "true" : "false"); };
  for (const FieldEntry& field : fields) {
    rows.push_back({field.table, field.path, field.title_es, field.title_en,
                    language == Language::spanish ? field.description_es : field.description_en,
                    field.type, field.format, field.codelist,
                    field.codelist.empty() ? "" : yes(field.open_codelist), code_list(field.codes),
                    yes(field.required), field.extension, field.deprecated});
  }
  return rows;
}

void write_field_book(const std::vector<base::Row>& rows, std::string_view title,
                      io::Output& output) {
  // Of table, path, title_es, title_en, description, type, format, codelist, open, codes …
  constexpr double widths[] = {34, 46, 30, 30, 60, 16, 11, 24, 8, 40, 10, 20, 12};
  sheets::WorkbookWriter book(output, title);
  const sheets::StyleId text = book.style({.format = "@", .wrap = true});
  const sheets::StyleId head = book.style({.format = "@", .fill = "DDE8E3", .bold = true});
  sheets::SheetForm form;
  form.name = rows[0][0];
  form.frozen_rows = 1;
  form.frozen_columns = 2;
  for (const double width : widths) form.columns.push_back({width, text, false});
  book.begin_sheet(form);
  std::uint32_t number = 0;
  for (const base::Row& row : rows) {
    book.begin_row(number);
    std::uint32_t column = 0;
    for (const std::string& cell : row) {
      const bool truth = number > 0 && (cell == "true" || cell == "false");
      if (truth) book.boolean(column, cell == "true");
      if (!truth && !cell.empty()) book.text(column, cell, number == 0 ? head : text);
      ++column;
    }
    ++number;
  }
  const auto last = static_cast<std::uint32_t>(rows[0].size() - 1);
  book.auto_filter({0, 0, number - 1, last});
  book.finish();
}

}  // namespace edca::catalog
