#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/file.hpp"
#include "io/spill.hpp"

namespace edca::portal {

/// Where ItemTexts finds a text again.
struct TextRef {
  std::uint64_t offset = 0;
  std::uint64_t sum = 0;  ///< of its bytes, where others can change them
  std::uint32_t size = 0;
  std::uint32_t file = 0;  ///< 0: the temporary file
};

/// The texts of items, which are too many to be held: those of plain files stay where they are,
/// others go to a temporary file. read() and keep() may be called from several threads.
class ItemTexts {
 public:
  /// `temporary_folder` as for io::SpillFile.
  explicit ItemTexts(std::string temporary_folder) : folder_(std::move(temporary_folder)) {}

  /// A regular file in which texts stay; answers its number.
  std::uint32_t add_file(std::string path);
  /// A text that stands in that file, byte by byte.
  static TextRef refer(std::uint32_t file, std::uint64_t offset, std::string_view text);
  /// Any other text, below 4 GiB. Throws as io::SpillFile.
  TextRef keep(std::string_view text);

  /// Writes `ref.size` bytes. Throws Error(input, "portal.input-changed") with argument path when
  /// the file no longer holds what it held, and as io::SpillFile.
  void read(const TextRef& ref, char* to);

 private:
  struct File {
    std::string path;
    std::shared_ptr<const io::File> open;
  };

  std::shared_ptr<const io::File> opened(std::uint32_t number);
  void read_kept(const TextRef& ref, char* to);

  std::mutex mutex_;
  std::string folder_;
  std::vector<File> files_;
  std::deque<std::uint32_t> open_;  ///< numbers of the files that are open, the oldest first
  std::optional<io::SpillFile> spill_;
  std::string pending_;  ///< what belongs at the end of spill_
};

}  // namespace edca::portal
