#pragma once

#include <string_view>

namespace edca::semantics {

/// Whether an OCID prefix ("ocds-g4facg") is one of those known of publishers in Mexico: the table
/// schemas/ocid-prefixes.csv. Thread-safe.
bool known_prefix(std::string_view prefix);

/// Whether these are the six lower-case letters or digits of a prefix: "g4facg".
bool is_prefix_code(std::string_view code);

/// Whether the text begins as every OCID does: "ocds-" and the code of a prefix.
/// https://standard.open-contracting.org/1.1/en/schema/identifiers/#open-contracting-process-identifier-ocid
bool has_ocid_prefix(std::string_view text);

}  // namespace edca::semantics
