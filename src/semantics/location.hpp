#pragma once

#include <string_view>

namespace edca::semantics {

/// Whether two coordinates (JSON numbers) in the order in which GeoJSON has them, longitude first,
/// lie in Mexico only the other way round. Mexico lies between 14 and 33 degrees north and 118 and
/// 86 degrees west: what lies there read the other way round is near the South Pole, or nowhere.
/// https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1
bool is_swapped(std::string_view first, std::string_view second);

/// Whether coordinates exist: from -180 to 180 degrees of longitude, -90 to 90 of latitude.
bool is_on_earth(std::string_view longitude, std::string_view latitude);

}  // namespace edca::semantics
