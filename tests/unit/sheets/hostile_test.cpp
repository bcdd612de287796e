#include "books.hpp"
#include "catch.hpp"

namespace edca::sheets::testing {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

Lines read(const PartTexts& parts, const WorkbookOptions& options = {}) {
  const TempFolder folder;
  return read_file(write_zip(folder, "libro.xlsx", parts), 0, options);
}

Lines read_text(std::string_view bytes) {
  const TempFolder folder;
  return read_file(folder.write("libro.xls", bytes));
}

/// The parts with another text in one of them.
PartTexts with(PartTexts parts, const std::string& name, const std::string& text) {
  for (auto& [part, content] : parts) {
    if (part == name) content = text;
  }
  return parts;
}

const std::string sheet_part = "xl/worksheets/sheet1.xml";

}  // namespace

TEST_CASE("what is no workbook that can be read is called by its name") {
  CHECK(read_text(std::string(compound_file) + std::string(600, '\0')) ==
        Lines{"input.unreadable/workbook-xls"});
  CHECK(read_text(std::string(compound_file) + std::string(300'000, 'x') +
                  std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv)) ==
        Lines{"input.unreadable/workbook-password"});
  CHECK(read_text("<html><table><tr><td>1</td></tr></table></html>") ==
        Lines{"input.unreadable/workbook-html"});
  CHECK(read_text("<table><tr><td>1</td></tr></table>") == Lines{"input.unreadable/workbook-html"});
  CHECK(read_text("<?xml version=\"1.0\"?><Workbook "
                  "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>") ==
        Lines{"input.unreadable/workbook-xml"});
  CHECK(read_text("%PDF-1.7") == Lines{"input.unreadable/pdf"});
  CHECK(read({{"word/document.xml", "<a/>"}}) == Lines{"input.unreadable/workbook-none"});
  CHECK(read({{"[Content_Types].xml",
               "<Types><Override ContentType=\"application/"
               "vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>"}}) ==
        Lines{"input.unreadable/workbook-xlsb"});
  PartTexts encrypted = ods_parts("");
  encrypted.emplace_back(
      "META-INF/manifest.xml",
      "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry>"
      "<m:encryption-data/></m:file-entry></m:manifest>");
  CHECK(read(encrypted) == Lines{"input.unreadable/workbook-password"});
  CHECK(read(ods_parts("")) == Lines{"input.unreadable/workbook-empty"});
  Xlsx none;
  none.sheets.clear();
  CHECK(read(none.parts()) == Lines{"input.unreadable/workbook-empty"});
}

TEST_CASE("entities are refused before any of them grows") {
  const std::string laughs =
      "<!DOCTYPE lolz [<!ENTITY a \"ja\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
      "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>";
  CHECK(read(with(Xlsx().parts(), sheet_part, laughs)) ==
        Lines{"input.unreadable/workbook-doctype part=" + sheet_part});
  CHECK(read(with(Xlsx().parts(), "xl/workbook.xml",
                  "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><workbook/>")) ==
        Lines{"input.unreadable/workbook-doctype part=xl/workbook.xml"});
  CHECK(read(with(ods_parts(""), "content.xml", laughs)) ==
        Lines{"input.unreadable/workbook-doctype part=content.xml"});
}

TEST_CASE("parts that are cut off or missing are named, behind the rows before") {
  Xlsx book;
  book.data = "<row><c><v>1</v></c></row>";
  CHECK(
      read(with(book.parts(), sheet_part,
                "<worksheet " + book.space + "><sheetData><row><c><v>1</v></c></row>\n<row><c>")) ==
      Lines{"1: n:1", "input.unreadable/workbook-broken part=" + sheet_part + " line=2"});
  book.target = "../../../etc/passwd";
  CHECK(read(book.parts()) == Lines{"input.unreadable/workbook-part part=../../../etc/passwd"});
  book.target = "worksheets/otra.xml";
  CHECK(read(book.parts()) == Lines{"input.unreadable/workbook-part part=xl/worksheets/otra.xml"});
  CHECK(read({{"xl/workbook.xml", "nada"}}) ==
        Lines{"input.unreadable/workbook-broken part=xl/workbook.xml line=1"});
  book.target = "workbook.xml";
  CHECK(read(book.parts()).empty());
}

TEST_CASE("a zip that ends too soon says so") {
  const TempFolder folder;
  Xlsx book;
  book.data = "<row><c><v>1</v></c></row>";
  const std::string whole = io::testing::bytes_of(write_zip(folder, "a.xlsx", book.parts()));
  CHECK(read_file(folder.write("b.xlsx", whole.substr(0, whole.size() / 2))) ==
        Lines{"input.truncated/zip"});
}

