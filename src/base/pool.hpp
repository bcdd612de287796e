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
#include <thread>
#include <vector>

#include "edca/session.hpp"

namespace edca::base {

/// Threads that run jobs; each job is told which thread it is on, so that it can use what belongs
/// to that thread. Jobs must not throw but through their future.
class Pool {
 public:
  /// With an executor, which must outlive the pool, no thread is started: it does the work of
  /// `threads` of them.
  explicit Pool(unsigned threads, Executor* executor = nullptr) : executor_(executor) {
    for (unsigned index = 0; index < threads && executor != nullptr; ++index) {
      idle_.push_back(threads - 1 - index);
    }
    all_ = idle_.size();
    for (unsigned index = 0; index < threads && executor == nullptr; ++index) {
      threads_.emplace_back([this, index] { work(index); });
    }
  }
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return idle_.size() == all_; });
    lock.unlock();
    for (std::thread& thread : threads_) thread.join();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  template <class Result>
  std::future<Result> run(std::function<Result(unsigned thread)> job) {
    auto task = std::make_shared<std::packaged_task<Result(unsigned)>>(std::move(job));
    std::future<Result> result = task->get_future();
    std::optional<unsigned> lent;
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back([task](unsigned thread) { (*task)(thread); });
      if (!idle_.empty()) {
        lent = idle_.back();
        idle_.pop_back();
      }
    }
    if (lent) {
      executor_->run([this, thread = *lent] { drain(thread); });
    } else {
      wake_.notify_one();
    }
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
      const Job job = take();
      if (!job) break;
      job(thread);
    }
    return result.get();
  }

 private:
  using Job = std::function<void(unsigned)>;

  /// The oldest queued job; none when the queue is empty.
  Job take() {
    const std::lock_guard lock(mutex_);
    if (jobs_.empty()) return {};
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
  }

  /// Does the queued jobs as a thread that the executor lends.
  void drain(unsigned index) {
    for (;;) {
      Job job;
      {
        const std::lock_guard lock(mutex_);
        if (stopping_ || jobs_.empty()) {
          idle_.push_back(index);
          wake_.notify_all();
          return;
        }
        job = std::move(jobs_.front());
        jobs_.pop_front();
      }
      job(index);
    }
  }

  void work(unsigned index) {
    for (;;) {
      Job job;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
        if (stopping_) return;
        job = std::move(jobs_.front());
        jobs_.pop_front();
      }
      job(index);
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  Executor* executor_;
  std::vector<unsigned> idle_;  ///< threads that the executor can be asked for
  std::size_t all_ = 0;         ///< of them
  std::vector<std::thread> threads_;
};

}  // namespace edca::base
