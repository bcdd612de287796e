#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace edca {

/// How far a run is.
struct Progress {
  std::uint64_t files = 0;  ///< that were read to their end, or are nearly
  std::uint64_t done = 0;   ///< bytes of work
  std::uint64_t total = 0;  ///< of `done`; 0 where it is not known
};

/// Does jobs side by side, for programs that have threads of their own. A run waits for its jobs:
/// one that is started on a thread of the executor needs another thread there.
class Executor {
 public:
  virtual ~Executor() = default;
  /// Does the job, on any thread and at any time, but not within the call. Jobs do not throw. Safe
  /// to call from several threads.
  virtual void run(std::function<void()> job) = 0;
};

/// What a run takes of the world around it. A plain struct: the same one may serve any number of
/// runs, one after the other or side by side where its functions can be called so.
struct Session {
  /// Threads; 0: as many as there are cores. With 1 no thread is started and everything happens in
  /// the call. What comes of a run is the same for any number.
  unsigned jobs = 0;
  /// Does the work of `jobs` threads; null: threads of the run's own. It must outlive the run.
  Executor* executor = nullptr;
  /// The time of the run, in seconds since 1970 UTC; empty: the system's clock.
  std::function<std::int64_t()> clock;
  /// For what does not fit into `memory`; empty: $TMPDIR, else /tmp. Nothing stays in it.
  std::string temporary_folder;
  /// Bytes that items may take that have to be put in order before anything is written. The rest of
  /// a run takes about the largest item times the number of threads.
  std::uint64_t memory = std::uint64_t{1} << 30;
  /// Asked between pieces of work; true ends the run early, and nothing of it is worth keeping.
  std::function<bool()> cancelled;
  /// Told now and then how far the run is. Both are called from the thread that started it.
  std::function<void(const Progress&)> progress;
};

}  // namespace edca
