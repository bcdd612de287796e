#include "sheets/workbook_parts.hpp"

#include <algorithm>

#include "base/markup.hpp"

namespace edca::sheets::parts {
namespace {

constexpr std::string_view office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view packages =
    "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view core =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
constexpr std::string_view sheet_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.";

/// Elements of which equal ones are written once.
class Elements {
 public:
  explicit Elements(std::vector<std::string> first) : texts_(std::move(first)) {}

  std::string number(const std::string& text) {
    auto found = std::ranges::find(texts_, text);
    if (found == texts_.end()) found = texts_.insert(texts_.end(), text);
    return std::to_string(found - texts_.begin());
  }

  std::string in(const std::string& name) const {
    std::string all = "<" + name + " count=\"" + std::to_string(texts_.size()) + "\">";
    for (const std::string& text : texts_) all += text;
    return all + "</" + name + ">";
  }

 private:
  std::vector<std::string> texts_;
};

std::string font_of(const CellStyle& style) {
  std::string text = "<font>";
  if (style.bold) text += "<b/>";
  if (style.italic) text += "<i/>";
  text += "<sz val=\"11\"/>";
  if (!style.colour.empty()) text += "<color rgb=\"FF" + style.colour + "\"/>";
  return text + "<name val=\"Calibri\"/><family val=\"2\"/></font>";
}

std::string fill_of(const CellStyle& style) {
  if (style.fill.empty()) return "<fill><patternFill patternType=\"none\"/></fill>";
  return "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF" + style.fill +
         "\"/><bgColor indexed=\"64\"/></patternFill></fill>";
}

/// Formats of numbers by their numbers: a few are known, the others begin at 164.
class Formats {
 public:
  std::string number(const std::string& format) {
    if (format.empty()) return "0";
    if (format == "@") return "49";
    auto found = std::ranges::find(own_, format);
    if (found == own_.end()) found = own_.insert(own_.end(), format);
    return std::to_string(first_own + static_cast<std::size_t>(found - own_.begin()));
  }

  std::string text() const {
    if (own_.empty()) return {};
    std::string all = "<numFmts count=\"" + std::to_string(own_.size()) + "\">";
    for (std::size_t at = 0; at < own_.size(); ++at) {
      all += "<numFmt numFmtId=\"" + std::to_string(first_own + at) + "\" formatCode=\"";
      base::append_escaped(own_[at], all);
      all += "\"/>";
    }
    return all + "</numFmts>";
  }

 private:
  static constexpr std::size_t first_own = 164;
  std::vector<std::string> own_;
};

std::string relation(const std::string& id, std::string_view type, const std::string& target) {
  std::string text = "<Relationship Id=\"" + id + "\" Type=\"";
  return text.append(type).append("\" Target=\"").append(target).append("\"/>");
}

std::string relations(const std::string& inner) {
  std::string text(declaration);
  text.append("<Relationships xmlns=\"").append(packages).append("\">").append(inner);
  return text + "</Relationships>";
}

}  // namespace

std::string sheet_file(std::size_t number) {
  return "xl/worksheets/sheet" + std::to_string(number) + ".xml";
}

std::string package_relations() {
  return relations(relation("rId1", std::string(office) + "officeDocument", "xl/workbook.xml") +
                   relation("rId2", core, "docProps/core.xml"));
}

std::string properties(std::string_view title) {
  std::string text(declaration);
  text +=
      "<cp:coreProperties"
      " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">";
  if (!title.empty()) {
    text += "<dc:title>";
    base::append_escaped(title, text);
    text += "</dc:title>";
  }
  return text + "<dc:creator>edca</dc:creator></cp:coreProperties>";
}

std::string styles(const std::vector<CellStyle>& styles) {
  Formats formats;
  Elements fonts({font_of({})});
  // The first two fills are the program's own, whatever stands there.
  Elements fills({fill_of({}), "<fill><patternFill patternType=\"gray125\"/></fill>"});
  std::string cells;
  for (const CellStyle& style : styles) {
    cells += "<xf numFmtId=\"" + formats.number(style.format) + "\" fontId=\"" +
             fonts.number(font_of(style)) + "\" fillId=\"" + fills.number(fill_of(style)) +
             "\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"";
    if (style.wrap || style.unlocked) {
      if (style.wrap) cells += " applyAlignment=\"1\"";
      if (style.unlocked) cells += " applyProtection=\"1\"";
      cells += '>';
      if (style.wrap) cells += "<alignment vertical=\"top\" wrapText=\"1\"/>";
      if (style.unlocked) cells += "<protection locked=\"0\"/>";
      cells += "</xf>";
    } else {
      cells += "/>";
    }
  }
  std::string text(declaration);
  text += "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
  text += formats.text() + fonts.in("fonts") + fills.in("fills");
  text +=
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
      "</cellStyleXfs><cellXfs count=\"" +
      std::to_string(styles.size()) + "\">" + cells +
      "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
      "</cellStyles></styleSheet>";
  return text;
}

std::string workbook_relations(std::size_t sheets) {
  std::string inner;
  for (std::size_t number = 1; number <= sheets; ++number) {
    const std::string target = sheet_file(number).substr(std::string_view("xl/").size());
    inner += relation("rId" + std::to_string(number), std::string(office) + "worksheet", target);
  }
  inner +=
      relation("rId" + std::to_string(sheets + 1), std::string(office) + "styles", "styles.xml");
  return relations(inner);
}

std::string content_types(std::size_t sheets) {
  std::string text(declaration);
  text +=
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "<Default Extension=\"rels\""
      " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Override PartName=\"/docProps/core.xml\""
      " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
  const auto add = [&](const std::string& file, std::string_view type) {
    text.append("<Override PartName=\"/").append(file).append("\" ContentType=\"");
    text.append(sheet_type).append(type).append("+xml\"/>");
  };
  add("xl/workbook.xml", "sheet.main");
  add("xl/styles.xml", "styles");
  for (std::size_t number = 1; number <= sheets; ++number) add(sheet_file(number), "worksheet");
  return text + "</Types>";
}

}  // namespace edca::sheets::parts
