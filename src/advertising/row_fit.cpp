#include "advertising/row_fit.hpp"

#include <algorithm>

#include "advertising/mend.hpp"
#include "advertising/values.hpp"

namespace edca::advertising {
namespace {

/// Rows of so many columns are not tried in all ways.
constexpr std::size_t most_tried = 64;

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
  /// Each row with the pieces of one text put together again.
  void joined(const Cells& cells) {
    const std::size_t more = cells.size() - file_.headings.size();
    for (std::size_t at = 0; at + more < cells.size(); ++at) {
      if (!is_broken_text(cells, at, more)) continue;
      std::string text(cells[at]);
      for (std::size_t piece = at + 1; piece <= at + more; ++piece)
        text.append(1, file_.facts.delimiter).append(cells[piece]);
      Cells fewer(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(at));
      fewer.emplace_back();
      fewer.insert(fewer.end(), cells.begin() + static_cast<std::ptrdiff_t>(at + more + 1),
                   cells.end());
      auto kept = std::make_unique<std::string>(std::move(text));
      fewer[at] = *kept;
      const bool any = found_.has_value();
      consider(std::move(fewer));
      if (!any && found_) text_ = std::move(kept);
      if (several_) return;
    }
  }
  std::optional<MeantRow> only() {
    if (several_ || !found_) return std::nullopt;
    return MeantRow{std::move(*found_), std::move(text_)};
  }
  bool none() const { return !found_; }

 private:
  /// Whether the column takes any text, and all pieces may be of one.
  bool is_broken_text(const Cells& cells, std::size_t at, std::size_t more) const {
    const std::size_t number = file_.fields[at];
    if (number == nowhere) return true;
    const Field& field = file_.table->fields[number];
    if (field.type != Type::text || field.codes != nullptr || is_tax_number(field)) return false;
    const auto first = cells.begin() + static_cast<std::ptrdiff_t>(at);
    return std::none_of(first, first + static_cast<std::ptrdiff_t>(more + 1), is_blank);
  }

  const TableFile& file_;
  std::optional<Cells> found_;
  std::unique_ptr<std::string> text_;
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

std::size_t moved_from(const TableFile& file, const Cells& cells) {
  const std::size_t columns = file.fields.size();
  if (cells.size() <= columns || cells.size() > most_columns) return nowhere;
  const std::size_t more = cells.size() - columns;
  std::size_t first = nowhere;
  std::size_t misfitting = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    const std::size_t number = file.fields[column];
    if (number == nowhere) continue;
    const Field& field = file.table->fields[number];
    if (field.type == Type::text || field.type == Type::row_number) continue;
    const bool here = fits(field, cells[column]);
    if (!here && first == nowhere) first = column;
    misfitting += here ? 0 : 1;
    if (first != nowhere && !fits(field, cells[column + more])) return nowhere;
  }
  return misfitting < 2 ? nowhere : first;
}

std::optional<MeantRow> meant_row(const TableFile& file, const Cells& cells) {
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
    return MeantRow{Cells(cells.begin(), end), nullptr};
  // Where it may have been an empty cell or a broken text, nobody knows which.
  const bool one_reason = count == columns + 1 || std::ranges::none_of(cells, is_blank);
  if (count > columns && one_reason) meant.joined(cells);
  return meant.only();
}

}  // namespace edca::advertising
