#pragma once

#include <span>
#include <string_view>

namespace edca {

/// How much a finding matters.
enum class Severity : unsigned char { note, warning, error };

/// "note", "warning" or "error".
std::string_view name(Severity severity) noexcept;

/// One thing that can be wrong with data. Rules live for the whole run of the program.
struct Rule {
  std::string_view id;        ///< `family.name`, for example "schema.required"
  Severity severity;          ///< the default severity
  std::string_view profiles;  ///< space-separated profile families: "ocds edca-mx oc4ids", or "any"
  std::string_view source;    ///< URL of the clause of the standard or policy; may be empty
};

/// The part of an id before the first dot: "schema" for "schema.required".
std::string_view family(const Rule& rule) noexcept;

/// Every rule of this build, ordered by id.
std::span<const Rule> rules() noexcept;

/// The rule with this id, or nullptr.
const Rule* find_rule(std::string_view id) noexcept;

}  // namespace edca
