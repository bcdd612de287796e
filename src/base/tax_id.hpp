#pragma once

#include <cstddef>
#include <string_view>

namespace edca::base {

// The tax number of Mexico (RFC, https://www.sat.gob.mx/): companies have 12 characters, persons
// 13: letters (Ñ and & among them), the day of the foundation or birth, and three characters of
// which the last is a check digit.
constexpr std::size_t company_tax_id = 12;
constexpr std::size_t person_tax_id = 13;

/// 12, 13, or 0 for what has not the shape of a tax number.
std::size_t tax_id_length(std::string_view rfc);

/// The check digit that the characters before the last one ask for. Precondition: the shape is
/// right.
char tax_id_check_digit(std::string_view rfc);

/// Whether the six digits are a day. Precondition: the shape is right.
bool tax_id_has_day(std::string_view rfc);

/// Its characters, whatever its shape; Ñ counts as one.
std::size_t tax_id_size(std::string_view rfc);

/// For the public at large and for residents abroad: RFC genérico.
bool is_generic_tax_id(std::string_view rfc);

}  // namespace edca::base
