#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/hash.hpp"
#include "cli/console.hpp"
#include "edca/validator.hpp"

namespace edca::cli {

/// Finds releases that were published with the same ocid and id and another content: a published
/// release must not change.
/// https://standard.open-contracting.org/1.1/en/primer/releases_and_records/
class Rewrites {
 public:
  explicit Rewrites(Console& console) : console_(console) {}

  struct Release {
    std::string ocid;
    std::string id;
    std::string file;
  };

  /// Takes the releases of a file that is published.
  void add_published(const std::string& local);
  bool any_published() const { return !published_.empty(); }
  /// Compares those of a file that is to be published under the name `path`.
  void compare(const std::string& local, const std::string& path);

  /// The first of them, and how many there are.
  const std::vector<Release>& releases() const { return releases_; }
  std::uint64_t count() const { return count_; }

 private:
  struct KeyHash {
    std::size_t operator()(const base::Hash128& hash) const {
      return static_cast<std::size_t>(hash.low);
    }
  };
  class Reading;

  Console& console_;
  std::unordered_map<base::Hash128, base::Hash128, KeyHash> published_;
  std::vector<Release> releases_;
  std::uint64_t count_ = 0;
};

}  // namespace edca::cli
