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

/// 12, 13, or 0 for what has not the shape of a tax number.
std::size_t tax_id_length(std::string_view rfc);

/// The check digit that the characters before the last one ask for. Precondition: the shape is
/// right.
char tax_id_check_digit(std::string_view rfc);

}  // namespace edca::semantics
