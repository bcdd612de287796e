#include "sheets/xlsx.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "sheets/xlsx_texts.hpp"
#include "sheets/xml.hpp"

namespace edca::sheets {
namespace {

/// More sheets, formats and relations than anybody has.
constexpr std::size_t most_entries = 100'000;

/// One of the handlers that only look at where elements begin.
class Beginnings : public XmlHandler {
 public:
  void end(const XmlName&) override {}
  void text(std::string_view) final {}
};

/// [Content_Types].xml (ECMA-376-2, 7.2.3).
class ContentTypes final : public Beginnings {
 public:
  void start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.local != "Override") return;
    const std::string_view type = attributes.text(Space::none, "ContentType");
    std::string_view part = attributes.text(Space::none, "PartName");
    if (part.starts_with('/')) part.remove_prefix(1);
    const std::string folded = base::fold(type);
    if (folded.find("sheet.binary.macroenabled.main") != std::string::npos) binary = true;
    const bool book = folded.find("spreadsheetml") != std::string::npos ||
                      folded.find("vnd.ms-excel") != std::string::npos;
    if (main.empty() && book && folded.ends_with(".main+xml")) main = part;
  }

  std::string main;
  bool binary = false;
};

/// Where a target leads from a part, by its name in the zip; the target itself where it leaves
/// the zip, in which no part is called so.
std::string resolve(std::string_view from, std::string target) {
  std::ranges::replace(target, '\\', '/');
  std::string path = target;
  const std::size_t slash = from.rfind('/');
  if (!target.starts_with('/') && slash != std::string_view::npos) {
    path = std::string(from.substr(0, slash + 1)) + target;
  }
  std::vector<std::string_view> steps;
  for (std::string_view rest = path; !rest.empty();) {
    const std::string_view step = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(step.size() + 1, rest.size()));
    if (step == "..") {
      if (steps.empty()) return target;
      steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
  }
  std::string resolved;
  for (const std::string_view step : steps) {
    if (!resolved.empty()) resolved += '/';
    resolved += step;
  }
  return resolved;
}

struct Relation {
  std::string part;
  std::string type;  ///< the last word of it: "worksheet"
};

/// The relations of the main part. What lies outside of the file is passed over.
class Relations final : public Beginnings {
 public:
  explicit Relations(std::string_view from) : from_(from) {}
  void start(const XmlName& name, const XmlAttributes& attributes) override {
    if (!name.is(Space::package, "Relationship") || by_id.size() >= most_entries) return;
    if (attributes.text(Space::none, "TargetMode") == "External") return;
    const std::string_view type = attributes.text(Space::none, "Type");
    Relation relation;
    relation.part = resolve(from_, std::string(attributes.text(Space::none, "Target")));
    relation.type = type.substr(type.rfind('/') + 1);
    if (relation.type == "sharedStrings") texts = relation.part;
    if (relation.type == "styles") styles = relation.part;
    by_id.emplace(attributes.text(Space::none, "Id"), std::move(relation));
  }

  std::map<std::string, Relation, std::less<>> by_id;
  std::string texts;
  std::string styles;

 private:
  std::string_view from_;
};

/// xl/workbook.xml.
class Main final : public Beginnings {
 public:
  Main(const Relations& relations, const std::string& file, XlsxBook& book)
      : relations_(relations), file_(file), book_(book) {}
  void start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.is(Space::sheet, "workbookPr")) {
      book_.from_1904 = attributes.flag(Space::none, "date1904");
    }
    if (!name.is(Space::sheet, "sheet")) return;
    const auto relation = relations_.by_id.find(attributes.text(Space::relation, "id"));
    const bool known = relation != relations_.by_id.end();
    // Sheets of charts and of macros have no cells to read.
    if (known && relation->second.type != "worksheet") return;
    if (book_.sheets.size() >= most_entries) return;
    SheetInfo& sheet = book_.sheets.emplace_back();
    sheet.name = attributes.text(Space::none, "name");
    sheet.file = file_;
    const std::string_view state = attributes.text(Space::none, "state");
    sheet.hidden = state == "hidden" || state == "veryHidden";
    book_.sheet_parts.push_back(known ? relation->second.part : std::string());
  }

 private:
  const Relations& relations_;
  const std::string& file_;
  XlsxBook& book_;
};

class XlsxWorkbook final : public Workbook {
 public:
  explicit XlsxWorkbook(XlsxBook book) : book_(std::move(book)) {}

  WorkbookKind kind() const override { return WorkbookKind::xlsx; }
  std::span<const SheetInfo> sheets() const override { return book_.sheets; }
  std::unique_ptr<Rows> open(std::size_t sheet) override {
    complete();
    return xlsx_rows(book_, sheet);
  }

 private:
  /// What cells of all sheets lead to, when the first of them is opened.
  void complete() {
    if (book_.complete) return;
    book_.texts = SharedTexts(book_.options.memory, book_.options.temporary_folder);
    book_.styles.clear();
    if (!book_.texts_part.empty()) read_shared_texts(book_);
    if (!book_.styles_part.empty()) read_styles(book_);
    book_.complete = true;
  }

  XlsxBook book_;
};

}  // namespace

std::string xlsx_main_part(const Parts& parts) {
  ContentTypes types;
  const std::string part = "[Content_Types].xml";
  if (auto source = parts.open(part)) read_xml(std::move(source), types, part);
  if (types.binary) throw io::InputFault("input.unreadable", "workbook-xlsb");
  return types.main;
}

std::unique_ptr<Workbook> open_xlsx(std::unique_ptr<Parts> parts, const std::string& main_part,
                                    const std::string& name, const WorkbookOptions& options) {
  XlsxBook book;
  book.options = options;
  Relations relations(main_part);
  const std::size_t slash = main_part.rfind('/') + 1;
  const std::string related =
      main_part.substr(0, slash) + "_rels/" + main_part.substr(slash) + ".rels";
  if (auto source = parts->open(related)) read_xml(std::move(source), relations, related);
  Main main(relations, name, book);
  read_xml(parts->need(main_part), main, main_part);
  if (book.sheets.empty()) throw io::InputFault("input.unreadable", "workbook-empty");
  book.texts_part = std::move(relations.texts);
  book.styles_part = std::move(relations.styles);
  book.parts = std::move(parts);
  return std::make_unique<XlsxWorkbook>(std::move(book));
}

}  // namespace edca::sheets
