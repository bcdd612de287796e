#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "json/source.hpp"
#include "json/value.hpp"

namespace edca::json {

/// The rest of a source in a temporary file without a name, to be read more than once.
class Spool : public std::enable_shared_from_this<Spool> {
 public:
  /// Drains the source. Throws Error(input, "spool.failed") with arguments path, reason; faults of
  /// the source come out of the readers, behind the bytes before them.
  Spool(const std::string& folder, Source& source);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// Reads `first` and then the file, from its start. Keeps the spool alive.
  std::unique_ptr<Source> reader(std::string_view first) const;

 private:
  friend class SpoolReader;
  int file_ = -1;
  std::unique_ptr<InputFault> fault_;
};

/// Reads and drops bytes.
void skip(Source& source, std::uint64_t bytes);

/// The members of an object's text as a tree, but for arrays under the keys of `lists`; what cannot
/// be read is left out. For metadata, which has to be known before the text is judged.
Value read_members(std::string_view object, const std::vector<std::string>& lists);

/// Passes over the array that the source starts with and reads the members behind it, up to the end
/// of the object around them; at most 16 MiB of them. Never throws for what is wrong with them.
Value members_behind(Source& source, const std::vector<std::string>& lists);

}  // namespace edca::json
