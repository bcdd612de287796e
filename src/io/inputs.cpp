#include "io/inputs.hpp"

#include "io/file.hpp"
#include "io/names.hpp"
#include "io/recognize.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <future>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace edca::io {
namespace {

struct Close {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

std::uint64_t size_of(const struct stat& status) {
  return status.st_size > 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

/// What the system says of a regular file.
void identify(Input& input, const struct stat& status) {
  input.bytes = size_of(status);
  input.device = static_cast<std::uint64_t>(status.st_dev);
  input.inode = static_cast<std::uint64_t>(status.st_ino);
}

bool by_path(const Input& left, const Input& right) {
  return left.path < right.path;
}

/// What is in a folder; nothing is opened but it.
class Listing {
 public:
  std::vector<Input> files;
  std::vector<InputProblem> problems;
  std::vector<std::string> folders;
  std::vector<std::string> skipped;

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
    std::sort(files.begin(), files.end(), by_path);
  }

 private:
  void add(int folder, const std::string& prefix, const struct dirent& entry) {
    const std::string_view name = entry.d_name;
    const std::optional<Packing> packing = packing_by_name(name);
    const unsigned type = entry.d_type;
    if (type == DT_DIR) {
      folders.push_back(prefix + entry.d_name);
      return;
    }
    // A system that does not tell the type may have a folder here, whatever its name.
    if (!packing && type != DT_UNKNOWN) {
      if (type == DT_REG) skipped.push_back(displayed(prefix + entry.d_name));
      return;
    }
    if (type != DT_REG && type != DT_LNK && type != DT_UNKNOWN) return;
    struct stat status = {};
    const int flags = type == DT_LNK ? 0 : AT_SYMLINK_NOFOLLOW;
    int failed = ::fstatat(folder, entry.d_name, &status, flags);
    if (failed == 0 && S_ISLNK(status.st_mode)) {
      failed = ::fstatat(folder, entry.d_name, &status, 0);
      if (failed == 0 && S_ISDIR(status.st_mode)) return;
    }
    if (failed == 0 && S_ISDIR(status.st_mode) && type != DT_LNK) {
      folders.push_back(prefix + entry.d_name);
    } else if (failed != 0 && packing) {
      report(prefix + entry.d_name, errno);
    } else if (failed == 0 && S_ISREG(status.st_mode)) {
      std::string path = prefix + entry.d_name;
      if (packing) {
        files.push_back(found(std::move(path), *packing, status));
      } else {
        skipped.push_back(displayed(path));
      }
    }
  }

  static Input found(std::string path, Packing packing, const struct stat& status) {
    Input input;
    input.name = displayed(path);
    input.path = std::move(path);
    input.packing = packing;
    identify(input, status);
    return input;
  }

  void report(const std::string& path, int error) {
    problems.push_back({displayed(path), unreadable(error)});
  }
};

template <typename T>
void append(std::vector<T>& to, std::vector<T> more) {
  if (to.empty()) {
    to = std::move(more);
  } else {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
}

/// All that is below a folder, whatever the depth: the folders of one depth after those of the one
/// above, shared among threads.
Listing search(std::string root, unsigned threads) {
  while (root.size() > 1 && root.back() == '/') root.pop_back();
  Listing found;
  found.folders.push_back(std::move(root));
  while (!found.folders.empty()) {
    std::vector<std::string> folders = std::exchange(found.folders, {});
    std::sort(folders.begin(), folders.end());
    std::vector<Listing> parts(folders.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t at = next++; at < folders.size(); at = next++) parts[at].list(folders[at]);
    };
    std::vector<std::future<void>> others;
    while (others.size() + 1 < std::min<std::size_t>(threads, folders.size()))
      others.push_back(std::async(std::launch::async, work));
    work();
    for (std::future<void>& each : others) each.get();
    for (Listing& part : parts) {
      append(found.files, std::move(part.files));
      append(found.problems, std::move(part.problems));
      append(found.folders, std::move(part.folders));
      append(found.skipped, std::move(part.skipped));
    }
  }
  if (!std::is_sorted(found.files.begin(), found.files.end(), by_path))
    std::sort(found.files.begin(), found.files.end(), by_path);
  return found;
}

/// The files that were found, whatever their names.
class Known {
 public:
  /// Whether the file was not found before; else notes in the list that it was.
  bool add(const Input& file, InputList& list) {
    const std::uint64_t hash = file.inode * 0x9E3779B97F4A7C15 ^ file.device;
    for (auto [at, end] = files_.equal_range(hash); at != end; ++at) {
      const auto& [device, inode, path] = at->second;
      if (device != file.device || inode != file.inode) continue;
      list.repeated.push_back({file.name, displayed(path)});
      return false;
    }
    files_.emplace(hash, File{file.device, file.inode, file.path});
    return true;
  }

