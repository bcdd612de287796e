#pragma once
// What holds for the rows of every sheet, whatever the bytes.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "edca/error.hpp"
#include "sheets/workbook.hpp"

namespace edca::sheets::fuzz {

/// Few rows of few cells are enough to see what goes wrong.
inline WorkbookOptions options() {
  WorkbookOptions options;
  options.limits.free = 1u << 20;
  options.memory = 1000;
  options.most_columns = 200;
  options.most_rows = 5000;
  options.most_row_bytes = 1u << 20;
  return options;
}

/// All that a sheet gives, as one text.
inline std::string read(Workbook& book, std::size_t sheet, bool utf8) {
  std::string all;
  try {
    const std::unique_ptr<Rows> rows = book.open(sheet);
    std::uint32_t last = 0;
    while (const Row* row = rows->next()) {
      if (row->number < last || row->cells.size() > options().most_columns) std::abort();
      last = row->number;
      all += std::to_string(last) + (row->hidden ? "h" : "");
      for (const Cell& cell : row->cells) {
        if (cell.kind == CellKind::empty && !cell.text.empty()) std::abort();
        if (utf8 && !base::is_utf8(cell.text)) std::abort();
        all.append(1, '|').append(cell.text).append(cell.currency);
      }
    }
  } catch (const io::InputFault& fault) {
    all.append(fault.rule.id()).append(fault.variant);
  }
  return all;
}

/// Reads the sheets twice: they must be the same.
inline void check(Workbook& book) {
  const bool utf8 = book.kind() != WorkbookKind::csv;
  constexpr std::size_t enough = 4;
  for (std::size_t at = 0; at < book.sheets().size() && at < enough; ++at) {
    if (read(book, at, utf8) != read(book, at, utf8)) std::abort();
  }
}

/// Opens bytes as a file.
inline void check_file(std::string_view bytes) {
  const int file = ::memfd_create("edca", 0);
  if (file < 0 || ::write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
    std::abort();
  }
  io::Input input;
  input.path = "/proc/self/fd/" + std::to_string(file);
  input.name = "fuzz";
  try {
    check(*open_workbook(input, options()));
  } catch (const io::InputFault&) {
  }
  ::close(file);
}

}  // namespace edca::sheets::fuzz
