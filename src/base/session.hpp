#pragma once

#include "base/pool.hpp"
#include "edca/session.hpp"
#include "os/processor.hpp"

namespace edca::base {

inline bool cancelled(const Session& session) {
  return session.cancelled && session.cancelled();
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
