#include "tables/xlsx_target.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/number.hpp"
#include "edca/error.hpp"
#include "io/output.hpp"
#include "sheets/workbook_writer.hpp"
#include "tables/names.hpp"

namespace edca::tables {
namespace {

constexpr unsigned most_sheets_of_table = 10;

/// Parts of a path; in all but the last one only the first three letters where it is too long.
std::string sheet_name(std::string_view path) {
  const bool outermost = path.find('/') == std::string_view::npos;
  const bool of_package = path.starts_with(package_table);
  if (!outermost && !of_package) path.remove_prefix(path.find('/') + 1);
  const bool whole = sheets::code_units(path) <= sheets::longest_sheet_name;
  std::string name;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (!name.empty()) name += '_';
    name += whole || end == path.size() ? part : sheets::cut(part, 3);
    at = end + 1;
  }
  return name;
}

class XlsxTarget final : public TableTarget {
 public:
  XlsxTarget(const std::string& path, bool overwrite, TableTitles titles, bool described)
      : described_(described),
        output_(path, overwrite),
        workbook_(output_),
        titles_(titles),
        text_(workbook_.style({.format = "@"})),
        name_(workbook_.style({.format = "@", .colour = "808080"})),
        title_(workbook_.style({.format = "@", .fill = "DDE8E3", .bold = true, .wrap = true})) {
    // Sheets that a reader knows by their names.
    for (const std::string_view own : {"_tablas", "_columnas"}) static_cast<void>(names_.name(own));
  }

  std::string name_of(const std::string& path) override { return names_.name(sheet_name(path)); }

  void write(TableView& table, Resource& resource) override {
    resource.fields = table.fields();
    if (resource.fields.size() > sheets::most_columns) {
      refuse("tables.columns", resource, "columns", std::to_string(resource.fields.size()),
             sheets::most_columns);
    }
    begin(resource, 1);
    std::vector<std::string_view> cells;
    while (table.next(cells)) {
      if (resource.table == rest_table) {
        write_rest(resource, cells);
      } else {
        write_row(resource, cells);
      }
    }
    filter(resource);
  }

  void describe(const std::vector<Resource>& resources, std::string_view) override {
    if (!described_) return;
    begin_own("_tablas", {"tabla", "ruta", "lista", "encabezados"});
    for (const Resource& resource : resources) {
      for (const std::string& sheet : sheets_[resource.name]) {
        workbook_.begin_row(row_++);
        text(0, sheet);
        text(1, resource.table);
        text(2, resource.list);
        workbook_.number(3, heads());
      }
    }
    begin_own("_columnas", {"tabla", "n", "columna", "tipo", "titulo", "title_en", "alrededor"});
    for (const Resource& resource : resources) {
      double number = 0;
      for (const Field& field : resource.fields) {
        workbook_.begin_row(row_++);
        text(0, resource.name);
        workbook_.number(1, ++number);
        text(2, field.name);
        text(3, name(field.type));
        text(4, field.titles.es);
        text(5, field.titles.en);
        workbook_.boolean(6, field.around);
      }
    }
  }

  void commit() override {
    workbook_.finish();
    output_.commit();
  }

 private:
  [[noreturn]] static void refuse(const char* key, const Resource& resource, const char* what,
                                  const std::string& found, std::uint64_t limit) {
    throw Error(ErrorKind::input, key,
                {{"table", resource.table}, {what, found}, {"limit", std::to_string(limit)}});
  }

  std::uint32_t heads() const { return titles_ == TableTitles::none ? 1 : 2; }

  void text(std::uint32_t column, std::string_view text) {
    if (!text.empty()) workbook_.text(column, text, text_);
  }

  /// A number as it is where a double can be it, else a text, of which no digit is lost.
  void number(std::uint32_t column, std::string_view digits) {
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc() && end == digits.data() + digits.size()) {
      const std::string exact = text_of(number);
      if (exact == digits || base::compare(exact, digits) == 0) {
        return workbook_.number(column, number);
      }
    }
    text(column, digits);
  }

