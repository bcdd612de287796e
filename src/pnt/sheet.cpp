#include "pnt/sheet.hpp"

#include <algorithm>

#include "pnt/fields.hpp"
#include "rows/values.hpp"

namespace edca::pnt {
namespace {

constexpr std::size_t most_head_rows = 30;  ///< in front of the headings
constexpr std::size_t least_known = 10;     ///< headings, of a sheet that is taken for one of PNT

std::string key_of(std::string_view heading) {
  const auto found = fields().headings.find(plain_label(heading));
  return found == fields().headings.end() ? std::string() : found->second;
}

/// Of a sub-table: the longest beginning that is known.
std::string part_of(std::string_view heading) {
  const std::string plain = plain_label(heading);
  if (plain == "id") return "id";
  std::string key;
  std::size_t longest = 0;
  for (const auto& [begin, part] : fields().parts) {
    if (!plain.starts_with(begin) || begin.size() < longest) continue;
    longest = begin.size();
    key = part;
  }
  return key;
}

void read_main(const std::vector<std::string_view>& cells, Sheet& sheet) {
  for (const std::string_view cell : cells) {
    std::string key = key_of(cell);
    if (std::ranges::find(sheet.keys, key) != sheet.keys.end()) key.clear();  // the first counts
    sheet.keys.push_back(std::move(key));
    sheet.tables.push_back(table_of(cell));
  }
}

bool is_main(const Sheet& sheet) {
  const auto has = [&](const char* key) {
    return std::ranges::find(sheet.keys, key) != sheet.keys.end();
  };
  const auto unknown = static_cast<std::size_t>(std::ranges::count(sheet.keys, std::string()));
  return sheet.keys.size() - unknown >= least_known && has("ejercicio") && has("inicio") &&
         (has("contrato") || has("expediente"));
}

}  // namespace

std::string number_of_sheet(std::string_view name) {
  return table_of(" " + std::string(name));
}

std::optional<Sheet> find_headings(legacy::Records& records, const sheets::SheetInfo& info,
                                   bool csv) {
  Sheet found;
  // The name of a CSV is that of its file, which may be anything.
  if (!csv) found.number = number_of_sheet(info.name);
  std::string body;
  legacy::Record record;
  for (std::size_t row = 0; row < most_head_rows && records.next(record); ++row) {
    while (!record.cells.empty() && record.cells.back().empty()) record.cells.pop_back();
    if (record.cells.empty()) continue;
    if (record.cells.size() > 1 && key_of(record.cells[0]) == "cuerpo")
      found.body = rows::without_spaces(record.cells[1]);
    found.keys.clear();
    found.tables.clear();
    if (found.number.empty()) {
      read_main(record.cells, found);
      if (!is_main(found)) continue;
    } else {
      if (plain_label(record.cells[0]) != "id") continue;
      for (const std::string_view cell : record.cells) found.keys.push_back(part_of(cell));
    }
    found.place.name = info.name;
    for (const std::string_view cell : record.cells)
      found.place.headings.emplace_back(rows::without_spaces(cell));
    records.expect({found.keys.size(), found.keys.size(), {}, nullptr});
    return found;
  }
  return std::nullopt;
}

bool has_headings(sheets::Workbook& book) {
  for (std::size_t at = 0; at < book.sheets().size(); ++at) {
    const sheets::SheetInfo& info = book.sheets()[at];
    const bool csv = book.kind() == sheets::WorkbookKind::csv;
    if (!csv && !number_of_sheet(info.name).empty()) continue;
    legacy::SheetRecords records(book, at);
    if (find_headings(records, info, csv)) return true;
  }
  return false;
}

}  // namespace edca::pnt
