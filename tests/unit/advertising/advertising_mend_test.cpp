#include "advertising/mend.hpp"

#include <initializer_list>
#include <string>

#include "advertising/csv_row.hpp"
#include "advertising/row_fit.hpp"
#include "catch.hpp"

namespace {

using namespace edca::advertising;

const Table& table(std::string_view name) {
  for (const Table& each : Standard::get().tables())
    if (each.name == name) return each;
  FAIL("there is no such table");
  return Standard::get().tables().front();
}

std::string mended(std::string_view of, std::string_view field, std::string_view text) {
  const Table& in = table(of);
  const auto found = mended_cell(in.fields[in.find(field)], text);
  return found ? std::string(found->rule.id()) + " " + found->text : "";
}

TableFile file_of(std::string_view text) {
  edca::io::Input input;
  input.name = "proveedores.csv";
  input.memory = text;
  return recognize_table(input, edca::Encoding::utf8);
}

constexpr std::string_view headings =
    "#,ID,Personalidad jurídica,Nombre o razón social,Nombre comercial,R.F.C.,Estatus\n";

std::string meant(const Cells& cells) {
  static const TableFile file = file_of(headings);
  const auto found = meant_row(file, cells);
  std::string out;
  if (found) append_row(found->cells, out);
  return out;
}

}  // namespace

TEST_CASE("cells are mended where they mean one thing only", "[advertising]") {
  CHECK(mended("facturas", "Monto", "$ 1,234.50") == "repair.number 1234.50");
  CHECK(mended("facturas", "Monto", " 12.00 ") == "repair.trim 12.00");
  CHECK(mended("facturas", "Monto", "1.234,50") == "");
  CHECK(mended("facturas", "Monto", "mil") == "");
  CHECK(mended("facturas", "Fecha de erogación", "31.01.2016") == "repair.date 2016-01-31");
  CHECK(mended("facturas", "Fecha de erogación", "2016-01-31 00:00:00") ==
        "repair.date 2016-01-31");
  CHECK(mended("facturas", "Fecha de erogación", "31/01/2016 12:00:00 a. m.") ==
        "repair.date 2016-01-31");
  CHECK(mended("facturas", "Fecha de erogación", "31/01/2016 12:00:00 p. m.") == "");
  CHECK(mended("facturas", "Fecha de erogación", "2016-01-31 10:15:00") == "");
  CHECK(mended("facturas", "Fecha de erogación", "31.02.2016") == "");
  CHECK(mended("facturas", "Fecha de erogación", "0000-00-00") == "");
  CHECK(mended("facturas", "Trimestre", "ENERO - MARZO") == "repair.code enero-marzo");
  CHECK(mended("facturas", "Trimestre", "1er trimestre (enero-marzo)") ==
        "repair.code 1er Trimestre (Enero-Marzo)");
  CHECK(mended("facturas", "Trimestre", "Trimestre de lluvias") == "");
  CHECK(mended("proveedores", "R.F.C.", "abc 010203-xy9.") == "repair.trim ABC010203XY9");
  CHECK(mended("proveedores", "R.F.C.", "ABC010203XY9") == "");
  CHECK(mended("proveedores", "R.F.C.", "ABC") == "");
  CHECK(mended("proveedores", "R.F.C.", "XAXX010101000") == "");
}

TEST_CASE("what was mended is right", "[advertising]") {
  for (const auto& [field, text] : {std::pair("Monto", "$ 1,234.50"),
                                    {"Trimestre", "ENERO - MARZO"},
                                    {"Fecha de erogación", "31-Enero-16"},
                                    {"Monto", "- $5.00"}}) {
    const Table& in = table("facturas");
    const Field& of = in.fields[in.find(field)];
    const auto once = mended_cell(of, text);
    if (once) CHECK_FALSE(mended_cell(of, once->text).has_value());
  }
}

TEST_CASE("a row is moved only where one row alone fits", "[advertising]") {
  const std::string right = "1,7,\"Persona moral\",Uno,,ABC010203XY9,Activo\n";
  // As it should be, and with an empty cell too many.
  CHECK(meant({"1", "7", "Persona moral", "Uno", "", "ABC010203XY9", "Activo"}) == "");
  CHECK(meant({"1", "", "7", "Persona moral", "Uno", "", "ABC010203XY9", "Activo"}) == right);
  CHECK(meant({"1", "7", "Persona moral", "Uno", "", "ABC010203XY9", "Activo", "", ""}) == right);
  // A letter where there is no heading, and cells of which nobody knows where they belong.
  CHECK(meant({"1", "7", "Persona moral", "Uno", "x", "ABC010203XY9", "Activo", "x"}) == "");
  CHECK(meant({"1", "7", "Persona moral", "Uno", "ABC010203XY9"}) == "");
  CHECK(meant({"a"}) == "");
  CHECK(meant({}) == "");
  CHECK(meant(Cells(20'000, "")) == "");
}

namespace {

constexpr std::string_view line_headings =
    "#,ID Detalle Factura,Número de factura,Área administrativa solicitante,Cantidad,Monto,"
    "Descripción del servicio o producto adquirido,Estatus\n";

std::string meant_line(const Cells& cells) {
  static const TableFile file = file_of(line_headings);
  const auto found = meant_row(file, cells);
  std::string out;
  if (found) append_row(found->cells, out);
  return out;
}

}  // namespace

TEST_CASE("a text that was broken is joined where that alone fits", "[advertising]") {
  CHECK(meant_line({"1", "D-1", "F-1", "Prensa", "2", "10.00", "Spot", " 30 s", "Activo"}) ==
        "1,D-1,F-1,Prensa,2,10.00,\"Spot, 30 s\",Activo\n");
  CHECK(meant_line({"1", "D-1", "F-1", "Prensa", "2", "10.00", "a", "b", "c", "Activo"}) ==
        "1,D-1,F-1,Prensa,2,10.00,\"a,b,c\",Activo\n");
  // Which of two texts was it? Or was it an empty cell?
  CHECK(meant_line({"1", "D-1", "F-1", "Prensa", " radio", "2", "10.00", "Spot", "Activo"}) == "");
  CHECK(meant_line({"1", "D-1", "F-1", "", "Prensa", "2", "10.00", "Spot", "Activo"}) ==
        "1,D-1,F-1,Prensa,2,10.00,Spot,Activo\n");
}

TEST_CASE("where the cells of a long row are moved from", "[advertising]") {
  const TableFile file = file_of(line_headings);
  CHECK(moved_from(file, {"1", "D-1", "F-1", "a", "b", "2", "10.00", "Spot", "Activo"}) == nowhere);
  CHECK(moved_from(file, {"1", "D-1", "F-1", "a", "b", "c", "2", "10.00", "Spot", "Activo"}) == 4);
  // Nothing stands where it could be.
  CHECK(moved_from(file, {"1", "D-1", "F-1", "a", "b", "c", "2", "x", "Spot", "Activo"}) ==
        nowhere);
  CHECK(moved_from(file, {"1", "D-1", "F-1", "a", "2", "10.00", "Spot", "b", "Activo"}) == nowhere);
}

TEST_CASE("a row of CSV is written as the tool does", "[advertising]") {
  std::string out;
  append_row({"1", "a b", "", "c\"d", "e,f", "g\nh"}, out);
  CHECK(out == "1,\"a b\",,\"c\"\"d\",\"e,f\",\"g\nh\"\n");
}
