#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "legacy/release_draft.hpp"

namespace edca::legacy {

/// Makes one release of all rows of a process.
class ProcessMaker {
 public:
  /// `now`: date-time of a process of which no date is told.
  ProcessMaker(const Plan& plan, Notes& notes, std::string now)
      : plan_(plan), notes_(notes), draft_(plan, notes), now_(std::move(now)) {}

  /// A release in a line, with its break. `number` is that of the process, without prefix.
  std::string make(std::string_view number, std::span<const Row> rows);
  /// Tells what was counted, at the end of the run.
  void tell() { draft_.tell(); }

 private:
  std::vector<std::size_t> last_rows(std::span<const Row> rows) const;
  void repeated(const Row& row, const Row& counts);
  TaxIds find_tax_ids(std::span<const Row> rows) const;
  bool has_contracts(const Layout& layout) const;
  std::string identity(const Row& row) const;

  const Plan& plan_;
  Notes& notes_;
  ReleaseDraft draft_;
  std::string now_;
};

}  // namespace edca::legacy
