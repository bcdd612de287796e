#include "os/held_folder.hpp"

#include "os/folder.hpp"
#include "os/windows/windows.hpp"

// Windows has no documented calls for names in an open folder. The folder is asked where it is now
// each time, which is right unless somebody puts another one there between two calls.

namespace edca::os {
namespace {

constexpr DWORD folder_access = FILE_LIST_DIRECTORY | FILE_READ_ATTRIBUTES | SYNCHRONIZE;
constexpr DWORD itself = FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT;

/// Behind `\\?\` nothing is looked at: what would lead elsewhere, or to a stream of a file, is no
/// name.
bool is_plain_name(const std::string& name) {
  if (name.empty() || name == "." || name == "..") return false;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) < 0x20) return false;
  }
  return name.find_first_of("/\\:*?\"<>|") == std::string::npos;
}

std::wstring name_in(const File& folder, const std::string& name, std::error_code& error) {
  if (!is_plain_name(name)) {
    error = std::make_error_code(std::errc::invalid_argument);
    return {};
  }
  const std::wstring path = path_of_handle(handle_of(folder.native()), error);
  return error ? std::wstring() : path + (path.ends_with(L'\\') ? L"" : L"\\") + wide(name);
}

/// What a name that is not followed where it is a link turns out to be.
void refuse_link(File& file, std::error_code& error) {
  if (error || file.status(error).kind != Kind::link) return;
  if (!error) error = std::make_error_code(std::errc::too_many_symbolic_link_levels);
  file = File();
}

constexpr auto disposition_ex = static_cast<FILE_INFO_BY_HANDLE_CLASS>(21);
constexpr DWORD delete_as_posix = 1 | 2 | 0x10;  // at once, also what is read-only

/// Takes a name away at once, also of what somebody has open, where the system can.
bool remove_as_posix(const std::wstring& path) {
  std::error_code error;
  const File file = open_handle(path, DELETE | SYNCHRONIZE, OPEN_EXISTING, itself, error);
  if (error) return false;
  DWORD how = delete_as_posix;
  return ::SetFileInformationByHandle(handle_of(file.native()), disposition_ex, &how, sizeof how) !=
         0;
}

}  // namespace

HeldFolder::HeldFolder(const std::string& path, std::error_code& error)
    : file_(open_handle(native_path(path), folder_access, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS,
                        error)) {
  if (error || file_.status(error).kind == Kind::folder) return;
  if (!error) error = std::make_error_code(std::errc::not_a_directory);
  file_ = File();
}

HeldFolder HeldFolder::duplicate(std::error_code& error) const {
  HeldFolder other;
  other.file_ = file_.duplicate(error);
  return other;
}

Status HeldFolder::status(const std::string& name, std::error_code& error) const {
  const std::wstring path = name_in(file_, name, error);
  if (error) return {};
  const File file = open_handle(path, FILE_READ_ATTRIBUTES, OPEN_EXISTING, itself, error);
  return error ? Status() : file.status(error);
}

std::vector<std::string> HeldFolder::names(std::error_code& error) const {
  std::vector<std::string> names;
  const std::wstring path = path_of_handle(handle_of(file_.native()), error);
  if (error) return names;
  FolderReader reader(narrow(path) + "\\", error);
  FolderReader::Entry entry;
  while (!error && reader.next(entry, error)) names.emplace_back(entry.name);
  return names;
}

HeldFolder HeldFolder::folder(const std::string& name, std::error_code& error) const {
  HeldFolder found;
  const std::wstring path = name_in(file_, name, error);
  if (error) return found;
  found.file_ = open_handle(path, folder_access, OPEN_EXISTING, itself, error);
  refuse_link(found.file_, error);
  if (error || found.file_.status(error).kind == Kind::folder) return found;
  if (!error) error = std::make_error_code(std::errc::not_a_directory);
  return {};
}

void HeldFolder::make_folder(const std::string& name, Users users, std::error_code& error) const {
  const std::wstring path = name_in(file_, name, error);
  if (error) return;
  SECURITY_ATTRIBUTES* const security = users == Users::owner ? for_owner_alone() : nullptr;
  error = outcome(::CreateDirectoryW(path.c_str(), security) != 0);
}

File HeldFolder::open(const std::string& name, Open how, std::error_code& error) const {
  const std::wstring path = name_in(file_, name, error);
  if (error) return {};
  const Asked asked = asked_of(how);
  // A link must not be emptied before it is seen that it is one.
  const bool emptied = how == Open::empty;
  File file = open_handle(path, asked.access, emptied ? OPEN_ALWAYS : asked.how, itself, error);
  refuse_link(file, error);
  if (emptied && !error) file.cut(error);
  return file;
}

File HeldFolder::make(const std::string& name, std::error_code& error) const {
  const std::wstring path = name_in(file_, name, error);
  if (error) return {};
  return open_handle(path, read_and_append, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, error);
}

File HeldFolder::make_nameless() const noexcept {
  return {};
}

void HeldFolder::give_name(const File&, const std::string&, std::error_code& error) const {
  error = std::make_error_code(std::errc::operation_not_supported);
}

void HeldFolder::link(const std::string& name, const HeldFolder& to, const std::string& to_name,
                      std::error_code& error) const {
  const std::wstring from = name_in(file_, name, error);
  const std::wstring target = error ? std::wstring() : name_in(to.file_, to_name, error);
  if (!error) error = outcome(::CreateHardLinkW(target.c_str(), from.c_str(), nullptr) != 0);
}

void HeldFolder::rename(const std::string& name, const HeldFolder& to, const std::string& to_name,
                        std::error_code& error) const {
  const std::wstring from = name_in(file_, name, error);
  const std::wstring target = error ? std::wstring() : name_in(to.file_, to_name, error);
  if (!error) move_file(from, target, true, error);
}

void HeldFolder::rename_new(const std::string& name, const HeldFolder& to,
                            const std::string& to_name, std::error_code& error) const {
  const std::wstring from = name_in(file_, name, error);
  const std::wstring target = error ? std::wstring() : name_in(to.file_, to_name, error);
  if (!error) move_file(from, target, false, error);
}

void HeldFolder::remove(const std::string& name, std::error_code& error) const {
  const std::wstring path = name_in(file_, name, error);
  if (error) return;
  const DWORD attributes = ::GetFileAttributesW(path.c_str());
  error = outcome(attributes != INVALID_FILE_ATTRIBUTES);
  if (error) return;
  const bool folder = (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
  const bool link = (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0;
  if (folder && !link) {
    error = std::make_error_code(std::errc::is_a_directory);
  } else if (!remove_as_posix(path)) {
    error = outcome((folder ? ::RemoveDirectoryW(path.c_str()) : ::DeleteFileW(path.c_str())) != 0);
  }
}

void HeldFolder::remove_folder(const std::string& name, std::error_code& error) const {
  const std::wstring path = name_in(file_, name, error);
  if (error || remove_as_posix(path)) return;
  error = outcome(::RemoveDirectoryW(path.c_str()) != 0);
}

void HeldFolder::adopt(const File&, std::error_code& error) const {
  error.clear();
}

void copy_attributes(const File&, const File&, std::error_code& error) {
  error.clear();
}

}  // namespace edca::os
