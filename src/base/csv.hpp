#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace edca::base {

using Row = std::vector<std::string>;

/// Reads CSV (RFC 4180): quoted fields, doubled quotes, CRLF or LF, a BOM is skipped. Rows may
/// differ in length; an empty line gives no row.
/// Throws Error(schema, "csv.syntax") with arguments name, line: an unterminated quote.
std::vector<Row> parse_csv(std::string_view text, std::string_view name);

/// Appends one row, quoting fields only where needed, ended by "\n".
void write_csv_row(const Row& row, std::string& out);

}  // namespace edca::base
