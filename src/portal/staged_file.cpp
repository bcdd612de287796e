#include "portal/staged_file.hpp"

#include <filesystem>
#include <system_error>

#include "edca/error.hpp"

namespace edca::portal {
namespace {

/// The path of a file on disk; its folder is there afterwards.
std::string on_disk(const std::string& folder, const std::string& path) {
  const std::filesystem::path file = std::filesystem::path(folder) / path;
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  if (error) {
    throw Error(ErrorKind::input, "output.open",
                {{"path", file.generic_string()}, {"reason", error.message()}});
  }
  return file.generic_string();
}

}  // namespace

StagedFile::StagedFile(const std::string& folder, std::string path, std::string media_type,
                       const base::Workers& workers)
    : output_(on_disk(folder, path), false, false),
      relay_(workers, [this](std::string_view bytes) { sum_.add(bytes); }) {
  file_.path = std::move(path);
  file_.media_type = std::move(media_type);
}

File StagedFile::finish() {
  relay_.settle();
  output_.commit();
  file_.sha256 = sum_.hex();
  return std::move(file_);
}

File write_file(const std::string& folder, std::string path, std::string media_type, Stage stage,
                std::string_view bytes) {
  StagedFile file(folder, std::move(path), std::move(media_type));
  file.write(bytes);
  File written = file.finish();
  written.stage = stage;
  return written;
}

}  // namespace edca::portal
