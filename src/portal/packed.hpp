#pragma once

#include "base/packed.hpp"

namespace edca::portal {

using base::pack;
using base::pack_text;
using base::unpack;
using base::unpack_text;

}  // namespace edca::portal
