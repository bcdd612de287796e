#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/output.hpp"
#include "json/sha256.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// A file of the portal that is being written.
class StagedFile {
 public:
  /// Makes the folders above it. Throws as json::Output.
  StagedFile(const std::string& folder, std::string path, std::string media_type);

  void write(std::string_view bytes);
  std::uint64_t bytes() const { return file_.bytes; }
  /// Names the file on disk. What is known of it is complete then, but for what its caller knows.
  File finish();

 private:
  File file_;
  json::Output output_;
  json::Sha256 sum_;
};

/// A file written at once.
File write_file(const std::string& folder, std::string path, std::string media_type, Stage stage,
                std::string_view bytes);

}  // namespace edca::portal
