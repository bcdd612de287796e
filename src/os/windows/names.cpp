// Texts and names between UTF-8 and UTF-16, and what Windows says of failures.

#include <algorithm>
#include <iterator>

#include "os/windows/windows.hpp"

namespace edca::os {
namespace {

/// What is longer is asked for behind `\\?\`; CreateDirectoryW wants room for a name of DOS.
constexpr DWORD longest_plain = MAX_PATH - 13;

struct Meaning {
  DWORD code;
  std::errc condition;
  const char* text;  ///< none: what Windows says tells more
};

constexpr Meaning meanings[] = {
    {ERROR_FILE_NOT_FOUND, std::errc::no_such_file_or_directory, "No such file or directory"},
    {ERROR_PATH_NOT_FOUND, std::errc::no_such_file_or_directory, "No such file or directory"},
    {ERROR_INVALID_NAME, std::errc::no_such_file_or_directory, "No such file or directory"},
    {ERROR_BAD_PATHNAME, std::errc::no_such_file_or_directory, "No such file or directory"},
    {ERROR_INVALID_DRIVE, std::errc::no_such_file_or_directory, nullptr},
    {ERROR_NOT_READY, std::errc::no_such_file_or_directory, nullptr},
    {ERROR_BAD_NETPATH, std::errc::no_such_file_or_directory, nullptr},
    {ERROR_BAD_NET_NAME, std::errc::no_such_file_or_directory, nullptr},
    {ERROR_ACCESS_DENIED, std::errc::permission_denied, "Permission denied"},
    {ERROR_PRIVILEGE_NOT_HELD, std::errc::operation_not_permitted, "Operation not permitted"},
    {ERROR_WRITE_PROTECT, std::errc::read_only_file_system, nullptr},
    {ERROR_SHARING_VIOLATION, std::errc::device_or_resource_busy, nullptr},
    {ERROR_LOCK_VIOLATION, std::errc::device_or_resource_busy, nullptr},
    {ERROR_FILE_EXISTS, std::errc::file_exists, "File exists"},
    {ERROR_ALREADY_EXISTS, std::errc::file_exists, "File exists"},
    {ERROR_DIRECTORY, std::errc::not_a_directory, "Not a directory"},
    {ERROR_DIR_NOT_EMPTY, std::errc::directory_not_empty, "Directory not empty"},
    {ERROR_DISK_FULL, std::errc::no_space_on_device, "No space left on device"},
    {ERROR_HANDLE_DISK_FULL, std::errc::no_space_on_device, "No space left on device"},
    {ERROR_BROKEN_PIPE, std::errc::broken_pipe, "Broken pipe"},
    {ERROR_NO_DATA, std::errc::broken_pipe, "Broken pipe"},
    {ERROR_NOT_SAME_DEVICE, std::errc::cross_device_link, "Invalid cross-device link"},
    {ERROR_INVALID_PARAMETER, std::errc::invalid_argument, "Invalid argument"},
    {ERROR_INVALID_FUNCTION, std::errc::operation_not_supported, nullptr},
    {ERROR_NOT_SUPPORTED, std::errc::operation_not_supported, nullptr},
    {ERROR_CALL_NOT_IMPLEMENTED, std::errc::operation_not_supported, nullptr},
    {ERROR_TOO_MANY_LINKS, std::errc::too_many_links, "Too many links"},
    {ERROR_CANT_RESOLVE_FILENAME, std::errc::too_many_symbolic_link_levels,
     "Too many levels of symbolic links"},
    {ERROR_FILENAME_EXCED_RANGE, std::errc::filename_too_long, "File name too long"},
    {ERROR_TOO_MANY_OPEN_FILES, std::errc::too_many_files_open, "Too many open files"},
    {ERROR_NOT_ENOUGH_MEMORY, std::errc::not_enough_memory, "Cannot allocate memory"},
    {ERROR_OUTOFMEMORY, std::errc::not_enough_memory, "Cannot allocate memory"},
    {ERROR_CRC, std::errc::io_error, nullptr},
    {ERROR_IO_DEVICE, std::errc::io_error, nullptr},
};

const Meaning* meaning_of(int code) {
  const auto* found = std::ranges::find(meanings, static_cast<DWORD>(code), &Meaning::code);
  return found == std::end(meanings) ? nullptr : found;
}

class WindowsCategory final : public std::error_category {
 public:
  const char* name() const noexcept override { return "windows"; }

  std::string message(int code) const override {
    if (const Meaning* known = meaning_of(code); known != nullptr && known->text != nullptr) {
      return known->text;
    }
    wchar_t text[512];
    DWORD size = ::FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
                                  nullptr, static_cast<DWORD>(code), 0, text,
                                  static_cast<DWORD>(std::size(text)), nullptr);
    while (size > 0 && (text[size - 1] <= L' ' || text[size - 1] == L'.')) --size;
    return size > 0 ? narrow({text, size}) : "Windows: " + std::to_string(code);
  }

  std::error_condition default_error_condition(int code) const noexcept override {
    const Meaning* known = meaning_of(code);
    return known == nullptr ? std::error_condition(code, *this)
                            : std::make_error_condition(known->condition);
  }
};

}  // namespace

std::wstring wide(std::string_view text) {
  const int size = static_cast<int>(text.size());
  std::wstring out(
      static_cast<std::size_t>(::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, nullptr, 0)),
      L'\0');
  ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, out.data(), static_cast<int>(out.size()));
  return out;
}

std::string narrow(std::wstring_view text) {
  const int size = static_cast<int>(text.size());
  std::string out(static_cast<std::size_t>(::WideCharToMultiByte(CP_UTF8, 0, text.data(), size,
                                                                 nullptr, 0, nullptr, nullptr)),
                  '\0');
  ::WideCharToMultiByte(CP_UTF8, 0, text.data(), size, out.data(), static_cast<int>(out.size()),
                        nullptr, nullptr);
  return out;
}

std::wstring native_path(const std::string& path) {
  std::wstring name = wide(path);
  std::ranges::replace(name, L'/', L'\\');
  if (name.empty() || name.starts_with(L"\\\\?\\")) return name;
  if (::GetFullPathNameW(name.c_str(), 0, nullptr, nullptr) <= longest_plain) return name;
  const std::wstring whole = whole_path(name);
  if (whole.starts_with(L"\\\\")) return L"\\\\?\\UNC" + whole.substr(1);
  return L"\\\\?\\" + whole;
}

std::wstring whole_path(const std::wstring& path) {
  if (path.empty() || path.starts_with(L"\\\\?\\")) return path;
  std::wstring whole(::GetFullPathNameW(path.c_str(), 0, nullptr, nullptr), L'\0');
  whole.resize(
      ::GetFullPathNameW(path.c_str(), static_cast<DWORD>(whole.size()), whole.data(), nullptr));
  return whole;
}

bool is_device_name(const std::wstring& path) {
  if (path.empty() || path.starts_with(L"\\\\?\\")) return false;
  wchar_t whole[MAX_PATH] = {};
  const DWORD size = ::GetFullPathNameW(path.c_str(), MAX_PATH, whole, nullptr);
  return size > 0 && size < MAX_PATH && std::wstring_view(whole).starts_with(L"\\\\.\\");
}

std::error_code error_of(DWORD code) {
  static const WindowsCategory category;
  return {static_cast<int>(code), category};
}

}  // namespace edca::os
