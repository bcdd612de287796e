#include "edca/export_merger.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "advertising/index.hpp"
#include "advertising/keys.hpp"
#include "base/session.hpp"
#include "convert/archive_packer.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "io/output.hpp"
#include "items/exports.hpp"

namespace edca {
namespace convert {
namespace {

using advertising::Key;
using advertising::key_of;
using advertising::nowhere;
using advertising::Table;
using advertising::TableFile;
using advertising::TableRows;
using advertising::trimmed;

/// Keys that are looked for once all are there.
class KeySet {
 public:
  void add(Key key) { keys_.push_back(key); }
  void finish() {
    std::ranges::sort(keys_);
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  }
  bool contains(Key key) const { return std::ranges::binary_search(keys_, key); }
  void remove(const KeySet& others) {
    std::erase_if(keys_, [&](Key key) { return others.contains(key); });
  }

 private:
  std::vector<Key> keys_;
};

/// What rows of a table belong to: where a newer export has that, it counts with all it has.
struct Belonging {
  std::string_view field;   ///< that names it
  std::string_view table;   ///< where it stands
  std::string_view target;  ///< by what it is named
};

std::optional<Belonging> belonging_of(const Table& table) {
  if (table.name == "facturas_detalles")
    return Belonging{"Número de factura", "facturas", "Número de factura"};
  if (table.name == "desglosepartidas") return Belonging{"ID de presupuesto", "presupuestos", "#"};
  if (!table.name.starts_with("campanasyavisos_")) return std::nullopt;
  for (const advertising::Reference& each : table.references)
    if (each.table == "campanasyavisos")
      return Belonging{table.fields[each.field].name, each.table, each.target};
  return std::nullopt;
}

/// The primary key of a row, else the name that other tables call it by, else all that it says.
Key identity_of(const TableFile& file, const TableRows& rows) {
  bool complete = false;
  const Key key = advertising::key_of_row(file, rows, complete);
  if (complete) return key;
  const std::size_t name = file.column("Nombre");
  if (file.table->name == "campanasyavisos" && name != nowhere)
    return key_of(trimmed(rows.cell(name)));
  return advertising::content_of_row(file, rows);
}

/// Each row of a file that fits its headings. What is wrong is told when it is read for good.
template <class Each>
void each_quietly(const TableFile& file, Each each) {
  try {
    TableRows rows(file);
    while (rows.next() && !rows.unclosed())
      if (items::fits_headings(file, rows)) each(rows);
  } catch (const io::InputFault&) {
    return;
  }
}

/// The exports of a run, the oldest first.
class Merge {
 public:
  Merge(std::vector<std::vector<advertising::Archive>> exports, io::Output& output,
        items::RunLog& log, const Session& session)
      : exports_(std::move(exports)), packer_(output), log_(log), session_(session) {}

  void run(ExportMergeSummary& summary) {
    // Budgets before their lines, whose numbers may change.
    for (const bool last : {false, true}) {
      for (const Table& table : advertising::Standard::get().tables())
        if ((table.name == "desglosepartidas") == last && !cancelled()) merge(table, summary);
    }
    if (!cancelled()) packer_.finish();
    summary.cancelled = cancelled();
  }

 private:
  using Files = std::vector<const TableFile*>;

  bool cancelled() {
    cancelled_ = cancelled_ || base::cancelled(session_);
    return cancelled_;
  }

  /// The file of a table in each export, nullptr where it has none.
  Files files_of(std::string_view table) const {
    Files files;
    for (const auto& archives : exports_) {
      const TableFile* found = nullptr;
      for (const advertising::Archive& archive : archives)
        if (found == nullptr) found = items::file_of(archive, table);
      files.push_back(found);
    }
    return files;
  }

  void merge(const Table& table, ExportMergeSummary& summary) {
    const Files files = files_of(table.name);
    const auto newest = std::ranges::find_if(files.rbegin(), files.rend(),
                                             [](const TableFile* file) { return file != nullptr; });
    if (newest == files.rend()) return;
    take_headings(files, **newest);
    packer_.begin(table, headings_, fit(files));
    MergedTable result;
    result.table = table.name;
    KeySet newer;
    written_ = 0;
    for (std::size_t at = files.size(); at-- > 0;) {
      if (files[at] == nullptr) continue;
      const bool first = files[at] == *newest;
      write(*files[at], at, first, newer, result, summary);
      each_quietly(*files[at],
                   [&](const TableRows& rows) { newer.add(identity_of(*files[at], rows)); });
      newer.finish();
    }
    packer_.end();
    summary.tables.push_back(std::move(result));
  }

