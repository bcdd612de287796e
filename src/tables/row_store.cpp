#include "tables/row_store.hpp"

#include <utility>

#include "tables/bytes.hpp"

namespace edca::tables {
namespace {

constexpr std::size_t row_piece = std::size_t{128} << 10;

}  // namespace

RowStore::RowStore(std::uint64_t memory, std::string temporary_folder)
    : memory_(memory), temporary_folder_(std::move(temporary_folder)) {}

RowStore::Rows& RowStore::rows(std::uint32_t table) {
  if (table >= tables_.size()) tables_.resize(table + std::size_t{1});
  return tables_[table];
}

// A row: key, place, then column + 1 and text of each cell, then 0.

void RowStore::begin(std::uint32_t table, std::string_view key, std::uint64_t place) {
  std::string& open = rows(table).open;
  put_text(open, key);
  put_number(open, place);
}

std::string& RowStore::begin_cell(std::uint32_t table) {
  std::string& cell = tables_[table].cell;
  cell.clear();
  return cell;
}

void RowStore::end_cell(std::uint32_t table, std::uint32_t column) {
  Rows& rows = tables_[table];
  if (rows.cell.empty()) return;
  put_number(rows.open, std::uint64_t{column} + 1);
  put_text(rows.open, rows.cell);
}

void RowStore::end(std::uint32_t table) {
  Rows& rows = tables_[table];
  rows.open += '\0';
  if (rows.open.size() < row_piece) return;
  in_memory_ += rows.open.size();
  rows.pieces.push_back({std::exchange(rows.open, {}), 0, 0});
  if (in_memory_ > memory_) spill();
}

/// Moves all pieces to the file.
void RowStore::spill() {
  if (!file_) file_ = std::make_unique<io::SpillFile>(temporary_folder_);
  for (Rows& rows : tables_) {
    for (Piece& piece : rows.pieces) {
      if (piece.bytes.empty()) continue;
      piece.offset = file_->size();
      piece.size = piece.bytes.size();
      const std::string_view part = piece.bytes;
      file_->append({&part, 1});
      piece.bytes = std::string();
    }
  }
  in_memory_ = 0;
}

bool RowStore::Reader::next_piece() {
  if (table_ >= store_.tables_.size()) return false;
  const Rows& rows = store_.tables_[table_];
  if (piece_ > rows.pieces.size()) return false;
  if (piece_ == rows.pieces.size()) {
    rest_ = rows.open;
  } else if (const Piece& piece = rows.pieces[piece_]; !piece.bytes.empty()) {
    rest_ = piece.bytes;
  } else {
    bytes_.resize(piece.size);
    store_.file_->read(piece.offset, bytes_.data(), bytes_.size());
    rest_ = bytes_;
  }
  ++piece_;
  return true;
}

bool RowStore::Reader::next(StoredRow& row) {
  while (rest_.empty()) {
    if (!next_piece()) return false;
  }
  row.key = take_text(rest_);
  row.place = take_number(rest_);
  row.cells.clear();
  while (const std::uint64_t column = take_number(rest_)) {
    row.cells.push_back({static_cast<std::uint32_t>(column - 1), take_text(rest_)});
  }
  return true;
}

}  // namespace edca::tables
