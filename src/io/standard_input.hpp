#pragma once

#include <memory>

#include "io/file.hpp"

namespace edca::io {

/// Whether standard input is a table, by its first bytes; waits only until that is known. They are
/// kept for the next open_standard_input(): there is one standard input, whoever reads it. Throws
/// InputFault.
bool is_standard_input_tabular();

/// Standard input with the bytes in front that were looked at.
std::unique_ptr<File> open_standard_input();

}  // namespace edca::io
