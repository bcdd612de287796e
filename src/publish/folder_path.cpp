#include "publish/folder_path.hpp"

#include <vector>

namespace edca::publish {
namespace {

using std::errc;

bool is_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('\0') == name.npos;
}

}  // namespace

bool is_portal_path(std::string_view path) {
  for (std::size_t end; (end = path.find('/')) != path.npos; path.remove_prefix(end + 1)) {
    if (!is_name(path.substr(0, end))) return false;
  }
  return is_name(path);
}

FolderPlace find_place(const os::HeldFolder& root, const std::string& path,
                       std::error_code& error) {
  FolderPlace place;
  if (is_portal_path(path)) {
    place.folder = root.duplicate(error);
  } else {
    error = std::make_error_code(errc::invalid_argument);
  }
  std::size_t start = 0;
  for (std::size_t end; !error && (end = path.find('/', start)) != std::string::npos;
       start = end + 1) {
    const std::string name = path.substr(start, end - start);
    if (place.missing.empty()) {
      os::HeldFolder next = place.folder.folder(name, error);
      if (!error) {
        place.folder = std::move(next);
        place.above = path.substr(0, end);
        continue;
      }
      if (error != errc::no_such_file_or_directory) break;
      error.clear();
    }
    place.missing += (place.missing.empty() ? "" : "/") + name;
  }
  place.name = path.substr(start);
  return place;
}

std::string version_of(const os::Status& status) {
  return std::to_string(status.bytes) + "-" + std::to_string(status.modified) + "." +
         std::to_string(status.modified_nanoseconds) + "-" + std::to_string(status.number);
}

Failure folder_failure(const std::error_code& error, const std::string& path) {
  if (error == errc::operation_canceled) return Failure(Result::failed, "publish.cancelled");
  if (error == errc::too_many_symbolic_link_levels) {
    return Failure(Result::refused, "publish.folder-link", {{"path", path}});
  }
  return Failure(error == errc::io_error ? Result::failed : Result::refused, "publish.folder",
                 {{"path", path}, {"reason", error.message()}});
}

void check_folder(const std::error_code& error, const std::string& path) {
  if (error) throw folder_failure(error, path);
}

void copy_bytes(const os::File& from, const os::File& to, const Client::Progress& progress,
                std::error_code& error) {
  std::vector<char> buffer(std::size_t{1} << 18);
  for (std::uint64_t done = 0;;) {
    const std::size_t got = from.read(buffer.data(), buffer.size(), error);
    if (error || got == 0) return;
    to.write({buffer.data(), got}, error);
    if (error) return;
    done += got;
    if (progress && !progress(done)) {
      error = std::make_error_code(errc::operation_canceled);
      return;
    }
  }
}

}  // namespace edca::publish
