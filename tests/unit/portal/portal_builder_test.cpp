#include "edca/portal_builder.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/sha256.hpp"
#include "catch.hpp"
#include "unit/io/packed_files.hpp"

namespace {

namespace fs = std::filesystem;
using edca::Finding;
using edca::PortalBuilder;
using edca::PortalFile;
using edca::PortalOptions;
using edca::PortalProblem;
using edca::PortalSummary;
using edca::Session;
using edca::io::testing::bytes_of;
using edca::io::testing::TempFolder;
using Verdict = PortalSummary::Verdict;

class Sink final : public edca::FindingSink {
 public:
  std::vector<Finding> findings;
  std::vector<edca::FileSummary> files;
  void finding(const Finding& finding) override { findings.push_back(finding); }
  void file(const edca::FileSummary& file) override { files.push_back(file); }
  long count(std::string_view rule) const {
    return std::ranges::count_if(findings,
                                 [&](const Finding& each) { return each.rule->id == rule; });
  }
};

const std::vector<std::string> demo = {EDCA_SOURCE_DIR "/samples/demo"};

std::string release(const std::string& id, const std::string& title,
                    const std::string& status = "active") {
  return R"({"ocid":"ocds-abc123-1","id":")" + id + R"(","date":"2025-01-0)" + id +
         R"(T00:00:00Z","tag":["tender"],"language":"es","initiationType":"tender",)" +
         R"("tender":{"id":"1","title":")" + title + R"(","status":")" + status + R"("}})";
}

std::string package_of(const std::string& list, const std::string& items) {
  return R"({"uri":"https://a.example/1","version":"1.1","publisher":{"name":"A"},)"
         R"("publishedDate":"2025-01-09T00:00:00Z",")" +
         list + R"(":[)" + items + "]}";
}

/// A portal of one text.
struct Built {
  explicit Built(const std::string& text, PortalOptions options = {}, const Session& session = {}) {
    std::ofstream(folder / "a.json", std::ios::binary) << text;
    options.tell = [this](const PortalProblem& problem) { problems.push_back(problem); };
    summary = PortalBuilder(std::move(options))
                  .run({folder / "a.json"}, folder / "portal", sink, session);
  }
  const PortalFile* file(const std::string& ending) const {
    const auto found = std::ranges::find_if(
        summary.files, [&](const PortalFile& file) { return file.path.ends_with(ending); });
    return found == summary.files.end() ? nullptr : &*found;
  }

  TempFolder folder;
  Sink sink;
  std::vector<PortalProblem> problems;
  PortalSummary summary;
};

std::map<std::string, std::string> texts(const PortalSummary& summary) {
  std::map<std::string, std::string> all;
  for (const PortalFile& file : summary.files) all[file.path] = bytes_of(file.local);
  return all;
}

/// Starts a thread for each job.
class Threads final : public edca::Executor {
 public:
  ~Threads() override {
    for (std::thread& thread : threads_) thread.join();
  }
  void run(std::function<void()> job) override {
    const std::lock_guard lock(mutex_);
    threads_.emplace_back(std::move(job));
  }

 private:
  std::mutex mutex_;
  std::vector<std::thread> threads_;
};

}  // namespace

TEST_CASE("a portal builder makes a portal in a folder and tells all of its files") {
  const Built built(package_of("releases", release("1", "Papel")));
  CHECK(built.summary.verdict == Verdict::passes);
  CHECK(built.summary.findings.errors == 0);
  REQUIRE_FALSE(built.summary.files.empty());
  for (const PortalFile& file : built.summary.files) {
    INFO(file.path);
    const std::string text = bytes_of(file.local);
    CHECK(file.bytes == text.size());
    edca::base::Sha256 sum;
    sum.add(text);
    CHECK(file.sha256 == sum.hex());
    CHECK_FALSE(file.media_type.empty());
  }
  CHECK(built.summary.files.back().stage == edca::PortalStage::manifest);
  REQUIRE(built.file("_records.json") != nullptr);
  CHECK(built.file("_records.json")->kind == "record-package");
}

TEST_CASE("tables of a year are the same whatever the threads and the memory") {
  const TempFolder folder;
  PortalOptions options;
  options.tables = {edca::PortalTables::csv, edca::PortalTables::xlsx, edca::PortalTables::sqlite};
  const PortalBuilder builder(options);
  Sink sink;
  Session alone;
  alone.jobs = 1;
  const PortalSummary one = builder.run(demo, folder / "one", sink, alone);
  Session small;
  small.jobs = 3;
  small.memory = 1 << 16;
  const PortalSummary other = builder.run(demo, folder / "other", sink, small);
  CHECK(texts(one) == texts(other));
  const auto count = [&](std::string_view format) {
    return std::ranges::count(one.files, format, &PortalFile::format);
  };
  CHECK(count("CSV") > 0);
  CHECK(count("CSV") == count("XLSX"));
  CHECK(count("CSV") == count("SQLite"));
  const PortalSummary without = PortalBuilder({}).run(demo, folder / "without", sink, alone);
  CHECK(without.files.size() + 3 * static_cast<std::size_t>(count("CSV")) == one.files.size());
}

