#pragma once

#include "portal/page.hpp"

namespace edca::portal {

/// A page for reading: most are shells that a script fills.
struct Page::Kind {
  std::string_view name;     ///< of its file, without ending, in all languages
  std::string_view section;  ///< that it belongs to, as pages::sections() has it
  std::string_view data;     ///< what the script calls it; empty: it is whole without any
  std::string_view title;    ///< key of a word
  std::string_view lead;     ///< the same; empty: the script writes its heading
  std::initializer_list<std::string_view> scripts;
};

/// A column of a table of rows that are JSON.
struct Page::Column {
  std::string_view key;  ///< of the word at its top
  bool number = false;
  std::function<std::string(const json::Value& row)> cell;  ///< as HTML
};

}  // namespace edca::portal
