#include "sheets/ods.hpp"

#include <set>
#include <utility>

#include "sheets/ods_rows.hpp"
#include "sheets/xml.hpp"

namespace edca::sheets {
namespace {

constexpr std::size_t most_sheets = 100'000;

/// META-INF/manifest.xml says which parts are encrypted.
class Manifest final : public XmlHandler {
 public:
  void start(const XmlName& name, const XmlAttributes&) override {
    if (name.is(Space::manifest, "encryption-data")) encrypted = true;
  }
  void end(const XmlName&) override {}
  void text(std::string_view) override {}

  bool encrypted = false;
};

/// The sheets that are in content.xml, and which of them are hidden.
class Tables final : public XmlHandler {
 public:
  explicit Tables(const std::string& file) : file_(file) {}

  void start(const XmlName& name, const XmlAttributes& attributes) override {
    ++depth_;
    if (name.is(Space::style, "style")) {
      style_ = attributes.text(Space::style, "name");
    } else if (name.is(Space::style, "table-properties")) {
      if (attributes.text(Space::table, "display") == "false" && hidden_.size() < most_sheets) {
        hidden_.insert(style_);
      }
    } else if (name.is(Space::office, "spreadsheet")) {
      spreadsheet_ = depth_;
    } else if (name.is(Space::table, "table") && spreadsheet_ != 0 && depth_ == spreadsheet_ + 1) {
      const std::size_t place = seen_++;
      const std::string_view given = attributes.text(Space::table, "name");
      // Copies of sheets of other files, which LibreOffice keeps for its formulas.
      if (given.starts_with("'file:") || given.starts_with("'http")) return;
      if (sheets.size() >= most_sheets) return;
      places.push_back(place);
      SheetInfo& sheet = sheets.emplace_back();
      sheet.name = given;
      sheet.file = file_;
      sheet.hidden = hidden_.contains(attributes.text(Space::table, "style-name"));
    }
  }
  void end(const XmlName&) override {
    if (depth_-- == spreadsheet_) spreadsheet_ = 0;
  }
  void text(std::string_view) override {}

  std::vector<SheetInfo> sheets;
  std::vector<std::size_t> places;  ///< of these among all that are there

 private:
  const std::string& file_;
  std::set<std::string, std::less<>> hidden_;  ///< styles of hidden sheets
  std::string style_;
  std::size_t seen_ = 0;
  std::size_t depth_ = 0;
  std::size_t spreadsheet_ = 0;  ///< depth of the element around the sheets; 0 outside of it
};

class OdsWorkbook final : public Workbook {
 public:
  OdsWorkbook(std::unique_ptr<Parts> parts, const WorkbookOptions& options, Tables tables)
      : parts_(std::move(parts)),
        options_(options),
        sheets_(std::move(tables.sheets)),
        places_(std::move(tables.places)) {}

  WorkbookKind kind() const override { return WorkbookKind::ods; }
  std::span<const SheetInfo> sheets() const override { return sheets_; }
  std::unique_ptr<Rows> open(std::size_t sheet) override {
    return ods_rows(*parts_, options_, sheets_[sheet].name, places_[sheet]);
  }

 private:
  std::unique_ptr<Parts> parts_;
  WorkbookOptions options_;
  std::vector<SheetInfo> sheets_;
  std::vector<std::size_t> places_;
};

}  // namespace

std::unique_ptr<Workbook> open_ods(std::unique_ptr<Parts> parts, const std::string& name,
                                   const WorkbookOptions& options) {
  const std::string manifest_part = "META-INF/manifest.xml";
  Manifest manifest;
  if (auto source = parts->open(manifest_part)) {
    read_xml(std::move(source), manifest, manifest_part);
  }
  if (manifest.encrypted) throw io::InputFault("input.unreadable", "workbook-password");
  Tables tables(name);
  read_xml(parts->need(ods_content), tables, ods_content);
  if (tables.sheets.empty()) throw io::InputFault("input.unreadable", "workbook-empty");
  return std::make_unique<OdsWorkbook>(std::move(parts), options, std::move(tables));
}

}  // namespace edca::sheets
