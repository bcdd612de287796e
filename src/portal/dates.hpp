#pragma once

#include "pages/dates.hpp"

namespace edca::portal {

using pages::DateRange;
using pages::sort_key;
using pages::undated;
using pages::year_of;

}  // namespace edca::portal
