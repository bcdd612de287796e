#include "sheets/workbook_writer.hpp"

#include <limits>

#include "catch.hpp"
#include "io/archive.hpp"
#include "unit/io/packed_files.hpp"

namespace {

using namespace edca::sheets;
using edca::io::testing::bytes_of;
using edca::io::testing::TempFolder;

/// The text of one part of a workbook.
std::string part(const std::string& path, const std::string& name) {
  for (const edca::io::Input& input : edca::io::list_files(path, path)) {
    if (input.member != name) continue;
    const auto source = edca::io::open(input, {});
    std::string text;
    char piece[4096];
    while (const std::size_t got = source->read(piece, sizeof piece)) text.append(piece, got);
    return text;
  }
  return {};
}

bool has(const std::string& text, const std::string& piece) {
  INFO(text);
  CHECK(text.find(piece) != std::string::npos);
  return text.find(piece) != std::string::npos;
}

void write(const std::string& path) {
  using namespace std::chrono;
  edca::io::Output output(path, false);
  WorkbookWriter workbook(output, "Prueba");
  const StyleId as_text = workbook.style({.format = "@"});
  const StyleId header = workbook.style({.fill = "D9E2EC", .bold = true, .wrap = true});
  const StyleId day = workbook.style({.format = "yyyy-mm-dd", .unlocked = true});
  CHECK(workbook.style({.format = "@"}) == as_text);
  workbook.begin_sheet({.name = "_catalogos", .state = SheetState::hidden});
  workbook.begin_row(0);
  workbook.text(0, "open");
  workbook.begin_sheet({.name = "Contratos & más",
                        .columns = {{.width = 20, .style = as_text}, {}, {.hidden = true}},
                        .frozen_rows = 2,
                        .frozen_columns = 1,
                        .is_protected = true});
  workbook.begin_row(0, {.hidden = true});
  workbook.text(0, "contracts/id", header);
  workbook.begin_row(5, {.height = 30});
  workbook.text(0, "=1+1 <x>\r", as_text);
  workbook.text(1, "");
  workbook.number(2, 0.1 + 0.2);
  workbook.number(3, 1e300);
  workbook.number(4, std::numeric_limits<double>::quiet_NaN());
  workbook.boolean(26, true);
  workbook.date(27, 2024y / December / 31, day);
  workbook.date(28, 1900y / February / 28, day);
  workbook.rule({.cells = {5, 1, 1004, 1},
                 .values = {"Sí", "No"},
                 .open = true,
                 .prompt_title = std::string(40, 'x')});
  workbook.rule({.cells = {5, 2, 1004, 2}, .values = {}, .source = "metodos"});
  workbook.auto_filter({0, 0, 5, 28});
  workbook.define_name("metodos", reference("_catalogos", {0, 0, 0, 0}));
  workbook.finish();
  output.commit();
}

}  // namespace

TEST_CASE("a workbook holds what was written, to the last digit") {
  const TempFolder folder;
  write(folder / "one.xlsx");
  const std::string sheet = part(folder / "one.xlsx", "xl/worksheets/sheet2.xml");
  has(sheet,
      "<sheetView tabSelected=\"1\" workbookViewId=\"0\"><pane xSplit=\"1\" ySplit=\"2\" "
      "topLeftCell=\"B3\" activePane=\"bottomRight\" state=\"frozen\"/>");
  has(sheet,
      "<cols><col min=\"1\" max=\"1\" width=\"20\" style=\"1\" customWidth=\"1\"/>"
      "<col min=\"3\" max=\"3\" width=\"9.140625\" hidden=\"1\"/></cols>");
  has(sheet,
      "<row r=\"1\" hidden=\"1\"><c r=\"A1\" s=\"2\" t=\"inlineStr\"><is>"
      "<t xml:space=\"preserve\">contracts/id</t></is></c></row>"
      "<row r=\"6\" ht=\"30\" customHeight=\"1\">");
  has(sheet,
      "=1+1 &lt;x&gt;_x000D_</t></is></c><c r=\"B6\"/>"
      "<c r=\"C6\"><v>0.30000000000000004</v></c><c r=\"D6\"><v>1e+300</v></c><c r=\"E6\"/>"
      "<c r=\"AA6\" t=\"b\"><v>1</v></c><c r=\"AB6\" s=\"3\"><v>45657</v></c>"
      "<c r=\"AC6\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">1900-02-28<");
  has(sheet,
      "</sheetData><sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\"/>"
      "<autoFilter ref=\"A1:AC6\"/><dataValidations count=\"2\">"
      "<dataValidation type=\"list\" errorStyle=\"warning\" allowBlank=\"1\"");
  has(sheet, "promptTitle=\"" + std::string(32, 'x') +
                 "\" sqref=\"B6:B1005\">"
                 "<formula1>&quot;Sí,No&quot;</formula1>");
  has(sheet, "sqref=\"C6:C1005\"><formula1>metodos</formula1>");
  CHECK(sheet.find("<f>") == std::string::npos);
}

TEST_CASE("a workbook opens with its first visible sheet, and knows its names") {
  const TempFolder folder;
  write(folder / "one.xlsx");
  const std::string workbook = part(folder / "one.xlsx", "xl/workbook.xml");
  has(workbook, "activeTab=\"1\"");
  has(workbook,
      "<sheet name=\"_catalogos\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>"
      "<sheet name=\"Contratos &amp; más\" sheetId=\"2\" r:id=\"rId2\"/>");
  has(workbook, "<definedName name=\"metodos\">'_catalogos'!$A$1:$A$1</definedName>");
  has(workbook,
      "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"1\" hidden=\"1\">"
      "'Contratos &amp; más'!$A$1:$AC$6</definedName>");
  CHECK(workbook.find("calcPr") == std::string::npos);
  const std::string styles = part(folder / "one.xlsx", "xl/styles.xml");
  has(styles, "<numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/>");
  has(styles, "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\"");
  has(styles, "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\"");
  has(styles, "<protection locked=\"0\"/>");
}

TEST_CASE("the same calls give the same workbook, without a time") {
  const TempFolder folder;
  write(folder / "one.xlsx");
  write(folder / "two.xlsx");
  CHECK(bytes_of(folder / "one.xlsx") == bytes_of(folder / "two.xlsx"));
  const std::string properties = part(folder / "one.xlsx", "docProps/core.xml");
  has(properties, "<dc:title>Prueba</dc:title>");
  CHECK(properties.find("created") == std::string::npos);
}
