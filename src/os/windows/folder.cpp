#include "os/folder.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "os/process.hpp"
#include "os/windows/windows.hpp"

namespace edca::os {
namespace {

/// FILE_RENAME_INFO of Windows 10 1607, which not every header has.
struct RenameInfo {
  DWORD flags;
  HANDLE root;
  DWORD name_bytes;
  wchar_t name[1];
};
constexpr auto rename_info_ex = static_cast<FILE_INFO_BY_HANDLE_CLASS>(22);
constexpr DWORD rename_replaces = 1;
constexpr DWORD rename_as_posix = 2;  // also what somebody has open

/// In one moment, also over a file that somebody reads. False where the system or the file system
/// does not know that.
bool replace_as_posix(const std::wstring& from, const std::wstring& to) {
  std::error_code error;
  const File file = open_handle(from, DELETE | SYNCHRONIZE, OPEN_EXISTING,
                                FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, error);
  if (error) return false;
  const std::wstring whole = whole_path(to);
  std::vector<char> bytes(sizeof(RenameInfo) + whole.size() * sizeof(wchar_t));
  auto& info = *reinterpret_cast<RenameInfo*>(bytes.data());
  info.flags = rename_replaces | rename_as_posix;
  info.name_bytes = static_cast<DWORD>(whole.size() * sizeof(wchar_t));
  std::ranges::copy(whole, info.name);
  return ::SetFileInformationByHandle(handle_of(file.native()), rename_info_ex, bytes.data(),
                                      static_cast<DWORD>(bytes.size())) != 0;
}

bool is_kept_by_somebody(const std::error_code& error) {
  return error == std::errc::permission_denied || error == std::errc::device_or_resource_busy;
}

}  // namespace

void move_file(const std::wstring& from, const std::wstring& to, bool replace,
               std::error_code& error) {
  constexpr int attempts = 20;
  constexpr DWORD milliseconds = 25;
  for (int attempt = 0;; ++attempt) {
    error.clear();
    if (replace && replace_as_posix(from, to)) return;
    const DWORD flags = replace ? MOVEFILE_REPLACE_EXISTING : 0;
    error = outcome(::MoveFileExW(from.c_str(), to.c_str(), flags) != 0);
    // Scanners for viruses and indexes open what is new for a moment.
    if (!is_kept_by_somebody(error) || attempt == attempts) return;
    const DWORD there = ::GetFileAttributesW(to.c_str());
    const bool hopeless = there != INVALID_FILE_ATTRIBUTES &&
                          (there & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_READONLY)) != 0;
    if (hopeless) return;
    ::Sleep(milliseconds);
  }
}

SECURITY_ATTRIBUTES* for_owner_alone() {
  // Everything to its owner and to the system, also of what is made in it; nothing inherited.
  static SECURITY_ATTRIBUTES* const made = [] {
    static SECURITY_ATTRIBUTES attributes{};
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:P(A;OICI;FA;;;OW)(A;OICI;FA;;;SY)", SDDL_REVISION_1, &descriptor, nullptr) == 0) {
      return static_cast<SECURITY_ATTRIBUTES*>(nullptr);
    }
    attributes.nLength = sizeof attributes;
    attributes.lpSecurityDescriptor = descriptor;
    return &attributes;
  }();
  return made;
}

struct FolderReader::Listing {
  ~Listing() {
    if (search != INVALID_HANDLE_VALUE) ::FindClose(search);
  }

  std::string folder;
  HANDLE search = INVALID_HANDLE_VALUE;
  bool read = false;  ///< whether `found` has been handed out
  WIN32_FIND_DATAW found{};
  std::string name;
};

FolderReader::FolderReader(const std::string& path, std::error_code& error)
    : listing_(std::make_unique<Listing>()) {
  listing_->folder = path.ends_with('/') || path.ends_with('\\') ? path : path + "/";
  listing_->search = ::FindFirstFileExW(native_path(listing_->folder + "*").c_str(),
                                        FindExInfoBasic, &listing_->found, FindExSearchNameMatch,
                                        nullptr, FIND_FIRST_EX_LARGE_FETCH);
  error = outcome(listing_->search != INVALID_HANDLE_VALUE);
  if (error != std::errc::no_such_file_or_directory) return;
  std::error_code ignored;
  const Kind kind = os::status(path, ignored).kind;
  if (ignored) return;
  // The root of a drive has not even "." in it.
  error =
      kind == Kind::folder ? std::error_code() : std::make_error_code(std::errc::not_a_directory);
  listing_->read = true;
}

