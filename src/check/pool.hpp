#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace edca::check {

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

 private:
  void work(unsigned index) {
    for (;;) {
      std::function<void(unsigned)> job;
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
  std::deque<std::function<void(unsigned)>> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace edca::check
