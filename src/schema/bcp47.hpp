#pragma once

#include <optional>
#include <string_view>

namespace edca::schema {

// The language-tagged fields of OCDS ("title_es", "description_en-GB") are `patternProperties`
// whose regular expressions differ only in the field's name. These two functions replace them:
// a name matches the pattern exactly when it is NAME + "_" + a language suffix.
// https://standard.open-contracting.org/1.1/en/schema/reference/#language

/// Whether the text is a language tag as those patterns spell it (all of the text): BCP 47 without
/// grandfathered tags, where a private-use part begins with a lower case "x" only. Linear time,
/// any bytes accepted.
bool is_language_suffix(std::string_view text) noexcept;

/// The NAME of a pattern that reads literally `^(NAME_…)$` with the language tag of OCDS 1.0.3 and
/// 1.1.5 (both spell it alike); nothing for any other pattern. NAME is letters, digits and "_".
/// The view points into `pattern`.
std::optional<std::string_view> language_pattern_name(std::string_view pattern) noexcept;

}  // namespace edca::schema