  /// The `number`th sheet of a table, with its headings.
  void begin(const Resource& resource, unsigned number) {
    sheets::SheetForm form;
    form.name = resource.name;
    if (number > 1) {
      const std::string end = " (" + std::to_string(number) + ")";
      form.name = names_.name(
          std::string(sheets::cut(resource.name, sheets::longest_sheet_name - end.size())) + end);
    }
    sheets_[resource.name].push_back(form.name);
    form.frozen_rows = heads();
    for (const Field& field : resource.fields) {
      const bool words = field.type != Type::number && field.type != Type::integer;
      form.columns.push_back({words ? 18.0 : 14.0, words ? text_ : 0, false});
    }
    workbook_.begin_sheet(form);
    row_ = 0;
    workbook_.begin_row(row_++);
    std::uint32_t column = 0;
    for (const Field& field : resource.fields) {
      workbook_.text(column++, field.name, heads() == 1 ? title_ : name_);
    }
    if (heads() == 1) return;
    workbook_.begin_row(row_++);
    column = 0;
    for (const Field& field : resource.fields) {
      const std::string& title = title_of(field, titles_);
      workbook_.text(column++, title.empty() ? field.name : title, title_);
    }
  }

  void begin_own(const std::string& name, const std::vector<std::string_view>& headings) {
    workbook_.begin_sheet({.name = name, .columns = {}, .frozen_rows = 1});
    row_ = 0;
    workbook_.begin_row(row_++);
    std::uint32_t column = 0;
    for (const std::string_view heading : headings) workbook_.text(column++, heading, title_);
  }

  void filter(const Resource& resource) {
    const auto last = static_cast<std::uint32_t>(resource.fields.size() - 1);
    workbook_.auto_filter({heads() - 1, 0, row_ - 1, last});
  }

  void next_row(const Resource& resource) {
    if (row_ == sheets::most_rows) {
      filter(resource);
      const std::size_t number = sheets_[resource.name].size() + 1;
      if (number > most_sheets_of_table) {
        refuse("tables.rows", resource, "sheets", std::to_string(number - 1),
               std::uint64_t{most_sheets_of_table} * (sheets::most_rows - heads()));
      }
      begin(resource, static_cast<unsigned>(number));
    }
    workbook_.begin_row(row_++);
  }

  void write_row(const Resource& resource, const std::vector<std::string_view>& cells) {
    next_row(resource);
    for (std::size_t at = 0; at < cells.size(); ++at) {
      const auto column = static_cast<std::uint32_t>(at);
      const std::string_view cell = cells[at];
      if (cell.empty()) continue;
      const Type type = resource.fields[at].type;
      if (!described_ && !sheets::fits_sheet(cell)) {
        refuse("tables.too-long", resource, "column", resource.fields[at].name,
               sheets::longest_text);
      }
      if (type == Type::boolean) {
        workbook_.boolean(column, cell == "true" || cell == "True");
      } else if (type == Type::number || type == Type::integer) {
        number(column, cell);
      } else {
        text(column, cell);
      }
    }
  }

  /// A row of the rest, which may be longer than its cells: then it goes on in further rows.
  void write_rest(const Resource& resource, std::vector<std::string_view> cells) {
    for (bool more = false, left = true; left; more = true) {
      next_row(resource);
      left = false;
      for (std::size_t at = 0; at < cells.size(); ++at) {
        const std::size_t mark = more && at == 0 ? 1 : 0;
        const std::string_view piece = sheets::cut(cells[at], sheets::longest_text - mark);
        text(static_cast<std::uint32_t>(at), std::string(mark, '+').append(piece));
        cells[at].remove_prefix(piece.size());
        left = left || !cells[at].empty();
      }
    }
  }

  bool described_;
  io::Output output_;
  sheets::WorkbookWriter workbook_;
  TableTitles titles_;
  sheets::StyleId text_;
  sheets::StyleId name_;
  sheets::StyleId title_;
  sheets::SheetNames names_;
  std::map<std::string, std::vector<std::string>> sheets_;  ///< of each table, by its name
  std::uint32_t row_ = 0;                                   ///< the next one of the sheet
};

}  // namespace

std::unique_ptr<TableTarget> xlsx_target(const std::string& path, bool overwrite,
                                         TableTitles titles, bool described) {
  return std::make_unique<XlsxTarget>(path, overwrite, titles, described);
}

}  // namespace edca::tables
