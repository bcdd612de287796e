#pragma once

#include <string>
#include <string_view>
#include <system_error>

#include "os/held_folder.hpp"
#include "publish/client.hpp"

namespace edca::publish {

/// Where a file of a portal lies, as far as the folders above it exist. Links are not followed.
struct FolderPlace {
  os::HeldFolder folder;  ///< the last one that exists
  std::string above;      ///< its path below the root; empty: the root
  std::string missing;    ///< the folders below it that do not exist: "data/2025", or empty
  std::string name;       ///< of the file
};

/// Whether it is the path of something in a portal: names with "/" between them, none of them
/// empty,
/// "." or "..".
bool is_portal_path(std::string_view path);
/// std::errc::invalid_argument where the path is none of a portal; not_a_directory and
/// too_many_symbolic_link_levels where something else is in the way.
FolderPlace find_place(const os::HeldFolder& root, const std::string& path, std::error_code& error);

/// Changes when the file is another one or its bytes are others.
std::string version_of(const os::Status& status);

/// Throws what there is to say of an error with a file or folder, if it is one.
void check_folder(const std::error_code& error, const std::string& path);
/// The same, to be given on.
Failure folder_failure(const std::error_code& error, const std::string& path);

/// Copies all bytes, and asks now and then whether to go on: std::errc::operation_canceled.
void copy_bytes(const os::File& from, const os::File& to, const Client::Progress& progress,
                std::error_code& error);

}  // namespace edca::publish
