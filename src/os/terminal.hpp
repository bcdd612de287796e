#pragma once

#include "os/file.hpp"

namespace edca::os {

/// Whether somebody looks at what comes out there, or types what comes in.
bool is_terminal(Stream stream) noexcept;
/// Whether it is a terminal that knows colours and wipes lines (ECMA-48).
bool takes_escapes(Stream stream);
/// Columns of the terminal; 0 where they are not known.
unsigned terminal_width(Stream stream) noexcept;
/// Whether the terminal was made for this program and goes with it: it was started from a desktop,
/// and what it says would be gone before anybody read it. On Windows only.
bool has_own_terminal() noexcept;
/// Until a key is pressed.
void wait_for_key();

}  // namespace edca::os
