#pragma once

#include <string_view>

namespace edca::json {

/// What a scan that goes on behind mistakes makes of a JSON value.
struct Tolerant {
  const char* end = nullptr;      ///< behind the value; nullptr: it has no end in the text
  const char* mistake = nullptr;  ///< the first byte that is no JSON; nullptr: none
  bool missing_quote = false;     ///< there the closing quote of a string is missing
};

/// What is known of the place of a value.
struct Setting {
  bool whole = true;       ///< nothing comes behind the text
  bool in_object = false;  ///< it belongs to a member, so that a name may come behind it
};

/// Reads the object, array or string at the start of a text by the grammar of JSON (RFC 8259).
/// Where a quote, comma, colon or bracket is missing or one too many, goes on as if it were right:
/// finds the end that the writer meant for most slips of one sign. One way through the text; depth
/// is limited (what is deeper has no end).
Tolerant tolerant_value(std::string_view text, Setting setting = {});

/// The end of an element of a list that is no JSON, of which `value` tells: behind it, where a
/// comma or the bracket that closes the list follows, else before the next element, in the 4 MiB
/// behind the mistake, that starts with the same two names and is JSON; else the end of the value,
/// nullptr when it has none.
const char* damaged_end(std::string_view text, const Tolerant& value);

}  // namespace edca::json
