#pragma once

#include <string>
#include <unordered_map>

#include "base/hash.hpp"
#include "edca/publisher.hpp"

namespace edca::publish {

/// Finds releases that were published with the same ocid and id and another content.
class RewriteSearch {
 public:
  /// The session must outlive it.
  explicit RewriteSearch(const Session& session) : session_(session) {}

  /// Takes the releases of a file that is published.
  void add_published(const std::string& local);
  bool any_published() const { return !published_.empty(); }
  /// Compares those of a file that is to be published under the name `path`.
  void compare(const std::string& local, const std::string& path);

  const Rewrites& found() const { return found_; }

 private:
  struct KeyHash {
    std::size_t operator()(const base::Hash128& hash) const {
      return static_cast<std::size_t>(hash.low);
    }
  };

  const Session& session_;
  std::unordered_map<base::Hash128, base::Hash128, KeyHash> published_;
  Rewrites found_;
};

}  // namespace edca::publish
