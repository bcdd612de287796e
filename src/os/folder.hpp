#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

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

/// A path as all rooms know it, with `/` between its parts: on a system whose users write `\`.
std::string slashed(std::string path);
/// The files whose names a pattern with `*` and `?` in its last part means, in order, on a system
/// where the shell does not look for them; elsewhere none.
std::vector<std::string> matching(const std::string& pattern);

/// Where temporary files go: `given`; where that is empty $TMPDIR, else where the system has them.
std::string temporary_folder(const std::string& given);
/// Where programs keep what users have given them, and where what they need to go on: of each user,
/// without "/" at the end. $XDG_DATA_HOME and $XDG_STATE_HOME where these are whole paths, else
/// where the system has such folders; empty where that is not known.
std::string user_data_folder();
std::string user_state_folder();
/// Makes a folder for the owner alone, with a name that begins with `start`, and answers its path.
std::string make_private_folder(const std::string& start, std::error_code& error);

/// Makes names that were given or taken in a folder survive a crash, as far as the system can.
void sync_folder(const std::string& path) noexcept;
/// Gives a file the name that another one may have, in one moment.
void replace(const std::string& from, const std::string& to, std::error_code& error);
/// Gives a file another name where nothing has it, else std::errc::file_exists.
void rename_new(const std::string& from, const std::string& to, std::error_code& error);
/// Exchanges two names in one moment; where the system cannot, nothing happens.
void exchange(const std::string& one, const std::string& other, std::error_code& error);

}  // namespace edca::os
