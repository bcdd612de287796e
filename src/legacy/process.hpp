#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "legacy/merged.hpp"
#include "legacy/row_release.hpp"

namespace edca::legacy {

/// Makes one release of all rows of a process.
class ProcessMaker {
 public:
  /// `now`: date-time of a process of which no date is told.
  ProcessMaker(const Plan& plan, Notes& notes, std::string now)
      : plan_(plan), notes_(notes), now_(std::move(now)) {}

  /// A release in a line, with its break. `number` is that of the process, without prefix.
  std::string make(std::string_view number, std::span<const Row> rows);

 private:
  struct Chosen {
    const Row* row;
    RowFacts facts;
  };

  std::vector<Chosen> choose(std::string_view number, std::span<const Row> rows);
  TaxIds find_tax_ids(std::span<const Row> rows) const;
  std::string written(json::Value& said, std::string_view number, const std::string& date) const;
  json::Array tags(const json::Value& said) const;

  const Plan& plan_;
  Notes& notes_;
  std::string now_;
};

}  // namespace edca::legacy
