#include "items/exports.hpp"

#include <algorithm>

#include "items/table_log.hpp"
#include "json/value.hpp"

namespace edca::items {

Exports exports_in(const io::InputList& list, const ReadOptions& read) {
  io::InputList copy;
  copy.inputs = list.inputs;
  ReadOptions options = read;
  options.profile = "auto";
  if (advertising::take_archives(copy, options).empty()) return Exports::none;
  return copy.inputs.empty() ? Exports::all : Exports::some;
}

std::vector<advertising::Archive> take_exports(io::InputList& list, const ReadOptions& read,
                                               RunLog& log) {
  ReadOptions options = read;
  options.profile = advertising::profile;
  std::vector<advertising::Archive> archives = advertising::take_archives(list, options);
  // Of files none of which is of a table nothing is made.
  std::erase_if(archives, [&](const advertising::Archive& archive) {
    const bool known = std::ranges::any_of(
        archive.files, [](const advertising::TableFile& file) { return file.table != nullptr; });
    if (known || archive.files.empty()) return false;
    for (const advertising::TableFile& file : archive.files)
      list.problems.push_back(
          {file.input.name, io::InputFault("input.unreadable", "not-advertising")});
    return true;
  });
  for (const advertising::Archive& archive : archives)
    list.problems.insert(list.problems.end(), archive.problems.begin(), archive.problems.end());
  log.announce(list);
  return archives;
}

const advertising::TableFile* file_of(const advertising::Archive& archive, std::string_view table) {
  const advertising::TableFile* found = nullptr;
  for (const advertising::TableFile& file : archive.files) {
    if (file.table == nullptr || file.repeated || file.table->name != table) continue;
    const bool office = file.lineage == advertising::Lineage::back_office;
    if (found == nullptr || !office) found = &file;
    if (!office) break;
  }
  return found;
}

void tell_left_out(const advertising::Archive& archive, RunLog& log) {
  for (const advertising::TableFile& file : archive.files) {
    if (file.table == nullptr || !file.repeated) continue;
    Finding finding = RunLog::make_general("advertising.table-repeated/left-out");
    finding.variant = "left-out";
    finding.arguments = {{"table", file.table->name}};
    log.add(std::move(finding), log.begin_file(file.input));
  }
}

bool fits_headings(const advertising::TableFile& file, const advertising::TableRows& rows) {
  const auto& cells = rows.cells();
  const auto end =
      cells.begin() + static_cast<std::ptrdiff_t>(std::min(cells.size(), file.headings.size()));
  return std::all_of(end, cells.end(),
                     [](std::string_view cell) { return advertising::trimmed(cell).empty(); });
}

std::string cells_of(const advertising::TableFile& file, const advertising::TableRows& rows) {
  std::string out = "{";
  for (std::size_t column = 0; column < file.headings.size(); ++column) {
    const std::string_view text = advertising::trimmed(rows.cell(column));
    const std::size_t number = file.fields[column];
    const std::string& name =
        number == advertising::nowhere ? file.headings[column] : file.table->fields[number].name;
    if (text.empty() || name == "#") continue;
    if (out.size() > 1) out += ',';
    json::write_string(name, out);
    out += ':';
    json::write_string(text, out);
  }
  return out + "}";
}

FileRun read_file(const advertising::TableFile& file, RunLog& log,
                  const std::function<bool()>& cancelled, const RowTaker& row) {
  TableLog told(log, log.begin_file(file.input), cancelled);
  advertising::Teller teller(file, told);
  advertising::FileFacts facts{file.table->name,
                               std::string(advertising::name(file.lineage)),
                               std::string(advertising::name(file.facts.encoding)),
                               true,
                               0,
                               0};
  FileRun figures;
  try {
    advertising::TableRows rows(file);
    while (rows.next() && !cancelled()) {
      teller.row(rows);
      ++facts.rows;
      if (rows.unclosed()) {
        ++figures.refused;
        teller.tell("advertising.quote", advertising::nowhere);
        break;
      }
      if (row(rows, teller)) {
        ++figures.rows;
        continue;
      }
      ++figures.refused;
      teller.tell_width(rows);
    }
  } catch (const io::InputFault& fault) {
    teller.tell_fault(fault);
  }
  told.end(facts);
  return figures;
}

FileRun read_fitting(const advertising::TableFile& file, RunLog& log,
                     const std::function<bool()>& cancelled,
                     const std::function<void(const advertising::TableRows& rows,
                                              advertising::Teller& teller)>& row) {
  return read_file(file, log, cancelled,
                   [&](const advertising::TableRows& rows, advertising::Teller& teller) {
                     if (!fits_headings(file, rows)) return false;
                     row(rows, teller);
                     return true;
                   });
}

}  // namespace edca::items
