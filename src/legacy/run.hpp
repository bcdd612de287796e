#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "edca/legacy.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "legacy/inai.hpp"
#include "legacy/notes.hpp"
#include "legacy/plan.hpp"
#include "legacy/rows.hpp"
#include "sheets/workbook.hpp"

namespace edca::legacy {

/// One conversion: all rows are read and put together by their process, then each becomes a
/// release.
///
///   rows of procedures and contracts ─────────────────────▶ by number ──▶ release
///   rows of projects ──▶ by file, with the numbers in it ──▶     ▲
class LegacyRun {
 public:
  LegacyRun(const Plan& plan, const Session& session, FindingSink& sink);

  LegacySummary run(const io::InputList& inputs, const LegacyConverter::Write& write);

 private:
  void read(const io::InputList& inputs);
  void read_input(const io::Input& input);
  bool read_sheet(sheets::Workbook& book, std::size_t number, const io::Input& input,
                  std::size_t file);
  bool read_inai(sheets::Workbook& book, std::size_t number, const io::Input& input,
                 std::size_t file);
  bool find_layout(Records& records, Record& record, Sheet& sheet) const;
  void read_rows(Records& records, std::size_t sheet, const io::Input& input);
  void take(const Record& record, std::size_t sheet);
  void take_project(const RowKeys& keys, const std::string& key, std::size_t sheet,
                    const Record& record, bool project);
  void place_projects();
  void make_all(const LegacyConverter::Write& write);
  using MakeOne = std::function<std::string(std::string_view key, std::span<const Row> rows)>;
  void make_each(io::Grouper& grouper, const MakeOne& make, const LegacyConverter::Write& write);
  bool go_on(std::uint64_t bytes);

  const Plan& plan_;
  const Session& session_;
  items::RunLog log_;
  Notes notes_;
  std::vector<Sheet> sheets_;
  RowStore store_;
  std::unique_ptr<io::Grouper> rows_;
  std::unique_ptr<io::Grouper> projects_;
  std::unique_ptr<io::Grouper> inai_rows_;  ///< of the platform of INAI, by OCID; made when needed
  std::unique_ptr<Inai> inai_;
  std::uint64_t before_ = 0;  ///< bytes of inputs read
  std::uint64_t total_ = 0;
  LegacySummary summary_;
};

}  // namespace edca::legacy
