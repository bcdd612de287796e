#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "edca/session.hpp"
#include "os/thread.hpp"

namespace edca::base {

/// Threads that run jobs; each job is told which thread it is on, so that it can use what belongs
/// to that thread. Jobs must not throw but through their future.
class Pool {
 public:
  /// With an executor, which must outlive the pool, no thread is started: it does the work of
  /// `threads` of them.
  explicit Pool(unsigned threads, Executor* executor = nullptr)
      : executor_(executor), shared_(std::make_shared<Shared>()) {
    for (unsigned index = 0; index < threads; ++index) {
      if (executor != nullptr) {
        shared_->idle.push_back(threads - 1 - index);
      } else {
        threads_.emplace_back([shared = shared_.get(), index] { shared->work(index); });
      }
    }
  }
  ~Pool() {
    std::deque<Job> left;
    {
      std::unique_lock lock(shared_->mutex);
      shared_->stopping = true;
      left.swap(shared_->jobs);
      shared_->wake.notify_all();
      shared_->wake.wait(lock, [this] { return shared_->lent == 0; });
    }
    for (os::Thread& thread : threads_) thread.join();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  template <class Result>
  std::future<Result> run(std::function<Result(unsigned thread)> job) {
    auto task = std::make_shared<std::packaged_task<Result(unsigned)>>(std::move(job));
    std::future<Result> result = task->get_future();
    const std::optional<unsigned> index =
        shared_->add([task = std::move(task)](unsigned thread) { (*task)(thread); });
    if (index) executor_->run([shared = shared_, index] { shared->drain(*index); });
    return result;
  }

  /// Waits for the result of a job, and does queued jobs meanwhile, as the thread `thread`: an
  /// index that no thread of the pool has.
  template <class Result>
  Result get(std::future<Result>& result, unsigned thread) {
    const auto ready = [&] {
      return result.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    while (!ready()) {
      std::unique_lock lock(shared_->mutex);
      const Job job = shared_->take();
      lock.unlock();
      if (!job) break;
      job(thread);
    }
    return result.get();
  }

 private:
  using Job = std::function<void(unsigned)>;

  /// What the threads have in common. One that the executor lends may come when the pool is gone.
  struct Shared {
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> jobs;
    bool stopping = false;
    std::vector<unsigned> idle;  ///< threads that the executor can be asked for
    unsigned lent = 0;           ///< threads of the executor that are at work

    /// Queues a job; answers a thread that the executor is to be asked for.
    std::optional<unsigned> add(Job job) {
      const std::lock_guard lock(mutex);
      jobs.push_back(std::move(job));
      if (idle.empty()) {
        wake.notify_one();
        return std::nullopt;
      }
      const unsigned index = idle.back();
      idle.pop_back();
      return index;
    }

    /// The oldest queued job; none when the queue is empty. Under the lock.
    Job take() {
      if (jobs.empty()) return {};
      Job job = std::move(jobs.front());
      jobs.pop_front();
      return job;
    }

    /// Does the queued jobs as a thread that the executor lends.
    void drain(unsigned index) {
      std::unique_lock lock(mutex);
      ++lent;
      while (!stopping && !jobs.empty()) perform(take(), index, lock);
      --lent;
      idle.push_back(index);
      wake.notify_all();
    }

    void work(unsigned index) {
      std::unique_lock lock(mutex);
      for (;;) {
        wake.wait(lock, [this] { return stopping || !jobs.empty(); });
        if (stopping) return;
        perform(take(), index, lock);
      }
    }

    static void perform(Job job, unsigned index, std::unique_lock<std::mutex>& lock) {
      lock.unlock();
      job(index);
      job = nullptr;  // what it holds is gone before anybody may be told to go
      lock.lock();
    }
  };

  Executor* executor_;
  std::shared_ptr<Shared> shared_;
  std::vector<os::Thread> threads_;
};

/// Who does the work of a run: so many threads of its own, or as many of an executor's.
struct Workers {
  unsigned threads = 1;  ///< with 1 none is started and everything happens in the call
  Executor* executor = nullptr;

  bool several() const { return threads > 1; }
  /// So many of them; none with one thread.
  std::unique_ptr<Pool> pool(unsigned count) const {
    return several() ? std::make_unique<Pool>(count, executor) : nullptr;
  }
};

}  // namespace edca::base
