#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/source.hpp"
#include "io/spill.hpp"

namespace edca::io {

/// The rest of a source in a temporary file without a name, to be read more than once.
class Spool : public std::enable_shared_from_this<Spool> {
 public:
  /// Drains the source. Throws as SpillFile with "spool.failed", as do the readers; faults of the
  /// source come out of the readers, behind the bytes before them.
  Spool(const std::string& folder, Source& source);

  /// Reads `first` and then the file, from its start. Keeps the spool alive.
  std::unique_ptr<Source> reader(std::string_view first) const;

 private:
  friend class SpoolReader;
  SpillFile file_;
  std::unique_ptr<InputFault> fault_;
};

/// Reads and drops bytes.
void skip(Source& source, std::uint64_t bytes);

}  // namespace edca::io
