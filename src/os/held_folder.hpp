#pragma once

#include <string>
#include <system_error>
#include <vector>

#include "os/file.hpp"

namespace edca::os {

/// A folder that is open. What is asked of it happens in this folder, whoever moves it or puts
/// another one in its place meanwhile, and names are those of what lies in it: single ones, without
/// a separator, and never followed where they are links. For folders that others may write to. A
/// system without such calls has to come as near to that as it can. One thread at a time.
class HeldFolder {
 public:
  /// None.
  HeldFolder() noexcept = default;
  /// What the path leads to, also through links: whoever gave it meant that.
  HeldFolder(const std::string& path, std::error_code& error);

  explicit operator bool() const noexcept { return static_cast<bool>(file_); }
  /// Another way to the same folder.
  HeldFolder duplicate(std::error_code& error) const;

  /// As File::lock(); false also where the file system cannot.
  bool lock() const noexcept { return file_.lock(); }
  Status status(std::error_code& error) const { return file_.status(error); }
  /// Of what has the name; a link stands for itself.
  Status status(const std::string& name, std::error_code& error) const;
  /// The names in it, in no order, without "." and "..".
  std::vector<std::string> names(std::error_code& error) const;
  /// Makes names that were given or taken in it survive a crash, as far as the system can.
  void sync(std::error_code& error) const { file_.sync(error); }

  /// A folder in it. std::errc::too_many_symbolic_link_levels: the name is a link.
  HeldFolder folder(const std::string& name, std::error_code& error) const;
  /// Makes one: for the owner of the program alone, or as its own folder is, with the same owner
  /// and permissions as far as the program may. std::errc::file_exists where the name is taken.
  void make_folder(const std::string& name, Users users, std::error_code& error) const;

  /// A file in it: what is there, or made for the owner alone. Never waits for the other end of a
  /// pipe. std::errc::too_many_symbolic_link_levels: the name is a link.
  File open(const std::string& name, Open how, std::error_code& error) const;
  /// Makes a file to write, for all whom the folder and the system usually let.
  /// std::errc::file_exists where the name is taken.
  File make(const std::string& name, std::error_code& error) const;
  /// The same without a name. None, without an error, where there is no such thing.
  File make_nameless() const noexcept;
  /// Names a file of make_nameless(); the folder may be another one of the same file system.
  /// std::errc::file_exists, std::errc::cross_device_link.
  void give_name(const File& file, const std::string& name, std::error_code& error) const;

  /// Gives a file of this folder a further name in another one. std::errc::cross_device_link;
  /// std::errc::operation_not_permitted, operation_not_supported or too_many_links where it cannot
  /// have one.
  void link(const std::string& name, const HeldFolder& to, const std::string& to_name,
            std::error_code& error) const;
  /// Gives a file the name that another one may have, in one moment.
  void rename(const std::string& name, const HeldFolder& to, const std::string& to_name,
              std::error_code& error) const;
  /// The same where nothing has the name, else std::errc::file_exists.
  void rename_new(const std::string& name, const HeldFolder& to, const std::string& to_name,
                  std::error_code& error) const;
  /// Takes a file or link away.
  void remove(const std::string& name, std::error_code& error) const;
  /// Takes a folder away that is empty.
  void remove_folder(const std::string& name, std::error_code& error) const;

  /// Gives a file or folder that was made here owner and group of this folder. Where no access list
  /// of it says who may do what, everybody may read the file, and the folder is open to those to
  /// whom this one is. What the program may not do is left; on Windows, where the folder says who
  /// may do what, all of it.
  void adopt(const File& made, std::error_code& error) const;

 private:
  int number() const noexcept;

  File file_;
};

/// Gives a file owner, group, permissions, access list and further attributes (`user.…`, the label
/// of SELinux) of another one. What the program may not do, or the file system does not have, is
/// left; on Windows all of it.
void copy_attributes(const File& from, const File& to, std::error_code& error);

}  // namespace edca::os
