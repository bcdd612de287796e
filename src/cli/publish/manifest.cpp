#include "cli/publish/manifest.hpp"

#include <fstream>
#include <iterator>

#include "json/value.hpp"

namespace edca::cli {

std::optional<std::vector<publish::File>> read_manifest(const std::string& local) {
  std::ifstream stream(local, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  std::vector<publish::File> files;
  try {
    const json::Value manifest = json::parse(text, manifest_name);
    const json::Value* list = manifest.find("files");
    if (list == nullptr || !list->is_array()) return std::nullopt;
    for (const json::Value& each : list->as_array()) {
      publish::File file;
      file.path = each.text("path");
      file.sha256 = each.text("sha256");
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

}  // namespace edca::cli
