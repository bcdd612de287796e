#pragma once

#include <string>
#include <vector>

#include "os/held_folder.hpp"

namespace edca::publish {

/// What a run does to a folder, on disk before it is done: JSON Lines in the work folder. As long
/// as it is called `list.jsonl`, what it says is to be taken back; as `kept.jsonl`, it stays.
class FolderList {
 public:
  /// A file that is changed. Beside it or in the work folder, `N.new` waits to take its name, and
  /// `N.old` is what had the name before.
  struct Entry {
    std::size_t number = 0;  ///< N
    std::string path;        ///< below the root
    std::string fresh;       ///< version_of() the new file
    std::string old;         ///< version_of() the old one; empty: there is none
    bool beside = false;     ///< of the last folder that existed, not in the work folder
    std::string above;       ///< that folder, below the root
  };

  /// Whether a list has the name.
  static bool is_name(const std::string& name);

  /// Begins a list. Throws Failure.
  void make(const os::HeldFolder& work, const std::string& shown);
  /// Reads the list of an earlier run, if there is one. Throws Failure.
  void load(const os::HeldFolder& work, const std::string& shown);
  bool is_begun() const { return begun_; }
  bool is_kept() const { return kept_; }

  /// On disk with the next sync().
  void add(const Entry& entry);
  /// A file that waits beside its name, before it is made. The same.
  void add_stray(const std::string& path);
  /// A folder that does not exist, before it is made. The same.
  void add_folder(const std::string& path);
  void sync();
  /// From here on everything stays. Throws Failure; then nothing has changed.
  void keep();
  /// Takes it away.
  void remove(std::error_code& error);

  const std::vector<Entry>& entries() const { return entries_; }
  const std::vector<std::string>& strays() const { return strays_; }
  const std::vector<std::string>& folders() const { return folders_; }

 private:
  void append(const std::string& line);
  void read_line(const std::string& line);

  os::HeldFolder work_;
  os::File file_;
  std::string shown_;  ///< the path of the work folder, for messages
  bool begun_ = false;
  bool kept_ = false;
  std::vector<Entry> entries_;
  std::vector<std::string> strays_;
  std::vector<std::string> folders_;
};

}  // namespace edca::publish
