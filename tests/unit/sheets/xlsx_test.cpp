#include "books.hpp"
#include "catch.hpp"

namespace edca::sheets::testing {
namespace {

Lines read(const Xlsx& book, const WorkbookOptions& options = {}) {
  const TempFolder folder;
  return read_file(write_zip(folder, "libro.xlsx", book.parts()), 0, options);
}

std::string styles(std::initializer_list<std::string_view> formats) {
  std::string given;
  std::string cells;
  std::size_t number = 164;
  for (const std::string_view format : formats) {
    const std::string id = std::to_string(number++);
    given += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + std::string(format) + "\"/>";
    cells += "<xf numFmtId=\"" + id + "\"/>";
  }
  return "<numFmts>" + given + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>" +
         "<cellXfs>" + cells + "</cellXfs>";
}

}  // namespace

TEST_CASE("texts of Excel are read from where they stand") {
  Xlsx book;
  book.texts =
      "<si><t>uno</t></si>"
      "<si><r><t xml:space=\"preserve\">do</t></r><r><rPr><b/></rPr><t>s </t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si><si><t/></si>";
  book.data =
      "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>"
      "<c r=\"C2\" t=\"s\"><v>2</v></c>"
      "<c r=\"E2\" "
      "t=\"inlineStr\"><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t>&#10;b</t></r></is></c>"
      "<c r=\"F2\" t=\"str\"><f>A2&amp;\"\"</f><v>c &lt;d&gt;</v></c></row>";
  CHECK(read(book) == Lines{"2: t:uno|t:dos |-|-|t:a\nb|ft:c <d>"});
}

TEST_CASE("escapes of Excel become what they stand for") {
  Xlsx book;
  book.data =
      "<row><c "
      "t=\"inlineStr\"><is><t>a_x000D_b_x005F_x0041__xD83D__xDE00__xD83D__x00e1__x12_x</t></is></"
      "c></row>";
  CHECK(read(book) == Lines{"1: t:a\rb_x0041_😀_xD83D_á_x12_x"});
}

TEST_CASE("numbers keep the text that they have in the file") {
  Xlsx book;
  book.data =
      "<row><c><v>1500000.10</v></c><c><v>0.30000000000000004</v></c><c><v>1E+20</v></c>"
      "<c><v> 12345678901234567890123.45 </v></c><c><v>.5</v></c><c><v>-7.</v></c><c><v>007</v></c>"
      "<c><v>nada</v></c><c><v></v></c><c><v>1e</v></c></row>";
  CHECK(read(book) == Lines{"1: n:1500000.10|n:0.30000000000000004|n:1E+20|"
                            "n:12345678901234567890123.45|n:0.5|n:-7|n:7|t:nada|-|t:1e"});
}

TEST_CASE("truth, errors and formulas are told from one another") {
  Xlsx book;
  book.data =
      "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
      "<c><f>1+1</f><v>2</v></c><c><f>Z1</f></c><c t=\"str\"><f>\"\"</f><v></v></c>"
      "<c><f t=\"shared\" si=\"0\"/><v>3</v></c></row>";
  CHECK(read(book) == Lines{"1: b:true|b:false|fe:#DIV/0!|fn:2|f-|ft:|fn:3"});
}

TEST_CASE("the format of a number says what it means") {
  Xlsx book;
  book.styles =
      styles({"0.00%", "00000", "&quot;$&quot;#,##0.00", "[$MXN-80A]#,##0.00",
              "#,##0.00\\ &quot;dm&quot;", "[Red]0.00;[Blue]-0.00", "General", "$#,##0", "0",
              "0.00_);\\(0.00\\)", "yyyy\\-mm\\-dd", "[h]:mm", "[$-80A]d&quot;&quot;"});
  for (int style = 0; style < 13; ++style) {
    book.data += "<c s=\"" + std::to_string(style) + "\"><v>45657</v></c>";
  }
  book.data = "<row>" + book.data + "<c s=\"99\"><v>45657</v></c></row>";
  CHECK(read(book) ==
        Lines{"1: n:45657 %|n:45657 0*5|n:45657 $|n:45657 MXN|n:45657|n:45657|n:45657|n:45657 $|"
              "n:45657|n:45657|d:2024-12-31|d:2024-12-31|d:2024-12-31|n:45657"});
}

TEST_CASE("days become dates, but for those that there were not") {
  Xlsx book;
  book.styles = styles({"dd/mm/yyyy hh:mm"});
  for (const char* const days : {"45657", "45657.41666666667", "45657.999999", "0.5", "1", "59",
                                 "60", "61", "0", "-1", "2958465", "2958466", "1e999"}) {
    book.data += "<row><c s=\"0\"><v>" + std::string(days) + "</v></c></row>";
  }
  CHECK(read(book) == Lines{"1: d:2024-12-31", "2: d:2024-12-31T10:00:00", "3: d:2025-01-01",
                            "4: d:12:00:00", "5: d:1900-01-01", "6: d:1900-02-28", "7: n:60 date",
                            "8: d:1900-03-01", "9: d:00:00:00", "10: n:-1 date", "11: d:9999-12-31",
                            "12: n:2958466 date", "13: n:1e999 date"});
  book.properties = "<workbookPr date1904=\"1\"/>";
  book.data =
      "<row><c s=\"0\"><v>44195</v></c><c s=\"0\"><v>0</v></c><c s=\"0\"><v>60</v></c>"
      "<c t=\"d\"><v>2024-12-31T10:00:00.6Z</v></c><c t=\"d\"><v>2024-12-31T00:00:00</v></c>"
      "<c t=\"d\"><v>2024-13-31</v></c></row>";
  CHECK(read(book) == Lines{"1: d:2024-12-31|d:1904-01-01|d:1904-03-01|d:2024-12-31T10:00:01|"
                            "d:2024-12-31|t:2024-13-31"});
}

TEST_CASE("rows and cells without names follow those before them") {
  Xlsx book;
  book.data =
      "<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row><row r=\"5\" hidden=\"1\">"
      "<c r=\"B5\"><v>4</v></c><c r=\"A5\"><v>5</v></c></row><row/><row r=\"6\"><c s=\"1\"/></row>"
      "<row r=\"7\"><c><v>6</v></c></row><row r=\"7\"><c><v>7</v></c></row>";
  CHECK(read(book) == Lines{"1: n:1|-|-|n:2|n:3", "5h: n:5|n:4", "7: n:6", "7: n:7"});
}

TEST_CASE("what merged cells cover is said") {
  Xlsx book;
  book.data =
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"/><c r=\"D1\"><v>2</v></c></row>"
      "<row r=\"2\"><c r=\"A2\"/><c r=\"B2\"><v>3</v></c><c r=\"C2\"><v>4</v></c></row>"
      "<row r=\"3\"><c r=\"A3\"><v>5</v></c></row>";
  book.behind =
      "<mergeCells count=\"3\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C1:C9\"/>"
      "<mergeCell ref=\"B7:A1\"/></mergeCells>";
  CHECK(read(book) == Lines{"1: n:1|c-|-|n:2", "2: c-|cn:3|cn:4", "3: n:5"});
}

TEST_CASE("hidden sheets and columns are known, and charts are no sheets") {
  Xlsx book;
  book.sheets =
      "<sheet name=\"Gráfica\" r:id=\"rId9\"/><sheet name=\"Hoja\" r:id=\"rId1\"/>"
      "<sheet name=\"Notas\" state=\"veryHidden\" r:id=\"rId1\"/>";
  book.relations =
      "<Relationship Id=\"rId9\" Type=\"http://a/chartsheet\" Target=\"chartsheets/sheet1.xml\"/>"
      "<Relationship Id=\"rId8\" Type=\"http://a/externalLink\" TargetMode=\"External\" "
      "Target=\"http://127.0.0.1/x\"/>";
  book.target = "/xl/../xl/./worksheets/sheet1.xml";
  book.before = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>";
  book.data = "<row><c><v>1</v></c></row>";
  const TempFolder folder;
  const auto opened = open_workbook(input_of(write_zip(folder, "libro.xlsx", book.parts())));
  REQUIRE(opened->sheets().size() == 2);
  CHECK(opened->sheets()[0].name == "Hoja");
  CHECK_FALSE(opened->sheets()[0].hidden);
  CHECK(opened->sheets()[1].hidden);
  const auto rows = opened->open(0);
  REQUIRE(rows->next() != nullptr);
  CHECK_FALSE(rows->hidden(0));
  CHECK(rows->hidden(1));
  CHECK(rows->hidden(2));
  CHECK(rows->next() == nullptr);
  CHECK(rows->next() == nullptr);
  CHECK(read_rows(*opened, 1) == Lines{"1: n:1"});
}

TEST_CASE("the strict form of Excel workbooks is read as the usual one") {
  Xlsx book;
  book.space =
      "xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" "
      "xmlns:r=\"http://purl.oclc.org/ooxml/officeDocument/relationships\"";
  book.data = "<row><c t=\"d\"><v>2024-12-31</v></c></row>";
  CHECK(read(book) == Lines{"1: d:2024-12-31"});
}

TEST_CASE("shared texts that memory does not hold come from a file") {
  Xlsx book;
  WorkbookOptions options;
  options.memory = 64;
  Lines expected;
  for (int at = 0; at < 40'000; ++at) {
    const std::string number = std::to_string(at);
    book.texts += "<si><t>texto " + number + "</t></si>";
    if (at % 1000 != 7) continue;
    book.data += "<row><c t=\"s\"><v>" + number + "</v></c></row>";
    expected.push_back(std::to_string(expected.size() + 1) + ": t:texto " + number);
  }
  CHECK(read(book, options) == expected);
}

}  // namespace edca::sheets::testing
