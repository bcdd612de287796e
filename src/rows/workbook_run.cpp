#include "rows/workbook_run.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "rows/template_item.hpp"

namespace edca::rows {
namespace {

/// Rows above which headings are looked for.
constexpr std::size_t most_above = 40;
/// Headings of a sheet that are compared with all fields, to name a near one.
constexpr std::size_t most_compared = 200;

/// Sheets that are for people, or for the program that made the workbook.
bool holds_no_data(std::string_view name) {
  static constexpr std::array words = {"leeme", "readme", "instrucciones", "instructions"};
  const std::string plain = plain_heading(name);
  return name.starts_with('_') || name.starts_with('#') ||
         std::ranges::find(words, plain) != words.end();
}

std::string text_of(const sheets::Cell& cell) {
  return std::string(without_spaces(cell.text));
}

bool is_blank(const sheets::Row& row) {
  return std::ranges::all_of(row.cells, [](const sheets::Cell& cell) {
    return !cell.formula && without_spaces(cell.text).empty();
  });
}

/// How deep in the items the rows of a sheet lead: 0 for the items themselves.
std::size_t depth_of(const std::vector<Level>& levels) {
  std::size_t depth = ~std::size_t{0};
  for (const Level& level : levels) {
    if (level.refers()) continue;
    const auto lists = std::ranges::count_if(level.steps, &Step::list);
    depth = std::min(depth, static_cast<std::size_t>(lists));
  }
  return depth;
}

}  // namespace

std::vector<HeadRow> WorkbookRun::first_rows(std::size_t sheet) {
  std::vector<HeadRow> rows;
  const auto reader = book_.open(sheet);
  while (rows.size() < most_above) {
    const sheets::Row* row = reader->next();
    if (row == nullptr) break;
    if (is_blank(*row)) continue;
    HeadRow& kept = rows.emplace_back();
    kept.number = row->number;
    kept.line = static_cast<std::uint32_t>(row->line);
    for (const sheets::Cell& cell : row->cells) kept.cells.push_back(text_of(cell));
  }
  return rows;
}

std::size_t WorkbookRun::find_heads() {
  std::size_t resolved = 0;
  for (std::size_t at = 0; at < book_.sheets().size(); ++at) {
    const sheets::SheetInfo& info = book_.sheets()[at];
    const bool meta = info.name == "_meta";
    if (!meta && holds_no_data(info.name)) continue;
    const std::vector<HeadRow> rows = first_rows(at);
    if (meta) {
      for (const HeadRow& row : rows)
        if (row.cells.size() > 1) meta_.insert_or_assign(row.cells[0], row.cells[1]);
      continue;
    }
    ReadSheet sheet;
    sheet.number = at;
    sheet.head = find_head(rows, fields_, info.name);
    if (sheet.head.row == 0) {
      if (!rows.empty()) unread_.push_back(at);
      if (earlier_.empty()) earlier_ = earlier_format(rows);
      continue;
    }
    if (earlier_.empty() && !sheet.head.paths) earlier_ = earlier_format(rows);
    resolved += sheet.head.resolved;
    sheets_.push_back(std::move(sheet));
  }
  return resolved;
}

bool WorkbookRun::has_paths() const {
  return std::ranges::any_of(sheets_, [](const ReadSheet& sheet) { return sheet.head.paths; });
}

/// What the cells of a codelist offer; nullptr where that is nothing.
WorkbookRun::Labels WorkbookRun::labels_of(const schema::Codelist& list) {
  const auto [at, is_new] = labels_.try_emplace(&list);
  if (!is_new || list.codes().empty()) return at->second;
  const auto language = meta_.find("language");
  const bool spanish = language == meta_.end() || language->second != "en";
  std::vector<std::string> labels;
  for (const schema::Code& code : list.codes()) {
    labels.emplace_back(label_of(list, code, spanish));
  }
  at->second = std::make_shared<const std::vector<std::string>>(std::move(labels));
  return at->second;
}

/// The columns that are read, and the levels of its rows.
void WorkbookRun::prepare(ReadSheet& sheet) {
  const sheets::SheetInfo& info = book_.sheets()[sheet.number];
  SheetHead head;
  head.name = info.name;
  head.file = info.file;
  head.row = sheet.head.row;
  head.line = sheet.head.line;
  const bool offers = meta_.contains("template");
  for (const Heading& heading : sheet.head.headings) {
    const Field* field = heading.column.field;
    const bool additional = heading.meaning == Meaning::path && sheet.head.paths;
    if (field == nullptr && !additional) continue;
    Column& column = head.columns.emplace_back(heading.column);
    if (offers && field != nullptr && field->codes != nullptr) {
      column.labels = labels_of(*field->codes);
    }
  }
  heads_.push_back(std::move(head));
}

std::shared_ptr<const io::CellText> WorkbookRun::read(bool releases) {
  for (ReadSheet& sheet : sheets_) prepare(sheet);
  joiner_ = std::make_unique<Joiner>(store_, notices_, heads_, ids_by_row_);
  std::vector<std::size_t> order;
  for (std::size_t at = 0; at < sheets_.size(); ++at) {
    ReadSheet& sheet = sheets_[at];
    std::set<std::string> seen;
    std::vector<Column>& columns = heads_[at].columns;
    // The second of two equal headings is not read: which one counts nobody can know.
    std::erase_if(columns, [&](const Column& column) {
      std::string key = column.way;
      for (const Step& step : column.steps) key.append("/").append(std::to_string(step.group));
      if (seen.insert(key).second) return false;
      const CellAt cell{sheet.head.row, sheet.head.line, static_cast<std::uint32_t>(column.number),
                        static_cast<std::uint32_t>(at)};
      notices_.add("tables.repeated-heading", heads_[at], cell, column.heading);
      sheet.head.headings[column.number].meaning = Meaning::repeated;
      return true;
    });
    sheet.levels = levels_of(columns);
    joiner_->describe(sheet.levels);
    order.push_back(at);
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t at) { return depth_of(sheets_[at].levels); });
  for (const std::size_t at : order) {
    RowState state{sheets_[at], static_cast<std::uint32_t>(at), {}, {}, 0, 0};
    read_rows(state);
  }
  tell_unread_sheets();
  std::string text;
  std::vector<MadeText::Item> items;
  for (Made* item : joiner_->items()) {
    if (releases && meta_.contains("template")) complete_release(*item, meta_, store_);
    items.push_back({text.size(), item});
    write(*item, text);
    text += '\n';
  }
  return std::make_shared<MadeText>(std::move(items), std::move(text), std::move(store_),
                                    std::move(heads_), notices_.take());
}

