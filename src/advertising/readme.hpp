#pragma once

#include "advertising/archive.hpp"
#include "advertising/listener.hpp"

namespace edca::advertising {

/// Holds the sums of an archive's `leeme.txt` against its files. Does nothing where there is none.
void check_readme(const Archive& archive, Listener& listener);

}  // namespace edca::advertising
