#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/grouper.hpp"
#include "pages/shards.hpp"

namespace edca::pages {

/// Which processes hold which words, as shards for a search: {"word":Ordinals::text(),…}, the words
/// in the order of their bytes.
class Terms {
 public:
  /// Beyond so many bytes, temporary files.
  Terms(std::uint64_t memory, const std::string& temporary_folder);

  /// A word of a process; each once. The ordinals do not descend.
  void add(std::string_view word, std::uint32_t ordinal);
  /// Hands on all of them; answers the first word of each shard.
  std::vector<std::string> finish(const TakeShard& take);

 private:
  struct Posting {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::string bytes;  ///< differences behind the first one
  };

  void spill();
  static std::string joined(std::span<const io::Entry> parts);

  std::uint64_t memory_;
  std::uint64_t used_ = 0;
  std::unordered_map<std::string, Posting> postings_;
  io::Grouper groups_;
};

}  // namespace edca::pages
