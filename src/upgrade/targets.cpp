#include "upgrade/targets.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <system_error>

#include "edca/error.hpp"

namespace edca::upgrade {
namespace {

namespace fs = std::filesystem;

bool is_folder(const std::string& path) {
  std::error_code error;
  return !path.empty() && (path.ends_with('/') || fs::is_directory(path, error));
}

/// The name of an input below the folder that an argument stands for.
std::string name_below(const io::Input& input, const std::string& argument) {
  if (input.standard_input()) return "stdin.json";
  std::string name = input.path;
  if (is_folder(argument)) {
    name.erase(0, std::min(argument.size(), name.size()));
    name.erase(0, std::min(name.find_first_not_of('/'), name.size()));
  } else {
    name.erase(0, name.rfind('/') + 1);
  }
  if (!input.member.empty()) {
    if (name.size() > 4 && name.ends_with(".zip")) name.resize(name.size() - 4);
    name += "/" + input.member;
  }
  for (const std::string_view packing : {".gz", ".zst"}) {
    if (name.ends_with(packing)) name.resize(name.size() - packing.size());
  }
  if (input.tabular) return (name.empty() ? "tables" : name) + ".jsonl";
  return name;
}

/// Names for what is written below a folder.
class Names {
 public:
  explicit Names(const std::string& folder) : folder_(folder) {}

  std::string path(const io::Input& input, const std::string& name) {
    std::string path = folder_ + (folder_.ends_with('/') ? "" : "/") + name;
    if (leads_out(name)) {
      throw Error(ErrorKind::input, "upgrade.leads-out",
                  {{"file", input.name}, {"folder", folder_}});
    }
    const auto [other, added] = seen_.try_emplace(path, input.name);
    if (!added) {
      throw Error(ErrorKind::usage, "upgrade.same-name",
                  {{"one", other->second}, {"other", input.name}, {"path", path}});
    }
    return path;
  }

 private:
  const std::string& folder_;
  std::map<std::string, std::string> seen_;
};

ArchiveTargets targets_of(advertising::Archive archive, const std::string& argument, Names& names) {
  ArchiveTargets targets;
  const auto path = [&](io::Input input) {
    input.tabular = false;
    const bool below = !is_folder(argument) || input.path.starts_with(argument);
    return names.path(
        input, below ? name_below(input, argument) : input.path.substr(input.path.rfind('/') + 1));
  };
  for (const advertising::TableFile& file : archive.files)
    targets.paths.push_back(path(file.input));
  if (!archive.readme_name.empty()) targets.readme = path(archive.readme_input);
  targets.archive = std::move(archive);
  return targets;
}

}  // namespace

bool leads_out(const std::string& name) {
  if (name.empty() || name.starts_with('/')) return true;
  for (const fs::path& part : fs::path(name)) {
    if (part == "..") return true;
  }
  return false;
}

std::vector<std::string> Targets::all() const {
  std::vector<std::string> result = paths;
  for (const ArchiveTargets& each : archives) {
    result.insert(result.end(), each.paths.begin(), each.paths.end());
    if (!each.readme.empty()) result.push_back(each.readme);
  }
  return result;
}

Targets targets_of(const std::vector<std::string>& arguments, const std::string& folder,
                   const std::function<Expanded(const std::string&)>& expand) {
  Targets targets;
  Names names(folder);
  for (const std::string& argument : arguments) {
    Expanded expanded = expand(argument);
    io::InputList& list = expanded.list;
    std::ranges::move(list.problems, std::back_inserter(targets.inputs.problems));
    std::ranges::move(list.repeated, std::back_inserter(targets.inputs.repeated));
    std::ranges::move(list.skipped, std::back_inserter(targets.inputs.skipped));
    for (io::Input& input : list.inputs) {
      targets.paths.push_back(names.path(input, name_below(input, argument)));
      targets.inputs.inputs.push_back(std::move(input));
    }
    for (advertising::Archive& archive : expanded.archives)
      targets.archives.push_back(targets_of(std::move(archive), argument, names));
  }
  return targets;
}

void make_folders(const std::string& path) {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  if (error) {
    throw Error(ErrorKind::input, "output.open", {{"path", path}, {"reason", error.message()}});
  }
}

}  // namespace edca::upgrade
