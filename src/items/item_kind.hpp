#pragma once

#include "edca/reader.hpp"
#include "ocds/shape.hpp"

namespace edca::items {

/// What users of the library call an item of this kind.
ItemKind public_kind(ocds::Kind kind);

}  // namespace edca::items
