#pragma once

#include <set>
#include <string>
#include <vector>

#include "advertising/archive.hpp"
#include "check/setup.hpp"
#include "edca/portal_builder.hpp"
#include "items/run_log.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// The exports of Publicidad Abierta among the inputs of a portal: judged as they came, and
/// published as a Data Package and the other tables that are asked for.
class Exports {
 public:
  /// All must outlive it.
  Exports(const std::vector<advertising::Archive>& archives, const PortalOptions& options,
          const check::Setup& setup, items::RunLog& log)
      : archives_(archives), options_(options), setup_(setup), log_(log) {}

  bool empty() const { return archives_.empty(); }
  /// Tells what is found in them.
  void judge();
  /// What was found in all of them. After judge().
  const Verdict& verdict() const { return verdict_; }

  /// Writes their tables into a folder. Fewer files when the session ended it. Throws as
  /// io::Output; Error(input, "portal.tables-limit") where they do not fit into a workbook.
  std::vector<File> make(const std::string& folder, const Session& session) const;

 private:
  const std::vector<advertising::Archive>& archives_;
  const PortalOptions& options_;
  const check::Setup& setup_;
  items::RunLog& log_;
  Verdict verdict_;
};

}  // namespace edca::portal
