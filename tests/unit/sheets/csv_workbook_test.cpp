#include "books.hpp"
#include "catch.hpp"
#include "sheets/csv_text.hpp"

namespace edca::sheets::testing {
namespace {

std::string utf16(std::u16string_view text, bool big) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += big ? high : low;
    bytes += big ? low : high;
  }
  return bytes;
}

}  // namespace

TEST_CASE("one table in CSV, however it is written") {
  const Lines expected = {"1: t:ocid|t:título", "2: t:a;b,c\td|t:Peña"};
  const std::string plain = "ocid,título\n\"a;b,c\td\",Peña\n";
  const std::string semicolons = "ocid;título\r\n\"a;b,c\td\";Peña\r\n";
  const std::u16string wide = u"ocid\ttítulo\n\"a;b,c\td\"\tPeña\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {plain, "utf8 ,"},
      {"\xEF\xBB\xBF" + plain, "utf8 ,"},
      {semicolons, "utf8 ;"},
      {"ocid;t\xEDtulo\n\"a;b,c\td\";Pe\xF1"
       "a\n",
       "1252@6 ;"},
      {"ocid|título\n\"a;b,c\td\"|Peña\n", "utf8 |"},
      {utf16(u"\uFEFF" + wide, false), "16le \t"},
      {utf16(u"\uFEFF" + wide, true), "16be \t"},
      {utf16(wide, false), "16le \t"},
  };
  const TempFolder folder;
  for (const auto& [text, how] : cases) {
    INFO(how);
    const auto book = open_workbook(input_of(folder.write("a.csv", text)));
    const SheetInfo& sheet = book->sheets()[0];
    static constexpr std::string_view names[] = {"utf8", "16le", "16be", "1252"};
    std::string found(names[static_cast<std::size_t>(sheet.encoding)]);
    if (sheet.not_utf8) found += "@" + std::to_string(*sheet.not_utf8);
    CHECK(found + " " + sheet.delimiter == how);
    CHECK(read_rows(*book) == expected);
    CHECK(read_rows(*book) == expected);
  }
}

TEST_CASE("a line that names the delimiter is no row") {
  const TempFolder folder;
  CHECK(read_file(folder.write("a.csv", "\xEF\xBB\xBFsep=;\r\na,b;c\r\n")) ==
        Lines{"2: t:a,b|t:c"});
  CHECK(read_file(folder.write("a.csv", "\"sep=|\"\na,b|c\n")) == Lines{"2: t:a,b|t:c"});
  WorkbookOptions options;
  options.delimiter = ',';
  CHECK(read_file(folder.write("a.csv", "sep=;\na,b;c\n"), 0, options) == Lines{"2: t:a|t:b;c"});
}

TEST_CASE("the delimiter is the one that gives records of one length") {
  CHECK(find_delimiter("a;b\n1,5;2,5\n3,5;4,5\n") == ';');
  CHECK(find_delimiter("Contratos, 2024\n\nid\tmonto\n1\t2,5\n2\t3\n") == '\t');
  CHECK(find_delimiter("\"a,b\";\"c,d\"\n\"e,f\";\"g,h\"\n") == ';');
  CHECK(find_delimiter("a,b\nc,\"x;y;z\nw\"\n") == ',');
  CHECK(find_delimiter("una columna\notra\n") == ',');
  CHECK(find_delimiter("") == ',');
}

TEST_CASE("quotes within fields are signs, and a record is where its line begins") {
  const TempFolder folder;
  const std::string text =
      "a,b\n1,Casa \"La Luz\", \"x\n\n2,\"dos\nlíneas \"\"z\"\"\"\n3,\"q\" r\n";
  const std::string path = folder.write("a.csv", text);
  CHECK(read_file(path) == Lines{"1: t:a|t:b", "2: t:1|t:Casa \"La Luz\"|t: \"x",
                                 "4: t:2|t:dos\nlíneas \"z\"", "5: t:3|t:q r"});
  const auto book = open_workbook(input_of(path));
  const auto rows = book->open(0);
  std::vector<std::uint64_t> lines;
  std::vector<std::uint64_t> offsets;
  while (const Row* row = rows->next()) {
    lines.push_back(row->line);
    offsets.push_back(row->offset);
  }
  CHECK(lines == std::vector<std::uint64_t>{1, 2, 4, 6});
  CHECK(offsets ==
        std::vector<std::uint64_t>{0, text.find("1,Casa"), text.find("2,\"dos"), text.find("3,")});
}

TEST_CASE("a folder and a zip of CSV are workbooks") {
  const TempFolder folder;
  const std::string below = folder.folder("tablas");
  folder.write("tablas/b.csv", "x;y\n1;2\n");
  folder.write("tablas/a.CSV.gz", io::testing::gzip("z,w\n"));
  folder.write("tablas/LEEME.txt", "nada");
  folder.write("tablas/.oculto.csv", "no,no\n");
  const auto book = open_workbook(input_of(below));
  REQUIRE(book->sheets().size() == 2);
  CHECK(book->sheets()[0].name == "a");
  CHECK(book->sheets()[0].file == "libro/a.CSV.gz");
  CHECK(read_rows(*book, 0) == Lines{"1: t:z|t:w"});
  CHECK(read_rows(*book, 1) == Lines{"1: t:x|t:y", "2: t:1|t:2"});
  const std::string zip = write_zip(folder, "a.zip", {{"../b.csv", "x,y\n"}, {"c/a.csv", "z,w\n"}});
  const auto packed = open_workbook(input_of(zip));
  REQUIRE(packed->sheets().size() == 2);
  CHECK(packed->sheets()[1].file == "libro/c/a.csv");
  CHECK(read_rows(*packed, 0) == Lines{"1: t:x|t:y"});
}

TEST_CASE("columns have the names that spreadsheets give them") {
  CHECK(column_name(0) == "A");
  CHECK(column_name(25) == "Z");
  CHECK(column_name(26) == "AA");
  CHECK(column_name(701) == "ZZ");
  CHECK(column_name(702) == "AAA");
  CHECK(column_name(16'383) == "XFD");
  CHECK(cell_name(5, 12) == "F12");
}

}  // namespace edca::sheets::testing
