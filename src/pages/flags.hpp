#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "edca/indicators.hpp"
#include "edca/portal_file.hpp"
#include "edca/session.hpp"
#include "pages/notes.hpp"

namespace edca::pages {

/// Looks for red flags in the packages that were written, and notes them. Answers what each
/// indicator found, in the order of all_indicators(). Throws as Indicators.
std::vector<IndicatorTally> note_flags(const std::vector<const PortalFile*>& packages,
                                       const std::string& folder, const ReadOptions& reading,
                                       const Session& session, Notes& notes);

}  // namespace edca::pages
