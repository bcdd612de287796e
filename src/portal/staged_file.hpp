#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/background.hpp"
#include "base/sha256.hpp"
#include "io/output.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// A file of the portal that is being written.
class StagedFile {
 public:
  /// Makes the folders above it. With several workers it takes its sum on a thread of its own.
  /// Throws as io::Output.
  StagedFile(const std::string& folder, std::string path, std::string media_type,
             const base::Workers& workers = {});

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
  io::Output output_;
  base::Sha256 sum_;
  base::Background relay_;  ///< last: its thread uses the rest
};

/// A file written at once.
File write_file(const std::string& folder, std::string path, std::string media_type, Stage stage,
                std::string_view bytes);

}  // namespace edca::portal
