#include "cli/session.hpp"

#include "cli/interrupt.hpp"

namespace edca::cli {

Session session_of(Console& console, const ValidateOptions& options, std::uint64_t memory) {
  Session session;
  session.jobs = options.jobs;
  session.temporary_folder = options.temporary_folder;
  session.memory = memory;
  session.cancelled = interrupted;
  session.progress = [&console](const Progress& progress) {
    console.progress(progress.files, progress.done, progress.total);
  };
  return session;
}

}  // namespace edca::cli
