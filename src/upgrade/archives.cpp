#include "upgrade/archives.hpp"

#include <utility>

#include "advertising/readme.hpp"
#include "advertising/repairer.hpp"
#include "items/table_log.hpp"

namespace edca::upgrade {

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
  items::TableLog hearer(log_, index, cancelled_);
  advertising::Repaired repaired = advertising::repair(file, hearer, write);
  hearer.end(repaired.facts);
  if (repaired.whole) sums_[at] = std::move(repaired.md5);
  return repaired.whole;
}

bool ArchiveRepair::readme(const Write& write) {
  const std::size_t index = log_.begin_file(archive_.readme_input);
  items::TableLog hearer(log_, index, cancelled_);
  const std::string text = advertising::repaired_readme(archive_, sums_, hearer);
  advertising::FileFacts facts;
  facts.kind = "leeme";
  facts.encoding = "utf-8";
  facts.read = true;
  hearer.end(facts);
  write(text);
  return archive_.readme.size() < advertising::most_readme;
}

}  // namespace edca::upgrade
