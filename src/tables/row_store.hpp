#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/spill.hpp"

namespace edca::tables {

/// One cell of a row that is read back.
struct StoredCell {
  std::uint32_t column;
  std::string_view text;
};

/// A row as it was stored.
struct StoredRow {
  std::string_view key;
  std::uint64_t place = 0;  ///< in its list
  std::vector<StoredCell> cells;
};

/// Rows of many tables, which come all at once and are read table by table, each in the order in
/// which its rows came. What does not fit into the memory allowed goes to a temporary file.
///
/// To be used from one thread.
class RowStore {
 public:
  /// `temporary_folder` as os::temporary_folder() takes it.
  RowStore(std::uint64_t memory, std::string temporary_folder);

  // A row of a table: begin(), its cells, end(). Rows of different tables may be open at once.
  void begin(std::uint32_t table, std::string_view key, std::uint64_t place);
  /// Where the text of a cell is appended to; end_cell() says whether it counts.
  std::string& begin_cell(std::uint32_t table);
  void end_cell(std::uint32_t table, std::uint32_t column);
  /// Throws as SpillFile.
  void end(std::uint32_t table);

  /// Reads the rows of a table, as often as one likes.
  class Reader {
   public:
    Reader(const RowStore& store, std::uint32_t table) : store_(store), table_(table) {}
    /// False when there are no more. What it gave lasts until the next call. Throws as SpillFile.
    bool next(StoredRow& row);

   private:
    bool next_piece();

    const RowStore& store_;
    std::uint32_t table_;
    std::size_t piece_ = 0;
    std::string bytes_;  ///< of a piece that was in the file
    std::string_view rest_;
  };

 private:
  /// Rows one behind the other, in memory or in the file.
  struct Piece {
    std::string bytes;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };
  struct Rows {
    std::vector<Piece> pieces;
    std::string open;  ///< rows that are in no piece yet
    std::string cell;
  };

  Rows& rows(std::uint32_t table);
  void spill();

  std::uint64_t memory_;
  std::string temporary_folder_;
  std::deque<Rows> tables_;  ///< which stay where they are
  std::unique_ptr<io::SpillFile> file_;
  std::uint64_t in_memory_ = 0;  ///< bytes of pieces
};

}  // namespace edca::tables
