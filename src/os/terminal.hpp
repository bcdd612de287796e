#pragma once

#include "os/file.hpp"

namespace edca::os {

/// Whether somebody looks at what comes out there, or types what comes in.
bool is_terminal(Stream stream) noexcept;
/// Whether it is a terminal that knows colours and wipes lines (ECMA-48).
bool takes_escapes(Stream stream);
/// Columns of the terminal; 0 where they are not known.
unsigned terminal_width(Stream stream) noexcept;

}  // namespace edca::os
