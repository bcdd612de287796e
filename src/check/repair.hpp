#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace edca::check {

// What makes a text hard to read although a reader of JSON can go on: found before or beside the
// parse, and taken out of the copy that is checked without moving anything.

/// Escapes of a JSON text that deserve a finding.
struct Escapes {
  std::vector<std::size_t> nul;         ///< offsets of \u0000
  std::vector<std::size_t> surrogates;  ///< offsets of \uD800-\uDFFF without their other half
};

/// Looks at every escape. Costs next to nothing for a text without backslashes.
Escapes scan_escapes(std::string_view text);

/// Puts \uFFFD in the place of lone surrogates.
void replace_surrogates(std::string& text, const std::vector<std::size_t>& offsets);

/// A member whose name was there before in the same object.
struct DuplicateKey {
  std::size_t first;   ///< offset of the earlier key
  std::size_t second;  ///< offset of the later key, whose value counts
  std::string key;
  std::string pointer;  ///< of the member
};

/// Finds duplicate keys of a valid JSON text and blanks the earlier members with spaces, so that
/// only the last of each name is left.
std::vector<DuplicateKey> blank_duplicates(std::string& text);

/// The JSON Pointer of the value or member at an offset of a valid JSON text.
std::string pointer_at(std::string_view text, std::size_t offset);

}  // namespace edca::check
