#include "json/inputs.hpp"

#include "json/file.hpp"
#include "json/names.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

namespace edca::json {
namespace {

struct Close {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

std::uint64_t size_of(const struct stat& status) {
  return status.st_size > 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

/// What a search of one folder found; nothing is opened but folders.
class Search {
 public:
  explicit Search(std::string root) {
    while (root.size() > 1 && root.back() == '/') root.pop_back();
    pending_.push_back(std::move(root));
    while (!pending_.empty()) {
      const std::string folder = std::move(pending_.back());
      pending_.pop_back();
      list(folder);
    }
    std::sort(files_.begin(), files_.end(),
              [](const Input& a, const Input& b) { return a.path < b.path; });
  }

  std::vector<Input>& files() { return files_; }
  std::vector<InputProblem>& problems() { return problems_; }

 private:
  void list(const std::string& folder) {
    const std::unique_ptr<DIR, Close> listing(::opendir(folder.c_str()));
    if (!listing) return report(folder, errno);
    const std::string prefix = folder.back() == '/' ? folder : folder + "/";
    for (;;) {
      errno = 0;
      const struct dirent* entry = ::readdir(listing.get());
      if (entry == nullptr) break;
      if (entry->d_name[0] != '.') add(::dirfd(listing.get()), prefix, *entry);
    }
    if (errno != 0) report(folder, errno);
  }

  void add(int folder, const std::string& prefix, const struct dirent& entry) {
    const std::string_view name = entry.d_name;
    const std::optional<Packing> packing = packing_by_name(name);
    const unsigned type = entry.d_type;
    if (type == DT_DIR) {
      pending_.push_back(prefix + entry.d_name);
      return;
    }
    // A system that does not tell the type may have a folder here, whatever its name.
    if (!packing && type != DT_UNKNOWN) return;
    if (type != DT_REG && type != DT_LNK && type != DT_UNKNOWN) return;
    struct stat status = {};
    const int flags = type == DT_LNK ? 0 : AT_SYMLINK_NOFOLLOW;
    int failed = ::fstatat(folder, entry.d_name, &status, flags);
    if (failed == 0 && S_ISLNK(status.st_mode)) {
      failed = ::fstatat(folder, entry.d_name, &status, 0);
      if (failed == 0 && S_ISDIR(status.st_mode)) return;
    }
    if (failed == 0 && S_ISDIR(status.st_mode) && type != DT_LNK) {
      pending_.push_back(prefix + entry.d_name);
    } else if (failed != 0 && packing) {
      report(prefix + entry.d_name, errno);
    } else if (failed == 0 && packing && S_ISREG(status.st_mode)) {
      files_.push_back(found(prefix + entry.d_name, *packing, status));
    }
  }

  static Input found(std::string path, Packing packing, const struct stat& status) {
    Input input;
    input.name = displayed(path);
    input.path = std::move(path);
    input.packing = packing;
    input.bytes = size_of(status);
    return input;
  }

  void report(const std::string& path, int error) {
    problems_.push_back({displayed(path), unreadable(error)});
  }

  std::vector<std::string> pending_;
  std::vector<Input> files_;
  std::vector<InputProblem> problems_;
};

template <typename T>
void append(std::vector<T>& to, std::vector<T> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

bool has_no_members(const InputFault& fault) {
  return fault.variant == "no-members";
}

void add_folder(InputList& list, const std::string& path) {
  Search search(path);
  std::vector<InputProblem> problems = std::move(search.problems());
  const std::size_t before = list.inputs.size();
  for (Input& file : search.files()) {
    if (file.packing != Packing::zip_member) {
      list.inputs.push_back(std::move(file));
      continue;
    }
    try {
      append(list.inputs, list_members(file.path, file.name));
    } catch (const InputFault& fault) {
      if (!has_no_members(fault)) problems.push_back({file.name, fault});
    }
  }
  if (problems.empty() && list.inputs.size() == before) {
    problems.push_back({displayed(path), InputFault("input.unreadable", "no-json-in-folder")});
  }
  std::stable_sort(problems.begin(), problems.end(),
                   [](const InputProblem& a, const InputProblem& b) { return a.name < b.name; });
  append(list.problems, std::move(problems));
}

/// A regular file, whose first bytes may be looked at.
void add_file(InputList& list, Input input) {
  switch (magic_of(File(input.path).peek())) {
    case Magic::zip:
      append(list.inputs, list_members(input.path, input.name));
      return;
    case Magic::gzip:
      input.packing = Packing::gzip;
      break;
    case Magic::zstd:
      input.packing = Packing::zstd;
      break;
    case Magic::none:
      break;
  }
  list.inputs.push_back(std::move(input));
}

/// Throws InputFault.
void add_argument(InputList& list, const std::string& argument) {
  Input input;
  input.name = displayed(argument);
  if (argument == "-") {
    list.inputs.push_back(std::move(input));
    return;
  }
  struct stat status = {};
  if (::stat(argument.c_str(), &status) != 0) throw unreadable(errno);
  if (S_ISDIR(status.st_mode)) return add_folder(list, argument);
  input.path = argument;
  if (S_ISREG(status.st_mode)) {
    input.bytes = size_of(status);
    return add_file(list, std::move(input));
  }
  input.stream = true;
  list.inputs.push_back(std::move(input));
}

}  // namespace

InputList expand(const std::vector<std::string>& arguments) {
  InputList list;
  for (const std::string& argument : arguments) {
    try {
      add_argument(list, argument);
    } catch (const InputFault& fault) {
      list.problems.push_back({displayed(argument), fault});
    }
  }
  return list;
}

}  // namespace edca::json
