#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "io/source.hpp"
#include "sheets/workbook.hpp"

namespace edca::sheets {

/// Opens the bytes of a text from the first on.
using OpenText = std::function<std::unique_ptr<io::Source>()>;

/// How a text in CSV is written.
struct CsvFacts {
  TextEncoding encoding = TextEncoding::utf8;
  std::optional<std::uint64_t> not_utf8;  ///< as SheetInfo::not_utf8
  char delimiter = ',';
  bool says_delimiter = false;  ///< its first line is "sep=;"
};

/// Finds it out. By its byte order mark, or by zeros in the place of every other letter, a text is
/// UTF-16; else UTF-8 if all of its bytes are, and windows-1252 otherwise. The delimiter is the one
/// that a line "sep=" names, or of `,` `;` tab and `|` the one that gives the first records most
/// often the same number of fields, outside of quotes. Throws io::InputFault as io::open().
CsvFacts find_csv_facts(const OpenText& open);

/// The same text as UTF-8.
std::unique_ptr<io::Source> as_utf8(std::unique_ptr<io::Source> source, TextEncoding encoding);

/// The delimiter of a text by its first records.
char find_delimiter(std::string_view sample);

}  // namespace edca::sheets
