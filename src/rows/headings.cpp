#include "rows/headings.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "rows/values.hpp"

namespace edca::rows {
namespace {

/// Bytes of a cell that may be a heading; a longer one is a text.
constexpr std::size_t longest_heading = 2000;

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 7 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::string_view rest = text;;) {
    const std::size_t end = rest.find(mark);
    parts.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) return parts;
    rest.remove_prefix(end + 1);
  }
}

/// Whether a text may be a name of JSON as publishers write them.
bool is_name(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !text.empty() && (letter(text[0]) || text[0] == '_') &&
         std::ranges::all_of(text, [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
                  c == ':' || c == '@';
         });
}

/// The names of a way; none where the text is no way.
std::vector<std::string_view> names_of(std::string_view text) {
  // So deep is no field, and what is made of it must not be deeper than JSON may be.
  constexpr std::size_t most_names = 64;
  if (text.starts_with('/')) text.remove_prefix(1);
  const bool points = text.find('/') == std::string_view::npos;
  std::vector<std::string_view> names = split(text, points ? '.' : '/');
  if (names.size() > most_names) return {};
  for (std::string_view& name : names) {
    if (name.ends_with("[]")) name.remove_suffix(2);
    if (!is_number(name) && !is_name(name)) return {};
  }
  // What flatten-tool makes of packages and records has the list of items in front.
  if (names.size() > 1 && (names[0] == "releases" || names[0] == "projects")) {
    names.erase(names.begin());
    if (is_number(names[0])) names.erase(names.begin());
  }
  return names;
}

/// The names of fields as the schema writes them.
void write_as_schema(Column& column) {
  column.way.clear();
  std::size_t at = 0;
  for (Step& step : column.steps) {
    if (column.field != nullptr) {
      const std::string_view rest = std::string_view(column.field->way).substr(at);
      const std::size_t end = std::min(rest.find('/'), rest.size());
      step.key = std::string(rest.substr(0, end));
      at += end + 1;
    }
    column.way.append(column.way.empty() ? "" : "/").append(step.key);
  }
}

Column steps_of(std::span<const std::string_view> names, const Fields& fields) {
  Column column;
  for (const std::string_view name : names) {
    if (is_number(name)) {
      if (column.steps.empty()) continue;
      Step& step = column.steps.back();
      step.list = true;
      std::from_chars(name.data(), name.data() + name.size(), step.group);
      continue;
    }
    column.way.append(column.way.empty() ? "" : "/").append(name);
    column.steps.push_back({std::string(name), fields.is_list(column.way), 0});
  }
  // The last name is the field, whatever number stands behind it.
  if (!column.steps.empty() && !fields.is_list(column.way)) column.steps.back().list = false;
  return column;
}

Column column_of(const Field& field) {
  Column column;
  column.field = &field;
  column.way = field.way;
  std::size_t at = 0;
  for (const std::string_view name : split(field.way, '/')) {
    column.steps.push_back({std::string(name), field.lists[at++], 0});
  }
  return column;
}

struct Signature {
  std::string_view format;
  std::vector<std::string_view> headings;
};

/// Headings that only these formats have together.
const std::vector<Signature>& signatures() {
  static const std::vector<Signature> known = {
      {"compranet", {"dependencia / entidad", "importe mn sin iva"}},
      {"compranet", {"numero expediente", "codigo contrato"}},
      {"compranet", {"codigo expediente", "codigo contrato", "folio rupc"}},
      {"compranet", {"codigo del contrato", "importe del contrato", "clave cucop"}},
      {"compranet", {"clave cog", "vigencia del anuncio"}},
      {"comprasmx", {"importe drc", "rfc"}},
      {"comprasmx", {"tipo de elemento", "num. proc. proyecto"}},
      {"comprasmx", {"numero de identificacion", "codigo de expediente"}},
      {"pnt", {"titulo", "nombre corto", "descripcion"}},
      {"pnt", {"tabla campos"}},
      {"pnt", {"ejercicio", "fecha de inicio del periodo que se informa"}},
  };
  return known;
}

std::size_t filled(const HeadRow& row, std::size_t from) {
  std::size_t count = 0;
  for (std::size_t at = from; at < row.cells.size(); ++at) count += row.cells[at].empty() ? 0 : 1;
  return count;
}

