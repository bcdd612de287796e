#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "edca/summary.hpp"
#include "select/deals.hpp"

namespace edca::select {

/// What an emergency purchase should disclose at least, one after the other; docs/select.md has the
/// sources.
std::span<const std::string_view> disclosure_items();

/// What of it is there in one process. Holds the answers about the process and each award, which
/// many contracts may share.
class Disclosure {
 public:
  /// `process` must outlive it.
  explicit Disclosure(const Case& process);

  /// For each item, whether it is there for a contract, of those that can be asked for. Adds to
  /// `shares`, which has as many elements.
  void add(const Deal& deal, std::vector<Share>& shares);

 private:
  const Case& process_;
  std::uint64_t of_process_;
  std::map<std::size_t, std::uint64_t> of_awards_;  ///< by index
};

}  // namespace edca::select
