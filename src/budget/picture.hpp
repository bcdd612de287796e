#pragma once

#include <string>
#include <string_view>

#include "budget/flow.hpp"

namespace edca::budget {

/// The flow as an SVG picture: a column for each stage, all on one scale, and between them bands
/// that widen or narrow where more or less arrives. In both languages, of which the page shows one.
/// It is hidden from those who do not see it; a table beside it has all of it.
std::string picture(const Flow& flow);

/// The sheet of styles that it needs.
std::string_view picture_style();

}  // namespace edca::budget
