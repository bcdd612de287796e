#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/grouper.hpp"

namespace edca::pages {

/// What is known of processes beside their records: flags and findings, which come by OCID in any
/// order, and are handed out in the order of the processes.
class Notes {
 public:
  enum class Kind : char { flag = 'f', finding = 'x' };
  struct Note {
    Kind kind = Kind::flag;
    std::uint16_t number = 0;  ///< of a flag, that of its indicator
    std::string_view json;
  };

  /// Beyond so many bytes, temporary files.
  Notes(std::uint64_t memory, const std::string& temporary_folder);

  void add(std::string_view ocid, const Note& note);
  /// The process with this ordinal, in their order.
  void place(std::string_view ocid, std::uint32_t ordinal);
  /// After the last of both.
  void arrange();
  /// Notes of a process; the ordinals must ascend. Good until the next call.
  const std::vector<Note>& of(std::uint32_t ordinal);

 private:
  void advance();

  std::uint64_t memory_;
  std::string temporary_folder_;
  std::unique_ptr<io::Grouper> by_ocid_;
  std::unique_ptr<io::Grouper> by_ordinal_;
  io::GroupBatch batch_;
  std::size_t at_ = 0;  ///< the group that comes next
  bool more_ = true;
  std::vector<Note> notes_;
};

}  // namespace edca::pages
