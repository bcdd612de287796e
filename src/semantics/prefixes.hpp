#pragma once

#include <string_view>

namespace edca::semantics {

/// Whether an OCID prefix ("ocds-g4facg") is one of those known of publishers in Mexico: the table
/// schemas/ocid-prefixes.csv. Thread-safe.
bool known_prefix(std::string_view prefix);

}  // namespace edca::semantics
