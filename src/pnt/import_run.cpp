#include "pnt/import_run.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/instant.hpp"
#include "base/session.hpp"
#include "base/sha256.hpp"
#include "edca/error.hpp"
#include "legacy/values.hpp"
#include "pnt/kept_row.hpp"
#include "pnt/merged.hpp"

namespace edca::pnt {
namespace {

constexpr std::uint64_t least_memory = std::uint64_t{1} << 20;
constexpr std::uint64_t rows_a_look = 1024;

bool has_contract(const Cells& cells) {
  constexpr std::array<std::string_view, 6> of_contract = {
      "fecha_contrato", "monto_sin_impuestos", "monto_con_impuestos", "razon_social", "nombre",
      "objeto"};
  return std::ranges::any_of(of_contract, [&](std::string_view key) {
    const std::string& text = cells.text(key);
    return !text.empty() && !says_nothing(text);
  });
}

std::string named(const Cells& cells, std::string_view key) {
  const std::string& text = cells.text(key);
  return says_nothing(text) ? std::string() : text;
}

/// Who got the contract, however it is written.
std::string supplier_of(const Cells& cells) {
  std::string name;
  for (const std::string_view key :
       {"razon_social", "nombre", "primer_apellido", "segundo_apellido"})
    name.append(cells.text(key)).append(" ");
  return legacy::slug(name);
}

}  // namespace

bool is_pnt(const io::Input& input, const std::string& temporary_folder) {
  try {
    sheets::WorkbookOptions options;
    options.temporary_folder = temporary_folder;
    return has_headings(*sheets::open_workbook(input, options));
  } catch (const io::InputFault&) {
    return false;
  }
}

ImportRun::ImportRun(const LegacyOptions& options, const Session& session, FindingSink& sink)
    : options_(options),
      session_(session),
      prefix_(options.prefix),
      zone_(options.read.tables.timezone),
      choice_{options.keep_unmapped, options.natural_persons},
      log_(sink),
      notes_(log_),
      now_(base::date_time(base::now(session))) {
  if (!prefix_.ends_with('-')) prefix_ += '-';
}
ImportRun::~ImportRun() = default;

LegacySummary ImportRun::run(const io::InputList& inputs, const LegacyConverter::Write& write) {
  total_ = io::bytes_of(inputs);
  const std::uint64_t half = std::max(session_.memory / 2, least_memory);
  const io::Grouper::Options memory{half, session_.temporary_folder, 0};
  rows_ = std::make_unique<io::Grouper>(memory);
  links_ = std::make_unique<io::Grouper>(memory);
  log_.announce(inputs);
  read(inputs);
  if (!summary_.cancelled) join();
  if (!summary_.cancelled) make_all(write);
  notes_.finish();
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

void ImportRun::read(const io::InputList& inputs) {
  for (const io::Input& input : inputs.inputs) {
    if (summary_.cancelled) return;
    try {
      read_input(input);
    } catch (const io::InputFault& fault) {
      log_.unreadable(input, fault);
    }
    go_on(0);
  }
}

void ImportRun::read_input(const io::Input& input) {
  sheets::WorkbookOptions options;
  options.temporary_folder = session_.temporary_folder;
  const auto book = sheets::open_workbook(input, options);
  const bool csv = book->kind() == sheets::WorkbookKind::csv;
  const std::size_t whole = csv ? 0 : log_.begin_file(input);
  bool any = false;
  for (std::size_t at = 0; at < book->sheets().size() && !summary_.cancelled; ++at) {
    io::Input one = input;
    one.name = book->sheets()[at].file;
    const std::size_t file = csv ? log_.begin_file(one) : whole;
    const bool known = read_sheet(*book, at, file);
    any = any || known;
    if (csv && !known) log_.add(items::RunLog::make_general("convert.layout"), file);
  }
  if (!csv && !any) log_.add(items::RunLog::make_general("convert.layout"), whole);
}

/// Whether it is a main sheet.
bool ImportRun::read_sheet(sheets::Workbook& book, std::size_t number, std::size_t file) {
  legacy::SheetRecords records(book, number);
  std::optional<Sheet> found =
      find_headings(records, book.sheets()[number], book.kind() == sheets::WorkbookKind::csv);
  if (!found) return false;
  found->place.file = file;
  found->place.csv = book.kind() == sheets::WorkbookKind::csv;
  const bool main = found->number.empty();
  if (main) log_.file(file).read = true;
  sheets_.push_back(std::move(*found));
  legacy::Record record;
  std::uint64_t count = 0;
  while (!summary_.cancelled && records.next(record)) {
    take(record, sheets_.size() - 1);
    if (++count % rows_a_look == 0) go_on(0);
  }
  return main;
}

void ImportRun::take(const legacy::Record& record, std::size_t number) {
  const Sheet& sheet = sheets_[number];
  const legacy::RowAt at{&sheet.place, record.row, record.line};
  if (record.reading == legacy::Reading::broken) {
    ++summary_.refused;
    log_.add_item_with_errors(sheet.place.file);
    return notes_.tell("convert.row/width", at, legacy::Notes::no_column, {},
                       {{"count", std::to_string(record.cells.size())},
                        {"headings", std::to_string(sheet.keys.size())}});
  }
  std::string text;
  for (const std::string_view cell : record.cells) put(text, cell);
  Cells cells = by_key(sheet, text);
  if (cells.empty()) return;
  if (!sheet.number.empty()) {
    std::string key = std::to_string(sheet.place.file);
    key.append(1, apart).append(sheet.number).append(1, apart).append(link_id(cells.text("id")));
    return links_->add(key, bytes_of({number, record.row, record.line, 0, 0, 0}), text);
  }
  ++log_.file(sheet.place.file).items;
  std::string key = named(cells, "expediente");
  if (key.empty()) {
    key = named(cells, "contrato");
    if (key.empty()) {
      ++summary_.refused;
      log_.add_item_with_errors(sheet.place.file);
      return notes_.tell("convert.row/no-id", at, legacy::Notes::no_column);
    }
    notes_.tally("convert.no-number", at, legacy::Notes::no_column, key);
  }
  // Capitals, accents and dots make no other body.
  const std::string& body = cells.text("cuerpo");
  key.append(1, apart).append(legacy::slug(body.empty() ? sheet.body : body));
  rows_->add(key, bytes_of({number, record.row, record.line, 0, 0, 0}), text);
  link(sheet, key, number, record);
}

/// Remembers which sub-rows a row names.
void ImportRun::link(const Sheet& sheet, const std::string& key, std::size_t number,
                     const legacy::Record& record) {
  const legacy::RowAt at{&sheet.place, record.row, record.line};
  for (std::size_t column = 0; column < sheet.keys.size(); ++column) {
    const Field* const field = fields().find(sheet.keys[column]);
    if (field == nullptr || field->kind != Kind::table) continue;
    const std::string id = link_id(record.cells[column]);
    if (id.empty() || says_nothing(id)) continue;
    if (sheet.place.csv || sheet.tables[column].empty()) {
      notes_.tally_file("convert.unmapped", at, column);
      continue;
    }
    std::string wanted = std::to_string(sheet.place.file);
    wanted.append(1, apart).append(sheet.tables[column]).append(1, apart).append(id);
    links_->add(wanted, bytes_of({number, record.row, record.line, 1, 0, column}), key);
  }
}

/// Hands sub-rows to the procedures whose rows name them.
void ImportRun::join() {
  links_->finish();
  io::GroupBatch batch;
  while (!summary_.cancelled && links_->next(batch, io::batch_bytes)) {
    for (const io::Group& group : batch.groups) {
      const auto entries = std::span(batch.entries).subspan(group.first, group.count);
      for (const io::Entry& named : entries) {
        const Head row = read_head(named.head);
        if (row[3] == 0) continue;
        for (const io::Entry& each : entries) {
          Head head = read_head(each.head);
          if (head[3] != 0) continue;
          // Behind a mark that no row has: the main row that it belongs to.
          head[3] = row[0] + 1;
          head[4] = row[1];
          head[5] = row[5];
          rows_->add(named.text, bytes_of(head), each.text);
        }
      }
    }
    go_on(total_);
  }
  links_.reset();
}

bool ImportRun::go_on(std::uint64_t bytes) {
  base::tell(session_, {log_.files() == 0 ? 0 : log_.files() - 1, bytes, total_ * 2});
  summary_.cancelled = summary_.cancelled || base::cancelled(session_);
  return !summary_.cancelled;
}

void ImportRun::make_all(const LegacyConverter::Write& write) {
  rows_->finish();
  io::GroupBatch batch;
  while (!summary_.cancelled && rows_->next(batch, io::batch_bytes)) {
    for (const io::Group& group : batch.groups) {
      const std::size_t end = group.key.rfind(apart);
      const std::string line =
          make(group.key.substr(0, end), group.key.substr(end + 1),
               rows_of(std::span(batch.entries).subspan(group.first, group.count)));
      ++summary_.releases;
      log_.add_releases(1);
      if (!write(line)) {
        summary_.cancelled = true;
        return;
      }
    }
    go_on(total_);
  }
}

ImportRun::Read ImportRun::read_row(const io::Entry& entry) const {
  const Head head = read_head(entry.head);
  Read read;
  read.sheet = &sheets_[head[0]];
  read.at = {&read.sheet->place, head[1], head[2]};
  read.content = entry.text;
  read.row.cells = by_key(*read.sheet, entry.text);
  for (const std::string_view key : {"modificacion", "actualizacion", "creacion"}) {
    if (!read.changed.empty()) break;
    const std::string& cell = read.row.cells.text(key);
    if (!cell.empty()) read.changed = legacy::read_legacy_date(cell, zone_).text;
  }
  return read;
}

/// Main rows, with their sub-rows.
std::vector<ImportRun::Read> ImportRun::rows_of(std::span<const io::Entry> entries) const {
  std::vector<Read> rows;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> places;
  for (const io::Entry& each : entries) {
    const Head head = read_head(each.head);
    if (head[3] == 0) {
      places.emplace(std::pair(head[0], head[1]), rows.size());
      rows.push_back(read_row(each));
      continue;
    }
    const auto main = places.find(std::pair(head[3] - 1, head[4]));
    if (main == places.end()) continue;
    Read& row = rows[main->second];
    const std::string& table = row.sheet->keys[head[5]];
    row.row.tables[table].push_back(by_key(sheets_[head[0]], each.text));
    row.content.append(each.text);
  }
  return rows;
}

/// Of rows about one contract, the one changed last.
std::vector<ImportRun::Read> ImportRun::choose(std::vector<Read> rows) {
  std::unordered_map<std::string, std::size_t> best;
  const auto identity = [](const Read& row) {
    const std::string contract = named(row.row.cells, "contrato");
    return contract.empty() ? "r" + row.content : "c" + contract;
  };
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto [found, first] = best.emplace(identity(rows[at]), at);
    if (first) continue;
    const std::string& old = rows[found->second].changed;
    const std::string& own = rows[at].changed;
    if (old.empty() || own.empty() || legacy::later(own, old) == own) found->second = at;
  }
  std::vector<Read> chosen;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const std::size_t counts = best[identity(rows[at])];
    if (counts == at) {
      chosen.push_back(rows[at]);
      continue;
    }
    left_out(rows[at], rows[counts]);
  }
  return chosen;
}

