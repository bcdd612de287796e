#pragma once

#include <map>
#include <string>

#include "rows/made.hpp"

namespace edca::rows {

/// Gives a release of a workbook to fill in what the workbook does not ask for: id, date, tag,
/// initiationType and language. What it has stays. The date is the newest one in it, the id is made
/// of the OCID and of what it says, so that the same rows give the same release.
void complete_release(Made& release, const std::map<std::string, std::string>& meta,
                      MadeStore& store);

}  // namespace edca::rows
