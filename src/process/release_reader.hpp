#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "io/grouper.hpp"
#include "items/item_reader.hpp"
#include "process/package_facts.hpp"
#include "process/ruleset.hpp"
#include "upgrade/item_upgrader.hpp"

namespace edca::process {

/// Puts the releases of inputs into a Grouper, by OCID. What cannot be merged becomes a finding.
/// That a release is JSON is not looked at here.
class ReleaseReader final : public items::ItemReader {
 public:
  /// Everything handed in must outlive the intake.
  ReleaseReader(Encoding encoding, const std::string& temporary_folder, io::Grouper& grouper,
                Ruleset& ruleset, PackageFacts& packages, items::RunLog& log)
      : items::ItemReader(encoding, temporary_folder, log),
        grouper_(grouper),
        ruleset_(ruleset),
        packages_(packages) {}

  /// From here on, releases are brought to today's edition before they are merged.
  void upgrade_with(const ocds::ProfileChoice& choice);

  /// From here on, the compiled release stands for a record whose releases are not in it.
  void accept_compiled() { accepts_compiled_ = true; }

  /// From here on, projects are handed on and no mistake. What is handed on is readable.
  void hand_projects_to(std::function<void(const Item& project, std::size_t file)> take) {
    projects_ = std::move(take);
  }

  /// Reads merged releases that others are added to, in the form that `versioned` says. Throws
  /// Error(input, "merge.into") when they cannot be used, Error(usage, "merge.into-form") when they
  /// are of the other form.
  void read_existing(const io::Input& input, bool versioned, const Proceed& progress);

 private:
  void take(Kind kind, const Item& item) override;
  std::uint64_t begin_package(Kind kind, const json::Value& metadata) override;
  void end_package(Kind kind, const json::Value& metadata, std::string_view first,
                   std::uint64_t number) override;
  bool takes(const json::Unit& unit) override;

  void existing(const json::Unit& unit);
  void record(const Item& item);
  void release(const Item& item, std::string_view record_ocid);
  upgrade::ItemUpgrader::Upgraded upgraded(const Item& item);
  void judged(const ocds::Decision& decision);
  [[noreturn]] void refuse_existing() const;

  io::Grouper& grouper_;
  Ruleset& ruleset_;
  PackageFacts& packages_;
  std::unique_ptr<upgrade::ItemUpgrader> upgrader_;
  upgrade::ItemUpgrader::Target target_;  ///< of the package at hand
  bool accepts_compiled_ = false;
  std::function<void(const Item& project, std::size_t file)> projects_;
  bool existing_ = false;
  bool versioned_ = false;
  std::unordered_set<std::string> unknown_extensions_;
  std::string head_;
};

}  // namespace edca::process
