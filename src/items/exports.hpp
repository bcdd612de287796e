#pragma once

#include <functional>
#include <string>
#include <vector>

#include "advertising/archive.hpp"
#include "advertising/teller.hpp"
#include "edca/convert.hpp"
#include "items/run_log.hpp"

namespace edca::convert {

/// The archives among inputs. What cannot be read is told; whatever is none is a problem as for the
/// profile "publicidad-abierta". `target` must not be among them: Error(usage, "output.is-input").
std::vector<advertising::Archive> archives_of(const std::vector<std::string>& inputs,
                                              const ReadOptions& read, const std::string& target,
                                              items::RunLog& log);

/// Reads the rows of a file and tells where it has to end. `row` answers whether the row could be
/// taken; others are told as too wide and counted.
struct FileRun {
  std::uint64_t rows = 0;
  std::uint64_t refused = 0;
};
FileRun read_file(const advertising::TableFile& file, items::RunLog& log,
                  const std::function<bool()>& cancelled,
                  const std::function<bool(const advertising::TableRows& rows)>& row);

/// Whether the cells of a row that have no heading are empty.
bool fits_headings(const advertising::TableFile& file, const advertising::TableRows& rows);

ConvertSummary summary_of(items::RunLog& log, const FileRun& figures, bool cancelled);

}  // namespace edca::convert
