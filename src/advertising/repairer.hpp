#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "advertising/archive.hpp"
#include "advertising/listener.hpp"

namespace edca::advertising {

/// What came of a file.
struct Repaired {
  FileFacts facts;
  bool whole = false;  ///< else the file breaks off, or a row of it cannot be read
  std::string md5;     ///< of what was written
};

/// Writes a file of an archive as UTF-8 in the form of the tool, with all mended that is beyond
/// doubt; each change is told, and so is what ends the file early. A file that is of no table is
/// written as it is.
Repaired repair(const TableFile& file, Listener& listener,
                const std::function<void(std::string_view)>& write);

}  // namespace edca::advertising
