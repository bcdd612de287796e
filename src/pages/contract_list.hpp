#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/grouper.hpp"
#include "pages/shards.hpp"

namespace edca::pages {

/// All contracts, the oldest first, as shards of a list.
class ContractList {
 public:
  /// Beyond so many bytes, temporary files.
  ContractList(std::uint64_t memory, const std::string& temporary_folder);

  /// A row as JSON; those without a date come first.
  void add(std::string_view date, std::string_view ocid, std::string_view id, std::string_view row);
  /// Hands them on; answers the newest rows, at most 100 and the newest first.
  std::vector<std::string> finish(const TakeShard& take);

  std::uint64_t count() const { return groups_.entries(); }
  static constexpr std::uint64_t rows_of_shard = 200;

 private:
  io::Grouper groups_;
};

}  // namespace edca::pages
