#pragma once

// The one door to the headers of Windows. Names of files are UTF-8 outside, UTF-16 inside.

#ifndef NOMINMAX
#define NOMINMAX
#endif
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
// The others need windows.h, and that brings an older winsock.
// clang-format off
#include <winsock2.h>
#include <windows.h>
#include <sddl.h>
#include <shellapi.h>
#include <winioctl.h>
#include <ws2tcpip.h>
// clang-format on

#include <string>
#include <string_view>
#include <system_error>

#include "os/file.hpp"

namespace edca::os {

/// UTF-16 of UTF-8 and back; what is neither becomes U+FFFD.
std::wstring wide(std::string_view text);
std::string narrow(std::wstring_view text);

/// A name as calls want it: one that is too long for them otherwise stands behind `\\?\`
/// (https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation).
std::wstring native_path(const std::string& path);
/// The same from wherever the program runs.
std::wstring whole_path(const std::wstring& path);
/// Whether a name means a device, be it without `\\.\`: NUL, CON, COM1.
bool is_device_name(const std::wstring& path);

/// Of GetLastError(), comparable with std::errc. Says the same as other systems where these have
/// the same to say, else what Windows says in the language of the user.
std::error_code error_of(DWORD code);
/// Nothing, or what GetLastError() says.
inline std::error_code outcome(bool success) {
  return success ? std::error_code() : error_of(::GetLastError());
}

inline HANDLE handle_of(File::Native native) {
  return reinterpret_cast<HANDLE>(native);
}
inline File::Native native_of(HANDLE handle) {
  return reinterpret_cast<File::Native>(handle);
}

/// Others may do with an open file what they like, as elsewhere: also rename it and take it away.
inline constexpr DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
/// What is asked for of a file whose bytes come one behind the other: they go behind the end,
/// wherever somebody reads meanwhile.
inline constexpr DWORD read_and_append =
    FILE_GENERIC_READ | FILE_APPEND_DATA | FILE_WRITE_ATTRIBUTES | FILE_WRITE_EA | SYNCHRONIZE;

/// Opens what has the name as CreateFileW does, folders too.
File open_handle(const std::wstring& path, DWORD access, DWORD how, DWORD flags,
                 std::error_code& error, SECURITY_ATTRIBUTES* security = nullptr);
/// How an Open is asked for: access and disposition.
struct Asked {
  DWORD access;
  DWORD how;
};
Asked asked_of(Open how);

Status status_of_handle(HANDLE file, std::error_code& error);
/// What the attributes and the tag of a reparse point say. Only links and junctions are links:
/// files of OneDrive, say, that lie elsewhere are files.
Kind kind_of_attributes(DWORD attributes, DWORD tag);
/// Under which name an open file can be reached now, behind `\\?\`.
std::wstring path_of_handle(HANDLE file, std::error_code& error);

/// Gives a file another name; `replace`: also one that another file has. Waits a little for
/// programs that look into every new file.
void move_file(const std::wstring& from, const std::wstring& to, bool replace,
               std::error_code& error);

/// Lets nobody but the owner and the system into a folder that is made.
SECURITY_ATTRIBUTES* for_owner_alone();

/// Ends what File::lock() has made for a folder.
void forget_folder_lock(File::Native file) noexcept;

/// Text to a console, whatever its code page is; false where the handle is none.
bool write_to_console(HANDLE console, std::string_view text, std::error_code& error);
/// Text of a console, in UTF-8; Ctrl-Z at the start of a line ends it. False where it is none.
bool read_from_console(HANDLE console, char* data, std::size_t size, std::size_t& got,
                       std::error_code& error);
bool is_console(HANDLE handle) noexcept;

}  // namespace edca::os
