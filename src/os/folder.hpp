#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <system_error>

#include "os/file.hpp"

namespace edca::os {

/// Reads what is in a folder, in no order, without "." and "..".
class FolderReader {
 public:
  struct Entry {
    std::string_view name;      ///< until the next one
    Kind kind = Kind::unknown;  ///< of a link: link; unknown where the system would have to look
  };

  FolderReader(const std::string& path, std::error_code& error);
  ~FolderReader();
  FolderReader(const FolderReader&) = delete;
  FolderReader& operator=(const FolderReader&) = delete;

  /// False at the end, and where it fails.
  bool next(Entry& entry, std::error_code& error);
  /// Of the entry read last.
  Status status(Links links, std::error_code& error) const;

 private:
  struct Listing;
  std::unique_ptr<Listing> listing_;
};

/// Where temporary files go: `given`; where that is empty $TMPDIR, else where the system has them.
std::string temporary_folder(const std::string& given);
/// Makes a folder for the owner alone, with a name that begins with `start`, and answers its path.
std::string make_private_folder(const std::string& start, std::error_code& error);

/// Makes names that were given or taken in a folder survive a crash, as far as the system can.
void sync_folder(const std::string& path) noexcept;
/// Gives a file another name where nothing has it, else std::errc::file_exists.
void rename_new(const std::string& from, const std::string& to, std::error_code& error);
/// Exchanges two names in one moment; where the system cannot, nothing happens.
void exchange(const std::string& one, const std::string& other, std::error_code& error);

}  // namespace edca::os
