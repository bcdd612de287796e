#include <charconv>
#include <map>
#include <string_view>
#include <utility>

#include "edca/error.hpp"
#include "sheets/workbook.hpp"
#include "tables/cell.hpp"
#include "tables/table_source.hpp"

namespace edca::tables {
namespace {

using Texts = std::vector<std::string_view>;

/// The rows of a sheet as texts.
void texts_of(const sheets::Row& row, Texts& fields) {
  fields.clear();
  for (const sheets::Cell& cell : row.cells) fields.push_back(cell.text);
}

/// The rows of a sheet of tables, without titles for people.
class SheetRows final : public Records {
 public:
  /// `columns`: how many the table has, the last of which may have no name.
  SheetRows(std::unique_ptr<sheets::Rows> rows, std::uint32_t headings, std::size_t columns)
      : rows_(std::move(rows)), headings_(headings), columns_(columns) {}

  bool next(Texts& fields) override {
    const sheets::Row* row = rows_->next();
    while (row != nullptr && row->number > 1 && row->number <= headings_) row = rows_->next();
    if (row == nullptr) return false;
    line_ = row->number;
    texts_of(*row, fields);
    if (line_ == 1 && fields.size() < columns_) fields.resize(columns_);
    numbers_.resize(row->cells.size());
    for (std::size_t at = 0; at < row->cells.size(); ++at) {
      if (row->cells[at].kind == sheets::CellKind::number) {
        fields[at] = number(fields[at], numbers_[at]);
      }
    }
    return true;
  }
  std::uint64_t line() const override { return line_; }

 private:
  /// A number as write_cell() gives it where tables hold doubles: sheets do.
  static std::string_view number(std::string_view text, std::string& made) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return text;
    return made = text_of(value);
  }

  std::unique_ptr<sheets::Rows> rows_;
  std::uint32_t headings_;
  std::size_t columns_;
  std::uint64_t line_ = 0;
  std::vector<std::string> numbers_;
};

/// A workbook with a sheet for each table, and two that say what they hold.
class WorkbookSource final : public TableSource {
 public:
  explicit WorkbookSource(const std::string& path) : path_(path) {
    io::Input input;
    input.path = input.name = path;
    try {
      book_ = sheets::open_workbook(input);
    } catch (const io::InputFault&) {
      refuse();
    }
    for (std::size_t at = 0; at < book_->sheets().size(); ++at) {
      places_.emplace(book_->sheets()[at].name, at);
    }
  }

  std::vector<Resource> resources() override {
    std::vector<Resource> resources;
    try {
      read("_tablas", {"tabla", "ruta", "lista", "encabezados"}, [&](const Texts& cells) {
        Resource& resource = resources.emplace_back();
        resource.name = resource.file = cells[0];
        resource.table = cells[1];
        resource.list = cells[2];
        if (!has_place(resource) || !places_.contains(resource.name)) refuse();
        headings_[resource.name] = cells[3] == "2" ? 2 : 1;
      });
      std::map<std::string, std::vector<Field>, std::less<>> fields;
      read("_columnas", {"tabla", "n", "columna", "tipo", "titulo", "title_en", "alrededor"},
           [&](const Texts& cells) {
             fields[std::string(cells[0])].push_back({std::string(cells[2]),
                                                      type_named(cells[3]).value_or(Type::text),
                                                      {},
                                                      cells[6] == "true" || cells[6] == "1"});
           });
      // What goes on in another sheet has the columns of the one before; the path does not tell, as
      // members whose names hold a slash, and lists in lists, can come to the same.
      const std::vector<Field>* above = nullptr;
      for (Resource& resource : resources) {
        const auto own = fields.find(resource.name);
        if (own != fields.end()) above = &own->second;
        if (above != nullptr) resource.fields = *above;
      }
    } catch (const io::InputFault&) {
      refuse();
    }
    return resources;
  }
  std::string name(const Resource&) const override { return path_; }
  std::unique_ptr<Records> open(const Resource& resource) override {
    return std::make_unique<SheetRows>(book_->open(places_.at(resource.name)),
                                       headings_.at(resource.name), resource.fields.size());
  }

 private:
  [[noreturn]] void refuse() const {
    throw Error(ErrorKind::input, "tables.description", {{"path", path_}});
  }

  /// Calls `take` with the cells of each row behind the first, which must be these; as many.
  template <class Take>
  void read(std::string_view sheet, const Texts& expected, Take take) {
    const auto place = places_.find(sheet);
    if (place == places_.end()) refuse();
    const std::unique_ptr<sheets::Rows> rows = book_->open(place->second);
    Texts cells;
    bool first = true;
    while (const sheets::Row* row = rows->next()) {
      texts_of(*row, cells);
      if (first && cells != expected) refuse();
      cells.resize(expected.size());
      if (!first) take(cells);
      first = false;
    }
    if (first) refuse();
  }

  std::string path_;
  std::unique_ptr<sheets::Workbook> book_;
  std::map<std::string, std::size_t, std::less<>> places_;  ///< of sheets, by their names
  std::map<std::string, std::uint32_t, std::less<>> headings_;
};

}  // namespace

std::unique_ptr<TableSource> workbook_source(const std::string& path) {
  return std::make_unique<WorkbookSource>(path);
}

}  // namespace edca::tables
