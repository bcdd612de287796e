#include "sheets/csv_workbook.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

#include "sheets/csv_reader.hpp"

namespace edca::sheets {
namespace {

class CsvRows final : public Rows {
 public:
  CsvRows(std::unique_ptr<io::Source> source, const CsvForm& form, const SheetInfo& sheet)
      : reader_(std::move(source), form), form_(form), sheet_(sheet) {}

  const Row* next() override {
    if (!reader_.next(fields_)) return nullptr;
    row_.number = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(reader_.number(), std::numeric_limits<std::uint32_t>::max()));
    if (fields_.size() > form_.most_fields) {
      throw io::InputFault("input.unreadable", "workbook-columns",
                           {{"sheet", sheet_.name},
                            {"row", std::to_string(row_.number)},
                            {"limit", std::to_string(form_.most_fields)}});
    }
    row_.line = reader_.line();
    row_.offset = reader_.offset();
    row_.unclosed = reader_.unclosed();
    cells_.resize(fields_.size());
    for (std::size_t at = 0; at < fields_.size(); ++at) {
      cells_[at].kind = fields_[at].empty() ? CellKind::empty : CellKind::text;
      cells_[at].text = fields_[at];
    }
    row_.cells = cells_;
    return &row_;
  }

 private:
  CsvReader reader_;
  CsvForm form_;
  const SheetInfo& sheet_;
  std::vector<std::string_view> fields_;
  std::vector<Cell> cells_;
  Row row_;
};

class CsvWorkbook final : public Workbook {
 public:
  CsvWorkbook(std::vector<CsvFile> files, const WorkbookOptions& options)
      : files_(std::move(files)), options_(options) {
    for (const CsvFile& file : files_) {
      const CsvFacts facts = find_csv_facts(file.open);
      SheetInfo& sheet = sheets_.emplace_back();
      sheet.name = file.name;
      sheet.file = file.file;
      sheet.delimiter = options.delimiter != '\0' ? options.delimiter : facts.delimiter;
      sheet.encoding = facts.encoding;
      sheet.not_utf8 = facts.not_utf8;
      says_delimiter_.push_back(facts.says_delimiter);
    }
  }

  WorkbookKind kind() const override { return WorkbookKind::csv; }
  std::span<const SheetInfo> sheets() const override { return sheets_; }
  std::unique_ptr<Rows> open(std::size_t sheet) override {
    const SheetInfo& info = sheets_[sheet];
    const CsvForm form = {.delimiter = info.delimiter,
                          .most_fields = options_.most_columns,
                          .most_bytes = options_.most_row_bytes};
    auto rows = std::make_unique<CsvRows>(as_utf8(files_[sheet].open(), info.encoding), form, info);
    // "sep=;" is no row, whichever delimiter is used.
    if (says_delimiter_[sheet]) static_cast<void>(rows->next());
    return rows;
  }
  std::unique_ptr<io::Source> text(std::size_t sheet) override {
    return as_utf8(files_[sheet].open(), sheets_[sheet].encoding);
  }

 private:
  std::vector<CsvFile> files_;
  WorkbookOptions options_;
  std::vector<SheetInfo> sheets_;
  std::vector<bool> says_delimiter_;
};

}  // namespace

std::unique_ptr<Workbook> csv_workbook(std::vector<CsvFile> files, const WorkbookOptions& options) {
  return std::make_unique<CsvWorkbook>(std::move(files), options);
}

}  // namespace edca::sheets
