#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "edca/finding.hpp"

namespace edca::base {

/// A running position in an input: offset, line, column and, for inputs in a one-byte encoding,
/// the code points before it.
struct Place {
  std::uint64_t offset = 0;
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  std::uint64_t code_points = 0;

  /// Moves over `text`, which is valid UTF-8 (in other text every byte but 80 to BF counts as one
  /// code point).
  /// A line ends with "\n". At memory speed.
  void advance(std::string_view text) noexcept;
};

/// Whether the bytes are UTF-8 (RFC 3629: no surrogates, no overlong forms, no more than U+10FFFF).
bool is_utf8(std::string_view text) noexcept;

/// The same for builds without simdjson: several times slower where there are accents.
bool is_utf8_plain(std::string_view text) noexcept;

/// Offset of the first byte that is not UTF-8; text.size() when all is.
std::size_t invalid_utf8(std::string_view text) noexcept;

/// Offset of the first byte 1A-1F (hexadecimal), which stand nowhere in a JSON text; text.size()
/// when there is none. At memory speed.
std::size_t find_control(std::string_view text) noexcept;

/// Copies a text to where there is room for it, and answers as find_control: one way through the
/// text for both.
std::size_t copy_finding_control(char* to, std::string_view text) noexcept;

/// Number of code points of valid UTF-8.
std::size_t code_points(std::string_view text) noexcept;

/// Lower case, accents and diaeresis removed (á→a, Ñ→n, ü→u), for Latin letters; other characters
/// stay. For comparing what people typed with names and codes.
std::string fold(std::string_view text);

}  // namespace edca::base
