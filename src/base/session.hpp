#pragma once

#include <chrono>

#include "base/pool.hpp"
#include "edca/session.hpp"
#include "os/processor.hpp"

namespace edca::base {

inline bool cancelled(const Session& session) {
  return session.cancelled && session.cancelled();
}

/// Seconds since 1970 UTC.
inline std::int64_t now(const Session& session) {
  if (session.clock) return session.clock();
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

inline void tell(const Session& session, const Progress& progress) {
  if (session.progress) session.progress(progress);
}

/// Who does the work of a run that has these `jobs` and executor, as Session means them.
inline Workers workers(unsigned jobs, Executor* executor) {
  return {jobs != 0 ? jobs : os::processors(), executor};
}

inline Workers workers(const Session& session) {
  return workers(session.jobs, session.executor);
}

}  // namespace edca::base
