#pragma once

#include "cli/console.hpp"
#include "publish/run_report.hpp"

namespace edca::cli {

/// Says what came of a run of `edca publish`: the result on the product's stream, what went wrong
/// on standard error.
void say_publish(const publish::RunReport& report, Console& console);

/// Data that would rewrite published releases are refused.
void refuse(const publish::Rewrites& rewrites, publish::RunReport& report);

}  // namespace edca::cli