  /// Those of the newest file, and what only older ones have behind them.
  void take_headings(const Files& files, const TableFile& newest) {
    headings_ = newest.headings;
    names_ = names_of(newest);
    std::set<std::string> known(names_.begin(), names_.end());
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
      if (*file == nullptr) continue;
      const std::vector<std::string> names = names_of(**file);
      for (std::size_t column = 0; column < names.size(); ++column) {
        if (!known.insert(names[column]).second) continue;
        names_.push_back(names[column]);
        headings_.push_back((*file)->headings[column]);
      }
    }
  }

  /// The fields that the columns are of, else their headings; of one name the second and later ones
  /// with their number.
  static std::vector<std::string> names_of(const TableFile& file) {
    std::vector<std::string> names;
    std::map<std::string, unsigned> times;
    for (std::size_t column = 0; column < file.headings.size(); ++column) {
      const std::size_t field = file.fields[column];
      std::string name = field == nowhere ? file.headings[column] : file.table->fields[field].name;
      if (const unsigned before = times[name]++; before > 0)
        name.append(1, '\n').append(std::to_string(before));
      names.push_back(std::move(name));
    }
    return names;
  }

  /// Whether all letters are of Windows-1252; if not, that is told.
  bool fit(const Files& files) {
    bool fitting = packer_.fits({headings_.begin(), headings_.end()});
    for (const TableFile* file : files) {
      if (file == nullptr) continue;
      each_quietly(*file,
                   [&](const TableRows& rows) { fitting = fitting && packer_.fits(rows.cells()); });
      if (fitting) continue;
      Finding finding = items::RunLog::make_general("advertising.encoding-mixed");
      finding.file = file->input.name;
      log_.add(finding);
      return false;
    }
    return true;
  }

  /// Names of what rows of a table belong to, that newer exports than one have.
  KeySet owners(const Belonging& belonging, std::size_t than, std::string_view table) const {
    KeySet set;
    const Files files = files_of(belonging.table);
    const Files own = files_of(table);
    for (std::size_t at = than + 1; at < files.size(); ++at) {
      if (files[at] == nullptr || own[at] == nullptr) continue;
      const std::size_t column = files[at]->column(belonging.target);
      each_quietly(*files[at], [&](const TableRows& rows) {
        // The number of a budget is not the same in another export: its year and body are.
        set.add(belonging.target == "#" ? identity_of(*files[at], rows)
                                        : key_of(trimmed(rows.cell(column))));
      });
    }
    set.finish();
    if (belonging.table == "facturas" && files[than] != nullptr)
      set.remove(kept_numbers(files, than));
    return set;
  }

  /// Numbers of invoices that newer exports do not have of the same supplier: what belongs to such
  /// a number may belong to either.
  static KeySet kept_numbers(const Files& files, std::size_t than) {
    KeySet newer;
    for (std::size_t at = than + 1; at < files.size(); ++at)
      if (files[at] != nullptr)
        each_quietly(*files[at],
                     [&](const TableRows& rows) { newer.add(identity_of(*files[at], rows)); });
    newer.finish();
    KeySet kept;
    const TableFile& file = *files[than];
    const std::size_t number = file.column("Número de factura");
    each_quietly(file, [&](const TableRows& rows) {
      if (!newer.contains(identity_of(file, rows))) kept.add(key_of(trimmed(rows.cell(number))));
    });
    kept.finish();
    return kept;
  }

  void write(const TableFile& file, std::size_t at, bool newest, const KeySet& newer,
             MergedTable& result, ExportMergeSummary& summary) {
    const auto belonging = newest ? std::nullopt : belonging_of(*file.table);
    const KeySet owned = belonging ? owners(*belonging, at, file.table->name) : KeySet();
    const std::size_t owner = belonging ? file.column(belonging->field) : nowhere;
    const std::vector<std::size_t> columns = columns_of(file);
    const auto take = [&](const TableRows& rows, advertising::Teller&) {
      if (!newest) {
        const Key by = owner == nowhere ? 0 : owner_of(rows.cell(owner), at, belonging->target);
        if (newer.contains(identity_of(file, rows)) || (owner != nowhere && owned.contains(by))) {
          ++result.replaced;
          return;
        }
      }
      ++(newest ? result.newest : result.kept);
      put(file, rows, at, newest, columns);
    };
    const items::FileRun done = items::read_fitting(
        file, log_, [this] { return cancelled(); }, take);
    summary.refused += done.refused;
    if (file.table->name == "presupuestos") number_budgets(file, at);
  }

  Key owner_of(std::string_view text, std::size_t at, std::string_view target) const {
    if (target != "#") return key_of(trimmed(text));
    const auto budgets = budgets_.find(at);
    if (budgets == budgets_.end()) return 0;
    const auto found = budgets->second.find(std::string(trimmed(text)));
    return found == budgets->second.end() ? 0 : found->second.key;
  }

