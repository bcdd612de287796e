#pragma once

#include <string>

namespace edca::report {

/// "2026-11-29" of what ValidateOptions::now says, or of the clock.
std::string day_of(const std::string& now);

}  // namespace edca::report
