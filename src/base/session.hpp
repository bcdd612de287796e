#pragma once

#include <algorithm>
#include <thread>

#include "edca/session.hpp"

namespace edca::base {

inline bool cancelled(const Session& session) {
  return session.cancelled && session.cancelled();
}

inline void tell(const Session& session, const Progress& progress) {
  if (session.progress) session.progress(progress);
}

/// Threads of a run.
inline unsigned threads(const Session& session) {
  return session.jobs != 0 ? session.jobs : std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace edca::base
