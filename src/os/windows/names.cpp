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
    {ERROR_PIPE_NOT_CONNECTED, std::errc::broken_pipe, "Broken pipe"},
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

/// How many bytes of UTF-8 begin here and which character they are; a byte that begins none is one
/// by itself, as it was before.
std::size_t one_of_utf8(const unsigned char* text, std::size_t size, unsigned long& character) {
  const unsigned char first = text[0];
  character = first;
  const std::size_t length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first >= 0xF5 || size < length) return 1;
  unsigned long value = first & (0xFFU >> (length + 1));
  for (std::size_t at = 1; at < length; ++at) {
    if ((text[at] & 0xC0) != 0x80) return 1;
    value = value << 6 | (text[at] & 0x3FU);
  }
  character = value;
  return length;
}

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

// The three functions of the C library by which libstdc++ makes a path of bytes. Those of MinGW-w64
// go by the locale, which in msvcrt is never UTF-8; these take bytes for UTF-8, as every room has
// them. They stand beside what every program needs, so that the linker meets them first.
extern "C" {

std::size_t mbrtowc(wchar_t* to, const char* from, std::size_t size, std::mbstate_t* state) {
  static thread_local std::mbstate_t own = 0;
  std::mbstate_t& kept = state == nullptr ? own : *state;
  if (from == nullptr || size == 0) {
    kept = 0;
    return from == nullptr ? 0 : static_cast<std::size_t>(-2);
  }
  unsigned long character = 0;
  std::size_t length = 1;
  if (kept != 0) {
    // The second half of a pair, for which a byte was left.
    character = static_cast<unsigned long>(kept);
    kept = 0;
  } else {
    length = edca::os::one_of_utf8(reinterpret_cast<const unsigned char*>(from), size, character);
    if (character > 0xFFFF) {
      kept = static_cast<std::mbstate_t>(0xDC00 | (character & 0x3FF));
      character = 0xD7C0 + (character >> 10);
      --length;
    }
  }
  if (to != nullptr) *to = static_cast<wchar_t>(character);
  return character == 0 ? 0 : length;
}

std::size_t mbrlen(const char* from, std::size_t size, std::mbstate_t* state) {
  static thread_local std::mbstate_t own = 0;
  return mbrtowc(nullptr, from, size, state == nullptr ? &own : state);
}

std::size_t mbsrtowcs(wchar_t* to, const char** from, std::size_t size, std::mbstate_t* state) {
  std::size_t count = 0;
  const char* at = *from;
  for (; to == nullptr || count < size; ++count) {
    wchar_t next = 0;
    // No character has more than four bytes, and the text ends with one that is 0.
    std::size_t left = 0;
    while (left < 4 && at[left] != '\0') ++left;
    const std::size_t length = mbrtowc(&next, at, left == 0 ? 1 : left, state);
    if (to != nullptr) to[count] = next;
    if (length == 0) {
      at = nullptr;
      break;
    }
    at += length;
  }
  if (to != nullptr) *from = at;
  return count;
}

}  // extern "C"
