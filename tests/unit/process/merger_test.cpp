#include "edca/merger.hpp"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "edca/error.hpp"
#include "edca/language.hpp"
#include "json/value.hpp"

namespace {

struct Heard final : edca::FindingSink {
  std::vector<edca::Finding> findings;
  std::vector<edca::FileSummary> files;
  void finding(const edca::Finding& finding) override { findings.push_back(finding); }
  void file(const edca::FileSummary& file) override { files.push_back(file); }
};

const std::string first =
    R"({"ocid":"o-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"tender":{"id":"t","title":"A"}})";
const std::string second =
    R"({"ocid":"o-1","id":"2","date":"2025-02-01T00:00:00Z","tag":["award"],"tender":{"id":"t","title":"B"}})";

std::vector<std::string> merge(const edca::MergeOptions& options,
                               const std::vector<std::string_view>& texts, Heard& heard) {
  return edca::Merger(options).merge(texts, heard);
}

}  // namespace

TEST_CASE("releases in memory become one compiled release for each process") {
  Heard heard;
  const std::string other =
      R"([{"ocid":"o-0","id":"9","date":"2025-01-01T00:00:00Z","tag":[],"x":1.50}])";
  const auto compiled = merge({}, {second, other, first}, heard);
  REQUIRE(compiled.size() == 2);
  CHECK(compiled[0].find(R"("x":1.50)") != std::string::npos);
  CHECK(edca::json::parse(compiled[1], "").find("tender")->text("title") == "B");
  CHECK(heard.findings.empty());
}

TEST_CASE("each product can be had in memory") {
  Heard heard;
  edca::MergeOptions options;
  options.product = edca::MergeProduct::versioned_releases;
  const auto versioned = merge(options, {first, second}, heard);
  REQUIRE(versioned.size() == 1);
  CHECK(versioned[0].find("\"releaseID\":\"2\"") != std::string::npos);
  options.product = edca::MergeProduct::records;
  options.versioned = true;
  const auto records = merge(options, {second, first}, heard);
  REQUIRE(records.size() == 1);
  // In the order of merging, as they were written.
  CHECK(records[0].starts_with("{\"ocid\":\"o-1\",\"releases\":[" + first + "," + second + "],"));
  CHECK(records[0].find("\"versionedRelease\":" + versioned[0]) != std::string::npos);
  options.product = edca::MergeProduct::record_package;
  options.package.uri = "u:1";
  const auto package = merge(options, {first}, heard);
  REQUIRE(package.size() == 1);
  CHECK(edca::json::parse(package[0], "").find("records")->as_array().size() == 1);
  options.product = edca::MergeProduct::blame;
  const auto blame = merge(options, {first, second}, heard);
  REQUIRE(blame.size() == 1);
  CHECK(blame[0].find(R"("/tender/title":{"id":"2")") != std::string::npos);
}

TEST_CASE("what is wrong with a text in memory names its number and has a sentence") {
  Heard heard;
  const auto compiled = merge({}, {first, R"({"id":"2"})", R"({"ocid": oops, "tag":[]})"}, heard);
  CHECK(compiled.size() == 1);
  REQUIRE(heard.findings.size() == 2);
  for (const edca::Finding& finding : heard.findings) {
    CHECK_FALSE(describe(finding, edca::Language::spanish).empty());
  }
  REQUIRE(heard.files.size() == 3);
  CHECK(heard.files[0].file == "1");
  CHECK(heard.files[0].read);
  CHECK_FALSE(heard.files[2].read);
}

TEST_CASE("options that make no sense are refused at once") {
  edca::MergeOptions options;
  options.read.profile = "nothing";
  CHECK_THROWS_AS(edca::Merger(options), edca::Error);
  options.read.profile = "oc4ids-0.9";
  CHECK_THROWS_AS(edca::Merger(options), edca::Error);
  options.read.profile = "auto";
  options.into = "state.jsonl";
  options.product = edca::MergeProduct::records;
  CHECK_THROWS_AS(edca::Merger(options), edca::Error);
}

namespace {

/// Starts a thread for each job.
class Threads final : public edca::Executor {
 public:
  ~Threads() override {
    for (std::thread& thread : threads_) thread.join();
  }
  void run(std::function<void()> job) override {
    ++jobs;
    const std::lock_guard lock(mutex_);
    threads_.emplace_back(std::move(job));
  }
  std::atomic<int> jobs = 0;

 private:
  std::mutex mutex_;
  std::vector<std::thread> threads_;
};

}  // namespace

TEST_CASE("a run takes threads, memory and cancellation from its session") {
  std::vector<std::string> texts;
  const std::string padding(1000, 'x');
  for (int at = 0; at < 3000; ++at) {
    texts.push_back(R"({"ocid":"o-)" + std::to_string(at % 700) + R"(","id":")" +
                    std::to_string(at) + R"(","date":"2025-01-01T00:00:0)" +
                    std::to_string(at / 700) + R"(Z","tag":[],"x":")" + padding + "\"}");
  }
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  Heard heard;
  const edca::Merger merger({});
  edca::Session session;
  session.jobs = 1;
  const auto expected = merger.merge(views, heard, session);
  CHECK(expected.size() == 700);
  Threads threads;
  session.jobs = 3;
  session.executor = &threads;
  session.memory = 1 << 20;
  bool told = false;
  session.progress = [&](const edca::Progress& progress) { told = told || progress.total > 0; };
  CHECK(merger.merge(views, heard, session) == expected);
  CHECK(threads.jobs > 0);
  CHECK(told);
  session.cancelled = [] { return true; };
  CHECK(merger.merge(views, heard, session).empty());
}
