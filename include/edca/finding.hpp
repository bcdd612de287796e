#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "edca/error.hpp"
#include "edca/rule.hpp"

namespace edca {

/// Where something stands in an input.
struct Position {
  std::uint64_t offset = 0;  ///< bytes from the start of the (decompressed) input, from 0
  std::uint64_t line = 1;    ///< from 1
  std::uint64_t column = 1;  ///< code points from the start of the line, from 1
};

/// A cell of a spreadsheet or of CSV.
struct Cell {
  std::string sheet;         ///< name of the sheet; of CSV that of the file, without its ending
  std::string name;          ///< "F12"
  std::uint64_t row = 0;     ///< from 1; 0: there is no cell
  std::uint64_t column = 0;  ///< from 1
  std::string heading;       ///< of the column; may be empty
};

/// Something is wrong in the data.
///
/// `rule` points into rules(). `variant` chooses among the sentences of a rule ("" for the only
/// one): the catalogue key is `rule.id` or `rule.id/variant`. `arguments` fill the placeholders of
/// the sentence; {value}, {property}, {pointer} and {keyword} are always available.
struct Finding {
  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  std::string file;  ///< as the user named it, forward slashes; a zip member is `a.zip/inner.json`
  Position at;
  bool has_position = true;  ///< false for findings about a file as a whole
  /// Where the value was read from a table; `at` then counts in lines of CSV, or in rows, and in
  /// columns of it.
  Cell cell;
  std::string pointer;   ///< RFC 6901, from the root of the JSON text that holds the value
  std::string keyword;   ///< the JSON Schema keyword, for schema.* findings
  std::string property;  ///< the absent or superfluous name, where there is one
  std::string value;     ///< short excerpt of the value as written (JSON text), may be empty
  std::string ocid;      ///< of the nearest enclosing release, may be empty
  std::string release;   ///< id of the nearest enclosing release, may be empty
  /// What it keeps from one run to the next, wherever it stands now; 0 where nobody asked.
  std::uint64_t fingerprint = 0;
  std::string title;  ///< of the process or project, where the line of the file tells little
  std::string variant;
  Arguments arguments;
  // Of a change: JSON texts, empty where there was nothing or nothing is left.
  std::string old_value;
  std::string new_value;
};

}  // namespace edca
