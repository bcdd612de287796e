#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "edca/packager.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "json/value.hpp"
#include "package/part_reader.hpp"
#include "package/plan.hpp"

namespace edca::package {

/// What a Packager reads of its options once.
struct Settled {
  /// Throws as Packager's constructor.
  explicit Settled(PackageOptions asked);
  Settled(const Settled&) = delete;
  Settled& operator=(const Settled&) = delete;

  PackageOptions options;
  json::Value given;                    ///< of PackageMembers::file
  std::vector<std::string> extensions;  ///< their addresses
  Planner planner;
};

/// One run of a Packager: reads everything into a Grouper, then writes package by package.
class PackageRun {
 public:
  /// Told what will be made before anything is written.
  using Planned = std::function<void(const std::vector<PlannedPackage>& packages)>;

  /// Everything handed in must outlive the run.
  PackageRun(const Settled& settled, const io::InputList& inputs, const Session& session,
             FindingSink& sink);

  /// Throws as Packager::run(), and what `planned` throws.
  PackageSummary run(const Planned& planned, const Packager::Write& write);

 private:
  bool read();
  bool compose_all(bool single);
  void write(const std::vector<PlannedPackage>& packages, const Packager::Write& write);
  bool write_items(const MadePackage& package, const Packager::Write& write);
  bool next_item(std::string_view& text);
  std::string head_of(const PlannedPackage& package) const;
  PackageSummary end();

  const Settled& settled_;
  const io::InputList& inputs_;
  const Session& session_;
  items::RunLog log_;
  Parts parts_;
  io::Grouper grouper_;
  PartReader reader_;
  std::map<const Part*, json::Value> heads_;  ///< what stands before the items of each
  io::GroupBatch batch_;
  std::size_t entry_ = 0;  ///< the next one of the batch
  std::uint64_t total_;    ///< bytes of all inputs
  std::uint64_t written_ = 0;
  PackageSummary summary_;
};

}  // namespace edca::package