bool is_mark(const HeadRow& row) {
  return !row.cells.empty() && row.cells[0].starts_with('#');
}

constexpr std::string_view row_key = "_fila";
/// Of a key of a row: so long is none, and what stands in the cell is looked at for every column.
constexpr std::size_t most_key = 1000;

/// What Flattener writes above a column: a way from the rows of the table on, or the ids around it.
Heading read_own_heading(std::string_view text, const Fields& fields, const std::string& table) {
  Heading heading;
  if (text == row_key || text == "_padre" || text == "_n") {
    heading.meaning = Meaning::key;
    return heading;
  }
  if (table.empty()) return read_heading(text, fields, {});
  if (text == "release") return read_heading("id", fields, {});
  Heading within = read_heading(table + "/" + std::string(text), fields, {});
  return within.column.field != nullptr ? within : read_heading(text, fields, {});
}

/// The table of a file that Flattener wrote, by the key of its first row: "0/awards/1/items/0"
/// stands in "awards/items". Nothing where the row of headings is not one of Flattener's.
std::optional<std::string> own_table(std::span<const HeadRow> rows, std::size_t at) {
  const auto key = std::ranges::find(rows[at].cells, row_key);
  if (key == rows[at].cells.end()) return std::nullopt;
  const auto column = static_cast<std::size_t>(key - rows[at].cells.begin());
  for (const HeadRow& row : rows.subspan(at + 1)) {
    if (column >= row.cells.size()) continue;
    const std::string& text = row.cells[column];
    if (text.empty() || text.size() > most_key) continue;
    const std::vector<std::string_view> parts = split(text, '/');
    if (!is_number(parts[0])) continue;
    std::string table;
    for (const std::string_view part : parts) {
      if (!is_number(part)) table.append(table.empty() ? "" : "/").append(part);
    }
    return table;
  }
  return std::nullopt;
}

/// Reads a row as headings of a table.
Head read_head(const HeadRow& row, const Fields& fields, std::string_view table, std::size_t from,
               const std::string* own = nullptr) {
  Head head;
  std::size_t ways = 0;
  head.headings.resize(row.cells.size());
  for (std::size_t at = from; at < row.cells.size(); ++at) {
    Heading& heading = head.headings[at] = own != nullptr
                                               ? read_own_heading(row.cells[at], fields, *own)
                                               : read_heading(row.cells[at], fields, table);
    heading.column.number = at;
    heading.column.heading = row.cells[at];
    const bool known = heading.column.field != nullptr;
    ways += heading.meaning == Meaning::path && known ? 1 : 0;
    head.resolved += known ? 1 : 0;
  }
  head.row = head.last_row = row.number;
  head.line = row.line;
  head.paths = ways * 2 >= head.resolved && ways > 0;
  head.shown = row.cells;
  return head;
}

/// The table whose titles most headings are; "" where those of the item serve as well.
std::string_view table_of_titles(const HeadRow& row, const Fields& fields, std::size_t from) {
  // Each once: a row may repeat one thousands of times.
  std::set<std::string> titles;
  for (std::size_t at = from; at < row.cells.size(); ++at) {
    if (row.cells[at].size() > longest_heading) continue;
    std::string title = plain_heading(row.cells[at]);
    if (!title.empty()) titles.insert(std::move(title));
  }
  const auto known = [&](std::string_view table) {
    return std::ranges::count_if(
        titles, [&](const std::string& title) { return fields.by_title(title, table) != nullptr; });
  };
  std::string_view best;
  auto most = known(best);
  for (const std::string& table : fields.tables()) {
    const auto count = known(table);
    if (count > most) best = table;
    most = std::max(most, count);
  }
  return best;
}

/// The reading by the table under which most headings are understood.
Head best_head(const HeadRow& row, const Fields& fields, std::string_view sheet, std::size_t from) {
  const std::string* named = fields.table(plain_heading(sheet));
  Head best = read_head(row, fields, named == nullptr ? std::string_view() : *named, from);
  if (named != nullptr || best.paths) return best;
  const std::string_view table = table_of_titles(row, fields, from);
  if (table.empty()) return best;
  Head other = read_head(row, fields, table, from);
  return other.resolved > best.resolved ? other : best;
}

