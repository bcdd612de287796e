#include "schema/catalog.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <optional>
#include <sstream>

#include "base/embedded.hpp"
#include "edca/error.hpp"
#include "json/patch.hpp"
#include "schema/extension_url.hpp"

namespace edca::schema {
namespace {

using ReadFile = std::function<std::optional<std::string>(const std::string& name)>;

/// Puts an extension together from its files, wherever they are kept.
std::unique_ptr<Extension> load(const std::string& name, const ReadFile& read) {
  auto extension = std::make_unique<Extension>();
  extension->name = name;
  const auto metadata = read("extension.json");
  if (!metadata) return nullptr;
  extension->metadata = json::parse(*metadata, name + "/extension.json");
  if (const auto patch = read("release-schema.json")) {
    extension->patch = json::parse(*patch, name + "/release-schema.json");
    // The reference implementation of OCDS never lets a patch delete a field.
    json::strip_nulls(extension->patch);
  }
  const json::Value* lists = extension->metadata.find("codelists");
  if (lists == nullptr || !lists->is_array()) return extension;
  for (const json::Value& list : lists->as_array()) {
    if (!list.is_string()) continue;
    const std::string& file = list.as_string();
    std::string path = "codelists/";
    path += file;
    if (const auto text = read(path)) {
      extension->codelists.push_back({file, read_codes(*text, path)});
    }
  }
  return extension;
}

std::optional<std::string> read_whole(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::string repository(const ExtensionUrl& url) {
  return url.owner + "/" + url.repository;
}

}  // namespace

struct Catalog::Parsed {
  std::mutex mutex;
  std::map<std::string, json::Value, std::less<>> schemas;
};

Catalog::Catalog() : parsed_(std::make_unique<Parsed>()) {
  const json::Value& sources = schema("SOURCES.json");
  for (const json::Value& owner : sources.find("mexican_owners")->as_array()) {
    mexican_owners_.push_back(lower(owner.as_string()));
  }
  for (const json::Value& source : sources.find("extensions")->as_array()) {
    const std::string name(source.text("name"));
    const std::string folder = "schemas/extensions/" + name + "/";
    auto extension = load(name, [&](const std::string& file) -> std::optional<std::string> {
      const std::string_view text = embedded_file(folder + file);
      return text.empty() ? std::nullopt : std::optional<std::string>(text);
    });
    if (!extension) throw Error(ErrorKind::schema, "schema.unknown", {{"schema", folder}});
    extension->url = source.text("url");
    extension->status = "bundled";
    extension->mexican = source.flag("mexican");
    for (const json::Value& alias : source.find("owner_repositories")->as_array()) {
      extension->repositories.push_back(lower(alias.as_string()));
      by_repository_[extension->repositories.back()] = extension.get();
    }
    by_name_[name] = extension.get();
    extensions_.push_back(std::move(extension));
  }
}

Catalog::~Catalog() = default;

const Extension& Catalog::named(const std::string& word) {
  if (const Extension* known = extension(word)) return *known;
  const bool folder = word.find('/') != std::string::npos && word.find("://") == std::string::npos;
  if (!folder) throw Error(ErrorKind::usage, "extension.unknown", {{"name", word}});
  return add(word);
}

const Extension* Catalog::extension(std::string_view name_or_url) const {
  if (const auto found = by_name_.find(name_or_url); found != by_name_.end()) return found->second;
  const ExtensionUrl url = parse_extension_url(name_or_url);
  if (!url.valid()) {
    const auto added = by_name_.find(extension_files_url(name_or_url));
    return added == by_name_.end() ? nullptr : added->second;
  }
  const auto found = by_repository_.find(repository(url));
  return found == by_repository_.end() ? nullptr : found->second;
}

bool Catalog::is_mexican(std::string_view text) const {
  const ExtensionUrl url = parse_extension_url(text);
  return url.valid() && by_repository_.count(repository(url)) != 0 &&
         std::find(mexican_owners_.begin(), mexican_owners_.end(), url.owner) !=
             mexican_owners_.end();
}

const Extension& Catalog::add(const std::string& folder) {
  const std::filesystem::path path(folder);
  std::string name =
      path.filename().empty() ? path.parent_path().filename().string() : path.filename().string();
  auto extension = load(name, [&](const std::string& file) { return read_whole(path / file); });
  if (!extension) {
    throw Error(ErrorKind::schema, "extension.folder", {{"path", folder}});
  }
  extension->status = "added";
  extension->url = extension->metadata.text("x-url", folder);
  // As `edca schema add` writes it.
  if (const auto added = read_whole(path / "added.json")) {
    const json::Value origin = json::parse(*added, folder + "/added.json");
    extension->url = origin.text("url", extension->url);
    by_name_[extension_files_url(extension->url)] = extension.get();
  }
  const ExtensionUrl url = parse_extension_url(extension->url);
  if (url.valid()) {
    extension->repositories.push_back(repository(url));
    by_repository_[extension->repositories.back()] = extension.get();
  }
  by_name_[name] = extension.get();
  extensions_.push_back(std::move(extension));
  return *extensions_.back();
}

void Catalog::add_all(const std::string& folder) {
  std::error_code none;
  std::vector<std::string> folders;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    const bool hidden = entry.path().filename().string().starts_with('.');
    if (!hidden && entry.is_directory(none)) folders.push_back(entry.path().string());
  }
  std::sort(folders.begin(), folders.end());
  for (const std::string& path : folders) add(path);
}

const json::Value& Catalog::schema(std::string_view path) const {
  const std::lock_guard lock(parsed_->mutex);
  if (const auto found = parsed_->schemas.find(path); found != parsed_->schemas.end()) {
    return found->second;
  }
  const std::string_view text = embedded_file("schemas/" + std::string(path));
  if (text.empty())
    throw Error(ErrorKind::schema, "schema.unknown", {{"schema", std::string(path)}});
  return parsed_->schemas.emplace(path, json::parse(text, path)).first->second;
}

std::vector<std::string> Catalog::codelists(std::string_view folder) const {
  const std::string prefix = "schemas/" + std::string(folder) + "/codelists/";
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with(prefix)) names.emplace_back(file.path.substr(prefix.size()));
  }
  return names;
}

Codelist Catalog::codelist(std::string_view folder, std::string_view file) const {
  const std::string path = "schemas/" + std::string(folder) + "/codelists/" + std::string(file);
  return {std::string(file), read_codes(embedded_file(path), path)};
}

}  // namespace edca::schema
