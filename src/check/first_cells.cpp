#include "check/first_cells.hpp"

#include <algorithm>
#include <utility>

#include "edca/finding.hpp"

namespace edca::check {

void FirstCells::add(const io::CellText& cells, const SeenItem& item, const FirstSeen& seen) {
  Finding there;
  there.rule = rules().data();
  there.at.offset = item.place.offset;
  there.at.line = item.place.line;
  there.pointer = item.pointer;
  static_cast<void>(cells.locate(there));
  if (there.cell.row == 0) return;
  Sheet sheet{std::move(there.file), std::move(there.cell.sheet)};
  if (sheets_.empty() || sheets_.back() != sheet) sheets_.push_back(std::move(sheet));
  known_.push_back({seen.file, seen.line, static_cast<std::uint32_t>(sheets_.size() - 1),
                    std::move(there.cell.name)});
}

bool FirstCells::tell(const FirstSeen& first, Arguments& arguments) const {
  const auto at =
      std::ranges::lower_bound(known_, std::pair(first.file, first.line), {},
                               [](const Known& each) { return std::pair(each.file, each.line); });
  if (at == known_.end() || at->file != first.file || at->line != first.line) return false;
  const Sheet& sheet = sheets_[at->sheet];
  arguments.emplace_back("first_file", sheet.file);
  arguments.emplace_back("first_cell", at->cell);
  if (!io::is_only_sheet(sheet.file, sheet.name)) arguments.emplace_back("first_sheet", sheet.name);
  return true;
}

}  // namespace edca::check
