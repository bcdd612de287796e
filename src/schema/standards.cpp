#include "schema/standards.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/embedded.hpp"

namespace edca::schema {
namespace {

std::vector<int> numbers(std::string_view version) {
  std::vector<int> parts(1);
  for (const char c : version) {
    if (c == '.') {
      parts.push_back(0);
    } else {
      parts.back() = parts.back() * 10 + (c - '0');
    }
  }
  return parts;
}

std::vector<Standard> find_versions(std::string_view family) {
  const std::string start = "schemas/" + std::string(family) + "/";
  std::vector<Standard> versions;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(start)) continue;
    const std::string_view rest = file.path.substr(start.size());
    const std::string version(rest.substr(0, rest.find('/')));
    if (!versions.empty() && versions.back().version == version) continue;
    versions.push_back(
        {std::string(family) + "-" + version, std::string(family) + "/" + version, version});
  }
  std::sort(versions.begin(), versions.end(), [](const Standard& one, const Standard& other) {
    return numbers(one.version) < numbers(other.version);
  });
  return versions;
}

}  // namespace

std::span<const Standard> versions_of(std::string_view family) {
  static const std::vector<Standard> ocds = find_versions("ocds");
  static const std::vector<Standard> oc4ids = find_versions("oc4ids");
  return family == "ocds" ? ocds : oc4ids;
}

const Standard& newest_of(std::string_view family) {
  return versions_of(family).back();
}

const Standard* standard_named(std::string_view profile_or_folder) {
  for (const std::string_view family : {"ocds", "oc4ids"}) {
    for (const Standard& each : versions_of(family)) {
      if (each.profile == profile_or_folder || each.folder == profile_or_folder) return &each;
    }
  }
  return nullptr;
}

std::string_view package_version(const Standard& standard) {
  const std::string_view version = standard.version;
  return version.substr(0, version.find('.', version.find('.') + 1));
}

}  // namespace edca::schema
