#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "edca/portal_file.hpp"
#include "edca/session.hpp"

namespace edca::pages {

/// Packages of a kind among the files of a portal, in their order.
std::vector<const PortalFile*> packages_of(const std::vector<PortalFile>& data,
                                           std::string_view kind);

/// Hands on the items of packages that were written, in their order. False when the session ended
/// it. Throws as items::ItemReader.
bool read_packages(const std::vector<const PortalFile*>& packages, const std::string& folder,
                   const Session& session, const std::function<void(std::string_view item)>& take);

}  // namespace edca::pages
