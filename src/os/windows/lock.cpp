// Locks of files and folders.

#include <cstdio>
#include <map>
#include <mutex>

#include "os/windows/windows.hpp"

namespace edca::os {
namespace {

/// Windows locks files only. For a folder stands an event of the whole machine that is named after
/// it, and goes with the last program that has it open.
struct FolderLocks {
  std::mutex mutex;
  std::map<File::Native, HANDLE> events;
};

FolderLocks& folder_locks() {
  // Files may be closed by what ends after this would.
  static auto* const locks = new FolderLocks;
  return *locks;
}

bool lock_folder(File::Native file, const Status& status) {
  wchar_t name[64];
  std::swprintf(name, std::size(name), L"Global\\edca-folder-%08llx-%016llx",
                static_cast<unsigned long long>(status.device),
                static_cast<unsigned long long>(status.number));
  FolderLocks& locks = folder_locks();
  const std::lock_guard guard(locks.mutex);
  if (locks.events.contains(file)) return true;
  HANDLE const event = ::CreateEventW(nullptr, TRUE, FALSE, name);
  if (event == nullptr) return false;
  if (::GetLastError() == ERROR_ALREADY_EXISTS) {
    ::CloseHandle(event);
    return false;
  }
  locks.events.emplace(file, event);
  return true;
}

bool lock_file(HANDLE file) {
  // A byte where nobody reads or writes: whoever does either is not hindered.
  OVERLAPPED place{};
  place.Offset = 0xFFFFFFFE;
  place.OffsetHigh = 0x3FFFFFFF;
  return ::LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place) !=
         0;
}

}  // namespace

bool File::lock() const noexcept {
  std::error_code error;
  const Status now = status(error);
  if (error) return false;
  return now.kind == Kind::folder ? lock_folder(native_, now) : lock_file(handle_of(native_));
}

void forget_folder_lock(File::Native file) noexcept {
  FolderLocks& locks = folder_locks();
  const std::lock_guard guard(locks.mutex);
  const auto found = locks.events.find(file);
  if (found == locks.events.end()) return;
  ::CloseHandle(found->second);
  locks.events.erase(found);
}

}  // namespace edca::os