TEST_CASE("a portal is the same whatever the threads and the memory") {
  const TempFolder folder;
  const PortalBuilder builder({});
  Sink first;
  Session alone;
  alone.jobs = 1;
  const PortalSummary one = builder.run(demo, folder / "one", first, alone);
  Sink second;
  Threads threads;
  Session lent;
  lent.jobs = 3;
  lent.executor = &threads;
  lent.memory = 1 << 20;
  const PortalSummary other = builder.run(demo, folder / "other", second, lent);
  CHECK(one.verdict == other.verdict);
  CHECK(texts(one) == texts(other));
  REQUIRE(first.findings.size() == second.findings.size());
  for (std::size_t at = 0; at < first.findings.size(); ++at) {
    CHECK(first.findings[at].pointer == second.findings[at].pointer);
    CHECK(first.findings[at].at.line == second.findings[at].at.line);
  }
}

TEST_CASE("what the inputs must be is up to the caller") {
  const std::string text = package_of("releases", release("1", "Papel", "activo"));
  PortalOptions options;
  const Built refused(text, options);
  CHECK(refused.summary.verdict == Verdict::fails);
  CHECK(refused.sink.count("schema.enum") == 1);
  CHECK(refused.sink.findings.front().file.ends_with("a.json"));
  options.fail_on.reset();
  CHECK(Built(text, options).summary.verdict == Verdict::passes);
  options.require = edca::PortalRequirement::schema;
  CHECK(Built(text, options).summary.verdict == Verdict::fails);
  options.require = edca::PortalRequirement::none;
  CHECK(Built(text, options).summary.verdict == Verdict::passes);
}

TEST_CASE("a record that says something else than its releases is told, one made here is not") {
  const std::string releases = release("1", "Papel") + "," + release("2", "Papel");
  CHECK(Built(package_of("releases", releases)).sink.count("history.compiled-differs") == 0);
  const std::string compiled =
      R"({"ocid":"ocds-abc123-1","id":"3","date":"2025-01-02T00:00:00Z","tag":["compiled"],)"
      R"("language":"es","initiationType":"tender","tender":{"id":"1","title":"Tinta"}})";
  const Built given(package_of("records", R"({"ocid":"ocds-abc123-1","releases":[)" + releases +
                                              R"(],"compiledRelease":)" + compiled + "}"));
  REQUIRE(given.sink.count("history.compiled-differs") == 1);
  const auto found = std::ranges::find_if(given.sink.findings, [](const Finding& each) {
    return each.rule->id == "history.compiled-differs";
  });
  CHECK(found->file.ends_with("_records.json"));
  CHECK(found->pointer == "/records/0/compiledRelease");
  CHECK(found->at.line == 2);
}

TEST_CASE("what is left out of a portal is told") {
  const Built built(package_of("releases", R"({"id":"1"},)" + release("1", "Papel")));
  REQUIRE(built.summary.problems.at(PortalProblem::Kind::no_ocid) == 1);
  REQUIRE_FALSE(built.problems.empty());
  CHECK(is_error(PortalProblem::Kind::no_ocid));
  CHECK(built.summary.verdict == Verdict::fails);
  const std::string sentence = describe(built.problems.front(), edca::Language::english);
  CHECK(sentence.find("a.json") != std::string::npos);
}

TEST_CASE("a portal of nothing, and one that is cancelled, have no files to publish") {
  const Built nothing("{}");
  CHECK(nothing.summary.verdict == Verdict::nothing_read);
  CHECK(nothing.summary.files.empty());
  Session session;
  session.cancelled = [] { return true; };
  CHECK(Built(package_of("releases", release("1", "Papel")), {}, session).summary.verdict ==
        Verdict::cancelled);
}

TEST_CASE("options that cannot be meant are refused at once") {
  PortalOptions options;
  options.validate.profile = "ocds-9";
  CHECK_THROWS_AS(PortalBuilder(options), edca::Error);
  options = {};
  options.validate.only = {"no.such-rule"};
  CHECK_THROWS_AS(PortalBuilder(options), edca::Error);
}
