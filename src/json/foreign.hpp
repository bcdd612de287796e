#pragma once

#include <string_view>

namespace edca::json {

/// What people and programs put between the signs of JSON (RFC 8259, section 2) that does not
/// belong there.
enum class Foreign {
  none,
  mark,       ///< a byte order mark, where files were joined
  comment,    ///< // or # up to the end of the line, /* */
  space,      ///< a no-break space or another space that is none of JSON
  semicolon,  ///< in place of a comma
};

struct ForeignSign {
  Foreign what = Foreign::none;
  const char* end = nullptr;  ///< behind it; nullptr: it goes on behind the text
};

/// What begins at `at`.
ForeignSign foreign_sign(const char* at, const char* end) noexcept;

/// Passes over white space, byte order marks, comments and foreign spaces; semicolons stay.
const char* skip_foreign(const char* at, const char* end) noexcept;

/// The variant of input.syntax that names it.
std::string_view variant_of(Foreign what) noexcept;

}  // namespace edca::json
