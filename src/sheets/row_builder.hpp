#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "sheets/workbook.hpp"

namespace edca::sheets {

/// Puts rows together, and holds them to the limits: of a row, and of all that a sheet gives for
/// the bytes that it takes in the file, since cells and texts that are written once may come again
/// and again.
class RowBuilder {
 public:
  /// `packed`: bytes of the file. `options` must outlive it.
  RowBuilder(const WorkbookOptions& options, std::string sheet, std::uint64_t packed)
      : options_(options), sheet_(std::move(sheet)), packed_(packed) {}

  /// Throws io::InputFault(workbook-rows).
  void begin(std::uint64_t number, bool hidden);
  std::uint32_t number() const { return row_.number; }
  /// The cell of a column; those before it are there too. Throws io::InputFault(workbook-columns).
  Cell& cell(std::size_t column);
  std::size_t size() const { return cells_.size(); }
  /// A copy that lasts as long as the row. Throws io::InputFault(workbook-cell).
  std::string_view keep(std::string_view text);
  /// Throws io::InputFault(workbook-cell) where texts of so many bytes are too many for the row.
  void check_size(std::size_t bytes) const;

  /// The row as it is, without empty cells at its end; nullptr where nothing is written in it.
  /// Throws io::InputFault(input.ratio). To be called again for each time that it repeats.
  const Row* row();
  /// The row once more, under the next number. Throws as begin() and row().
  const Row* repeat();

 private:
  /// What is done with a cell costs as much as unpacking so many bytes, at the least. An empty one
  /// weighs one byte.
  static constexpr std::size_t cell_weight = 16;

  void check_number(std::uint64_t number) const;
  const Row* count();

  const WorkbookOptions& options_;
  std::string sheet_;
  std::uint64_t packed_;
  base::Arena texts_;
  std::vector<Cell> cells_;
  std::size_t bytes_ = 0;    ///< of the texts of the row
  std::size_t weight_ = 0;   ///< of the row
  std::uint64_t given_ = 0;  ///< weight of the rows so far
  Row row_;
};

}  // namespace edca::sheets
