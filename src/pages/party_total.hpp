#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "pages/facts.hpp"
#include "pages/parties.hpp"
#include "pages/shards.hpp"

namespace edca::pages {

/// What a party comes to in all its processes.
struct Parties::Total {
  /// Contracts and what they come to.
  struct Share {
    std::uint64_t processes = 0;
    std::uint64_t contracts = 0;
    Sums amounts;
    std::string name;  ///< of a partner
  };

  /// Adds what packed() made of a process.
  void add(std::string_view packed);

  /// For the page of the party; amounts in `currency` decide who comes first.
  std::string json(const std::string& currency) const;
  /// For the lists.
  std::string list_json() const;
  /// Text in whose order of bytes the largest amount in `currency` comes first, then the name.
  std::string rank(const std::string& currency) const;

  static std::string packed(const Part& part, Role role);

  std::uint32_t ordinal = 0;
  std::uint64_t flags = 0;
  std::string name;  ///< as the newest process has it; so the id
  std::string legal_name;
  std::string id;
  Share all;
  std::uint64_t shared = 0;                         ///< contracts with other suppliers beside it
  std::map<std::string, Share> years;               ///< without processes
  std::map<std::string, std::uint64_t> methods;     ///< processes, by code
  std::map<std::string, std::uint64_t> categories;  ///< the same
  std::map<std::uint32_t, Share> partners;
  Ordinals processes;

 private:
  std::string partners_json(const std::string& currency) const;
};

/// {"MXN":"1250000.5"}
std::string sums_json(const Sums& sums);

/// Text in whose order of bytes the largest amount comes first.
std::string descending(const base::Decimal& amount);

}  // namespace edca::pages
