#include "legacy/row_shape.hpp"

#include <algorithm>
#include <cstdint>

#include "base/ascii.hpp"
#include "base/tax_id.hpp"
#include "legacy/rows.hpp"
#include "legacy/values.hpp"
#include "rows/values.hpp"

namespace edca::legacy {
namespace {

constexpr std::size_t most_surplus = 16;  ///< cells of a row that are more than its columns

bool is_blank(std::string_view cell) {
  return edca::rows::without_spaces(cell).empty();
}

bool is_currency(std::string_view text) {
  const bool shape =
      text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  return shape || known_value("currency", text) != nullptr;
}

/// Ways in which cells make columns: [column][surplus used before it], at most two are counted.
class Ways {
 public:
  Ways(std::span<const std::string_view> cells, std::size_t columns, const RowShape& shape)
      : cells_(cells),
        columns_(columns),
        surplus_(cells.size() - columns),
        shape_(shape),
        ways_((columns + 1) * (surplus_ + 1), 0) {
    at(columns, surplus_) = 1;
    for (std::size_t column = columns; column-- > 0;)
      for (std::size_t used = 0; used <= surplus_; ++used) count(column, used);
  }

  bool one() const { return ways_[0] == 1; }

  std::vector<std::string_view> take() const {
    std::vector<std::string_view> result;
    std::size_t used = 0;
    for (std::size_t column = 0; column < columns_; ++column) {
      std::size_t more = 0;
      while (!possible(column, used, more) || ways(column + 1, used + more) == 0) ++more;
      result.push_back(joined(column + used, more));
      used += more;
    }
    return result;
  }

 private:
  std::uint8_t& at(std::size_t column, std::size_t used) {
    return ways_[column * (surplus_ + 1) + used];
  }
  std::uint8_t ways(std::size_t column, std::size_t used) const {
    return ways_[column * (surplus_ + 1) + used];
  }

  std::string_view joined(std::size_t first, std::size_t more) const {
    const std::string_view last = cells_[first + more];
    const char* const begin = cells_[first].data();
    return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
  }

  /// Whether a column may take a cell and so many more.
  bool possible(std::size_t column, std::size_t used, std::size_t more) const {
    const std::size_t first = column + used;
    if (more == 0) return shape_.fits(column, cells_[first]);
    if (shape_.tells(column)) return false;
    for (std::size_t each = first; each < first + more; ++each)
      if (cells_[each].data() + cells_[each].size() + 1 != cells_[each + 1].data()) return false;
    return true;
  }

  void count(std::size_t column, std::size_t used) {
    unsigned all = 0;
    for (std::size_t more = 0; used + more <= surplus_ && all < 2; ++more) {
      const unsigned behind = ways(column + 1, used + more);
      if (behind != 0 && possible(column, used, more)) all += behind;
    }
    at(column, used) = static_cast<std::uint8_t>(std::min(all, 2u));
  }

  std::span<const std::string_view> cells_;
  std::size_t columns_;
  std::size_t surplus_;
  const RowShape& shape_;
  std::vector<std::uint8_t> ways_;
};

}  // namespace

bool RowShape::tells(std::size_t column) const {
  if (column >= columns_.size()) return true;
  if (columns_[column] == nullptr) return false;
  switch (columns_[column]->kind) {
    case Kind::amount:
    case Kind::keep_amount:
    case Kind::date:
    case Kind::currency:
    case Kind::rfc:
    case Kind::document:
    case Kind::code:
    case Kind::category:
    case Kind::method:
    case Kind::element:
      return true;
    default:
      return false;
  }
}

bool RowShape::fits(std::size_t column, std::string_view cell) const {
  if (!tells(column)) return true;
  if (column >= columns_.size()) return is_blank(cell);
  const LayoutColumn& known = *columns_[column];
  const std::string_view text = text_of(cell, &known);
  if (text.empty() || edca::rows::says_none(text)) return true;
  switch (known.kind) {
    case Kind::amount:
    case Kind::keep_amount:
      return !edca::rows::read_number(text, false, decimal_).wrong;
    case Kind::date:
      return !read_legacy_date(text, *zone_).wrong;
    case Kind::currency:
      return is_currency(text);
    case Kind::rfc:
      return !read_rfc(text).empty() || base::is_generic_tax_id(text) || text.starts_with("EXT");
    case Kind::document:
      return text.starts_with("http://") || text.starts_with("https://");
    case Kind::code:
      return known_value(known.detail, text) != nullptr;
    case Kind::category:
      return known_value("category", text) != nullptr;
    case Kind::method:
      return read_method(text).has_value();
    case Kind::element:
      return known_value("element", text) != nullptr;
    default:
      return true;
  }
}

bool RowShape::proves(std::span<const std::string_view> cells) const {
  bool told = false;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    if (!fits(column, cells[column])) return false;
    told = told || (tells(column) && !is_blank(cells[column]));
  }
  return told;
}

/// Whether two cells may be one amount, whose separator of thousands stands without quotes.
bool may_be_one(std::string_view left, std::string_view right) {
  const auto digits = [](std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, base::is_digit);
  };
  left = edca::rows::without_spaces(left);
  right = edca::rows::without_spaces(right);
  if (left.starts_with('$')) left.remove_prefix(1);
  right = right.substr(0, right.find('.'));
  return left.size() <= 3 && digits(left) && right.size() == 3 && digits(right);
}

bool narrow(std::vector<std::string_view>& cells, std::size_t columns, const RowShape& shape) {
  if (cells.size() <= columns || cells.size() - columns > most_surplus) return false;
  const std::span<const std::string_view> all(cells);
  // Delimiters behind a whole row say nothing.
  if (std::ranges::all_of(all.subspan(columns), is_blank) && shape.proves(all.first(columns))) {
    cells.resize(columns);
    return true;
  }
  for (std::size_t at = 0; at + 1 < all.size(); ++at) {
    if (may_be_one(all[at], all[at + 1])) return false;
  }
  const Ways ways(all, columns, shape);
  if (!ways.one()) return false;
  std::vector<std::string_view> made = ways.take();
  if (!shape.proves(made)) return false;
  cells = std::move(made);
  return true;
}

}  // namespace edca::legacy