FolderReader::~FolderReader() = default;

bool FolderReader::next(Entry& entry, std::error_code& error) {
  error.clear();
  WIN32_FIND_DATAW& found = listing_->found;
  for (;;) {
    if (listing_->search == INVALID_HANDLE_VALUE) return false;
    if (listing_->read && ::FindNextFileW(listing_->search, &found) == 0) {
      const DWORD code = ::GetLastError();
      error = outcome(code == ERROR_NO_MORE_FILES);
      return false;
    }
    listing_->read = true;
    const std::wstring_view name = found.cFileName;
    if (name != L"." && name != L"..") break;
  }
  listing_->name = narrow(found.cFileName);
  entry.name = listing_->name;
  entry.kind = kind_of_attributes(found.dwFileAttributes, found.dwReserved0);
  return true;
}

Status FolderReader::status(Links links, std::error_code& error) const {
  return os::status(listing_->folder + listing_->name, error, links);
}

std::string temporary_folder(const std::string& given) {
  if (!given.empty()) return given;
  wchar_t path[MAX_PATH + 2] = {};
  const DWORD size = ::GetTempPathW(static_cast<DWORD>(std::size(path)), path);
  std::string folder = slashed(narrow({path, std::min<std::size_t>(size, std::size(path))}));
  while (folder.size() > 3 && folder.ends_with('/')) folder.pop_back();
  return folder.empty() ? "." : folder;
}

std::string make_private_folder(const std::string& start, std::error_code& error) {
  static constexpr char signs[] = "0123456789abcdef";
  std::random_device random;
  for (int attempt = 0; attempt < 16; ++attempt) {
    std::string path = start;
    for (int at = 0; at < 12; ++at) path += signs[random() & 15];
    error = outcome(::CreateDirectoryW(native_path(path).c_str(), for_owner_alone()) != 0);
    if (!error) return path;
    if (error != std::errc::file_exists) break;
  }
  return {};
}

void sync_folder(const std::string&) noexcept {}

void replace(const std::string& from, const std::string& to, std::error_code& error) {
  move_file(native_path(from), native_path(to), true, error);
}

void rename_new(const std::string& from, const std::string& to, std::error_code& error) {
  move_file(native_path(from), native_path(to), false, error);
}

void exchange(const std::string&, const std::string&, std::error_code& error) {
  error = std::make_error_code(std::errc::function_not_supported);
}

std::string slashed(std::string path) {
  std::ranges::replace(path, '\\', '/');
  // What only tells the system not to look at the name; long ones get it again.
  if (path.starts_with("//?/UNC/")) return "//" + path.substr(8);
  if (path.starts_with("//?/")) return path.substr(4);
  return path;
}

std::vector<std::string> matching(const std::string& pattern) {
  std::vector<std::string> found;
  const std::size_t start = pattern.find_last_of("/\\:");
  const std::string folder = start == std::string::npos ? "" : pattern.substr(0, start + 1);
  if (pattern.find_first_of("*?") == std::string::npos ||
      folder.find_first_of("*?") != std::string::npos) {
    return found;
  }
  WIN32_FIND_DATAW entry{};
  HANDLE const search = ::FindFirstFileW(native_path(pattern).c_str(), &entry);
  if (search == INVALID_HANDLE_VALUE) return found;
  do {
    const std::wstring_view name = entry.cFileName;
    if (name != L"." && name != L"..") found.push_back(folder + narrow(name));
  } while (::FindNextFileW(search, &entry) != 0);
  ::FindClose(search);
  std::ranges::sort(found);
  return found;
}

std::string user_data_folder() {
  if (const std::string given = variable("XDG_DATA_HOME"); !given.empty()) return slashed(given);
  return slashed(variable("LOCALAPPDATA"));
}

std::string user_state_folder() {
  if (const std::string given = variable("XDG_STATE_HOME"); !given.empty()) return slashed(given);
  return slashed(variable("LOCALAPPDATA"));
}

}  // namespace edca::os
