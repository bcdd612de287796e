#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "json/tree.hpp"

namespace edca::tables {

/// What the cells of a column hold.
enum class Type : std::uint8_t {
  text,
  number,   ///< as it is written in JSON
  integer,  ///< likewise
  boolean,  ///< true or false
  list,     ///< texts with `;` between them, or a JSON text that begins with `[`
  array,    ///< a JSON text
};

/// As Table Schema calls it: "string", "number" … https://datapackage.org/standard/table-schema/
std::string_view name(Type type);
std::optional<Type> type_named(std::string_view name);

/// The type of a column that holds this value; nothing for values that are no cell: null, objects,
/// empty texts and lists, lists in which objects stand beside other values.
std::optional<Type> type_of(const json::Node& value);

/// Whether a text can stand in a table: not empty, without half surrogate pairs and control
/// characters other than tab and line breaks.
bool fits_cell(std::string_view text);

/// Whether spreadsheet programs would take a text for a formula.
bool looks_like_formula(std::string_view text);

/// Digits of a number that spreadsheet programs keep.
inline constexpr std::size_t certain_digits = 15;

/// What numbers a table can hold.
enum class Numbers : std::uint8_t {
  texts,    ///< any, as they are written
  doubles,  ///< IEEE 754 doubles; others are rounded, and kept beside the table
  sheets,   ///< likewise; those of more than fifteen digits are kept too: programs round them
};

/// What the cells of a target can hold.
struct CellForm {
  Numbers numbers = Numbers::texts;
  /// Texts that look like formulas get an apostrophe in front, and are kept beside the table.
  bool guard = false;
  /// UTF-16 code units of a text; 0: as long as may be. What is longer is kept beside the table.
  std::size_t longest = 0;
};

/// Appends what stands in a cell for a value. False where the value cannot be told from it: then it
/// is kept beside the table as well.
bool write_cell(const json::Node& value, Type type, Numbers numbers, std::string& out);

/// A double without an exponent, as write_cell() gives it; no other double has the same text.
std::string text_of(double number);

/// Appends the JSON text that a cell stands for; false when the cell does not fit the type.
bool read_cell(std::string_view cell, Type type, std::string& out);

}  // namespace edca::tables
