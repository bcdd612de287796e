#pragma once

#include <cstdint>
#include <vector>

#include "advertising/archive.hpp"
#include "advertising/listener.hpp"

namespace edca::advertising {

/// Judges archives one after the other: the text with the sums, then each file in the order of the
/// archive, read twice. `today` as in 20260131. What is wrong with the files is told; nothing is
/// thrown for it. Memory grows with the keys of an archive, see Index.
void check(const std::vector<Archive>& archives, std::uint32_t today, Listener& listener);

}  // namespace edca::advertising