void WorkbookRun::read_rows(RowState& state) {
  const Head& head = state.sheet.head;
  state.unread.resize(head.headings.size());
  for (std::size_t at = 0; at < head.headings.size(); ++at) {
    const Heading& heading = head.headings[at];
    Unread& unread = state.unread[at];
    // Of equal headings it was told already.
    unread.watched = (at > 0 || !head.marked) && heading.meaning != Meaning::key &&
                     heading.meaning != Meaning::repeated && heading.column.field == nullptr &&
                     heads_[state.number].column(at) == nullptr;
    unread.text = heading.column.heading;
  }
  state.keys.resize(heads_[state.number].columns.size());
  for (const Level& level : state.sheet.levels) {
    for (const std::size_t column : {level.id, level.ocid}) {
      if (column != Level::none) state.keys[column] = true;
    }
  }
  const auto rows = book_.open(state.sheet.number);
  while (const sheets::Row* row = rows->next()) {
    if (!is_data(state, *row)) continue;
    state.hidden_rows += row->hidden ? 1 : 0;
    read_row(state, *row);
  }
  for (const Column& column : heads_[state.number].columns)
    state.hidden_columns += rows->hidden(column.number) ? 1 : 0;
  tell_headings(state);
  tell_sheet(state);
}

bool WorkbookRun::is_data(const RowState& state, const sheets::Row& row) {
  const Head& head = state.sheet.head;
  if (row.number <= head.last_row || is_blank(row)) return false;
  if (head.marked && !row.cells.empty() && row.cells[0].text.starts_with('#')) return false;
  CellAt at{row.number, static_cast<std::uint32_t>(row.line), 0, state.number};
  const auto first = std::ranges::find_if(
      row.cells, [](const sheets::Cell& cell) { return !without_spaces(cell.text).empty(); });
  if (first != row.cells.end()) at.column = static_cast<std::uint32_t>(first - row.cells.begin());
  if (row.unclosed) notices_.add("tables.row/quote", heads_[state.number], at);
  if (repeats_head(state, row)) {
    notices_.note("tables.skipped", heads_[state.number], at);
    return false;
  }
  return !is_total(state, row, at);
}

