#pragma once

#include <algorithm>
#include <chrono>
#include <thread>

#include "edca/session.hpp"

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

/// Threads of a run.
inline unsigned threads(const Session& session) {
  return session.jobs != 0 ? session.jobs : std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace edca::base
