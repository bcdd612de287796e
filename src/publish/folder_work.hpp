#pragma once

#include <string>
#include <utility>
#include <vector>

#include "publish/client.hpp"
#include "publish/folder_list.hpp"
#include "publish/folder_path.hpp"

namespace edca::publish {

/// Changes files of a folder that web servers serve meanwhile. The folder itself is never replaced:
/// new files wait in a work folder below it, which nobody else can enter, and take their names one
/// after the other, each in one moment; the old ones wait there until all is known to be right.
/// What is done stands on a list before, so that whoever comes next can take it back.
class FolderWork {
 public:
  /// Puts right what a run that was broken off left below the root. Throws Failure: conflict where
  /// a run is under way, inconsistent where something could not be put back.
  static void recover(const std::string& root);

  explicit FolderWork(std::string root) : path_(std::move(root)) {}

  /// Takes the lock of the root, which is made where it is not there. Throws Failure as recover().
  void begin();
  /// Puts the new bytes of a file where they wait, with the attributes of the file of the version
  /// `old`, or as the folder has it where that is empty. Throws Failure.
  void stage(const File& file, const std::string& old, const Client::Progress& progress);
  /// Gives all files that wait their names. Throws Failure; then revert().
  void commit();
  /// Puts back what commit() changed. Throws Failure(inconsistent).
  void revert();
  /// What commit() changed stays. Throws Failure; then revert().
  void keep();
  /// Leaves nothing behind but what a person, or the next run, must look at.
  void end() noexcept;

 private:
  bool enter(bool make);
  bool may_enter(os::Status& status) const;
  void make_root();
  os::File make_waiting(const FolderPlace& place, FolderList::Entry& entry);
  void wait_beside(const FolderPlace& place, FolderList::Entry& entry);
  void name_waiting(const os::File& file, const FolderPlace& place, FolderList::Entry& entry);
  os::HeldFolder waiting_folder(const FolderList::Entry& entry, std::error_code& error) const;
  void make_folders();
  void keep_old(const FolderList::Entry& entry);
  void give_name(const FolderList::Entry& entry);
  void undo();
  void undo(const FolderList::Entry& entry, std::error_code& error);
  void empty(std::error_code& error);
  void leave(std::error_code& error);
  std::string shown(const std::string& path) const { return path_ + "/" + path; }

  std::string path_;  ///< of the root
  os::HeldFolder root_;
  os::HeldFolder work_;
  os::File lock_;
  FolderList list_;
  std::vector<FolderList::Entry> waiting_;
  std::vector<std::string> made_;  ///< the root and folders above it that were made
  bool entered_ = false;           ///< the lock is held
  bool stuck_ = false;             ///< something could not be put back
};

/// Takes away what a run of an earlier edca, which had its work folder beside the root, left when
/// it was broken off.
void clear_former_work(const std::string& root) noexcept;

}  // namespace edca::publish
