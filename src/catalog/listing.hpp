#pragma once

#include <string>
#include <vector>

#include "edca/catalog.hpp"

// What Catalog::describe() and Catalog::json() give.
namespace edca::catalog {

std::string describe(const std::vector<ProfileEntry>& profiles,
                     const std::vector<ExtensionEntry>& extensions, Language language);

std::string to_json(const std::vector<ProfileEntry>& profiles,
                    const std::vector<ExtensionEntry>& extensions);

}  // namespace edca::catalog
