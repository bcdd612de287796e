#include <string>
#include <vector>

#include "catch.hpp"
#include "edca/tables.hpp"
#include "io/output.hpp"
#include "sheets/workbook_writer.hpp"
#include "unit/io/packed_files.hpp"

namespace {

using edca::io::testing::TempFolder;

struct Silent final : edca::FindingSink {
  std::vector<std::string> said;
  void finding(const edca::Finding& finding) override {
    said.push_back(std::string(finding.rule->id) + "/" + finding.variant + " " + finding.property);
  }
  void file(const edca::FileSummary&) override {}
};

class Sheets {
 public:
  explicit Sheets(const std::string& path) : output_(path, true), book_(output_) {}

  void sheet(const std::string& name) {
    book_.begin_sheet({.name = name});
    row_ = 0;
  }
  /// Numbers are given with "=" in front, truth with "?".
  void row(const std::vector<std::string>& cells) {
    book_.begin_row(row_++);
    for (std::uint32_t at = 0; at < cells.size(); ++at) {
      const std::string& cell = cells[at];
      if (cell.starts_with('=')) {
        book_.number(at, std::stod(cell.substr(1)));
      } else if (cell.starts_with('?')) {
        book_.boolean(at, cell == "?1");
      } else if (!cell.empty()) {
        book_.text(at, cell);
      }
    }
  }
  void commit() {
    book_.finish();
    output_.commit();
  }

 private:
  edca::io::Output output_;
  edca::sheets::WorkbookWriter book_;
  std::uint32_t row_ = 0;
};

/// Two releases with items, the second one in another sheet.
void write_tables(Sheets& sheets, const std::string& tables_sheet = "_tablas") {
  sheets.sheet("releases");
  sheets.row({"_fila", "ocid", "monto", "cierto"});
  sheets.row({"Fila", "OCID", "Monto", "Cierto"});
  sheets.row({"0", "ocds-1", "=1500000.1", "?1"});
  sheets.sheet("releases (2)");
  sheets.row({"_fila", "ocid", "monto", "cierto"});
  sheets.row({"Fila", "OCID", "Monto", "Cierto"});
  sheets.row({"1", "ocds-2", "12345678901234567890.50", "?0"});
  sheets.sheet("items");
  sheets.row({"_fila", "_padre", "_n", "id", "cantidad"});
  sheets.row({"1/items/0", "1", "=0", "00123", "=1e+21"});
  sheets.sheet(tables_sheet);
  sheets.row({"tabla", "ruta", "lista", "encabezados"});
  sheets.row({"releases", "releases", "", "=2"});
  sheets.row({"releases (2)", "releases", "", "=2"});
  sheets.row({"items", "releases/items", "items", "=1"});
  sheets.sheet("_columnas");
  sheets.row({"tabla", "n", "columna", "tipo", "titulo", "title_en", "alrededor"});
  sheets.row({"releases", "=1", "_fila", "string", "", "", "?1"});
  sheets.row({"releases", "=2", "ocid", "string"});
  sheets.row({"releases", "=3", "monto", "number"});
  sheets.row({"releases", "=4", "cierto", "boolean"});
  sheets.row({"items", "=1", "_fila", "string", "", "", "?1"});
  sheets.row({"items", "=2", "_padre", "string", "", "", "?1"});
  sheets.row({"items", "=3", "_n", "integer", "", "", "?1"});
  sheets.row({"items", "=4", "id", "string", "", "", "?0"});
  sheets.row({"items", "=5", "cantidad", "number", "", "", "?0"});
  sheets.commit();
}

}  // namespace

TEST_CASE("tables in a workbook become JSON again") {
  const TempFolder folder;
  const std::string path = folder / "tablas.xlsx";
  Sheets sheets(path);
  write_tables(sheets);
  std::string text;
  Silent heard;
  edca::Unflattener().run(path, [&](std::string_view piece) { return text += piece, true; }, heard,
                          {});
  CHECK(heard.said == std::vector<std::string>{});
  CHECK(text ==
        "{\"ocid\":\"ocds-1\",\"monto\":1500000.1,\"cierto\":true}\n"
        "{\"ocid\":\"ocds-2\",\"monto\":12345678901234567890.50,\"cierto\":false,"
        "\"items\":[{\"id\":\"00123\",\"cantidad\":1000000000000000000000}]}\n");
}

TEST_CASE("a workbook that says nothing of its tables is none of ours") {
  const TempFolder folder;
  const std::string path = folder / "tablas.xlsx";
  Sheets sheets(path);
  write_tables(sheets, "otra");
  std::string text;
  Silent heard;
  edca::Unflattener().run(path, [&](std::string_view piece) { return text += piece, true; }, heard,
                          {});
  CHECK(text.empty());
  CHECK(heard.said == std::vector<std::string>{"input.unreadable/table-headings "});
}
