#include "sheets/row_builder.hpp"

#include <algorithm>

namespace edca::sheets {

void RowBuilder::check_number(std::uint64_t number) const {
  if (number <= options_.most_rows) return;
  throw io::InputFault("input.unreadable", "workbook-rows",
                       {{"sheet", sheet_}, {"limit", std::to_string(options_.most_rows)}});
}

void RowBuilder::begin(std::uint64_t number, bool hidden) {
  check_number(number);
  row_ = Row();
  row_.number = static_cast<std::uint32_t>(number);
  row_.hidden = hidden;
  cells_.clear();
  texts_.clear();
  bytes_ = 0;
}

Cell& RowBuilder::cell(std::size_t column) {
  if (column >= options_.most_columns) {
    throw io::InputFault("input.unreadable", "workbook-columns",
                         {{"sheet", sheet_},
                          {"row", std::to_string(row_.number)},
                          {"limit", std::to_string(options_.most_columns)}});
  }
  if (column >= cells_.size()) cells_.resize(column + 1);
  return cells_[column];
}

void RowBuilder::check_size(std::size_t bytes) const {
  if (bytes <= options_.most_row_bytes && bytes_ <= options_.most_row_bytes - bytes) return;
  throw io::InputFault("input.unreadable", "workbook-cell",
                       {{"sheet", sheet_},
                        {"row", std::to_string(row_.number)},
                        {"mib", std::to_string(options_.most_row_bytes >> 20)}});
}

std::string_view RowBuilder::keep(std::string_view text) {
  check_size(text.size());
  bytes_ += text.size();
  return {texts_.copy(text), text.size()};
}

const Row* RowBuilder::row() {
  const auto written = [](const Cell& cell) {
    return cell.kind != CellKind::empty || cell.formula;
  };
  while (!cells_.empty() && !written(cells_.back())) cells_.pop_back();
  const auto full = static_cast<std::size_t>(std::count_if(cells_.begin(), cells_.end(), written));
  weight_ = bytes_ + cells_.size() + full * (cell_weight - 1);
  return cells_.empty() ? nullptr : count();
}

const Row* RowBuilder::repeat() {
  check_number(std::uint64_t{row_.number} + 1);
  ++row_.number;
  return count();
}

const Row* RowBuilder::count() {
  row_.cells = cells_;
  given_ += weight_;
  const std::uint64_t ratio = given_ / std::max<std::uint64_t>(packed_, 1);
  const io::UnpackLimits& limits = options_.limits;
  if (given_ > limits.free && limits.ratio != 0 && ratio > limits.ratio) {
    throw io::InputFault(
        "input.ratio", {},
        {{"ratio", std::to_string(ratio)}, {"limit", std::to_string(limits.ratio)}});
  }
  return &row_;
}

}  // namespace edca::sheets
