#pragma once

#include <cstddef>
#include <string_view>

#include "json/tolerant.hpp"

namespace edca::json {

/// What comes first in the rest of a string.
struct Stop {
  const char* at = nullptr;  ///< the quote or line break; nullptr: neither is there
  bool quote = false;
};

/// Looks for the first quote or line break, past what is escaped.
Stop quote_or_line_end(const char* from, const char* end);

/// What stands around a string that may lack a quote or have one too many.
struct StringContext {
  const char* end = nullptr;  ///< of the text
  Setting setting;            ///< of the value that the string is in
  bool name = false;          ///< the string is the name of a member
  std::string_view open;      ///< the brackets around it, the outermost first
  bool in_array() const { return !open.empty() && open.back() == '['; }
};

struct MeantString {
  const char* end = nullptr;      ///< where the text goes on; nullptr: it ends inside the string
  const char* mistake = nullptr;  ///< the first byte that is no JSON; nullptr: none
  bool missing = false;           ///< there the closing quote is missing
};

/// Where the string with its first byte at `from`, behind the opening quote, was meant to end. The
/// first quote closes it where a sign of JSON follows. If not, the closing quote is missing when
/// JSON goes on behind the string (the name of a member, another line), else there are quotes
/// inside that lack their backslash. Where nothing fits, the first quote ends it. `budget`: bytes
/// that may still be looked at ahead; becomes less.
MeantString meant_string(const char* from, const StringContext& context, std::size_t& budget);

}  // namespace edca::json
