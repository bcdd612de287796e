#pragma once

#include <set>
#include <string>
#include <vector>

#include "edca/error.hpp"
#include "edca/portal_builder.hpp"
#include "tables/flatten_run.hpp"

namespace edca::portal {

/// What a form of tables is called.
struct TableForm {
  const char* ending;
  const char* format;
  const char* media_type;
};
const TableForm& form_of(PortalTables tables);

/// Whether tables do not fit into a workbook.
bool is_limit(const Error& error, PortalTables form);

/// Sets the bytes and the sum of a file that is there. Throws as io::File.
void take_sum(PortalFile& file, const std::string& path);

/// Makes tables of packages that are written: of all items of a kind and year, a file of each form
/// that is asked for. Safe to share between threads.
class YearTables {
 public:
  /// Throws as Flattener's constructor. `options` may go.
  explicit YearTables(const PortalOptions& options);

  /// `data`: what Builder::write_data() wrote into `folder`. Memory: Session::memory, and what
  /// Flattener takes. Answers the files in the order of kinds and years; fewer when the session
  /// ended it. Throws as Flattener::run(); Error(input) "portal.tables-limit" where the tables do
  /// not fit into a workbook.
  std::vector<PortalFile> make(const std::string& folder, const std::vector<PortalFile>& data,
                               const Session& session) const;

 private:
  std::set<PortalTables> forms_;
  Language language_;
  tables::FlattenSettings settings_;
};

}  // namespace edca::portal