/// Whether the row has the headings once more, as copied tables do.
bool WorkbookRun::repeats_head(const RowState& state, const sheets::Row& row) const {
  const Head& head = state.sheet.head;
  std::size_t same = 0;
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    const std::string_view text = without_spaces(row.cells[at].text);
    if (text.empty()) continue;
    if (at >= head.headings.size()) return false;
    const std::string plain = plain_heading(text);
    const bool shown = at < head.shown.size() && plain == plain_heading(head.shown[at]);
    if (!shown && base::fold(text) != base::fold(head.headings[at].column.way)) return false;
    ++same;
  }
  return same >= 2;
}

/// Sums and signatures below a table: no thing has that id.
bool WorkbookRun::is_total(const RowState& state, const sheets::Row& row, CellAt at) {
  const auto& columns = heads_[state.number].columns;
  const auto filled = [&](std::size_t index) {
    if (index == Level::none) return false;
    const std::size_t number = columns[index].number;
    return number < row.cells.size() && !without_spaces(row.cells[number].text).empty() &&
           number != at.column;
  };
  for (const Level& level : state.sheet.levels)
    if (filled(level.id) || filled(level.ocid)) return false;
  const std::string folded = base::fold(without_spaces(row.cells[at.column].text));
  static constexpr std::array words = {"total", "suma", "subtotal", "gran total", "sum"};
  const bool total = std::ranges::any_of(words, [&](std::string_view word) {
    if (!folded.starts_with(word)) return false;
    const std::string_view rest = std::string_view(folded).substr(word.size());
    return rest.empty() || rest[0] == ' ' || rest[0] == ':' || rest.starts_with("es");
  });
  if (total) {
    notices_.add("tables.total", heads_[state.number], at, row.cells[at.column].text);
    return true;
  }
  static constexpr std::array signed_by = {"elaboro", "autorizo", "reviso", "nota:", "fuente:"};
  const bool signature = std::ranges::any_of(
      signed_by, [&](std::string_view word) { return folded.starts_with(word); });
  if (signature)
    notices_.add("tables.total/words", heads_[state.number], at, row.cells[at.column].text);
  return signature;
}

void WorkbookRun::read_row(RowState& state, const sheets::Row& row) {
  static const sheets::Cell nothing;
  const auto& columns = heads_[state.number].columns;
  std::vector<ReadCell> cells;
  cells.reserve(columns.size());
  bool merged = false;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const std::size_t number = columns[index].number;
    const sheets::Cell& cell = number < row.cells.size() ? row.cells[number] : nothing;
    const CellAt at{row.number, static_cast<std::uint32_t>(row.line),
                    static_cast<std::uint32_t>(number), state.number};
    cells.push_back(read_cell(state, columns[index], cell, at));
    if (cell.covered && state.keys[index]) {
      notices_.add("tables.merged", heads_[state.number], at);
      merged = true;
    }
  }
  note_unread(state, row);
  if (!merged) joiner_->add(heads_[state.number], state.sheet.levels, cells);
}

/// Which columns hold something that is not read.
void WorkbookRun::note_unread(RowState& state, const sheets::Row& row) const {
  if (row.cells.size() > state.unread.size()) state.unread.resize(row.cells.size());
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    Unread& unread = state.unread[at];
    if (!unread.watched || unread.filled) continue;
    unread.filled = !without_spaces(row.cells[at].text).empty();
  }
}

