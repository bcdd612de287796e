#include "base/pool.hpp"

#include <string>
#include <vector>

#include "base/background.hpp"
#include "base/session.hpp"
#include "catch.hpp"

using edca::base::Background;
using edca::base::Pool;
using edca::base::Workers;

namespace {

/// Keeps jobs until they are asked for.
class Later final : public edca::Executor {
 public:
  void run(std::function<void()> job) override {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  std::size_t asked() const { return jobs_.size(); }
  void work() {
    for (const auto& job : jobs_) job();
  }

 private:
  std::mutex mutex_;
  std::vector<std::function<void()>> jobs_;
};

/// One thread for everybody.
class Single final : public edca::Executor {
 public:
  ~Single() override {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }
  void run(std::function<void()> job) override {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
    wake_.notify_one();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return ended_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      const auto job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool ended_ = false;
  edca::os::Thread thread_{[this] { work(); }};
};

int sum_of_jobs(const Workers& workers, int count) {
  const auto pool = workers.pool(workers.threads - 1);
  std::vector<std::future<int>> results;
  for (int at = 0; at < count; ++at)
    results.push_back(pool->run<int>([at](unsigned) { return at; }));
  int sum = 0;
  for (auto& result : results) sum += pool->get(result, workers.threads - 1);
  return sum;
}

}  // namespace

TEST_CASE("jobs are done, each on a thread that it is told") {
  CHECK(sum_of_jobs({4}, 100) == 4950);
  Single single;
  CHECK(sum_of_jobs({4, &single}, 100) == 4950);
}

TEST_CASE("with one thread there is no pool, and nothing is asked of the executor") {
  Later later;
  CHECK(Workers().pool(1) == nullptr);
  const Workers alone = edca::base::workers(1, &later);
  CHECK(alone.pool(1) == nullptr);
  std::string taken;
  Background background(alone, [&](std::string_view bytes) { taken += bytes; });
  background.add("in the call");
  CHECK(taken == "in the call");
  CHECK(later.asked() == 0);
  CHECK(edca::base::workers(3, &later).threads == 3);
  CHECK(edca::base::workers(0, nullptr).threads >= 1);
}

TEST_CASE("who waits does the work that an executor does not come to") {
  Later later;
  CHECK(sum_of_jobs({3, &later}, 10) == 45);
  CHECK(later.asked() == 2);
  // The pool is gone: its threads find nothing to do.
  later.work();
}

TEST_CASE("a pool within a job of the same executor does not wait for ever") {
  Single single;
  const Workers workers{2, &single};
  const auto outer = workers.pool(1);
  auto result = outer->run<int>([&](unsigned) { return sum_of_jobs(workers, 50); });
  CHECK(result.get() == 1225);
}

TEST_CASE("bytes arrive in their order, whoever hands them on") {
  std::string sent;
  for (int at = 0; at < 300; ++at) sent += std::string(9000, static_cast<char>('a' + at % 26));
  Single single;
  for (const Workers& workers : {Workers{1}, Workers{2}, Workers{2, &single}}) {
    std::string taken;
    Background background(workers, [&](std::string_view bytes) { taken += bytes; });
    for (std::size_t at = 0; at < sent.size(); at += 9000)
      background.add(std::string_view(sent).substr(at, 9000));
    background.settle();
    CHECK(taken == sent);
  }
}
