#include "io/inputs.hpp"

#include "io/names.hpp"
#include "os/file.hpp"
#include "os/folder.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace edca::io {
namespace {

/// Which regular file it is, whatever its name.
using FileId = std::pair<std::uint64_t, std::uint64_t>;

std::optional<FileId> id_of(const os::Status& status) {
  if (status.kind != os::Kind::file) return std::nullopt;
  return FileId{status.device, status.number};
}

/// Nothing where there is no regular file.
std::optional<FileId> id_of(const std::string& path) {
  std::error_code error;
  if (path.empty() || path == "-") return std::nullopt;
  const os::Status status = os::status(path, error);
  return error ? std::nullopt : id_of(status);
}

bool is_device(const std::string& path) {
  std::error_code error;
  return os::status(path, error).kind == os::Kind::other && !error;
}

/// The name of a file that is not there, by whatever way its folder is reached.
std::string whole_name(const std::string& path) {
  std::error_code error;
  const std::filesystem::path whole =
      std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  return error ? path : whole.generic_string();
}

[[noreturn]] void refuse(const char* key, const std::string& path) {
  throw Error(ErrorKind::usage, key, {{"path", path}});
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return os::status(path, error).kind == os::Kind::folder && !error;
}

/// The tables of a folder that is read as a whole, and what stands beside them: their description,
/// and the text with the sums of an export, which may lie two folders above.
void add_beside(const std::filesystem::path& folder, std::set<FileId>& known) {
  std::error_code error;
  const auto add = [&](const std::filesystem::path& file) {
    if (const auto id = id_of(file.generic_string())) known.insert(*id);
  };
  for (auto at = std::filesystem::directory_iterator(folder, error);
       !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    const std::string name = at->path().filename().generic_string();
    const std::string_view other[] = {"datapackage.json", "leeme.txt"};
    if (tabular_by_name(name) != Tabular::none || std::ranges::find(other, name) != std::end(other))
      add(at->path());
  }
  add(folder.parent_path().parent_path() / "leeme.txt");
}

/// The files that an input stands for.
void add_files(const Input& input, std::set<FileId>& known) {
  if (input.standard_input()) return;
  if (const auto id = id_of(input.path)) known.insert(*id);
  const std::filesystem::path path(input.path);
  if (is_folder(input.path)) {
    add_beside(path, known);
  } else if (path.filename() == "datapackage.json") {
    add_beside(path.parent_path().empty() ? "." : path.parent_path(), known);
  }
}

/// `edca merge a.json >> a.json` would read what it writes.
void refuse_standard_output(const FileRoles& roles) {
  std::error_code error;
  const os::Status status = os::File::standard(os::Stream::output).status(error);
  const auto id = error ? std::nullopt : id_of(status);
  if (!id) return;
  for (const std::string& path : roles.inputs)
    if (id_of(path) == id) refuse("output.to-input", path);
}

}  // namespace

/// With a folder of tables, or a description of them, all files that are read of it are inputs.
void refuse_inputs(const std::vector<std::string>& paths, const InputList& inputs) {
  std::set<FileId> known;
  for (const Input& input : inputs.inputs) add_files(input, known);
  for (const std::string& path : paths) {
    const auto id = id_of(path);
    if (id && known.contains(*id)) refuse("output.is-input", path);
  }
}

void keep_apart(const FileRoles& roles) {
  std::set<FileId> written;
  std::set<std::string> names;
  std::vector<std::string> there;
  for (const std::string& path : roles.outputs) {
    if (path == "-") refuse_standard_output(roles);
    if (path.empty() || path == "-") continue;
    const auto id = id_of(path);
    const bool again = id ? !written.insert(*id).second : !names.insert(whole_name(path)).second;
    if (again && !is_device(path)) refuse("output.twice", path);
    if (id) there.push_back(path);
  }
  if (there.empty()) return;
  for (const std::string& path : roles.settings) {
    const auto id = id_of(path);
    if (id && written.contains(*id)) refuse("output.is-setting", path);
  }
  refuse_inputs(there, expand(roles.inputs));
}

}  // namespace edca::io
