#include "os/file.hpp"

#include <algorithm>
#include <utility>

#include "os/windows/windows.hpp"

namespace edca::os {
namespace {

constexpr std::size_t most_at_once = std::size_t{1} << 26;

OVERLAPPED at_offset(std::uint64_t offset) {
  OVERLAPPED place{};
  place.Offset = static_cast<DWORD>(offset);
  place.OffsetHigh = static_cast<DWORD>(offset >> 32);
  return place;
}

bool is_folder(HANDLE file) {
  FILE_ATTRIBUTE_TAG_INFO info{};
  return ::GetFileInformationByHandleEx(file, FileAttributeTagInfo, &info, sizeof info) != 0 &&
         (info.FileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

/// Another way to a file that may only be written to behind its end, for what needs more.
File for_all_writing(HANDLE file) {
  return File(native_of(::ReOpenFile(file, GENERIC_READ | GENERIC_WRITE, share_all, 0)));
}

std::error_code failure_of_read(HANDLE file, DWORD code) {
  if (is_folder(file)) return std::make_error_code(std::errc::is_a_directory);
  return error_of(code);
}

/// Whether somebody may still write into what is read. Wine tells of the end of a pipe here alone.
bool is_open_pipe(HANDLE file) {
  return ::GetFileType(file) == FILE_TYPE_PIPE &&
         ::PeekNamedPipe(file, nullptr, 0, nullptr, nullptr, nullptr) != 0;
}

}  // namespace

Kind kind_of_attributes(DWORD attributes, DWORD tag) {
  const bool link = (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 &&
                    (tag == IO_REPARSE_TAG_SYMLINK || tag == IO_REPARSE_TAG_MOUNT_POINT);
  if (link) return Kind::link;
  return (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0 ? Kind::folder : Kind::file;
}

Status status_of_handle(HANDLE file, std::error_code& error) {
  Status to;
  to.mine = true;
  error.clear();
  if (::GetFileType(file) != FILE_TYPE_DISK) {
    to.kind = Kind::other;
    return to;
  }
  BY_HANDLE_FILE_INFORMATION info{};
  error = outcome(::GetFileInformationByHandle(file, &info) != 0);
  if (error) return {};
  FILE_ATTRIBUTE_TAG_INFO tag{};
  static_cast<void>(::GetFileInformationByHandleEx(file, FileAttributeTagInfo, &tag, sizeof tag));
  to.kind = kind_of_attributes(info.dwFileAttributes, tag.ReparseTag);
  if (to.kind != Kind::folder) {
    to.bytes = std::uint64_t{info.nFileSizeHigh} << 32 | info.nFileSizeLow;
  }
  to.device = info.dwVolumeSerialNumber;
  to.number = std::uint64_t{info.nFileIndexHigh} << 32 | info.nFileIndexLow;
  constexpr std::int64_t of_second = 10'000'000;
  constexpr std::int64_t before_1970 = 11'644'473'600;
  const auto ticks =
      static_cast<std::int64_t>(std::uint64_t{info.ftLastWriteTime.dwHighDateTime} << 32 |
                                info.ftLastWriteTime.dwLowDateTime);
  to.modified = ticks / of_second - before_1970;
  to.modified_nanoseconds = ticks % of_second * 100;
  return to;
}

std::wstring path_of_handle(HANDLE file, std::error_code& error) {
  std::wstring path(MAX_PATH, L'\0');
  DWORD size = ::GetFinalPathNameByHandleW(file, path.data(), static_cast<DWORD>(path.size()),
                                           FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
  if (size >= path.size()) {
    path.resize(size + 1);
    size = ::GetFinalPathNameByHandleW(file, path.data(), size + 1,
                                       FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
  }
  error = outcome(size > 0);
  path.resize(error ? 0 : std::min<std::size_t>(size, path.size()));
  return path;
}

File open_handle(const std::wstring& path, DWORD access, DWORD how, DWORD flags,
                 std::error_code& error, SECURITY_ATTRIBUTES* security) {
  File file(
      native_of(::CreateFileW(path.c_str(), access, share_all, security, how, flags, nullptr)));
  error = outcome(static_cast<bool>(file));
  return file;
}

Asked asked_of(Open how) {
  switch (how) {
    case Open::read:
      return {FILE_GENERIC_READ, OPEN_EXISTING};
    case Open::write:
      return {GENERIC_WRITE, OPEN_EXISTING};
    case Open::make:
      return {GENERIC_READ | GENERIC_WRITE, OPEN_ALWAYS};
    case Open::empty:
      return {read_and_append, CREATE_ALWAYS};
    case Open::append:
      break;
  }
  return {read_and_append, OPEN_ALWAYS};
}

Status status(const std::string& path, std::error_code& error, Links links) {
  const std::wstring name = native_path(path);
  if (is_device_name(name)) {
    error.clear();
    return {.kind = Kind::other};
  }
  const DWORD itself = links == Links::keep ? FILE_FLAG_OPEN_REPARSE_POINT : 0;
  const File file = open_handle(name, FILE_READ_ATTRIBUTES, OPEN_EXISTING,
                                FILE_FLAG_BACKUP_SEMANTICS | itself, error);
  return error ? Status() : status_of_handle(handle_of(file.native()), error);
}

File File::standard(Stream stream) noexcept {
  HANDLE const handle = ::GetStdHandle(stream == Stream::input    ? STD_INPUT_HANDLE
                                       : stream == Stream::output ? STD_OUTPUT_HANDLE
                                                                  : STD_ERROR_HANDLE);
  return File(handle == nullptr ? none : native_of(handle), false);
}

File::File(File&& other) noexcept
    : native_(std::exchange(other.native_, none)), owned_(other.owned_) {}

File& File::operator=(File&& other) noexcept {
  std::swap(native_, other.native_);
  std::swap(owned_, other.owned_);
  return *this;
}

void File::close() noexcept {
  if (native_ != none && owned_) {
    forget_folder_lock(native_);
    ::CloseHandle(handle_of(native_));
  }
  native_ = none;
}

File File::duplicate(std::error_code& error) const {
  HANDLE copy = INVALID_HANDLE_VALUE;
  HANDLE const process = ::GetCurrentProcess();
  error = outcome(::DuplicateHandle(process, handle_of(native_), process, &copy, 0, FALSE,
                                    DUPLICATE_SAME_ACCESS) != 0);
  return error ? File() : File(native_of(copy));
}

Status File::status(std::error_code& error) const {
  return status_of_handle(handle_of(native_), error);
}

bool File::is_terminal() const noexcept {
  return is_console(handle_of(native_));
}

std::uint64_t File::free_space(std::error_code& error) const {
  std::wstring path = path_of_handle(handle_of(native_), error);
  if (error) return 0;
  if (!is_folder(handle_of(native_))) path.resize(path.rfind(L'\\') + 1);
  ULARGE_INTEGER free{};
  error = outcome(::GetDiskFreeSpaceExW(path.c_str(), &free, nullptr, nullptr) != 0);
  return free.QuadPart;
}

bool File::may_stay_open() const noexcept {
  return true;
}

std::size_t File::read(char* data, std::size_t size, std::error_code& error) const {
  HANDLE const file = handle_of(native_);
  std::size_t from_console = 0;
  if (read_from_console(file, data, size, from_console, error)) return from_console;
  for (;;) {
    DWORD got = 0;
    error.clear();
    const auto most = static_cast<DWORD>(std::min(size, most_at_once));
    if (::ReadFile(file, data, most, &got, nullptr) == 0) {
      const DWORD code = ::GetLastError();
      if (code == ERROR_BROKEN_PIPE || code == ERROR_HANDLE_EOF) return 0;
      if (code != ERROR_MORE_DATA) error = failure_of_read(file, code);
    }
    // Somebody may write nothing into a pipe: that is not its end.
    if (got != 0 || error || size == 0 || !is_open_pipe(file)) return got;
  }
}

std::size_t File::read_at(std::uint64_t offset, char* data, std::size_t size,
                          std::error_code& error) const {
  std::size_t got = 0;
  error.clear();
  while (got < size && offset + got <= INT64_MAX) {
    OVERLAPPED place = at_offset(offset + got);
    DWORD more = 0;
    const auto most = static_cast<DWORD>(std::min(size - got, most_at_once));
    if (::ReadFile(handle_of(native_), data + got, most, &more, &place) == 0) {
      const DWORD code = ::GetLastError();
      if (code != ERROR_HANDLE_EOF) error = failure_of_read(handle_of(native_), code);
      break;
    }
    if (more == 0) break;
    got += more;
  }
  return got;
}

void File::write(std::string_view bytes, std::error_code& error) const {
  HANDLE const file = handle_of(native_);
  if (write_to_console(file, bytes, error)) return;
  error.clear();
  while (!bytes.empty() && !error) {
    DWORD count = 0;
    const auto most = static_cast<DWORD>(std::min(bytes.size(), most_at_once));
    error = outcome(::WriteFile(file, bytes.data(), most, &count, nullptr) != 0);
    bytes.remove_prefix(count);
  }
}

void File::write(std::span<const std::string_view> parts, std::error_code& error) const {
  // Gathering is for files that bypass the cache only.
  constexpr std::size_t enough = std::size_t{1} << 18;
  std::string some;
  error.clear();
  for (const std::string_view part : parts) {
    if (some.size() + part.size() > enough) {
      if (!some.empty()) write(some, error);
      some.clear();
    }
    if (part.size() > enough && !error)
      write(part, error);
    else
      some += part;
    if (error) return;
  }
  if (!some.empty()) write(some, error);
}

void File::cut(std::error_code& error) const {
  const File all = for_all_writing(handle_of(native_));
  error = outcome(static_cast<bool>(all) && ::SetEndOfFile(handle_of(all.native())) != 0);
  LARGE_INTEGER start{};
  if (!error) ::SetFilePointerEx(handle_of(native_), start, nullptr, FILE_BEGIN);
}

void File::reserve(std::uint64_t bytes, std::error_code& error) const {
  const Status now = status(error);
  if (error) return;
  FILE_ALLOCATION_INFO space{};
  space.AllocationSize.QuadPart = static_cast<LONGLONG>(now.bytes + bytes);
  const File all = for_all_writing(handle_of(native_));
  if (!all) return;
  const bool done = ::SetFileInformationByHandle(handle_of(all.native()), FileAllocationInfo,
                                                 &space, sizeof space) != 0;
  if (!done) error = error_of(::GetLastError());
  if (error != std::errc::no_space_on_device) error.clear();
}

void File::release(std::uint64_t offset, std::uint64_t size) const noexcept {
  // Of files that are not sparse the bytes would only be written over.
  const File all = for_all_writing(handle_of(native_));
  FILE_SET_SPARSE_BUFFER sparse{TRUE};
  DWORD ignored = 0;
  if (!all || ::DeviceIoControl(handle_of(all.native()), FSCTL_SET_SPARSE, &sparse, sizeof sparse,
                                nullptr, 0, &ignored, nullptr) == 0) {
    return;
  }
  FILE_ZERO_DATA_INFORMATION range{};
  range.FileOffset.QuadPart = static_cast<LONGLONG>(offset);
  range.BeyondFinalZero.QuadPart = static_cast<LONGLONG>(offset + size);
  ::DeviceIoControl(handle_of(all.native()), FSCTL_SET_ZERO_DATA, &range, sizeof range, nullptr, 0,
                    &ignored, nullptr);
}

void File::sync(std::error_code& error) const {
  HANDLE const file = handle_of(native_);
  // Folders, and files that are only read, have nothing to wait for.
  error = outcome(::FlushFileBuffers(file) != 0 || ::GetLastError() == ERROR_ACCESS_DENIED ||
                  is_folder(file));
  // The time of the last change may come only when the file is closed; who asks now gets that.
  FILETIME written{};
  if (!error && ::GetFileTime(file, nullptr, nullptr, &written) != 0) {
    ::SetFileTime(file, nullptr, nullptr, &written);
  }
}

void File::sync_data(std::error_code& error) const {
  error = outcome(::FlushFileBuffers(handle_of(native_)) != 0);
}

void File::let_read(std::error_code& error) const {
  error.clear();
}

void File::give_name(const std::string&, std::error_code& error) const {
  error = std::make_error_code(std::errc::operation_not_supported);
}

std::string File::give_temporary_name(const std::string&, std::error_code& error) const {
  error = std::make_error_code(std::errc::operation_not_supported);
  return {};
}

File open(const std::string& path, Open how, std::error_code& error) {
  const std::wstring name = native_path(path);
  const Asked asked = asked_of(how);
  const DWORD folders = how == Open::read ? FILE_FLAG_BACKUP_SEMANTICS : FILE_ATTRIBUTE_NORMAL;
  File file = open_handle(name, asked.access, asked.how, folders, error);
  // Windows does not tell a folder from what one may not write to.
  if (error == std::errc::permission_denied && how != Open::read) {
    std::error_code ignored;
    if (os::status(path, ignored).kind == Kind::folder)
      error = std::make_error_code(std::errc::is_a_directory);
  }
  return file;
}

}  // namespace edca::os
