#include "legacy/run.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "base/instant.hpp"
#include "base/session.hpp"
#include "legacy/process.hpp"
#include "legacy/row_shape.hpp"
#include "legacy/values.hpp"

namespace edca::legacy {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;
constexpr std::uint64_t least_memory = std::uint64_t{1} << 20;
constexpr std::size_t most_head_rows = 30;    ///< in front of the headings
constexpr std::size_t most_spare = 64;        ///< empty headings behind the others
constexpr std::size_t most_rows_kept = 1000;  ///< from one process to the next
constexpr std::uint64_t rows_a_look = 1024;

/// How a row stands among those of a file of the procedure.
constexpr std::string_view number_mark("\0n", 2);
constexpr std::string_view project_mark("\0p", 2);

bool is_project(std::string_view element) {
  if (element.empty()) return false;
  const std::vector<std::string>* const known = known_value("element", element);
  return known != nullptr && known->front() == "project";
}

/// Rows of a test of the system; CompraNet gave them a currency of their own.
bool is_test(const RowKeys& keys) {
  constexpr std::size_t least = 4;  // of what is compared, too
  return keys.currency.size() >= least && compared(keys.currency) == "test";
}

}  // namespace

LegacyRun::LegacyRun(const Plan& plan, const Session& session, FindingSink& sink)
    : plan_(plan), session_(session), log_(sink), notes_(log_), store_(sheets_) {}

