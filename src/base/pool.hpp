#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace edca::base {

/// Threads that run jobs; each job is told which thread it is on, so that it can use what belongs
/// to that thread. Jobs must not throw but through their future.
class Pool {
 public:
  explicit Pool(unsigned threads) {
    for (unsigned index = 0; index < threads; ++index) {
      threads_.emplace_back([this, index] { work(index); });
    }
  }
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  template <class Result>
  std::future<Result> run(std::function<Result(unsigned thread)> job) {
    auto task = std::make_shared<std::packaged_task<Result(unsigned)>>(std::move(job));
    std::future<Result> result = task->get_future();
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back([task](unsigned thread) { (*task)(thread); });
    }
    wake_.notify_one();
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
  std::vector<std::thread> threads_;
};

}  // namespace edca::base
