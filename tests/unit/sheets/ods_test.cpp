#include "books.hpp"
#include "catch.hpp"

namespace edca::sheets::testing {
namespace {

Lines read(const std::string& rows) {
  const TempFolder folder;
  return read_file(
      write_zip(folder, "libro.ods",
                ods_parts("<table:table table:name=\"Hoja\">" + rows + "</table:table>")));
}

std::string value(const std::string& attributes, const std::string& text = {}) {
  return "<table:table-cell office:value-type=" + attributes + "><text:p>" + text +
         "</text:p></table:table-cell>";
}

std::string row(const std::string& cells) {
  return "<table:table-row>" + cells + "</table:table-row>";
}

}  // namespace

TEST_CASE("values of OpenDocument are exact, whatever is shown") {
  const std::string cells =
      value("\"float\" office:value=\"1500000.10\"", "1,500,000.1") +
      value("\"float\" office:value=\"0\"", "0") +
      value("\"percentage\" office:value=\"0.16\"", "16 %") +
      value("\"currency\" office:currency=\"MXN\" office:value=\"12.50\"", "$12.50") +
      value("\"date\" office:date-value=\"2024-12-31\"", "31/12/24") +
      value("\"date\" office:date-value=\"2024-12-31T10:00:00\"", "31/12/24") +
      value("\"time\" office:time-value=\"PT10H30M05.7S\"", "10:30") +
      value("\"boolean\" office:boolean-value=\"false\"", "FALSO") + value("\"string\"", "00123");
  CHECK(read(row(cells)) == Lines{"1: n:1500000.10|n:0|n:0.16 %|n:12.50 MXN|d:2024-12-31|"
                                  "d:2024-12-31T10:00:00|d:10:30:06|b:false|t:00123"});
}

TEST_CASE("texts of OpenDocument are what is shown") {
  const std::string cells =
      value("\"string\"",
            "  a\n  b<text:s text:c=\"3\"/>c<text:tab/>d<text:line-break/>e "
            "<text:span>f<text:a>g</text:a></text:span></text:p><text:p/><text:p>h") +
      "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>nota</text:p>"
      "</office:annotation><text:p>i<office:annotation><text:p>x</text:p></office:annotation>j"
      "<text:ruby><text:ruby-base>k</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>"
      "</text:p><draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame>"
      "</table:table-cell>";
  CHECK(read(row(cells)) == Lines{"1: t:a b   c\td\ne fg\n\nh|t:ijk"});
}

TEST_CASE("what repeats comes as often as it is there, up to the last content") {
  const std::string rows =
      "<table:table-header-rows>" +
      row("<table:table-cell table:number-columns-repeated=\"2\"/>" +
          value("\"float\" table:number-columns-repeated=\"2\" office:value=\"1\"", "1") +
          "<table:table-cell table:number-columns-repeated=\"16380\"/>") +
      "</table:table-header-rows><table:table-row table:number-rows-repeated=\"3\">"
      "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"
      "<table:table-row table:number-rows-repeated=\"2\" table:visibility=\"filter\">" +
      value("\"string\"", "a") + "</table:table-row>" + row(value("\"string\"", "b")) +
      "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
      "table:number-columns-repeated=\"16384\"/></table:table-row>";
  CHECK(read(rows) == Lines{"1: -|-|n:1|n:1", "5h: t:a", "6h: t:a", "7: t:b"});
}

TEST_CASE("covered cells keep their columns") {
  const std::string rows =
      row("<table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\">"
          "<text:p>a</text:p></table:table-cell><table:covered-table-cell/>" +
          value("\"string\"", "b") +
          "<table:covered-table-cell table:number-columns-repeated=\"5\"/>") +
      row("<table:covered-table-cell office:value-type=\"float\" office:value=\"3\"/>");
  CHECK(read(rows) == Lines{"1: t:a|c-|t:b", "2: cn:3"});
}

TEST_CASE("formulas of OpenDocument have the value that was saved") {
  const std::string cells = value("\"float\" table:formula=\"of:=1+1\" office:value=\"2\"", "2") +
                            value(
                                "\"string\" table:formula=\"of:=NA()\" office:string-value=\"\" "
                                "calcext:value-type=\"error\"",
                                "#N/A") +
                            value("\"string\" table:formula=\"of:=&quot;&quot;\"") +
                            "<table:table-cell table:formula=\"of:=A9\"/>";
  CHECK(read(row(cells)) == Lines{"1: fn:2|fe:#N/A|ft:|f-"});
}

TEST_CASE("sheets of OpenDocument are known with what is hidden, without copies of others") {
  const TempFolder folder;
  const std::string cell = row(value("\"string\"", "a"));
  const std::string sheets =
      "<table:table table:name=\"'file:///tmp/x.ods'#$Hoja\">" + cell +
      "</table:table><table:table table:name=\"Uno\" "
      "table:style-name=\"ta1\"><table:shapes><draw:g>"
      "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
      "</table:table-row></table:table></draw:g></table:shapes><table:table-column/>"
      "<table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>" +
      cell + "</table:table><table:table table:name=\"Dos\" table:style-name=\"ta2\">" +
      row(value("\"string\"", "b")) + "</table:table>";
  const std::string styles =
      "<style:style style:name=\"ta1\"><style:table-properties "
      "table:display=\"true\"/></style:style>"
      "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/>"
      "</style:style>";
  const auto book =
      open_workbook(input_of(write_zip(folder, "libro.ods", ods_parts(sheets, styles))));
  CHECK(book->kind() == WorkbookKind::ods);
  REQUIRE(book->sheets().size() == 2);
  CHECK(book->sheets()[0].name == "Uno");
  CHECK_FALSE(book->sheets()[0].hidden);
  CHECK(book->sheets()[1].hidden);
  CHECK(read_rows(*book, 0) == Lines{"1: t:a"});
  CHECK(read_rows(*book, 1) == Lines{"1: t:b"});
  const auto rows = book->open(0);
  REQUIRE(rows->next() != nullptr);
  CHECK_FALSE(rows->hidden(0));
  CHECK(rows->hidden(2));
  CHECK_FALSE(rows->hidden(3));
}

}  // namespace edca::sheets::testing
