#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <system_error>

namespace edca::publish {

/// Makes a second folder beside a first one, with the same files (as further names of them), and
/// exchanges the two in one moment.
class FolderSwitch {
 public:
  /// Nothing where it cannot be done: the folder is a mount point, holds what cannot be linked, or
  /// the file system cannot exchange. What an earlier run left is cleaned up.
  static std::unique_ptr<FolderSwitch> prepare(const std::filesystem::path& root);

  /// The folder to write into; replace files there, never change them.
  const std::filesystem::path& next() const { return next_; }
  std::error_code exchange();
  std::error_code exchange_back();
  /// Removes the folder that is not in use, after moving out of it what others put there meanwhile.
  void clean_up() noexcept;

 private:
  explicit FolderSwitch(const std::filesystem::path& root);

  bool clone();
  bool can_exchange() const;
  void recover() noexcept;
  void carry_over() noexcept;

  std::filesystem::path root_;
  std::filesystem::path work_;  ///< beside root_: holds next/ and the note which one that is
  std::filesystem::path next_;
  std::set<std::string> cloned_;
  bool existed_ = false;
};

}  // namespace edca::publish
