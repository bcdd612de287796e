#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/item_checker.hpp"
#include "io/grouper.hpp"
#include "items/origin.hpp"
#include "items/run_log.hpp"
#include "json/tree.hpp"
#include "json/writer.hpp"
#include "merge/merger.hpp"
#include "process/package_facts.hpp"

namespace edca::process {

/// What is written of each contracting process.
struct OutputForm {
  bool versioned = false;
  bool records = false;
  bool linked = false;
  bool blame = false;
  std::string existing_name;  ///< of the file with existing releases, for errors
};

/// What came of a batch of contracting processes.
struct Merged {
  std::string text;             ///< one JSON text for each, a newline behind each
  std::uint64_t processes = 0;  ///< in the text
  std::uint64_t refused = 0;    ///< left out
  std::vector<std::pair<Finding, std::uint64_t>> findings;  ///< with the file of each
  /// Further ones of which nothing but their number is known, by rule.
  std::vector<std::pair<semantics::Tally::Count, std::uint64_t>> unlisted;
  std::vector<std::uint64_t> files;  ///< in which a release could be read

  /// Moves what was found, and where, into the log.
  void tell(items::RunLog& log);
};

/// Merges contracting processes. One per thread.
class ProcessMerger {
 public:
  /// Everything handed in must outlive it.
  ProcessMerger(const merge::Rules& rules, const merge::Options& options, OutputForm form,
                const PackageFacts& packages, bool one_byte_encoding);

  /// Throws Error(input, "merge.into") when existing releases cannot be used.
  void run(const io::GroupBatch& batch, Merged& merged);

 private:
  struct Source {
    std::string_view text;
    items::Origin origin;
  };

  void process(std::string_view ocid, std::span<const io::Entry> entries);
  bool collect(std::span<const io::Entry> entries);
  void merge_process(std::string_view ocid);
  void drop_unreadable();
  void keep_existing(std::string_view ocid);
  void write_record(std::string_view ocid);
  void note_read(const Source& source);
  void write_linked(const json::Node& release, const Source& source, std::string_view ocid);
  [[noreturn]] void refuse_existing() const;
  void refuse(std::string_view ocid, const merge::Failure& failure);
  void warn(std::string_view ocid, const merge::Warning& warning);
  void compare_dates(std::string_view ocid);
  void say_losses(const Source& source);
  const Source& source_named(std::string_view id);
  Finding& add(base::RuleId rule, const Source& source, std::string_view ocid);

  OutputForm form_;
  const PackageFacts& packages_;
  bool one_byte_;
  merge::Merger merger_;
  json::Tree tree_;
  json::Writer writer_;
  check::Scope scope_;
  check::ItemChecker checker_;

  Merged* merged_ = nullptr;
  std::vector<Source> sources_;  ///< the releases of the process, in the order of the input
  std::optional<Source> existing_;
  std::vector<std::string_view> texts_;
  std::unordered_map<std::string, std::size_t> by_id_;  ///< index in sources_, made when needed
  std::string compiled_;
  std::string versioned_;
};

}  // namespace edca::process
