#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/output.hpp"
#include "json/sha256.hpp"
#include "portal/portal.hpp"
#include "portal/relay.hpp"

namespace edca::portal {

/// A file of the portal that is being written.
class StagedFile {
 public:
  /// Makes the folders above it. `threads`: takes its sum on a thread of its own. Throws as
  /// json::Output.
  StagedFile(const std::string& folder, std::string path, std::string media_type,
             bool threads = false);

  void write(std::string_view bytes) {
    file_.bytes += bytes.size();
    output_.write(bytes);
    relay_.add(bytes);
  }
  std::uint64_t bytes() const { return file_.bytes; }
  /// Names the file on disk. What is known of it is complete then, but for what its caller knows.
  File finish();

 private:
  File file_;
  json::Output output_;
  json::Sha256 sum_;
  Relay relay_;  ///< last: its thread uses the rest
};

/// A file written at once.
File write_file(const std::string& folder, std::string path, std::string media_type, Stage stage,
                std::string_view bytes);

}  // namespace edca::portal
