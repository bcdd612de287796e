#pragma once

#include "edca/summary.hpp"
#include "semantics/value.hpp"

namespace edca::semantics {

/// What a release tells for the score of its body. docs/score.md says what is asked.
Quality quality_of_release(const Value& release);
/// The same of a project; nothing is asked about how timely it is.
Quality quality_of_project(const Value& project);

}  // namespace edca::semantics