/// Tells why a row does not count beside another one about its contract.
void ImportRun::left_out(const Read& row, const Read& taken) {
  const bool same = taken.content == row.content;
  const bool later = !taken.changed.empty() && taken.changed != row.changed;
  if (!same && !later && supplier_of(taken.row.cells) != supplier_of(row.row.cells))
    return notes_.tell("convert.row-repeated/supplier", row.at, legacy::Notes::no_column,
                       named(row.row.cells, "contrato"));
  const base::RuleId rule = same    ? base::RuleId("convert.row-repeated")
                            : later ? base::RuleId("convert.row-repeated/changed")
                                    : base::RuleId("convert.row-repeated/newer");
  notes_.tally(rule, row.at, legacy::Notes::no_column);
}

std::size_t ImportRun::column_of(const Sheet& sheet, std::string_view key) const {
  const auto found = std::ranges::find(sheet.keys, key);
  return found == sheet.keys.end() ? 0 : static_cast<std::size_t>(found - sheet.keys.begin());
}

std::string ImportRun::make(std::string_view number, std::string_view body, std::vector<Read> all) {
  Merged merged;
  std::string date;
  std::string changed;  // in its place, where nothing is told
  std::optional<legacy::RowAt> first;
  std::size_t unnamed = 0;
  std::string own(number);
  // Another body gave its procedure the same number.
  const bool again = number_ == number;
  number_ = number;
  if (again) own.append("-").append(body);
  for (Read& each : choose(std::move(all))) {
    if (!first) first = each.at;
    if (!each.sheet->body.empty()) each.row.cells.emplace("cuerpo", each.sheet->body);
    std::string contract = named(each.row.cells, "contrato");
    if (contract.empty() && has_contract(each.row.cells))
      contract = own + "-" + std::to_string(++unnamed);
    const Say tell = [&](base::RuleId rule, std::string_view key, std::string_view value) {
      notes_.tell(rule, each.at, column_of(*each.sheet, key), value);
    };
    const Say tally = [&](base::RuleId rule, std::string_view key, std::string_view value) {
      const std::size_t column = column_of(*each.sheet, key);
      if (rule.id() == "convert.unmapped") return notes_.tally_file(rule, each.at, column);
      notes_.tally(rule, each.at, column, value, value);
    };
    ReleaseMaker maker(choice_, zone_, tell, tally);
    json::Value said = maker.make(each.row, own, contract);
    date = legacy::later(date, std::string(said.text("date")));
    changed = legacy::later(changed, each.changed);
    said.erase("date");
    merged.add(std::move(said), [&](const std::string& place) {
      notes_.tally("convert.differs", each.at, legacy::Notes::no_column, place,
                   place.substr(0, place.find('"')));
    });
  }
  if (date.empty()) date = changed;
  if (date.empty() && first)
    notes_.tally("convert.undecided/date", *first, legacy::Notes::no_column, number);
  return written(merged.value(), own, date);
}

