#pragma once

#include "options.hpp"
#include "run.hpp"

namespace edca_python {

// The work of each command. What is wrong with the options is thrown here, as the library's classes
// throw it; the work itself is done when the job runs. Called with the GIL, which is released while
// schemas are read.

Run::Job validate_job(const Options& options);
Run::Job read_job(const Options& options);
Run::Job merge_job(const Options& options);
Run::Job upgrade_job(const Options& options);
Run::Job package_job(const Options& options);
Run::Job diff_job(const Options& options);
Run::Job flatten_job(const Options& options);
Run::Job indicators_job(const Options& options);

/// The job of the command of this name; null for others.
Run::Job job_named(std::string_view command, const Options& options);

}  // namespace edca_python