TEST_CASE("cells that cannot be are refused") {
  Xlsx book;
  const auto broken = [&](const std::string& data) {
    book.data = data;
    return read(book.parts());
  };
  const Lines fault = {"input.unreadable/workbook-broken part=" + sheet_part + " line=1"};
  CHECK(broken("<row><c t=\"s\"><v>0</v></c></row>") == fault);
  CHECK(broken("<row><c t=\"s\"><v>-1</v></c></row>") == fault);
  CHECK(broken("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>") == fault);
  CHECK(broken("<row><c r=\"1A\"><v>1</v></c></row>") == fault);
  CHECK(broken("<row r=\"5\"/><row r=\"4\"/>") == fault);
  CHECK(broken("<row r=\"0\"/>") == fault);
  CHECK(broken("<row><c r=\"XFE1\"><v>1</v></c></row>") ==
        Lines{"input.unreadable/workbook-columns sheet=Hoja row=1 limit=16384"});
  CHECK(broken("<row r=\"1048577\"><c><v>1</v></c></row>") ==
        Lines{"input.unreadable/workbook-rows sheet=Hoja limit=1048576"});
}

TEST_CASE("what repeats beyond all measure is refused") {
  WorkbookOptions options;
  options.limits.free = 1u << 20;
  const Lines fault = {"input.ratio/"};
  const auto last = [&](const PartTexts& parts) {
    return read(parts, options).back().substr(0, fault[0].size());
  };
  Xlsx texts;
  texts.texts = "<si><t>" + std::string(30'000, 'a') + "</t></si>";
  for (int at = 0; at < 2000; ++at) texts.data += "<row><c t=\"s\"><v>0</v></c></row>";
  CHECK(last(texts.parts()) == fault[0]);
  Xlsx wide;
  for (int at = 0; at < 1000; ++at) wide.data += "<row><c r=\"XFD1\"><v>1</v></c></row>";
  // The names of cells do not count where the row has another number.
  CHECK(last(wide.parts()) == fault[0]);
  const std::string cell =
      "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\">"
      "<text:p>a</text:p></table:table-cell>";
  CHECK(last(ods_parts("<table:table table:name=\"H\"><table:table-row "
                       "table:number-rows-repeated=\"1048576\">" +
                       cell + "</table:table-row></table:table>")) == fault[0]);
}

TEST_CASE("a row cannot take all memory") {
  WorkbookOptions options;
  options.most_row_bytes = 1u << 20;
  const Lines fault = {"input.unreadable/workbook-cell sheet=Hoja row=1 mib=1"};
  Xlsx book;
  book.data =
      "<row><c t=\"inlineStr\"><is><t>" + std::string(2u << 20, 'a') + "</t></is></c></row>";
  CHECK(read(book.parts(), options) == fault);
  book.texts = "<si><t>" + std::string(100'000, 'a') + "</t></si>";
  book.data = "<row>";
  for (int at = 0; at < 20; ++at) book.data += "<c t=\"s\"><v>0</v></c>";
  book.data += "</row>";
  CHECK(read(book.parts(), options) == fault);
  const TempFolder folder;
  CHECK(read_file(folder.write("a.csv", "a,\"b" + std::string(2u << 20, 'x')), 0, options) ==
        Lines{"input.unreadable/csv-record line=1 mib=1"});
  options = {};
  CHECK(read_file(folder.write("a.csv", "a,b\n" + std::string(3'000'000, ',')), 0, options) ==
        Lines{"1: t:a|t:b", "input.unreadable/workbook-columns sheet=libro row=2 limit=16384"});
}

TEST_CASE("tags without end, depth and long namespaces are not held in memory") {
  const Lines fault = {"input.unreadable/workbook-broken part=" + sheet_part + " line=1"};
  const auto last = [&](const std::string& text) {
    return Lines{read(with(Xlsx().parts(), sheet_part, text)).back()};
  };
  CHECK(last("<worksheet a=\"" + std::string(6u << 20, 'a')) == fault);
  std::string deep;
  for (int at = 0; at < 5000; ++at) deep += "<a>";
  CHECK(last(deep) == fault);
  CHECK(last("<worksheet xmlns:x=\"" + std::string(5000, 'a') + "\"/>") == fault);
}

}  // namespace edca::sheets::testing