std::string ImportRun::written(json::Value& said, const std::string& number,
                               const std::string& date) const {
  json::Value release = json::Object{};
  const std::string ocid = prefix_ + number;
  release["ocid"] = ocid;
  release["id"] = "";
  release["date"] = date;  // of the clock, it makes no other content
  json::Array tags;
  const std::pair<const char*, const char*> sections[] = {{"planning", "planning"},
                                                          {"tender", "tender"},
                                                          {"awards", "award"},
                                                          {"contracts", "contract"}};
  for (const auto& [section, tag] : sections)
    if (said.find(section) != nullptr) tags.emplace_back(tag);
  release["tag"] = options_.compiled ? json::Array{"compiled"} : std::move(tags);
  release["language"] = "es";
  release["initiationType"] = "tender";
  for (const std::string_view member :
       {"parties", "buyer", "planning", "tender", "awards", "contracts"}) {
    json::Value* const found = said.find(member);
    if (found == nullptr || (found->is_array() && found->as_array().empty())) continue;
    release[member] = std::move(*found);
  }
  constexpr std::size_t digits = 8;
  const std::string& told = date.empty() ? now_ : date;
  release["id"] = options_.compiled
                      ? ocid + "-" + told
                      : number + "-" + base::sha256(json::write(release)).substr(0, digits);
  release["date"] = told;
  return json::write(release) + "\n";
}

}  // namespace edca::pnt
