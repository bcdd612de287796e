#include "upgrade/archives.hpp"

#include <utility>

#include "advertising/readme.hpp"
#include "advertising/repairer.hpp"
#include "messages/messages.hpp"

namespace edca::upgrade {
namespace {

constexpr std::size_t shown = 60;

/// Puts what is told of a file into the log.
class Hearer final : public advertising::Listener {
 public:
  Hearer(items::RunLog& log, std::size_t file, const std::function<bool()>& cancelled)
      : log_(log), file_(file), cancelled_(cancelled) {}

  bool wants(base::RuleId) const override { return true; }
  bool cancelled() const override { return cancelled_(); }
  void begin(const io::Input&) override {}
  void end(const advertising::FileFacts&) override {}
  void found(Finding& finding) override {
    const auto shown_as = [](const std::string& text) {
      return messages::shorten(messages::readable(text), shown);
    };
    if (!finding.new_value.empty()) {
      finding.arguments.emplace_back("old", shown_as(finding.old_value));
      finding.arguments.emplace_back("new", shown_as(finding.new_value));
    }
    log_.add(std::move(finding), file_);
  }

 private:
  items::RunLog& log_;
  std::size_t file_;
  const std::function<bool()>& cancelled_;
};

void describe(const advertising::FileFacts& facts, FileSummary& file) {
  file.profile = advertising::profile;
  file.version = facts.lineage;
  file.reason = facts.lineage.empty() ? "profile.advertising" : "profile.advertising-table";
  file.reason_arguments = {{"table", facts.kind}};
  file.kind = facts.kind;
  file.encoding = facts.encoding;
  file.items = facts.rows;
  file.read = facts.read;
}

}  // namespace

Expanded expand(const std::vector<std::string>& arguments, const ReadOptions& options,
                bool repair) {
  Expanded result;
  result.list = io::expand(arguments);
  if (!repair) return result;
  result.archives = advertising::take_archives(result.list, options);
  for (advertising::Archive& archive : result.archives) {
    for (io::InputProblem& problem : archive.problems)
      result.list.problems.push_back(std::move(problem));
    archive.problems.clear();
  }
  return result;
}

ArchiveRepair::ArchiveRepair(const advertising::Archive& archive, items::RunLog& log,
                             std::function<bool()> cancelled)
    : archive_(archive), log_(log), cancelled_(std::move(cancelled)), sums_(archive.files.size()) {}

bool ArchiveRepair::file(std::size_t at, const Write& write) {
  const advertising::TableFile& file = archive_.files[at];
  const std::size_t index = log_.begin_file(file.input);
  Hearer hearer(log_, index, cancelled_);
  advertising::Repaired repaired = advertising::repair(file, hearer, write);
  describe(repaired.facts, log_.file(index));
  if (repaired.whole) sums_[at] = std::move(repaired.md5);
  return repaired.whole;
}

bool ArchiveRepair::readme(const Write& write) {
  const std::size_t index = log_.begin_file(archive_.readme_input);
  Hearer hearer(log_, index, cancelled_);
  const std::string text = advertising::repaired_readme(archive_, sums_, hearer);
  advertising::FileFacts facts;
  facts.kind = "leeme";
  facts.encoding = "utf-8";
  facts.read = true;
  describe(facts, log_.file(index));
  write(text);
  return archive_.readme.size() < advertising::most_readme;
}

}  // namespace edca::upgrade