  /// Where each column of the result stands in a file.
  std::vector<std::size_t> columns_of(const TableFile& file) const {
    std::map<std::string, std::size_t> places;
    for (std::string& name : names_of(file)) places.emplace(std::move(name), places.size());
    std::vector<std::size_t> columns;
    for (const std::string& name : names_) {
      const auto found = places.find(name);
      columns.push_back(found == places.end() ? nowhere : found->second);
    }
    return columns;
  }

  void put(const TableFile& file, const TableRows& rows, std::size_t at, bool newest,
           const std::vector<std::size_t>& columns) {
    ++written_;
    number_ = std::to_string(written_);
    ArchivePacker::Cells cells;
    for (std::size_t column = 0; column < columns.size(); ++column) {
      const bool of_file = columns[column] != nowhere;
      cells.push_back(of_file ? rows.cell(columns[column]) : std::string_view());
      const bool numbers = names_[column] == "#" && of_file;
      if (newest && numbers) keep_number(trimmed(cells.back()));
      if (newest) continue;
      if (numbers) {
        if (file.table->name == "presupuestos")
          numbers_[{at, std::string(trimmed(cells.back()))}] = number_;
        cells.back() = number_;
      }
      if (file.table->name != "desglosepartidas" || names_[column] != "ID de presupuesto") continue;
      const auto now = budgets_[at].find(std::string(trimmed(cells.back())));
      if (now != budgets_[at].end() && !now->second.number.empty())
        cells.back() = now->second.number;
    }
    packer_.row(cells);
  }

  /// Numbers of older rows begin behind those of the newest.
  void keep_number(std::string_view text) {
    std::uint64_t said = 0;
    std::from_chars(text.data(), text.data() + text.size(), said);
    if (said < 1'000'000'000) written_ = std::max(written_, said);
  }

  /// What the numbers of budgets in an export stand for, and have become.
  void number_budgets(const TableFile& file, std::size_t at) {
    const std::size_t column = file.column("#");
    each_quietly(file, [&](const TableRows& rows) {
      const std::string number(trimmed(rows.cell(column)));
      const auto now = numbers_.find({at, number});
      budgets_[at][number] = {identity_of(file, rows),
                              now == numbers_.end() ? std::string() : now->second};
    });
    numbers_.clear();
  }

  struct Budget {
    Key key = 0;
    std::string number;  ///< in the result; "" where it has not changed
  };

  std::vector<std::vector<advertising::Archive>> exports_;
  ArchivePacker packer_;
  items::RunLog& log_;
  const Session& session_;
  std::vector<std::string> headings_;  ///< of the table at hand
  std::vector<std::string> names_;     ///< fields of them
  std::uint64_t written_ = 0;
  std::string number_;
  std::map<std::pair<std::size_t, std::string>, std::string> numbers_;
  std::map<std::size_t, std::map<std::string, Budget>> budgets_;
  bool cancelled_ = false;
};

}  // namespace
}  // namespace convert

bool ExportMerger::takes(const std::vector<std::string>& inputs, const ReadOptions& read) {
  if (std::ranges::find(inputs, "-") != inputs.end()) return false;
  bool any = false;
  bool all = true;
  for (const std::string& input : inputs) {
    const io::InputList list = io::expand({input});
    const items::Exports found = items::exports_in(list, read);
    any = any || found != items::Exports::none;
    // What cannot be read at all is told later.
    all = all && (found == items::Exports::all || list.inputs.empty());
  }
  if (any && !all) throw Error(ErrorKind::usage, "merge.exports-mixed");
  return any;
}

ExportMergeSummary ExportMerger::run(const std::vector<std::string>& inputs,
                                     const std::string& target, bool overwrite, FindingSink& sink,
                                     const Session& session) const {
  if (!target.ends_with(".zip")) throw Error(ErrorKind::usage, "merge.exports-target");
  io::refuse_inputs({target}, io::expand(inputs));
  ExportMergeSummary summary;
  items::RunLog log(sink);
  io::Output file(target, overwrite);
  std::vector<std::vector<advertising::Archive>> exports;
  bool any = false;
  for (const std::string& input : inputs) {
    io::InputList list = io::expand({input});
    exports.push_back(items::take_exports(list, read_, log));
    for (const advertising::Archive& archive : exports.back()) items::tell_left_out(archive, log);
    any = any || !exports.back().empty();
  }
  if (any) {
    convert::Merge(std::move(exports), file, log, session).run(summary);
    if (!summary.cancelled) file.commit();
  }
  log.finish();
  summary.findings = log.summary();
  return summary;
}

}  // namespace edca
