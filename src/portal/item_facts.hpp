#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "merge/tree.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// What a portal has to know of an item.
struct ItemFacts {
  bool readable = false;                   ///< nothing below where it is not
  std::optional<std::string> id;           ///< of a project; else the OCID
  std::string release;                     ///< the id of a release
  std::string date;                        ///< of a release; when a project was updated
  std::uint64_t awards_and_contracts = 0;  ///< of a release
  std::string digest = {};                 ///< of a release; may be empty
  /// The releases in a record that can be published on their own, with their texts.
  std::vector<std::pair<std::string_view, ItemFacts>> releases = {};
};

/// Reads items. One per thread.
class ItemReader {
 public:
  explicit ItemReader(bool digests) : digests_(digests) {}

  /// Views in the answer are of `text`.
  ItemFacts read(ItemKind kind, std::string_view text);

 private:
  const merge::Value* parsed(std::string_view text);
  ItemFacts release(std::string_view text);
  ItemFacts record(std::string_view text);

  bool digests_;
  merge::Tree tree_;
};

}  // namespace edca::portal
