#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "advertising/standard.hpp"
#include "base/rule_id.hpp"

namespace edca::advertising {

/// In capital letters and without spaces and signs, as an RFC is to be written.
std::string mended_tax_number(std::string_view text);
/// Whether a field holds RFCs.
bool is_tax_number(const Field& field);

/// What a cell becomes, and by which rule of "repair.*".
struct Mended {
  base::RuleId rule;
  std::string text;
};
/// What a cell of a field is beyond doubt, where it is written otherwise: amounts as 1234.00, days
/// as 2016-01-31, codes as the catalogue spells them, RFCs without spaces and signs, texts without
/// white space around them. Nothing where it is right already, or where a person has to decide.
std::optional<Mended> mended_cell(const Field& field, std::string_view text);

}  // namespace edca::advertising
