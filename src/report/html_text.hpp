#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "edca/error.hpp"
#include "messages/messages.hpp"

namespace edca::report::html {

/// Text made harmless for HTML.
std::string escaped(std::string_view text);

/// A sentence of the catalogue in both languages, of which the page shows one.
std::string both(std::string_view key, const Arguments& arguments = {});
/// The same for texts that are at hand.
std::string both(std::string_view spanish, std::string_view english);

struct Bar {
  std::string label;  ///< HTML
  std::uint64_t value = 0;
  std::string shown;       ///< HTML
  std::string_view style;  ///< a class; may be empty
};

/// A chart of horizontal bars: a list that reads without them. The longest bar is `most`, or the
/// greatest value when that is 0.
std::string bars(std::string_view title_key, const std::vector<Bar>& rows, std::uint64_t most = 0);

struct Cell {
  std::string text;  ///< HTML
  std::string sort;  ///< a number to sort by; may be empty
};

struct Column {
  std::string_view key;  ///< of its heading: "report.column.…"
  bool number = false;
};

/// A section with a table that sorts and filters. `note` is HTML above the table; may be empty.
std::string table(std::string_view id, std::string_view title_key,
                  const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows,
                  std::string_view note = {});

/// The field that filters a section, and how many rows are shown; `more` is HTML between them.
std::string tools(std::string_view id, std::string_view label_key, std::size_t rows,
                  std::string_view more = {});

}  // namespace edca::report::html
