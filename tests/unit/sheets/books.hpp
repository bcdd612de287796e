#pragma once
// What the tests of spreadsheets share: workbooks that are made here, part by part.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/output.hpp"
#include "io/zip_writer.hpp"
#include "sheets/workbook.hpp"
#include "unit/io/packed_files.hpp"

namespace edca::sheets::testing {

using io::testing::TempFolder;
using PartTexts = std::vector<std::pair<std::string, std::string>>;

inline std::string write_zip(const TempFolder& folder, const std::string& name,
                             const PartTexts& parts) {
  const std::string path = folder / name;
  io::Output output(path, true);
  io::ZipWriter zip(output);
  for (const auto& [part, text] : parts) {
    zip.begin(part);
    zip.write(text);
    zip.end();
  }
  zip.finish();
  output.commit();
  return path;
}

inline constexpr char main_space[] =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// A workbook with one visible sheet "Hoja" and what is given of it.
struct Xlsx {
  std::string data;    ///< what stands in <sheetData>
  std::string before;  ///< in front of that
  std::string behind;
  std::string texts;   ///< what stands in <sst>
  std::string styles;  ///< what stands in <styleSheet>
  std::string properties;
  std::string sheets = "<sheet name=\"Hoja\" sheetId=\"1\" r:id=\"rId1\"/>";
  std::string target = "worksheets/sheet1.xml";
  std::string relations;  ///< more of them
  std::string space = main_space;

  PartTexts parts() const {
    const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const auto relation = [&](const std::string& id, const std::string& type,
                              const std::string& to) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + types + "/" + type + "\" Target=\"" + to +
             "\"/>";
    };
    return {
        {"[Content_Types].xml",
         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
         "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
         "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"},
        {"xl/workbook.xml",
         "<workbook " + space + ">" + properties + "<sheets>" + sheets + "</sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships "
         "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
             relation("rId1", "worksheet", target) +
             relation("rId2", "sharedStrings", "sharedStrings.xml") +
             relation("rId3", "styles", "styles.xml") + relations + "</Relationships>"},
        {"xl/sharedStrings.xml", "<sst " + space + ">" + texts + "</sst>"},
        {"xl/styles.xml", "<styleSheet " + space + ">" + styles + "</styleSheet>"},
        {"xl/worksheets/sheet1.xml", "<worksheet " + space + ">" + before + "<sheetData>" + data +
                                         "</sheetData>" + behind + "</worksheet>"},
    };
  }
};

inline constexpr char ods_type[] = "application/vnd.oasis.opendocument.spreadsheet";

/// A spreadsheet of OpenDocument with what stands in <office:spreadsheet>.
inline PartTexts ods_parts(const std::string& sheets, const std::string& styles = {}) {
  return {
      {"mimetype", ods_type},
      {"content.xml",
       "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
       "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
       "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
       "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
       "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
       "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">"
       "<office:automatic-styles>" +
           styles + "</office:automatic-styles><office:body><office:spreadsheet>" + sheets +
           "</office:spreadsheet></office:body></office:document-content>"}};
}

inline io::Input input_of(const std::string& path) {
  io::Input input;
  input.path = path;
  input.name = "libro";
  return input;
}

/// "t:a" for a text, "n:1" for a number and so on; "f" in front of what a formula gave, "c" of what
/// is covered.
inline std::string text_of(const Cell& cell) {
  static constexpr std::string_view kinds = "-tnbde";
  std::string text;
  if (cell.formula) text += 'f';
  if (cell.covered) text += 'c';
  text += kinds[static_cast<std::size_t>(cell.kind)];
  if (cell.kind != CellKind::empty) text.append(1, ':').append(cell.text);
  if (cell.shown == Shown::percent) text += " %";
  if (cell.shown == Shown::currency) text.append(" ").append(cell.currency);
  if (cell.shown == Shown::date) text += " date";
  if (cell.digits > 0) text += " 0*" + std::to_string(cell.digits);
  return text;
}

/// "1: t:a|n:1", for each row; a fault as "rule/variant part" in the place where it came.
inline std::vector<std::string> read_rows(Workbook& book, std::size_t sheet = 0) {
  std::vector<std::string> lines;
  try {
    const std::unique_ptr<Rows> rows = book.open(sheet);
    while (const Row* row = rows->next()) {
      std::string line = std::to_string(row->number) + (row->hidden ? "h:" : ":");
      for (const Cell& cell : row->cells)
        line += (&cell == row->cells.data() ? " " : "|") + text_of(cell);
      lines.push_back(std::move(line));
    }
  } catch (const io::InputFault& fault) {
    lines.push_back(std::string(fault.rule.id()) + "/" + fault.variant);
    for (const auto& [name, value] : fault.arguments) lines.back() += " " + name + "=" + value;
  }
  return lines;
}

inline std::vector<std::string> read_file(const std::string& path, std::size_t sheet = 0,
                                          const WorkbookOptions& options = {}) {
  try {
    return read_rows(*open_workbook(input_of(path), options), sheet);
  } catch (const io::InputFault& fault) {
    std::string line = std::string(fault.rule.id()) + "/" + fault.variant;
    for (const auto& [name, value] : fault.arguments) line += " " + name + "=" + value;
    return {line};
  }
}

using Lines = std::vector<std::string>;

}  // namespace edca::sheets::testing
