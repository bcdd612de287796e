#pragma once

#include <string_view>

#include "merge/tree.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// Reads items. One per thread.
class ItemReader {
 public:
  /// `digests`: of releases, where the Figures do not come from records.
  explicit ItemReader(bool digests) : digests_(digests) {}

  /// Views in the answer are of `text`. `tree` is the item as it was parsed already, if it was.
  ItemFacts read(ItemKind kind, std::string_view text, const merge::Value* tree = nullptr);

 private:
  const merge::Value* parsed(std::string_view text);
  ItemFacts release(const merge::Value& release, std::string_view text) const;
  ItemFacts record(const merge::Value& record, std::string_view text);

  bool digests_;
  merge::Tree tree_;
};

}  // namespace edca::portal
