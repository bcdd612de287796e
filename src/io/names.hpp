#pragma once

#include "io/source.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace edca::io {

/// How the name of a file says that it is packed: *.json, *.jsonl and *.ndjson plain, those with
/// .gz or .zst, and *.zip (zip_member); nothing for other names. Letters of either case.
std::optional<Packing> packing_by_name(std::string_view name);

/// What a file is by its name, where it may be a spreadsheet: *.csv and *.tsv, also with .gz or
/// .zst, *.xlsx, *.xlsm and *.ods.
enum class Tabular { none, csv, workbook };
Tabular tabular_by_name(std::string_view name);

/// The name of a file as it can be reported: bytes that are not UTF-8 become U+FFFD.
std::string displayed(std::string_view name);

/// Appends a code point of the Basic Multilingual Plane as UTF-8.
void append_utf8(std::string& text, char16_t code_point);

}  // namespace edca::io
