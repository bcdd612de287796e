#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/rule_id.hpp"
#include "edca/read_options.hpp"
#include "rows/fields.hpp"
#include "sheets/workbook.hpp"

namespace edca::rows {

/// A sentence of a rule, or nothing.
using Note = std::optional<base::RuleId>;

/// What a cell stands for.
struct Value {
  std::string json;  ///< "" for a cell that is as good as empty
  std::string text;  ///< of a text, without quotes and escapes
  /// What was taken for granted in reading it.
  Note note = {};
  /// What is wrong: then `json` is the text as it is written.
  Note wrong = {};
  Arguments arguments = {};
};

/// Where dates without a zone are: how far from UTC, "-06:00".
class Zone {
 public:
  /// Throws Error(usage, "tables.timezone") with argument timezone.
  explicit Zone(std::string_view name);
  /// Of a local time.
  std::string offset(int year, int month, int day, int hour) const;

 private:
  std::string fixed_;  ///< empty: of the middle of Mexico
};

/// Reads cells. Immutable; safe to share.
class ValueReader {
 public:
  /// Throws Error(usage, "tables.timezone").
  explicit ValueReader(const TableOptions& options);

  /// `field` may be nullptr: a column that the schema does not know.
  Value read(const sheets::Cell& cell, const Field* field) const;

 private:
  Value typed(const sheets::Cell& cell, std::string_view text, const Field& field) const;

  TableOptions options_;
  Zone zone_;
};

/// What a workbook to fill in calls a code: its title, where that is read as this code, else the
/// code.
std::string_view label_of(const schema::Codelist& list, const schema::Code& code, bool spanish);

// What ValueReader::read() is made of. Texts come without spaces around them.

/// The cell's text without what looks like space around it; zero-width characters count as such.
std::string_view without_spaces(std::string_view text);
/// A JSON text of a text.
std::string json_text(std::string_view text);
/// A list that a text writes as JSON, without white space around its parts; "" where it does not.
std::string json_list(std::string_view text);
/// A value with a mistake in it.
Value wrong(std::string_view text, base::RuleId rule, Arguments arguments = {});

Value read_number(std::string_view text, bool integer, char decimal);
Value read_date(std::string_view text, const Zone& zone);
Value read_boolean(std::string_view text);
/// With apostrophes taken away, digits that were lost told, codes by their labels.
Value read_text(std::string_view text, const Field& field);
Value read_list(std::string_view text, const Field& field);
Value read_numbers(std::string_view text);

/// Whether a text is a number in JSON.
bool is_json_number(std::string_view text);
/// Whether a number lost digits in a spreadsheet: "1.23457E+16".
bool lost_digits(std::string_view text);
/// Whether a text is what spreadsheets show where a formula failed: "#REF!", "#¡VALOR!".
bool is_error_value(std::string_view text);
/// Whether a text says that there is no value: "N/A", "No aplica", "-".
bool says_none(std::string_view text);

}  // namespace edca::rows
