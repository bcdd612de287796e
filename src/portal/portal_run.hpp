#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "check/setup.hpp"
#include "edca/portal_builder.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "ocds/profile_choice.hpp"
#include "pages/pages.hpp"
#include "portal/exports.hpp"
#include "portal/input_reader.hpp"
#include "portal/package_checks.hpp"
#include "portal/validation_page.hpp"
#include "portal/year_tables.hpp"
#include "process/ruleset.hpp"

namespace edca::portal {

/// What follows from the options of a PortalBuilder before there is any input.
struct RunSetup {
  const PortalOptions& options;
  const check::Setup& of_inputs;
  const check::Setup& of_packages;
  const ocds::ProfileChoice* choice;  ///< nullptr: nothing is merged
  const YearTables* tables;           ///< nullptr: none are asked for
  const std::vector<advertising::Archive>& exports;
};

/// One run of a PortalBuilder: reads, writes the data, and has all of it judged on the way.
class PortalRun {
 public:
  /// All must outlive the run.
  PortalRun(const RunSetup& setup, std::string folder, FindingSink& sink, const Session& session);

  PortalSummary run(const io::InputList& inputs);

 private:
  PortalSummary end(PortalSummary::Verdict verdict);
  Options builder_options();
  void read(const io::InputList& inputs, InputReader& reader);
  void take_results(const ItemChecks& items, Builder& builder);
  void take(const ItemChecks::Found& found);
  void tell(const Finding& finding, std::size_t file);
  void make_pages(const std::vector<PortalFile>& data, Builder& builder);
  void take(const PackageChecks::Result& result, Builder& builder);
  bool is_told(const Finding& finding) const;
  bool fails() const;

  const PortalOptions& options_;
  const RunSetup setup_;
  std::string folder_;
  const Session& session_;
  ValidationPage validation_;
  items::RunLog log_;
  PackageChecks checks_;
  Exports exports_;
  std::unique_ptr<process::Ruleset> rules_;  ///< none: nothing is merged
  std::unique_ptr<pages::Pages> pages_;      ///< none: they are not wanted
  PortalSummary summary_;
  std::set<std::uint32_t> told_;  ///< numbers of profiles whose findings were said
  /// What was found in the inputs: rule and OCID; no OCID: in more processes than were kept; no
  /// rule: some error.
  std::set<std::pair<std::string_view, std::string>> sources_;
  std::set<std::string_view> found_rules_;
  bool schema_errors_ = false;
};

}  // namespace edca::portal
