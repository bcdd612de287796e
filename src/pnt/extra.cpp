#include "pnt/extra.hpp"

#include <utility>

#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "legacy/records.hpp"
#include "pnt/fields.hpp"
#include "rows/values.hpp"
#include "sheets/workbook.hpp"

namespace edca::pnt {
namespace {

constexpr std::string_view everybody = "*";

std::string key_of(std::string_view ocid, std::string_view contract) {
  std::string key(ocid);
  return key.append(1, '\0').append(contract);
}

std::string column_of(std::string_view heading) {
  const std::string text(rows::without_spaces(heading));
  if (text == "ocid" || fields().find(text) != nullptr) return text;
  const auto found = fields().headings.find(plain_label(text));
  return found == fields().headings.end() ? std::string() : found->second;
}

Error wrong(const std::string& path, std::string_view column) {
  return {ErrorKind::usage, "convert.pnt-extra", {{"path", path}, {"column", std::string(column)}}};
}

/// The keys of all columns; "" for those without a heading.
std::vector<std::string> columns_of(const legacy::Record& record, const std::string& path) {
  std::vector<std::string> keys;
  bool contract = false;
  for (const std::string_view cell : record.cells) {
    const bool blank = rows::without_spaces(cell).empty();
    keys.push_back(blank ? std::string() : column_of(cell));
    if (!blank && keys.back().empty()) throw wrong(path, cell);
    contract = contract || keys.back() == "contrato";
  }
  if (!contract) throw wrong(path, "contrato");
  return keys;
}

}  // namespace

Extra::Extra(const std::string& path) {
  if (path.empty()) return;
  try {
    const io::InputList list = io::expand({path});
    if (list.inputs.size() != 1) throw wrong(path, "contrato");
    const auto book = sheets::open_workbook(list.inputs.front());
    legacy::SheetRecords records(*book, 0);
    legacy::Record record;
    if (!records.next(record)) throw wrong(path, "contrato");
    const std::vector<std::string> keys = columns_of(record, path);
    while (records.next(record)) add(keys, record.cells, path);
  } catch (const io::InputFault&) {
    throw wrong(path, "contrato");
  }
}

void Extra::add(const std::vector<std::string>& keys, const std::vector<std::string_view>& row,
                const std::string& path) {
  Cells cells;
  for (std::size_t at = keys.size(); at < row.size(); ++at)
    if (!rows::without_spaces(row[at]).empty()) throw wrong(path, row[at]);
  for (std::size_t at = 0; at < row.size() && at < keys.size(); ++at) {
    const std::string_view cell = rows::without_spaces(row[at]);
    if (!keys[at].empty() && !cell.empty()) cells[keys[at]] = cell;
  }
  if (cells.empty()) return;
  if (cells.text("ocid").empty() && cells.text("contrato").empty()) throw wrong(path, "contrato");
  const std::string key = key_of(cells.text("ocid"), cells.text("contrato"));
  cells.erase("ocid");
  cells.erase("contrato");
  for (auto& [column, text] : cells) rows_[key][column] = text;
}

Cells Extra::of(std::string_view ocid, std::string_view contract) {
  Cells result;
  for (const std::string& key : {key_of(ocid, contract), key_of({}, contract),
                                 key_of(ocid, everybody), key_of({}, everybody)}) {
    const auto found = rows_.find(key);
    if (found == rows_.end()) continue;
    used_.insert(key);
    for (const auto& [column, text] : found->second) result.emplace(column, text);
  }
  return result;
}

std::vector<std::string> Extra::unused() const {
  std::vector<std::string> result;
  for (const auto& [key, cells] : rows_) {
    const std::string_view contract = std::string_view(key).substr(key.find('\0') + 1);
    if (used_.contains(key) || contract == everybody) continue;
    result.emplace_back(contract.empty() ? std::string_view(key).substr(0, key.find('\0'))
                                         : contract);
  }
  return result;
}

}  // namespace edca::pnt
