#pragma once

#include <string_view>

#include "json/tree.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// Reads items. One per thread.
class ItemReader {
 public:
  /// `digests`: of releases, where the Figures do not come from records.
  explicit ItemReader(bool digests) : digests_(digests) {}

  /// Views in the answer are of `text`. `tree` is the item as it was parsed already, if it was.
  ItemFacts read(ItemKind kind, std::string_view text, const json::Node* tree = nullptr);

 private:
  const json::Node* parsed(std::string_view text);
  ItemFacts release(const json::Node& release, std::string_view text) const;
  ItemFacts record(const json::Node& record, std::string_view text);

  bool digests_;
  json::Tree tree_;
};

}  // namespace edca::portal
