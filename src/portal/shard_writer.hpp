#pragma once

#include <deque>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "base/pool.hpp"
#include "pages/shards.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// Writes shards of the reading pages into a portal, packed side by side.
class ShardWriter {
 public:
  ShardWriter(std::string folder, const base::Workers& workers);

  /// Throws as StagedFile.
  void add(pages::Shard shard);
  /// Writes the last ones. Answers all files.
  std::vector<File> finish();

 private:
  struct Script {
    std::string path;
    std::string text;
  };
  void write(const Script& script);

  std::string folder_;
  base::Workers workers_;
  std::vector<File> files_;
  std::deque<std::future<Script>> pending_;
  std::unique_ptr<base::Pool> pool_;  ///< last: its threads use the rest
};

}  // namespace edca::portal
