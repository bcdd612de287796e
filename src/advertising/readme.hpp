#pragma once

#include <string>
#include <vector>

#include "advertising/archive.hpp"
#include "advertising/listener.hpp"

namespace edca::advertising {

/// Holds the sums of an archive's `leeme.txt` against its files. Does nothing where there is none.
void check_readme(const Archive& archive, Listener& listener);

/// `leeme.txt` for the files as they are now: `sums` by file, "" for one that is not there. A sum
/// is replaced where it was right before, else it stays, for a person to look at.
std::string repaired_readme(const Archive& archive, const std::vector<std::string>& sums,
                            Listener& listener);

}  // namespace edca::advertising
