#include "advertising/row_fit.hpp"

#include <algorithm>

#include "advertising/values.hpp"

namespace edca::advertising {
namespace {

/// Rows of so many columns are not tried in all ways.
constexpr std::size_t most_tried = 64;

bool is_blank(std::string_view text) {
  return trimmed(text).empty();
}

/// Whether a cell may stand in a column of some type.
bool fits(const Field& field, std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return true;
  switch (field.type) {
    case Type::amount: {
      const Form form = read_amount(text).form;
      return form == Form::plain || form == Form::decorated;
    }
    case Type::date:
      return read_date(text).form != Form::wrong;
    case Type::year:
      return read_year(text).has_value();
    default:
      return true;
  }
}

/// The same with what must be filled, and codes.
bool fits_well(const Field& field, std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return !field.required;
  if (field.type == Type::row_number)
    return text.find_first_not_of("0123456789") == std::string_view::npos;
  if (field.codes != nullptr) return code_of(*field.codes, text) != nullptr;
  return fits(field, text);
}

bool fits_well(const TableFile& file, const Cells& cells) {
  for (std::size_t column = 0; column < file.fields.size(); ++column) {
    const std::size_t number = file.fields[column];
    if (number != nowhere && !fits_well(file.table->fields[number], cells[column])) return false;
  }
  return true;
}

/// Rows that may have been meant.
class Meant {
 public:
  explicit Meant(const TableFile& file) : file_(file) {}

  /// More than one: nobody knows which.
  void consider(Cells cells) {
    if (several_ || (found_ && *found_ == cells) || !fits_well(file_, cells)) return;
    several_ = found_.has_value();
    found_ = std::move(cells);
  }
  /// Each row with an empty cell in one place more.
  void filled(const Cells& cells) {
    for (std::size_t at = 0; at <= cells.size(); ++at) {
      Cells more = cells;
      more.insert(more.begin() + static_cast<std::ptrdiff_t>(at), std::string_view());
      consider(std::move(more));
    }
  }
  std::optional<Cells> only() const { return several_ ? std::nullopt : found_; }
  bool none() const { return !found_; }

 private:
  const TableFile& file_;
  std::optional<Cells> found_;
  bool several_ = false;
};

template <class Each>
void without_blank(const Cells& cells, Each each) {
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (!is_blank(cells[at])) continue;
    Cells fewer = cells;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
    each(std::move(fewer));
  }
}

}  // namespace

Misfits misfits(const TableFile& file, const Cells& cells, int shift) {
  Misfits result;
  for (std::size_t column = 0; column < file.fields.size(); ++column) {
    const std::size_t number = file.fields[column];
    if (number == nowhere) continue;
    const Field& field = file.table->fields[number];
    if (field.type == Type::text || field.type == Type::row_number) continue;
    const auto from = static_cast<std::ptrdiff_t>(column) + shift;
    if (from < 0 || from >= static_cast<std::ptrdiff_t>(cells.size())) continue;
    const std::string_view text = cells[static_cast<std::size_t>(from)];
    if (!fits(field, text)) {
      ++result.count;
    } else if (!is_blank(text)) {
      ++result.fitting;
    }
  }
  return result;
}

const std::string* code_of(const Codelist& codes, std::string_view text) {
  if (text.empty()) return nullptr;
  const auto exact = codes.spellings.find(text);
  if (exact != codes.spellings.end()) return &exact->second;
  const auto meant = codes.plain.find(plain_heading(text));
  return meant == codes.plain.end() ? nullptr : &meant->second;
}

std::optional<Cells> meant_row(const TableFile& file, const Cells& cells) {
  const std::size_t columns = file.headings.size();
  const std::size_t count = cells.size();
  if (columns < 2 || columns > most_tried || count > 2 * most_tried) return std::nullopt;
  Meant meant(file);
  if (count == columns) {
    if (misfits(file, cells, 0).count < 2) return std::nullopt;
    without_blank(cells, [&](const Cells& fewer) { meant.filled(fewer); });
    return meant.only();
  }
  if (count + 1 == columns) meant.filled(cells);
  if (count == columns + 1)
    without_blank(cells, [&](Cells fewer) { meant.consider(std::move(fewer)); });
  // Nothing but commas behind the row.
  const auto end = cells.begin() + static_cast<std::ptrdiff_t>(std::min(columns, count));
  if (meant.none() && std::all_of(end, cells.end(), is_blank) && count > columns &&
      misfits(file, cells, 0).count == 0)
    return Cells(cells.begin(), end);
  return meant.only();
}

}  // namespace edca::advertising
