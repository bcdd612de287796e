#include "publish/folder_work.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

namespace edca::publish {
namespace {

namespace fs = std::filesystem;

using std::errc;

constexpr const char* work_name = ".edca-publish";
constexpr const char* lock_name = "lock";

std::string waiting_name(const FolderList::Entry& entry, const char* ending) {
  return (entry.beside ? std::string(work_name) + "-" : std::string()) +
         std::to_string(entry.number) + ending;
}

std::string below(const std::string& above, const std::string& name) {
  return above.empty() ? name : above + "/" + name;
}

Failure changed(const std::string& path) {
  return Failure(Result::conflict, "publish.changed", {{"path", path}});
}

/// What tells that a file cannot have a further name.
bool cannot_link(const std::error_code& error) {
  return error == errc::operation_not_permitted || error == errc::operation_not_supported ||
         error == errc::not_supported || error == errc::function_not_supported ||
         error == errc::too_many_links;
}

/// What tells that there is nothing of ours under a path.
bool is_elsewhere(const std::error_code& error) {
  return error == errc::no_such_file_or_directory || error == errc::not_a_directory ||
         error == errc::too_many_symbolic_link_levels;
}

}  // namespace

void FolderWork::recover(const std::string& root) {
  FolderWork work(root);
  std::error_code error;
  work.root_ = os::HeldFolder(root, error);
  if (error == errc::no_such_file_or_directory) return;
  check_folder(error, root);
  if (!work.enter(false)) return;
  work.list_.load(work.work_, work.shown(work_name));
  work.revert();
  work.end();
}

void FolderWork::begin() {
  make_root();
  enter(true);
  list_.load(work_, shown(work_name));
  revert();
  std::error_code error;
  empty(error);
  check_folder(error, shown(work_name));
  list_.make(work_, shown(work_name));
}

void FolderWork::make_root() {
  std::error_code error;
  for (fs::path path = path_; !fs::exists(path, error) && !error; path = path.parent_path()) {
    made_.push_back(path.generic_string());
  }
  fs::create_directories(path_, error);
  if (!error) root_ = os::HeldFolder(path_, error);
  check_folder(error, path_);
}

/// Whether there is a work folder, which then has this status. Throws Failure where it is none that
/// this user made.
bool FolderWork::may_enter(os::Status& status) const {
  std::error_code error;
  status = root_.status(work_name, error);
  if (error == errc::no_such_file_or_directory) return false;
  check_folder(error, shown(work_name));
  if (status.kind != os::Kind::folder || (status.mine && status.shared)) {
    throw Failure(Result::refused, "publish.work-folder", {{"path", shown(work_name)}});
  }
  if (status.mine) return true;
  throw Failure(Result::conflict, "publish.work-foreign", {{"path", shown(work_name)}});
}

bool FolderWork::enter(bool make) {
  constexpr int attempts = 16;  // a run that has ended may take the folder away at any moment
  for (int attempt = 0; attempt < attempts; ++attempt) {
    std::error_code error;
    if (make) root_.make_folder(work_name, os::Users::owner, error);
    if (error && error != errc::file_exists) check_folder(error, path_);
    os::Status status;
    if (!may_enter(status)) {
      if (make) continue;
      return false;
    }
    work_ = root_.folder(work_name, error);
    if (is_elsewhere(error)) continue;
    check_folder(error, shown(work_name));
    if (!work_.status(error).same_file(status)) continue;
    lock_ = work_.open(lock_name, os::Open::make, error);
    if (error == errc::no_such_file_or_directory) continue;
    check_folder(error, below(shown(work_name), lock_name));
    if (!lock_.lock()) break;
    const os::Status locked = work_.status(lock_name, error);
    if (!error && locked.same_file(lock_.status(error)) && may_enter(status) &&
        work_.status(error).same_file(status)) {
      return entered_ = true;
    }
  }
  throw Failure(Result::conflict, "publish.locked", {{"address", path_}});
}

void FolderWork::stage(const File& file, const std::string& old, const Client::Progress& progress) {
  std::error_code error;
  const FolderPlace place = find_place(root_, file.path, error);
  check_folder(error, shown(file.path));
  os::File before;
  if (!old.empty()) {
    before = place.folder.open(place.name, os::Open::read, error);
    if (!error && version_of(before.status(error)) != old) throw changed(file.path);
    check_folder(error, shown(file.path));
  }
  const os::File from = os::open(file.local, os::Open::read, error);
  check_folder(error, file.local);
  FolderList::Entry entry;
  entry.number = waiting_.size();
  entry.path = file.path;
  entry.old = old;
  entry.above = place.above;
  const os::File to = make_waiting(place, entry);
  copy_bytes(from, to, progress, error);
  if (!error && before) copy_attributes(before, to, error);
  if (!error && !before) place.folder.adopt(to, error);
  if (!error) to.sync(error);
  if (!error) entry.fresh = version_of(to.status(error));
  check_folder(error, shown(file.path));
  if (!entry.beside) name_waiting(to, place, entry);
  waiting_.push_back(std::move(entry));
}

/// In the folder where it is to lie at last, whose access lists so hold for it.
os::File FolderWork::make_waiting(const FolderPlace& place, FolderList::Entry& entry) {
  os::File file = place.folder.make_nameless();
  if (file) return file;
  wait_beside(place, entry);
  std::error_code error;
  file = place.folder.make(waiting_name(entry, ".new"), error);
  check_folder(error, shown(below(place.above, waiting_name(entry, ".new"))));
  return file;
}

void FolderWork::wait_beside(const FolderPlace& place, FolderList::Entry& entry) {
  entry.beside = true;
  list_.add_stray(below(place.above, waiting_name(entry, ".new")));
  list_.add_stray(below(place.above, waiting_name(entry, ".old")));
  list_.sync();
}

void FolderWork::name_waiting(const os::File& file, const FolderPlace& place,
                              FolderList::Entry& entry) {
  std::error_code error;
  work_.give_name(file, waiting_name(entry, ".new"), error);
  if (error == errc::cross_device_link) {
    // Something is mounted between the root and the file.
    wait_beside(place, entry);
    place.folder.give_name(file, waiting_name(entry, ".new"), error);
  }
  check_folder(error, shown(entry.path));
}

os::HeldFolder FolderWork::waiting_folder(const FolderList::Entry& entry,
                                          std::error_code& error) const {
  if (!entry.beside) return work_.duplicate(error);
  FolderPlace place = find_place(root_, below(entry.above, "x"), error);
  if (!error && !place.missing.empty()) {
    error = std::make_error_code(errc::no_such_file_or_directory);
  }
  return std::move(place.folder);
}

void FolderWork::commit() {
  make_folders();
  for (const FolderList::Entry& entry : waiting_) {
    if (!entry.old.empty()) keep_old(entry);
    list_.add(entry);
  }
  std::error_code error;
  std::set<std::string> beside;
  for (const FolderList::Entry& entry : waiting_) {
    if (entry.beside && beside.insert(entry.above).second) {
      waiting_folder(entry, error).sync(error);
      check_folder(error, shown(entry.above));
    }
  }
  list_.sync();
  for (const FolderList::Entry& entry : waiting_) give_name(entry);
  std::set<std::string> folders;
  for (const FolderList::Entry& entry : waiting_) {
    const FolderPlace place = find_place(root_, entry.path, error);
    if (!error && folders.insert(place.above).second) place.folder.sync(error);
    check_folder(error, shown(entry.path));
  }
}

void FolderWork::make_folders() {
  std::set<std::string> folders;  // those above come first
  std::error_code error;
  for (const FolderList::Entry& entry : waiting_) {
    const FolderPlace place = find_place(root_, entry.path, error);
    check_folder(error, shown(entry.path));
    const std::string all = below(place.above, place.missing);
    for (std::size_t end = place.missing.empty() ? std::string::npos : place.above.size();
         end < all.size();) {
      end = std::min(all.find('/', end + 1), all.size());
      folders.insert(all.substr(0, end));
    }
  }
  if (folders.empty()) return;
  for (const std::string& folder : folders) list_.add_folder(folder);
  list_.sync();
  for (const std::string& folder : folders) {
    const FolderPlace place = find_place(root_, folder, error);
    if (!error) place.folder.make_folder(place.name, os::Users::usual, error);
    if (error != errc::file_exists) check_folder(error, shown(folder));
  }
}

void FolderWork::keep_old(const FolderList::Entry& entry) {
  std::error_code error;
  const FolderPlace place = find_place(root_, entry.path, error);
  const os::HeldFolder to = error ? os::HeldFolder() : waiting_folder(entry, error);
  check_folder(error, shown(entry.path));
  const std::string name = waiting_name(entry, ".old");
  place.folder.link(place.name, to, name, error);
  if (!cannot_link(error)) {
    if (!error && version_of(to.status(name, error)) != entry.old) throw changed(entry.path);
    return check_folder(error, shown(entry.path));
  }
  const os::File from = place.folder.open(place.name, os::Open::read, error);
  const os::File copy = error ? os::File() : to.make(name, error);
  if (!error) copy_bytes(from, copy, {}, error);
  if (!error) copy_attributes(from, copy, error);
  if (!error) copy.sync(error);
  if (!error && version_of(from.status(error)) != entry.old) throw changed(entry.path);
  check_folder(error, shown(entry.path));
}

void FolderWork::give_name(const FolderList::Entry& entry) {
  std::error_code error;
  const FolderPlace place = find_place(root_, entry.path, error);
  const os::HeldFolder from = error ? os::HeldFolder() : waiting_folder(entry, error);
  if (!error && !place.missing.empty()) throw changed(entry.path);
  check_folder(error, shown(entry.path));
  const std::string name = waiting_name(entry, ".new");
  if (entry.old.empty()) {
    from.rename_new(name, place.folder, place.name, error);
    if (error == errc::file_exists) throw changed(entry.path);
  } else {
    const os::Status now = place.folder.status(place.name, error);
    if (error == errc::no_such_file_or_directory || (!error && version_of(now) != entry.old)) {
      throw changed(entry.path);
    }
    if (!error) from.rename(name, place.folder, place.name, error);
  }
  check_folder(error, shown(entry.path));
}

void FolderWork::revert() {
  if (!list_.is_kept()) undo();
}

void FolderWork::undo() {
  std::optional<Failure> first;
  std::error_code error;
  for (std::size_t at = list_.entries().size(); at-- > 0;) {
    const FolderList::Entry& entry = list_.entries()[at];
    undo(entry, error);
    if (!error || first) continue;
    first.emplace(Result::inconsistent, "publish.folder-stuck",
                  Arguments{{"path", shown(entry.path)},
                            {"reason", error.message()},
                            {"folder", shown(work_name)}});
  }
  // A folder that is not empty has become somebody's.
  for (std::size_t at = list_.folders().size(); at-- > 0;) {
    const FolderPlace place = find_place(root_, list_.folders()[at], error);
    if (!error && place.missing.empty()) place.folder.remove_folder(place.name, error);
  }
  stuck_ = first.has_value();
  if (first) throw Failure(*first);
}

/// Files that are no longer the ones that the list tells of are left: they are somebody else's.
void FolderWork::undo(const FolderList::Entry& entry, std::error_code& error) {
  const FolderPlace place = find_place(root_, entry.path, error);
  os::Status now;
  if (!error && place.missing.empty()) now = place.folder.status(place.name, error);
  if (is_elsewhere(error)) error.clear();
  if (error || version_of(now) != entry.fresh) return;
  if (entry.old.empty()) {
    place.folder.remove(place.name, error);
  } else {
    const os::HeldFolder from = waiting_folder(entry, error);
    if (!error) from.rename(waiting_name(entry, ".old"), place.folder, place.name, error);
  }
  std::error_code ignored;
  if (!error) place.folder.sync(ignored);
}

void FolderWork::keep() {
  list_.keep();
}

/// Takes away what waits, and then the list that says where. The error: what could not be.
void FolderWork::empty(std::error_code& first) {
  first.clear();
  std::error_code error;
  const auto note = [&] {
    if (error && !is_elsewhere(error) && !first) first = error;
  };
  for (const std::string& stray : list_.strays()) {
    const FolderPlace place = find_place(root_, stray, error);
    if (!error && place.missing.empty()) place.folder.remove(place.name, error);
    note();
  }
  const std::vector<std::string> names = work_.names(error);
  note();
  for (const std::string& name : names) {
    if (name == lock_name || FolderList::is_name(name)) continue;
    work_.remove(name, error);
    note();
  }
  if (!first) list_.remove(first);
}

void FolderWork::leave(std::error_code& error) {
  work_.remove(lock_name, error);
  if (!error) root_.remove_folder(work_name, error);
  if (error != errc::directory_not_empty) return;
  // On some systems a name stays as long as the file is open. Whoever enters meanwhile makes it anew.
  lock_ = os::File();
  root_.remove_folder(work_name, error);
}

/// What cannot be taken away now is left to the next run.
void FolderWork::end() noexcept {
  try {
    const bool kept = list_.is_kept();
    std::error_code error;
    if (entered_ && !stuck_) empty(error);
    if (entered_ && !stuck_ && !error) leave(error);
    if (kept || stuck_ || error) return;
    for (const std::string& path : made_) fs::remove(path, error);
  } catch (const std::exception&) {
    return;
  }
}

void clear_former_work(const std::string& root) noexcept {
  try {
    std::error_code error;
    const fs::path path(root);
    const std::string name = "." + path.filename().generic_string() + ".edca";
    const os::HeldFolder parent(path.parent_path().generic_string(), error);
    if (error) return;
    const os::HeldFolder work = parent.folder(name, error);
    if (error || !work.status(error).mine) return;
    // That of such a run while it lives.
    const os::File lock = os::open(path.parent_path().generic_string(), os::Open::read, error);
    if (error || !lock.lock()) return;
    for (const std::string& each : work.names(error)) {
      if (each != "next" && each != "other" && each != "next.inode") return;
    }
    if (!error) fs::remove_all(path.parent_path() / name, error);
  } catch (const std::exception&) {
    return;
  }
}

}  // namespace edca::publish
