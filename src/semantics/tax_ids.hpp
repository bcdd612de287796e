#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/rule_id.hpp"

namespace edca::semantics {

/// What is wrong with a tax number of Mexico (RFC), if something is.
/// Companies have 12 characters, persons 13: letters (Ñ and & among them), the day of the
/// foundation or birth, and three characters of which the last is a check digit.
std::optional<base::RuleId> tax_id_problem(std::string_view rfc);

/// Whether what stands for the number of an organization tells nobody from others: the numbers that
/// the tax authority gives for whoever has none, and words like "SIN RFC".
bool names_nobody(std::string_view number);

}  // namespace edca::semantics
