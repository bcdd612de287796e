#include "sheets/sheet_text.hpp"

#include "catch.hpp"

namespace {

using namespace edca::sheets;

std::string cell_text(std::string_view text) {
  std::string out;
  append_cell_text(text, out);
  return out;
}

}  // namespace

TEST_CASE("cells are named as people name them") {
  CHECK(a1_name(0, 0) == "A1");
  CHECK(a1_name(9, 25) == "Z10");
  CHECK(a1_name(0, 26) == "AA1");
  CHECK(a1_name(most_rows - 1, most_columns - 1) == "XFD1048576");
  CHECK(range_name({5, 2, 1004, 2}) == "C6:C1005");
  CHECK(reference("d'Hoja", {1, 0, 9, 0}) == "'d''Hoja'!$A$2:$A$10");
}

TEST_CASE("texts of cells come back, whatever is in them") {
  CHECK(cell_text("a<b>&\"c\" ñ\t\n") == "a&lt;b&gt;&amp;&quot;c&quot; ñ\t\n");
  CHECK(cell_text("a\r\nb") == "a_x000D_\nb");
  CHECK(cell_text(std::string_view("a\0\x01", 3)) == "a_x0000__x0001_");
  CHECK(cell_text("_x0041_") == "_x005F_x0041_");
  CHECK(cell_text("_x004_ _xyzzy_ _x00411") == "_x004_ _xyzzy_ _x00411");
  CHECK(cell_text("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBB\xBF") == "_xFFFE__xFFFF_\xEF\xBB\xBF");
  CHECK(cell_text("\xFF\xED\xA0\x80x") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDx");
  CHECK(cell_text("=1+1") == "=1+1");
}

TEST_CASE("the length of a text is counted as spreadsheet programs count") {
  CHECK(code_units("ñ😀") == 3);
  CHECK(cut("ñ😀x", 2) == "ñ");
  CHECK(cut("ñ😀x", 3) == "ñ😀");
  CHECK(fits_sheet(std::string(longest_text, 'x')));
  CHECK_FALSE(fits_sheet(std::string(longest_text + 1, 'x')));
  std::string accents;
  for (std::size_t at = 0; at < longest_text; ++at) accents += "ñ";
  CHECK(fits_sheet(accents));
  CHECK_FALSE(fits_sheet(accents + "x"));
}

TEST_CASE("a list stands in its rule where it is short and has no commas") {
  CHECK(fits_inline({"Sí", "No"}));
  CHECK_FALSE(fits_inline({}));
  CHECK_FALSE(fits_inline({"a,b"}));
  CHECK_FALSE(fits_inline({"\"a\""}));
  CHECK(fits_inline({std::string(127, 'x'), std::string(127, 'y')}));
  CHECK_FALSE(fits_inline({std::string(128, 'x'), std::string(127, 'y')}));
}

TEST_CASE("sheets get valid names, each once") {
  SheetNames names;
  CHECK(names.name("contratos") == "contratos");
  CHECK(names.name("Contratos") == "Contratos~2");
  CHECK(names.name("a/b:c[d]?*\\e") == "a_b_c_d____e");
  CHECK(names.name("") == "_");
  CHECK(names.name("History") == "History_");
  CHECK(names.name("'x'") == "_x_");
  const std::string longer(40, 'x');
  CHECK(names.name(longer) == longer.substr(0, 31));
  CHECK(names.name(longer) == longer.substr(0, 29) + "~2");
  CHECK(names.name("tab\there") == "tab_here");
}
