#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "edca/publisher.hpp"
#include "json/value.hpp"
#include "publish/run.hpp"

namespace edca::publish {
namespace {

constexpr const char* local_manifest = "manifest.json";

/// The files that a portal's manifest names; nothing where it is no such manifest.
std::optional<std::vector<File>> read_manifest(const std::string& local) {
  std::ifstream stream(std::filesystem::path(local), std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  std::vector<File> files;
  try {
    const json::Value manifest = json::parse(text, local_manifest);
    const json::Value* list = manifest.find("files");
    if (list == nullptr || !list->is_array()) return std::nullopt;
    for (const json::Value& each : list->as_array()) {
      File file;
      file.path = each.text("path");
      file.sha256 = each.text("sha256");
      file.format = each.text("format");
      const json::Value* bytes = each.find("bytes");
      if (file.path.empty() || bytes == nullptr || !bytes->is_number()) return std::nullopt;
      file.bytes = std::strtoull(bytes->number_text().c_str(), nullptr, 10);
      files.push_back(std::move(file));
    }
  } catch (const Error&) {
    return std::nullopt;
  }
  return files;
}

FileState state_of(const Change& change) {
  if (change.action == Action::keep) return FileState::same;
  return change.action == Action::create ? FileState::missing : FileState::different;
}

}  // namespace

std::string_view name(FileState state) noexcept {
  switch (state) {
    case FileState::same:
      return "same";
    case FileState::missing:
      return "missing";
    case FileState::different:
      return "different";
    case FileState::added:
      return "new";
    case FileState::newer:
      return "newer";
    case FileState::extra:
      return "extra";
  }
  return "";
}

Status Publisher::status() {
  Status status;
  const std::string local = fetch(local_manifest);
  if (local.empty()) return status;
  auto published = read_manifest(local);
  status.manifest = published ? Status::Manifest::read : Status::Manifest::broken;
  if (!published) return status;
  // The manifest is the same everywhere, and names pages that a catalogue has no place for.
  published = files_for(run_->address(), *std::move(published));
  run_->plan(*published);
  status.published = std::move(*published);
  for (const Change& change : changes()) {
    const FileState state = status.files[change.file.path] = state_of(change);
    if (state != FileState::same) ++status.differences;
  }
  return status;
}

void Status::compare(const std::vector<File>& made) {
  std::map<std::string_view, std::string_view> sums;
  for (const File& file : published) sums[file.path] = file.sha256;
  std::set<std::string_view> paths;
  for (const File& file : made) {
    paths.insert(file.path);
    if (file.path == local_manifest) continue;
    const auto found = sums.find(file.path);
    if (found != sums.end() && found->second == file.sha256) continue;
    ++differences;
    files[file.path] = found == sums.end() ? FileState::added : FileState::newer;
  }
  for (const File& file : published) {
    if (paths.contains(file.path)) continue;
    files[file.path] = FileState::extra;
    ++differences;
  }
}

}  // namespace edca::publish
