#include "advertising/table_file.hpp"

#include <algorithm>
#include <utility>

namespace edca::advertising {
namespace {

constexpr std::size_t longest_heading = 1000;
constexpr std::size_t most_bytes = std::size_t{64} << 20;
constexpr io::UnpackLimits limits;

sheets::CsvReader open_rows(const TableFile& file) {
  return {
      sheets::as_utf8(io::open(file.input, limits), file.facts.encoding),
      {.delimiter = file.facts.delimiter, .most_fields = most_columns, .most_bytes = most_bytes}};
}

/// The field that a heading names, and in which edition.
struct Named {
  std::size_t field = nowhere;
  Lineage lineage = Lineage::v2;
};

Named named(const Table& table, std::string_view plain) {
  for (std::size_t at = 0; at < table.fields.size(); ++at) {
    const Field& field = table.fields[at];
    if (field.plain == plain) return {at, field.office ? Lineage::back_office : Lineage::v2};
    for (const auto& [heading, lineage] : field.also)
      if (heading == plain) return {at, lineage};
  }
  return {};
}

/// How well headings fit a table: those that are its own.
std::size_t fitting(const Table& table, const std::vector<std::string>& plain) {
  return static_cast<std::size_t>(std::ranges::count_if(plain, [&](const std::string& heading) {
    return heading != "#" && named(table, heading).field != nowhere;
  }));
}

const Table* best_table(const std::vector<std::string>& plain, std::string_view stem) {
  const Table* best = nullptr;
  std::size_t most = 0;
  bool by_name = false;
  const auto filled = plain.size() - static_cast<std::size_t>(std::ranges::count(plain, ""));
  for (const Table& table : Standard::get().tables()) {
    const std::size_t fits = fitting(table, plain);
    const bool same = table.name == stem;
    // All of a small table or four of a large one, and most of the headings.
    const std::size_t own = table.fields.size() - (table.fields[0].name == "#" ? 1 : 0);
    if (fits < std::min<std::size_t>(own, 4) || fits * 5 < filled * 3) continue;
    const bool better = fits > most || (fits == most && same && !by_name) ||
                        (fits == most && !by_name && best->fields.size() > table.fields.size());
    if (best != nullptr && !better) continue;
    best = &table;
    most = fits;
    by_name = same;
  }
  return best;
}

void name_columns(TableFile& file, const std::vector<std::string>& plain) {
  const Table& table = *file.table;
  file.columns.assign(table.fields.size(), nowhere);
  file.fields.clear();
  std::size_t first = 0;
  std::size_t office = 0;
  bool numbered = false;
  for (std::size_t column = 0; column < plain.size(); ++column) {
    Named found = named(table, plain[column]);
    if (found.field != nowhere && file.columns[found.field] != nowhere) found.field = nowhere;
    file.fields.push_back(found.field);
    if (found.field == nowhere) continue;
    file.columns[found.field] = column;
    numbered = numbered || plain[column] == "#";
    first += found.lineage == Lineage::v1 ? 1 : 0;
    office += found.lineage == Lineage::back_office ? 1 : 0;
  }
  const bool counts = table.fields[0].name == "#";
  file.lineage = office > 0                           ? Lineage::back_office
                 : first > 0 || (counts && !numbered) ? Lineage::v1
                                                      : Lineage::v2;
}

}  // namespace

std::string stem_of(const std::string& name) {
  const std::string file = name.substr(name.rfind('/') + 1);
  return file.substr(0, file.find('.', 1));
}

std::size_t TableFile::column(std::string_view field) const {
  const std::size_t found = table == nullptr ? nowhere : table->find(field);
  return found == nowhere ? nowhere : columns[found];
}

std::string_view name(sheets::TextEncoding encoding) noexcept {
  switch (encoding) {
    case sheets::TextEncoding::utf8:
      return "utf-8";
    case sheets::TextEncoding::windows1252:
      return "windows-1252";
    default:
      return "utf-16";
  }
}

TableFile recognize_table(const io::Input& input, Encoding encoding) {
  TableFile file;
  file.input = input;
  file.facts = sheets::find_csv_facts([&input] { return io::open(input, limits); });
  if (encoding != Encoding::utf8) file.facts.encoding = sheets::TextEncoding::windows1252;
  sheets::CsvReader reader = open_rows(file);
  std::vector<std::string_view> cells;
  if (!reader.next(cells) || (file.facts.says_delimiter && !reader.next(cells))) return file;
  file.head_row = reader.number();
  file.head_line = reader.line();
  std::vector<std::string> plain;
  for (const std::string_view cell : cells) {
    file.headings.push_back(cut(trimmed(cell), longest_heading));
    plain.push_back(plain_heading(cell));
  }
  if (cells.size() > most_columns) return file;
  file.table = best_table(plain, stem_of(input.name));
  if (file.table != nullptr) name_columns(file, plain);
  return file;
}

TableRows::TableRows(const TableFile& file) : reader_(open_rows(file)) {
  while (reader_.number() < file.head_row && reader_.next(cells_)) {
  }
}

bool TableRows::next() {
  const auto filled = [](std::string_view cell) { return !is_blank(cell); };
  while (reader_.next(cells_))
    if (reader_.unclosed() || std::ranges::any_of(cells_, filled)) return true;
  return false;
}

}  // namespace edca::advertising
