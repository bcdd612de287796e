#pragma once

#include <string>

#include "json/tree.hpp"

namespace edca::portal {

/// Appends what the Figures of a process need of one of its releases, as a release of its own: the
/// digests of all releases, merged, give the Figures that the releases themselves give, by rules
/// that merge the same fields the same way. Nothing, and false, for a release with something
/// unusual in these fields.
bool append_digest(const json::Node& release, std::string& out);

}  // namespace edca::portal