/// Whether a row repeats in words what the headings above it say in ways.
bool are_titles(const HeadRow& row, const Head& head, const Fields& fields) {
  std::size_t same = 0;
  for (std::size_t at = 0; at < row.cells.size() && at < head.headings.size(); ++at) {
    const Column& column = head.headings[at].column;
    if (row.cells[at].empty() || column.field == nullptr) continue;
    std::string table;
    std::string way;
    for (const Step& step : column.steps) {
      way.append(way.empty() ? "" : "/").append(step.key);
      if (step.list) table = way;
    }
    same += fields.by_title(plain_heading(row.cells[at]), table) == column.field ? 1 : 0;
  }
  return same >= 2 && same * 2 >= filled(row, 0);
}

}  // namespace

Heading read_heading(std::string_view text, const Fields& fields, std::string_view table) {
  Heading heading;
  if (text.size() > longest_heading) {
    heading.meaning = Meaning::unknown;
    return heading;
  }
  const std::string_view bare = without_spaces(text);
  if (bare.empty()) return heading;
  if (const std::vector<std::string_view> names = names_of(bare); !names.empty()) {
    if (is_number(names[0])) {
      heading.meaning = Meaning::number;
      return heading;
    }
    Column column = steps_of(names, fields);
    column.field = fields.by_way(column.way);
    if (column.field == nullptr && !table.empty()) {
      std::vector<std::string_view> whole = split(table, '/');
      whole.insert(whole.end(), names.begin(), names.end());
      Column below = steps_of(whole, fields);
      below.field = fields.by_way(below.way);
      if (below.field != nullptr) column = std::move(below);
    }
    heading.meaning = Meaning::path;
    if (column.field != nullptr) write_as_schema(column);
    heading.column = std::move(column);
    if (heading.column.field != nullptr) return heading;
  }
  if (const Field* field = fields.by_title(plain_heading(bare), table)) {
    heading.meaning = Meaning::title;
    heading.column = column_of(*field);
  } else if (heading.meaning == Meaning::none) {
    heading.meaning = Meaning::unknown;
  }
  return heading;
}

Head find_head(std::span<const HeadRow> rows, const Fields& fields, std::string_view sheet) {
  Head best;
  const bool marked = !rows.empty() && is_mark(rows[0]);
  std::size_t at = 0;
  for (; at < rows.size(); ++at) {
    const auto own = own_table(rows, at);
    Head head = own ? read_head(rows[at], fields, {}, 0, &*own)
                    : best_head(rows[at], fields, sheet, marked ? 1 : 0);
    const std::size_t all = filled(rows[at], marked ? 1 : 0);
    const bool alone = all == 1 && head.resolved == 1 && head.paths;
    if (!alone && (head.resolved < 2 || head.resolved * 4 < all)) continue;
    best = std::move(head);
    break;
  }
  best.marked = marked;
  if (best.row == 0) return best;
  if (marked) {
    for (std::size_t next = at + 1; next < rows.size(); ++next) {
      if (is_mark(rows[next]) && are_titles(rows[next], best, fields)) {
        best.shown = rows[next].cells;
        break;
      }
      const std::string mark = is_mark(rows[next]) ? plain_heading(rows[next].cells[0]) : "";
      if (mark == "# titulo" || mark == "# title") {
        best.shown = rows[next].cells;
        break;
      }
    }
  } else if (best.paths && at + 1 < rows.size() && are_titles(rows[at + 1], best, fields)) {
    best.shown = rows[at + 1].cells;
    best.last_row = rows[at + 1].number;
  }
  for (Heading& heading : best.headings) {
    const std::size_t column = heading.column.number;
    if (column < best.shown.size() && !best.shown[column].empty())
      heading.column.heading = best.shown[column];
  }
  return best;
}

std::string_view earlier_format(std::span<const HeadRow> rows) {
  for (const HeadRow& row : rows) {
    std::vector<std::string> cells;
    for (const std::string& cell : row.cells)
      if (cell.size() <= longest_heading) cells.push_back(plain_heading(cell));
    for (const Signature& each : signatures()) {
      const bool all = std::ranges::all_of(each.headings, [&](std::string_view heading) {
        return std::ranges::find(cells, heading) != cells.end();
      });
      if (all) return each.format;
    }
  }
  return {};
}

}  // namespace edca::rows