 private:
  struct File {
    std::uint64_t device;
    std::uint64_t inode;
    std::string path;
  };
  std::unordered_multimap<std::uint64_t, File> files_;
};

bool has_no_members(const InputFault& fault) {
  return fault.variant == "no-members";
}

void add_folder(InputList& list, const std::string& path, unsigned threads, Known& known) {
  Listing found = search(path, threads);
  std::sort(found.skipped.begin(), found.skipped.end());
  append(list.skipped, std::move(found.skipped));
  std::vector<InputProblem> problems = std::move(found.problems);
  const std::size_t before = list.inputs.size();
  list.inputs.reserve(before + found.files.size());
  const std::size_t repeated = list.repeated.size();
  for (Input& file : found.files) {
    if (!known.add(file, list)) continue;
    if (file.packing != Packing::zip_member) {
      list.inputs.push_back(std::move(file));
      continue;
    }
    try {
      append(list.inputs, list_members(file.path, file.name, &list.skipped));
    } catch (const InputFault& fault) {
      if (!has_no_members(fault)) problems.push_back({file.name, fault});
    }
  }
  if (problems.empty() && list.inputs.size() == before && list.repeated.size() == repeated) {
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
      append(list.inputs, list_members(input.path, input.name, &list.skipped));
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
void add_argument(InputList& list, const std::string& argument, unsigned threads, Known& known) {
  Input input;
  input.name = displayed(argument);
  if (argument == "-") {
    list.inputs.push_back(std::move(input));
    return;
  }
  struct stat status = {};
  if (::stat(argument.c_str(), &status) != 0) {
    if (is_address(argument)) throw InputFault("input.unreadable", "address");
    throw unreadable(errno);
  }
  if (S_ISDIR(status.st_mode)) return add_folder(list, argument, threads, known);
  input.path = argument;
  if (S_ISREG(status.st_mode)) {
    identify(input, status);
    if (!known.add(input, list)) return;
    return add_file(list, std::move(input));
  }
  input.stream = true;
  list.inputs.push_back(std::move(input));
}

}  // namespace

InputList expand(const std::vector<std::string>& arguments, unsigned threads) {
  InputList list;
  Known known;
  for (const std::string& argument : arguments) {
    try {
      add_argument(list, argument, threads, known);
    } catch (const InputFault& fault) {
      list.problems.push_back({displayed(argument), fault});
    }
  }
  return list;
}

InputList in_memory(std::span<const std::string_view> texts) {
  InputList list;
  for (const std::string_view text : texts) {
    Input& input = list.inputs.emplace_back();
    input.name = std::to_string(list.inputs.size());
    input.bytes = text.size();
    input.memory = text;
  }
  return list;
}

std::uint64_t bytes_of(const InputList& inputs) {
  std::uint64_t sum = 0;
  for (const Input& input : inputs.inputs) sum += input.bytes;
  return sum;
}

void refuse_inputs(const std::vector<std::string>& paths, const InputList& inputs) {
  struct stat status {};
  std::set<std::pair<::dev_t, ::ino_t>> known;
  for (const Input& input : inputs.inputs) {
    if (!input.standard_input() && ::stat(input.path.c_str(), &status) == 0) {
      known.emplace(status.st_dev, status.st_ino);
    }
  }
  for (const std::string& path : paths) {
    if (path.empty() || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    if (known.count({status.st_dev, status.st_ino}) == 0) continue;
    throw Error(ErrorKind::usage, "package.onto-input", {{"path", path}});
  }
}

}  // namespace edca::io