ReadCell WorkbookRun::read_cell(const RowState& state, const Column& column,
                                const sheets::Cell& cell, CellAt at) {
  ReadCell read{at, values_.read(cell, column.field)};
  Value& value = read.value;
  const SheetHead& sheet = heads_[state.number];
  if (value.wrong) {
    Finding& finding = notices_.add(*value.wrong, sheet, at, cell.text);
    for (auto& each : value.arguments) finding.arguments.push_back(std::move(each));
    if (*value.wrong == base::RuleId("tables.formula/error")) value.json.clear();
    if (*value.wrong == base::RuleId("tables.formula/empty")) value.json.clear();
  }
  const bool id = !column.steps.empty() && (column.way == "ocid" || column.way.ends_with("id"));
  if (!value.note && !value.wrong && id && without_spaces(cell.text) != cell.text &&
      !value.json.empty())
    value.note = base::RuleId("tables.read/spaces");
  // What a list of the workbook offers is what it asks for.
  const bool chosen =
      meta_.contains("template") && (value.note == base::RuleId("tables.read/code") ||
                                     value.note == base::RuleId("tables.read/boolean"));
  if (value.note && !chosen) notices_.note(*value.note, sheet, at, cell.text);
  return read;
}

/// Columns that hold something and are not read.
void WorkbookRun::tell_headings(const RowState& state) {
  std::vector<std::string_view> names;
  std::size_t compared = 0;
  for (std::size_t column = 0; column < state.unread.size(); ++column) {
    const Unread& unread = state.unread[column];
    if (!unread.filled) continue;
    const CellAt at{state.sheet.head.row, state.sheet.head.line, static_cast<std::uint32_t>(column),
                    state.number};
    const SheetHead& sheet = heads_[state.number];
    if (unread.text.empty()) {
      notices_.add("tables.heading/empty", sheet, at);
      continue;
    }
    if (names.empty()) names = fields_.names();
    const bool compare = compared++ < most_compared;
    const std::string_view near =
        compare ? base::nearest(plain_heading(unread.text), names) : std::string_view();
    Finding& finding = near.empty() ? notices_.add("tables.heading", sheet, at, unread.text)
                                    : notices_.add("tables.heading/near", sheet, at, unread.text);
    finding.cell.heading = unread.text;
    finding.arguments.emplace_back("heading", unread.text);
    finding.arguments.emplace_back("near", near);
  }
}

void WorkbookRun::tell_sheet(const RowState& state) {
  const sheets::SheetInfo& info = book_.sheets()[state.sheet.number];
  const SheetHead& sheet = heads_[state.number];
  const CellAt at{state.sheet.head.row, state.sheet.head.line, 0, state.number};
  if (info.hidden || state.hidden_rows + state.hidden_columns > 0) {
    Finding& finding = info.hidden ? notices_.add("tables.hidden/sheet", sheet, at)
                                   : notices_.add("tables.hidden", sheet, at);
    finding.arguments.emplace_back("rows", std::to_string(state.hidden_rows));
    finding.arguments.emplace_back("columns", std::to_string(state.hidden_columns));
  }
  if (info.not_utf8) {
    notices_.add("tables.encoding", sheet, at)
        .arguments.emplace_back("offset", std::to_string(*info.not_utf8));
  }
}

/// Sheets that hold rows and no heading that is understood.
void WorkbookRun::tell_unread_sheets() {
  for (const std::size_t number : unread_) {
    const sheets::SheetInfo& info = book_.sheets()[number];
    if (info.hidden) continue;
    SheetHead head;
    head.name = info.name;
    head.file = info.file;
    const auto at = static_cast<std::uint32_t>(heads_.size());
    notices_
        .add("tables.sheet", head, {1, book_.kind() == sheets::WorkbookKind::csv ? 1u : 0u, 0, at})
        .arguments.emplace_back("sheet", info.name);
    heads_.push_back(std::move(head));
  }
}

}  // namespace edca::rows
