#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "json/value.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// Purchases of the health emergency of 2020 among the records of a portal.
struct Emergency {
  struct Chosen {
    std::string ocid;
    std::vector<std::string> reasons;  ///< words, codes and days; each once, at most five
  };
  std::uint64_t processes = 0;
  std::vector<Chosen> first;  ///< by OCID, at most 100
  json::Value totals;         ///< as `edca select --totals` writes them
  std::vector<File> files;    ///< what the page offers
};

/// Chooses among the packages of records that `data` names, which are in `folder`, as `edca select
/// --preset emergency` does. Nothing where no process began before 2024, or none is chosen. Throws
/// as Selector::run() and StagedFile.
std::optional<Emergency> find_emergency(const std::vector<File>& data, const std::string& folder,
                                        const ReadOptions& reading, const Session& session);

}  // namespace edca::portal
