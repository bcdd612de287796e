#pragma once

#include "sheets/xlsx.hpp"

namespace edca::sheets {

/// Reads the texts and the formats of numbers that cells lead to. Throw io::InputFault.
void read_shared_texts(XlsxBook& book);
void read_styles(XlsxBook& book);

}  // namespace edca::sheets
