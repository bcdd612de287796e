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

bool leads_out(const std::string& name) {
  if (name.empty() || name.starts_with('/')) return true;
  for (const fs::path& part : fs::path(name)) {
    if (part == "..") return true;
  }
  return false;
}

}  // namespace

Targets targets_of(const std::vector<std::string>& arguments, const std::string& folder,
                   const std::function<io::InputList(const std::string&)>& expand) {
  Targets targets;
  std::map<std::string, std::string> seen;
  for (const std::string& argument : arguments) {
    io::InputList list = expand(argument);
    std::ranges::move(list.problems, std::back_inserter(targets.inputs.problems));
    std::ranges::move(list.repeated, std::back_inserter(targets.inputs.repeated));
    std::ranges::move(list.skipped, std::back_inserter(targets.inputs.skipped));
    for (io::Input& input : list.inputs) {
      const std::string name = name_below(input, argument);
      const std::string path = folder + (folder.ends_with('/') ? "" : "/") + name;
      if (leads_out(name)) {
        throw Error(ErrorKind::input, "upgrade.leads-out",
                    {{"file", input.name}, {"folder", folder}});
      }
      const auto [other, added] = seen.try_emplace(path, input.name);
      if (!added) {
        throw Error(ErrorKind::usage, "upgrade.same-name",
                    {{"one", other->second}, {"other", input.name}, {"path", path}});
      }
      targets.paths.push_back(path);
      targets.inputs.inputs.push_back(std::move(input));
    }
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
