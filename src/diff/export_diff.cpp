#include "diff/export_diff.hpp"

#include <algorithm>
#include <utility>

#include "advertising/mend.hpp"
#include "advertising/values.hpp"
#include "base/session.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"

namespace edca::diff {
namespace {

using advertising::Field;
using advertising::nowhere;
using advertising::Table;
using advertising::TableFile;
using advertising::TableRows;

constexpr std::size_t row_batch_bytes = std::size_t{1} << 20;
/// Between the parts of a key.
constexpr char separator = '\0';

using Cells = std::map<std::string, std::string, std::less<>>;

const Table& table_of(std::string_view name) {
  const auto& tables = advertising::Standard::get().tables();
  return *std::ranges::find(tables, name, &Table::name);
}

/// The fields by which a row is known: the primary key, else that which other tables name.
std::vector<std::size_t> key_of(const Table& table) {
  if (!table.key.empty()) return table.key;
  for (const Table& other : advertising::Standard::get().tables())
    for (const advertising::Reference& each : other.references)
      if (each.table == table.name && table.find(each.target) != nowhere)
        return {table.find(each.target)};
  return {};
}

/// What a cell says, whatever its form.
std::string meaning(const Field* field, std::string_view text) {
  if (field == nullptr) return std::string(text);
  const auto mended = advertising::mended_cell(*field, text);
  std::string said = mended ? mended->text : std::string(advertising::trimmed(text));
  if (field->type != advertising::Type::amount) return said;
  const advertising::Amount amount = advertising::read_amount(said);
  return amount.form == advertising::Form::plain ? amount.value.plain(2) : said;
}

const Field* field_of(const Table& table, std::string_view name) {
  const std::size_t at = table.find(name);
  return at == nowhere ? nullptr : &table.fields[at];
}

/// The cells by their fields. Of two columns with one heading the first counts.
Cells parsed(std::string_view text) {
  Cells cells;
  const json::Value value = json::parse(text, "");
  for (const auto& [name, cell] : value.as_object())
    cells.try_emplace(std::string(name), cell.as_string());
  return cells;
}

/// All of a row that counts, as one text.
std::string meaning_of(const Table& table, std::string_view text) {
  std::string out;
  for (const auto& [name, cell] : parsed(text))
    out.append(name).append(1, separator).append(meaning(field_of(table, name), cell)) += separator;
  return out;
}

/// What travels with a row: of which export it is, and its line.
std::string head_of(bool newer, const TableRows& rows, std::size_t file) {
  return (newer ? "n" : "o") + std::to_string(rows.row()) + "," + std::to_string(rows.line()) +
         "," + std::to_string(file);
}

/// What became of a row; it has no cells where it was not there.
RowChange change_of(const Table& table, const Cells& before, const Cells& after, bool keyed) {
  RowChange change;
  change.table = table.name;
  change.change = before.empty()  ? Change::added
                  : after.empty() ? Change::removed
                                  : Change::changed;
  const std::vector<std::size_t> by = key_of(table);
  for (const auto& [field, cell] : after.empty() ? before : after) {
    const bool of_key = std::ranges::find(by, table.find(field)) != by.end();
    if (of_key || !keyed) change.key.emplace_back(field, cell);
  }
  if (change.change != Change::changed) return change;
  for (const auto& [field, cell] : before) {
    const auto other = after.find(field);
    const std::string_view now = other == after.end() ? std::string_view() : other->second;
    const Field* of = field_of(table, field);
    if (meaning(of, cell) != meaning(of, now)) change.cells.push_back({field, cell, now});
  }
  for (const auto& [field, cell] : after)
    if (!before.contains(field)) change.cells.push_back({field, {}, cell});
  return change;
}

}  // namespace

ExportDiff::ExportDiff(const DiffOptions& options, const Session& session, FindingSink& sink)
    : options_(options),
      session_(session),
      log_(sink),
      grouper_({session.memory, session.temporary_folder, 0}),
      format_(make_export_format(options.format, options.language)) {}

bool ExportDiff::cancelled() {
  summary_.cancelled = summary_.cancelled || base::cancelled(session_);
  return summary_.cancelled;
}

DiffSummary ExportDiff::run(io::InputList older, io::InputList newer, const Differ::Write& write) {
  summary_.older_read = read(older, false);
  summary_.newer_read = summary_.older_read && read(newer, true);
  if (summary_.newer_read && !cancelled()) {
    grouper_.finish();
    io::GroupBatch batch;
    bool going = write(format_->begin());
    while (going && !cancelled() && grouper_.next(batch, row_batch_bytes)) {
      const std::span<const io::Entry> entries(batch.entries);
      for (const io::Group& each : batch.groups)
        going = going && group(each, entries.subspan(each.first, each.count), write);
    }
    summary_.cancelled = cancelled() || !going || !write(format_->end(counts_));
  }
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

/// False where nothing of it could be read.
bool ExportDiff::read(io::InputList& list, bool newer) {
  ReadOptions reading;
  reading.encoding = options_.encoding;
  const std::size_t first = log_.files();
  for (const advertising::Archive& archive : items::take_exports(list, reading, log_)) {
    items::tell_left_out(archive, log_);
    for (const Table& table : advertising::Standard::get().tables()) {
      const TableFile* file = items::file_of(archive, table.name);
      if (file != nullptr && !cancelled()) read(*file, newer);
    }
  }
  for (std::size_t file = first; file < log_.files(); ++file)
    if (log_.file(file).read) return true;
  return false;
}

void ExportDiff::read(const TableFile& file, bool newer) {
  const std::vector<std::size_t> key = key_of(*file.table);
  const std::size_t number = log_.files();
  counts_[file.table->name];
  std::string text;
  const auto take = [&](const TableRows& rows, advertising::Teller&) {
    text = file.table->name;
    const std::string cells = items::cells_of(file, rows);
    for (const std::size_t field : key)
      text.append(1, separator).append(advertising::trimmed(rows.cell(file.columns[field])));
    // Of a row that has no key all of it is one.
    if (text.find_first_not_of(separator, file.table->name.size()) == std::string::npos)
      text = file.table->name + separator + separator + meaning_of(*file.table, cells);
    grouper_.add(text, head_of(newer, rows, number), cells);
  };
  static_cast<void>(items::read_fitting(
      file, log_, [this] { return cancelled(); }, take));
}

/// Rows that say the same in both are no change, wherever they stand.
void ExportDiff::pair_equal(const Table& table, Side& before, Side& after, ChangeCounts& counts) {
  std::map<std::string, std::vector<std::size_t>> same;
  for (std::size_t at = before.size(); at-- > 0;)
    same[meaning_of(table, before[at]->text)].push_back(at);
  const auto found = [&](const io::Entry* entry) {
    const auto each = same.find(meaning_of(table, entry->text));
    if (each == same.end() || each->second.empty()) return false;
    before[each->second.back()] = nullptr;
    each->second.pop_back();
    ++counts.unchanged;
    return true;
  };
  std::erase_if(after, found);
  std::erase(before, nullptr);
}

bool ExportDiff::group(const io::Group& group, std::span<const io::Entry> entries,
                       const Differ::Write& write) {
  const std::string_view name = group.key.substr(0, group.key.find(separator));
  const Table& table = table_of(name);
  ChangeCounts& counts = counts_.find(name)->second;
  Side before;
  Side after;
  for (const io::Entry& entry : entries)
    (entry.head.starts_with('o') ? before : after).push_back(&entry);
  if (before.size() == 1 && after.size() == 1 && before[0]->text == after[0]->text) {
    ++counts.unchanged;
    return true;
  }
  pair_equal(table, before, after, counts);
  const std::string_view key = group.key.substr(name.size() + 1);
  const bool keyed = !key.starts_with(separator);
  if (keyed && before.size() + after.size() > 2) {
    warn_of_same(name, key, before);
    warn_of_same(name, key, after);
  }
  for (std::size_t at = 0; at < std::max(before.size(), after.size()); ++at) {
    const Cells old = at < before.size() ? parsed(before[at]->text) : Cells();
    const Cells now = at < after.size() ? parsed(after[at]->text) : Cells();
    RowChange change = change_of(table, old, now, keyed);
    ++counts[change.change];
    if (!write(format_->entry(change))) return false;
  }
  return true;
}

void ExportDiff::warn_of_same(std::string_view table, std::string_view key, const Side& side) {
  if (side.size() < 2) return;
  const std::string_view head = side[1]->head.substr(1);
  const std::size_t first = head.find(',');
  const std::size_t second = head.find(',', first + 1);
  Finding finding = items::RunLog::make("diff.same-item/row");
  finding.at.line = std::stoull(std::string(head.substr(first + 1, second - first - 1)));
  finding.at.column = 1;
  std::string shown = advertising::cut(key, 120);
  std::ranges::replace(shown, separator, '/');
  finding.arguments = {
      {"count", std::to_string(side.size())}, {"table", std::string(table)}, {"id", shown}};
  log_.add(std::move(finding), std::stoull(std::string(head.substr(second + 1))));
}

}  // namespace edca::diff
