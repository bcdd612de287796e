#include <atomic>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "edca/validator.hpp"
#include "unit/os/folder.hpp"

namespace {

struct Heard final : edca::FindingSink {
  std::vector<std::string> findings;
  void finding(const edca::Finding& finding) override {
    findings.push_back(finding.file + finding.pointer + std::string(finding.rule->id));
  }
  void file(const edca::FileSummary& file) override { findings.push_back(file.file); }
};

/// A thread for each job.
class Threads final : public edca::Executor {
 public:
  ~Threads() override {
    for (std::thread& thread : threads_) thread.join();
  }
  void run(std::function<void()> job) override {
    const std::lock_guard lock(mutex_);
    threads_.emplace_back(std::move(job));
    ++jobs;
  }
  std::atomic<int> jobs = 0;

 private:
  std::mutex mutex_;
  std::vector<std::thread> threads_;
};

/// One large file and many small ones, in folders below one.
void write_inputs(const test::Folder& folder) {
  const std::string release = R"({"ocid":"o-1","date":"2025-13-01","tag":["tender"],"x":")" +
                              std::string(2000, 'x') + "\"}\n";
  std::ofstream large(folder.file("large.jsonl"));
  for (int at = 0; at < 2000; ++at) large << release;
  for (int at = 0; at < 300; ++at) {
    const std::string below = folder.file("small") + std::to_string(at % 5);
    std::filesystem::create_directory(below);
    std::ofstream(below + "/" + std::to_string(at) + ".json") << release;
  }
}

std::vector<std::string> findings(const test::Folder& folder, unsigned jobs,
                                  edca::Executor* executor) {
  edca::ValidateOptions options;
  options.now = "2026-01-01";
  options.jobs = jobs;
  options.executor = executor;
  Heard heard;
  static_cast<void>(edca::Validator(options).run({folder.path()}, heard));
  return heard.findings;
}

}  // namespace

TEST_CASE("an executor does the work of the validator's threads") {
  const test::Folder folder;
  write_inputs(folder);
  Threads unused;
  const auto expected = findings(folder, 1, &unused);
  CHECK(expected.size() > 2300);
  CHECK(unused.jobs == 0);
  Threads threads;
  CHECK(findings(folder, 3, &threads) == expected);
  CHECK(threads.jobs > 0);
}
