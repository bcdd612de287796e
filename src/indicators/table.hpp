#pragma once

#include <string_view>

#include "edca/indicators.hpp"

namespace edca::indicators {

inline constexpr std::string_view cardinal_source =
    "https://cardinal.readthedocs.io/en/latest/cli/indicators/";

/// The Open Contracting Partnership's names of red flags, without formulas.
inline constexpr std::string_view red_flags_source =
    "https://github.com/open-contracting/notebooks-ocds";

/// Whether it is one of the eleven that Cardinal has too.
inline bool is_cardinal(const Indicator& indicator) {
  return indicator.source == cardinal_source;
}

}  // namespace edca::indicators