LegacySummary LegacyRun::run(const io::InputList& inputs, const LegacyConverter::Write& write) {
  total_ = io::bytes_of(inputs);
  // Both lie in memory side by side.
  const std::uint64_t half = std::max(session_.memory / 2, least_memory);
  rows_ = std::make_unique<io::Grouper>(io::Grouper::Options{half, session_.temporary_folder, 0});
  projects_ =
      std::make_unique<io::Grouper>(io::Grouper::Options{half, session_.temporary_folder, 0});
  log_.announce(inputs);
  read(inputs);
  if (!summary_.cancelled) place_projects();
  if (!summary_.cancelled) make_all(write);
  notes_.finish();
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

void LegacyRun::read(const io::InputList& inputs) {
  for (const io::Input& input : inputs.inputs) {
    if (summary_.cancelled) return;
    try {
      read_input(input);
    } catch (const io::InputFault& fault) {
      log_.unreadable(input, fault);
    }
    before_ += input.bytes;
  }
}

void LegacyRun::read_input(const io::Input& input) {
  sheets::WorkbookOptions options;
  options.temporary_folder = session_.temporary_folder;
  const auto book = sheets::open_workbook(input, options);
  const bool csv = book->kind() == sheets::WorkbookKind::csv;
  const std::size_t whole = csv ? 0 : log_.begin_file(input);
  bool any = false;
  for (std::size_t at = 0; at < book->sheets().size() && !summary_.cancelled; ++at) {
    io::Input named = input;
    named.name = book->sheets()[at].file;
    const std::size_t file = csv ? log_.begin_file(named) : whole;
    const bool inai = plan_.options.from == "inai-csv";
    bool known = !inai && read_sheet(*book, at, input, file);
    if (!known && csv && plan_.map.empty()) known = read_inai(*book, at, input, file);
    any = any || known;
    if (!csv || known) continue;
    Finding finding = items::RunLog::make_general("convert.layout");
    if (inai) finding.variant = "inai";
    log_.add(std::move(finding), file);
  }
  if (!csv && !any) log_.add(items::RunLog::make_general("convert.layout"), whole);
}

/// False where its headings are of no layout.
bool LegacyRun::read_sheet(sheets::Workbook& book, std::size_t number, const io::Input& input,
                           std::size_t file) {
  const sheets::SheetInfo& info = book.sheets()[number];
  std::unique_ptr<Records> records;
  if (auto text = book.text(number)) {
    records = std::make_unique<CsvRecords>(std::move(text), info.delimiter);
  } else {
    records = std::make_unique<SheetRecords>(book, number);
  }
  Sheet sheet;
  sheet.file = file;
  sheet.name = info.name;
  sheet.csv = book.kind() == sheets::WorkbookKind::csv;
  Record record;
  if (!find_layout(*records, record, sheet)) return false;
  std::vector<const LayoutColumn*> known;
  for (std::size_t at = 0; at < sheet.named; ++at) known.push_back(sheet.column(at));
  const RowShape shape(std::move(known), plan_.zone, plan_.options.read.tables.decimal);
  records->expect({sheet.named, sheet.headings.size(), sheet.layout->begins, &shape});
  log_.file(file).read = true;
  sheets_.push_back(std::move(sheet));
  read_rows(*records, sheets_.size() - 1, input);
  return true;
}

/// A file of the CSV of the platform of INAI; false where it is none.
bool LegacyRun::read_inai(sheets::Workbook& book, std::size_t number, const io::Input& input,
                          std::size_t file) {
  const sheets::SheetInfo& info = book.sheets()[number];
  CsvRecords records(book.text(number), info.delimiter, false);
  Record record;
  if (!records.next(record) || !Inai::is_one(info.name, record.cells)) return false;
  if (!inai_) {
    const std::uint64_t memory = std::max(session_.memory / 4, least_memory);
    inai_rows_ =
        std::make_unique<io::Grouper>(io::Grouper::Options{memory, session_.temporary_folder, 0});
    inai_ = std::make_unique<Inai>(plan_, notes_, log_);
  }
  Sheet sheet;
  sheet.file = file;
  sheet.name = info.name;
  sheet.csv = true;
  for (const std::string_view cell : record.cells)
    sheet.headings.emplace_back(edca::rows::without_spaces(cell));
  sheet.named = sheet.headings.size();
  sheet.columns.assign(sheet.named, Match::unknown);
  records.expect({sheet.named, sheet.named, {}, nullptr});
  log_.file(file).read = true;
  sheets_.push_back(std::move(sheet));
  inai_->begin(sheets_.size() - 1, sheets_.back());
  read_rows(records, sheets_.size() - 1, input);
  return true;
}

bool LegacyRun::find_layout(Records& records, Record& record, Sheet& sheet) const {
  for (std::size_t row = 0; row < most_head_rows && records.next(record); ++row) {
    const std::size_t all = record.cells.size();
    while (!record.cells.empty() && edca::rows::without_spaces(record.cells.back()).empty())
      record.cells.pop_back();
    const auto found = match(record.cells, plan_.layouts());
    if (!found) continue;
    sheet.layout = found->layout;
    sheet.columns = found->columns;
    for (const std::string_view cell : record.cells)
      sheet.headings.emplace_back(edca::rows::without_spaces(cell));
    sheet.named = sheet.headings.size();
    const std::size_t spare = std::min(all, sheet.named + most_spare);
    sheet.headings.resize(spare);
    sheet.columns.resize(spare, Match::unknown);
    for (std::size_t at = 0; at < sheet.headings.size(); ++at) {
      if (sheet.headings[at].empty() && sheet.column(at) != nullptr)
        sheet.headings[at] = sheet.column(at)->heading;
    }
    sheet.prepare();
    return true;
  }
  return false;
}

void LegacyRun::read_rows(Records& records, std::size_t sheet, const io::Input& input) {
  Record record;
  std::uint64_t count = 0;
  while (!summary_.cancelled && records.next(record)) {
    take(record, sheet);
    if (++count % rows_a_look == 0) go_on(before_ + std::min(input.bytes, count));
  }
}

void LegacyRun::take(const Record& record, std::size_t number) {
  const Sheet& sheet = sheets_[number];
  const RowAt at{&sheet, record.row, record.line};
  if (record.reading == Reading::broken) {
    ++summary_.refused;
    log_.add_item_with_errors(sheet.file);
    return notes_.tell("convert.row/width", at, Notes::no_column, {},
                       {{"count", std::to_string(record.cells.size())},
                        {"headings", std::to_string(sheet.named)}});
  }
  const bool blank = std::ranges::all_of(
      record.cells, [](std::string_view cell) { return edca::rows::without_spaces(cell).empty(); });
  if (blank) return;
  ++log_.file(sheet.file).items;
  if (record.reading == Reading::joined) notes_.tally("convert.row-mended", at, Notes::no_column);
  if (record.reading == Reading::quotes)
    notes_.tally("convert.row-mended/quotes", at, Notes::no_column);
  if (record.reading == Reading::commas)
    notes_.tally("convert.row-mended/commas", at, Notes::no_column);
  if (sheet.layout == nullptr) {  // of the platform of INAI
    const std::string_view ocid = inai_->ocid_of(number, record);
    if (!ocid.empty()) return store_.add(*inai_rows_, ocid, number, record);
    if (!inai_->has(number)) return;  // of the package
    ++summary_.refused;
    log_.add_item_with_errors(sheet.file);
    return notes_.tell("convert.row/no-ocid", at, Notes::no_column);
  }
  const RowKeys keys = keys_of(sheet, record.cells);
  if (is_test(keys)) {
    ++summary_.refused;
    return notes_.tally("convert.test-row", at, Notes::no_column);
  }
  const std::string key(!keys.procedure.empty() ? keys.procedure
                        : !keys.file.empty()    ? keys.file
                                                : keys.contract);
  if (key.empty()) {
    ++summary_.refused;
    log_.add_item_with_errors(sheet.file);
    return notes_.tell("convert.row/no-id", at, Notes::no_column);
  }
  if (keys.procedure.empty()) notes_.tally("convert.no-number", at, Notes::no_column, key);
  take_project(keys, key, number, record, is_project(keys.element));
}

/// Rows of procedures of files that have projects beside them are remembered there.
void LegacyRun::take_project(const RowKeys& keys, const std::string& key, std::size_t sheet,
                             const Record& record, bool project) {
  std::string file(keys.file);
  if (project && !file.empty()) {
    store_.add(*projects_, file.append(project_mark), sheet, record);
    return;
  }
  store_.add(*rows_, key, sheet, record);
  if (!keys.element.empty() && !file.empty()) projects_->add(file.append(number_mark), {}, key);
}

/// A project goes to the procedure of its file, where that is one alone.
void LegacyRun::place_projects() {
  projects_->finish();
  io::GroupBatch batch;
  std::string file;
  std::set<std::string> numbers;
  while (!summary_.cancelled && projects_->next(batch, batch_bytes)) {
    for (const io::Group& group : batch.groups) {
      const std::string_view name = group.key.substr(0, group.key.size() - number_mark.size());
      if (name != file) numbers.clear();
      file = name;
      for (std::size_t at = 0; at < group.count; ++at) {
        const io::Entry& entry = batch.entries[group.first + at];
        if (group.key.ends_with(number_mark)) {
          if (numbers.size() < 2) numbers.emplace(entry.text);
          continue;
        }
        const Row row = store_.read(entry);
        const RowKeys keys = keys_of(*row.sheet, row.cells);
        const std::string_view own = keys.procedure.empty() ? name : keys.procedure;
        rows_->add(numbers.size() == 1 ? std::string_view(*numbers.begin()) : own, entry.head,
                   entry.text);
      }
    }
    go_on(total_);
  }
  projects_.reset();
}

/// Tells how far the run is, and answers whether to go on.
bool LegacyRun::go_on(std::uint64_t bytes) {
  base::tell(session_, {log_.files() == 0 ? 0 : log_.files() - 1, bytes, total_ * 2});
  summary_.cancelled = summary_.cancelled || base::cancelled(session_);
  return !summary_.cancelled;
}

void LegacyRun::make_all(const LegacyConverter::Write& write) {
  const std::string now = base::date_time(base::now(session_));
  ProcessMaker maker(plan_, notes_, now);
  make_each(
      *rows_,
      [&](std::string_view key, std::span<const Row> rows) { return maker.make(key, rows); },
      write);
  maker.tell();
  if (!inai_) return;
  make_each(
      *inai_rows_,
      [&](std::string_view key, std::span<const Row> rows) { return inai_->make(key, rows, now); },
      write);
  inai_->finish();
}

/// A release of each group, in the order of their keys.
void LegacyRun::make_each(io::Grouper& grouper, const MakeOne& make,
                          const LegacyConverter::Write& write) {
  grouper.finish();
  io::GroupBatch batch;
  std::uint64_t done = 0;
  std::vector<Row> rows;
  while (!summary_.cancelled && grouper.next(batch, batch_bytes)) {
    for (const io::Group& group : batch.groups) {
      if (rows.size() < group.count) rows.resize(group.count);
      for (std::size_t at = 0; at < group.count; ++at)
        store_.read(batch.entries[group.first + at], rows[at]);
      const std::string line = make(group.key, std::span(rows).first(group.count));
      if (rows.size() > most_rows_kept) rows.resize(most_rows_kept);
      ++summary_.releases;
      log_.add_releases(1);
      done += group.bytes;
      if (!write(line)) {
        summary_.cancelled = true;
        return;
      }
    }
    go_on(total_ + std::min(done, total_));
  }
}

}  // namespace edca::legacy
