#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "edca/legacy.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "legacy/notes.hpp"
#include "pnt/release_maker.hpp"
#include "pnt/row.hpp"
#include "pnt/sheet.hpp"

namespace edca::pnt {

/// Whether a table holds PNT, by its headings. What cannot be read holds none.
bool is_pnt(const io::Input& input, const std::string& temporary_folder);

/// Reads rows of PNT and puts them together by their procedure; each becomes a release.
///
///   main rows ─────────────────────────────────▶ by number ──▶ release
///       └─ numbers of sub-rows ─▶ by table and ID ─▶  ▲
///   sub-rows ────────────────────────▲
class ImportRun {
 public:
  /// What is handed in must outlive it. Throws as legacy::Plan.
  ImportRun(const LegacyOptions& options, const Session& session, FindingSink& sink);
  ~ImportRun();

  LegacySummary run(const io::InputList& inputs, const LegacyConverter::Write& write);

 private:
  /// A row, with where it stands.
  struct Read {
    Row row;
    legacy::RowAt at;
    const Sheet* sheet = nullptr;
    std::string content;  ///< all of it, for comparing
    std::string changed;  ///< when, as a date-time; may be empty
  };

  void read(const io::InputList& inputs);
  void read_input(const io::Input& input);
  bool read_sheet(sheets::Workbook& book, std::size_t number, std::size_t file);
  void take(const legacy::Record& record, std::size_t sheet);
  void link(const Sheet& sheet, const std::string& key, std::size_t number,
            const legacy::Record& record);
  void join();
  void make_all(const LegacyConverter::Write& write);
  Read read_row(const io::Entry& entry) const;
  std::vector<Read> rows_of(std::span<const io::Entry> entries) const;
  std::vector<Read> choose(std::vector<Read> rows);
  void left_out(const Read& row, const Read& taken);
  std::string make(std::string_view number, std::string_view body, std::vector<Read> rows);
  std::string written(json::Value& said, const std::string& number, const std::string& date) const;
  std::size_t column_of(const Sheet& sheet, std::string_view key) const;
  bool go_on(std::uint64_t bytes);

  const LegacyOptions& options_;
  const Session& session_;
  std::string prefix_;
  rows::Zone zone_;
  ReadingChoice choice_;
  items::RunLog log_;
  legacy::Notes notes_;
  std::deque<Sheet> sheets_;
  std::unique_ptr<io::Grouper> rows_;
  std::unique_ptr<io::Grouper> links_;
  std::string now_;
  std::string number_;  ///< of the process that was made last
  std::uint64_t total_ = 0;
  LegacySummary summary_;
};

}  // namespace edca::pnt
