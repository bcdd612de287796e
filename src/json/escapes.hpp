#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace edca::json {

/// Escapes of a JSON text that a reader has to know of, by offset.
struct Escapes {
  std::size_t first = 0;         ///< of the first backslash; the text's size if there is none
  std::vector<std::size_t> nul;  ///< of \u0000
  std::vector<std::size_t> surrogates;  ///< of \uD800-\uDFFF without their other half
};

/// Looks at every escape. Costs next to nothing for a text without backslashes.
Escapes scan_escapes(std::string_view text);

/// Decodes what stands between the quotes of a string where it is; answers how many bytes it then
/// has. Nothing when an escape is none of JSON or half a surrogate pair: the text is then spoilt.
std::optional<std::size_t> decode_in_place(char* text, std::size_t size);

/// Puts \uFFFD in the place of the escapes at these offsets; nothing moves.
void replace_surrogates(std::string& text, const std::vector<std::size_t>& offsets);

}  // namespace edca::json
