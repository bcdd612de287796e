#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace edca::report::samples {

/// What a report must look like: a file of tests/unit/report/snapshots.
inline std::string snapshot(const std::string& name) {
  std::ifstream in(std::string(EDCA_SOURCE_DIR) + "/tests/unit/report/snapshots/" + name,
                   std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace edca::report::samples
