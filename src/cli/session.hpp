#pragma once

#include "cli/console.hpp"
#include "edca/session.hpp"
#include "edca/validator.hpp"

namespace edca::cli {

/// A run that shows its progress on the console and ends at a signal. `console` must outlive it.
Session session_of(Console& console, const ValidateOptions& options,
                   std::uint64_t memory = Session().memory);

}  // namespace edca::cli
