#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

#include "json/pointer.hpp"
#include "rows/described.hpp"
#include "sheets/workbook.hpp"
#include "tables/unflatten_run.hpp"

namespace edca::tables {
namespace {

/// JSON that was made of tables of Flattener.
class DescribedText final : public io::CellText {
 public:
  /// Throws as UnflattenRun.
  DescribedText(const std::string& path, const ReadOptions& options,
                const std::string& temporary_folder) {
    UnflattenOptions given;
    given.read = options;
    Session session;
    session.temporary_folder = temporary_folder;
    Heard heard(findings_);
    UnflattenRun run(given, path, session, heard);
    const auto write = [&](std::string_view piece) {
      text_ += piece;
      return true;
    };
    run.run(write, [&](ItemBuilder& item, const std::string& pointer) { keep(item, pointer); });
    tables_ = run.tables().tables();
    for (std::size_t at = 0; at < tables_.size(); ++at) {
      files_.push_back(run.tables().name(at));
    }
    for (const Finding& finding : findings_) {
      if (finding.severity == Severity::error) wrong_.insert(cell_of(finding));
    }
  }

  std::vector<std::string> files() const { return files_; }

  std::string locate(Finding& finding) const override {
    const auto behind = std::ranges::upper_bound(items_, finding.at.offset, {}, &Item::offset);
    if (!finding.has_position || behind == items_.begin()) return {};
    const Item& item = *std::prev(behind);
    std::string pointer = finding.pointer;
    if (pointer.starts_with(item.pointer)) {
      pointer.erase(0, item.pointer.size());
    } else if (finding.at.offset != item.offset || !pointer.empty()) {
      return {};
    }
    if (!finding.property.empty()) json::append_token(pointer, finding.property);
    set_cell(finding, item, pointer);
    return {};
  }

  bool said(const Finding& finding) const override { return wrong_.contains(cell_of(finding)); }

 private:
  /// Keeps what is found while tables are read.
  class Heard final : public FindingSink {
   public:
    explicit Heard(std::vector<Finding>& findings) : findings_(findings) {}
    void finding(const Finding& finding) override { findings_.push_back(finding); }
    void file(const FileSummary&) override {}

   private:
    std::vector<Finding>& findings_;
  };

  struct Item {
    std::uint64_t offset;
    std::string pointer;
    std::map<std::string, std::pair<std::uint32_t, RowAt>, std::less<>> rows;  ///< by pointer
  };

  static std::string cell_of(const Finding& finding) {
    return finding.file + "\n" + finding.cell.sheet + "\n" + finding.cell.name;
  }

  void keep(ItemBuilder& builder, const std::string& pointer) {
    Item& item = items_.emplace_back(Item{text_.size(), pointer, {}});
    for (ItemBuilder::Place& each : builder.places()) {
      item.rows.try_emplace(std::move(each.pointer), each.table, each.at);
    }
  }

  /// The cell of the row that is nearest around a value.
  void set_cell(Finding& finding, const Item& item, std::string_view pointer) const {
    for (std::string_view around = pointer;; around = around.substr(0, around.rfind('/'))) {
      if (const auto row = item.rows.find(around); row != item.rows.end()) {
        const auto& [table, at] = row->second;
        return set_cell(finding, table, at, pointer.substr(around.size()));
      }
      if (around.empty()) return;
    }
  }

  void set_cell(Finding& finding, std::uint32_t number, const RowAt& at,
                std::string_view pointer) const {
    const ReadTable& table = tables_[number];
    std::size_t column = ReadTable::none;
    for (std::size_t each = 0; each < table.columns.size(); ++each) {
      std::string below;
      for (const std::string& key : table.columns[each].path) json::append_token(below, key);
      if (!below.empty() && (pointer == below || pointer.starts_with(below + "/"))) column = each;
    }
    const bool known = column != ReadTable::none;
    if (!known) column = table.key;
    finding.file = files_[number];
    finding.cell.sheet = table.sheet;
    finding.cell.name = sheets::cell_name(column, static_cast<std::uint32_t>(at.number));
    finding.cell.row = at.number;
    finding.cell.column = column + 1;
    finding.cell.heading = known ? table.columns[column].name : "";
    finding.at = {0, at.line, column + 1};
    finding.has_position = true;
  }

  std::vector<Item> items_;
  std::vector<ReadTable> tables_;
  std::vector<std::string> files_;         ///< by table
  std::unordered_set<std::string> wrong_;  ///< cells with an error
};

}  // namespace
}  // namespace edca::tables

namespace edca::rows {

std::optional<Described> read_described(const std::string& path, const ReadOptions& options,
                                        const std::string& temporary_folder) {
  try {
    const auto text = std::make_shared<tables::DescribedText>(path, options, temporary_folder);
    return Described{text, text->files()};
  } catch (const Error& error) {
    if (error.key() == std::string_view("tables.description")) return std::nullopt;
    throw;
  }
}

}  // namespace edca::rows
