#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "advertising/archive.hpp"
#include "advertising/teller.hpp"
#include "edca/read_options.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"

// The exports of Publicidad Abierta, as every command but validate reads them.

namespace edca::items {

/// Takes the archives out of a list and tells what cannot be read; whatever is none is a problem as
/// for the profile "publicidad-abierta".
std::vector<advertising::Archive> take_exports(io::InputList& list, const ReadOptions& read,
                                               RunLog& log);

/// Whether the list holds archives, and whether all of it does. Of a list that holds none nothing
/// is changed, nor is anything told.
enum class Exports { none, some, all };
Exports exports_in(const io::InputList& list, const ReadOptions& read);

/// The file of a table: of the public ones, else of those of the administration. nullptr for none.
const advertising::TableFile* file_of(const advertising::Archive& archive, std::string_view table);

/// Tells of files whose table another file of the archive has, and which file_of() does not give.
void tell_left_out(const advertising::Archive& archive, RunLog& log);

/// What came of a file.
struct FileRun {
  std::uint64_t rows = 0;
  std::uint64_t refused = 0;
};
/// Answers whether the row could be taken.
using RowTaker =
    std::function<bool(const advertising::TableRows& rows, advertising::Teller& teller)>;
/// Reads the rows of a file and tells where it has to end; rows that `row` does not take are told
/// by the number of their cells, and counted.
FileRun read_file(const advertising::TableFile& file, RunLog& log,
                  const std::function<bool()>& cancelled, const RowTaker& row);
/// The same for rows all of whose cells have headings; others are not taken.
FileRun read_fitting(const advertising::TableFile& file, RunLog& log,
                     const std::function<bool()>& cancelled,
                     const std::function<void(const advertising::TableRows& rows,
                                              advertising::Teller& teller)>& row);

/// The cells of a row that say something, but for its number, as an object of JSON: texts by the
/// names of their fields, or by their headings where no field has that.
std::string cells_of(const advertising::TableFile& file, const advertising::TableRows& rows);

/// Whether the cells of a row that have no heading are empty.
bool fits_headings(const advertising::TableFile& file, const advertising::TableRows& rows);

}  // namespace edca::items
