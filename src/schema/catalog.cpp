#include "schema/catalog.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>

#include "base/embedded.hpp"
#include "base/suggest.hpp"
#include "edca/error.hpp"
#include "json/patch.hpp"
#include "schema/extension_url.hpp"

namespace edca::schema {
namespace {

/// A file of an extension as JSON; null where there is none.
json::Value parse_file(const ReadExtensionFile& read, const std::string& extension,
                       const std::string& file) {
  const std::optional<std::string> text = read(file);
  if (!text) return {};
  std::string_view json = *text;
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  return json::parse(json, extension + "/" + file);
}

std::optional<std::string> embedded(const std::string& path) {
  const std::string_view text = embedded_file(path);
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

/// "bid" of "open-contracting-extensions/ocds_bid_extension"; empty where that is not its form.
std::string short_name(std::string_view repository) {
  constexpr std::string_view before = "/ocds_";
  constexpr std::string_view after = "_extension";
  const std::size_t at = repository.find(before);
  if (at == std::string_view::npos || !repository.ends_with(after)) return {};
  repository.remove_prefix(at + before.size());
  return std::string(repository.substr(0, repository.size() - after.size()));
}

/// What `edca schema add` wrote beside the files: their sums.
std::map<std::string, std::string> sums_of(const json::Value& origin) {
  std::map<std::string, std::string> sums;
  const json::Value* written = origin.find("sha256");
  if (written == nullptr || !written->is_object()) return sums;
  for (const auto& [file, sum] : written->as_object()) {
    if (sum.is_string()) sums[file] = sum.as_string();
  }
  return sums;
}

std::string name_of_place(const std::filesystem::path& path) {
  const std::filesystem::path last = path.filename().empty() ? path.parent_path() : path;
  std::error_code none;
  const bool file = std::filesystem::is_regular_file(last, none);
  return (file ? last.stem() : last.filename()).generic_string();
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

const ExtensionContent& Extension::content() const {
  const std::lock_guard lock(mutex_);
  if (content_) return *content_;
  auto content = std::make_unique<ExtensionContent>();
  content->metadata = parse_file(read_, name, "extension.json");
  if (content->metadata.is_null()) {
    throw Error(ErrorKind::schema, "extension.folder", {{"path", url}});
  }
  for (const PatchFile& each : patch_files) {
    json::Value patch = parse_file(read_, name, std::string(each.file));
    if (!patch.is_object()) continue;
    // The reference implementation of OCDS never lets a patch delete a field. That a field is in
    // use again changes nothing of what is valid.
    json::strip_nulls(patch, "deprecated");
    content->patches.emplace(each.kind, std::move(patch));
  }
  const json::Value* lists = content->metadata.find("codelists");
  const json::Array none;
  for (const json::Value& list :
       lists == nullptr || !lists->is_array() ? none : lists->as_array()) {
    if (!list.is_string() || list.as_string().find_first_of("/\\") != std::string::npos) continue;
    const std::string path = "codelists/" + list.as_string();
    if (const auto text = read_(path)) {
      content->codelists.push_back({list.as_string(), read_codes(*text, path)});
    }
  }
  content_ = std::move(content);
  return *content_;
}

const json::Value* Extension::patch(std::string_view kind) const {
  const auto& patches = content().patches;
  const auto found = patches.find(kind);
  return found == patches.end() ? nullptr : &found->second;
}

struct Catalog::Parsed {
  std::mutex mutex;
  std::map<std::string, json::Value, std::less<>> schemas;
};

Catalog::Catalog() : parsed_(std::make_unique<Parsed>()) {
  const json::Value& sources = schema("SOURCES.json");
  for (const json::Value& owner : sources.find("mexican_owners")->as_array()) {
    mexican_owners_.push_back(lower(owner.as_string()));
  }
  for (const json::Value& source : sources.find("extensions")->as_array()) add_bundled(source);
  // Names in the registry and of repositories, where they are nobody's name and no two share them.
  std::map<std::string, const Extension*> more;
  std::size_t at = 0;
  for (const json::Value& source : sources.find("extensions")->as_array()) {
    const Extension* extension = extensions_[at++].get();
    const auto offer = [&](const std::string& name) {
      if (!name.empty() && !more.emplace(name, extension).second && more[name] != extension) {
        more[name] = nullptr;
      }
    };
    offer(std::string(source.text("registry")));
    for (const json::Value& alias : source.find("owner_repositories")->as_array()) {
      offer(short_name(alias.as_string()));
    }
  }
  for (const auto& [name, extension] : more) {
    if (extension != nullptr) by_name_.emplace(name, extension);
  }
}

Catalog::~Catalog() = default;

void Catalog::add_bundled(const json::Value& source) {
  const std::string name(source.text("name"));
  auto extension = std::make_unique<Extension>(
      name, [folder = "schemas/extensions/" + name + "/"](const std::string& file) {
        return embedded(folder + file);
      });
  extension->url = source.text("url");
  extension->status = "bundled";
  extension->mexican = source.flag("mexican");
  for (const json::Value& alias : source.find("owner_repositories")->as_array()) {
    extension->repositories.push_back(lower(alias.as_string()));
    by_place_["github.com/" + extension->repositories.back()] = extension.get();
  }
  if (const std::string registry = lower(std::string(source.text("registry"))); !registry.empty()) {
    answer_to(*extension, "https://extensions.open-contracting.org/en/extensions/" + registry);
  }
  keep(std::move(extension));
}

void Catalog::answer_to(const Extension& extension, std::string_view url) {
  by_place_[place_of_extension(url)] = &extension;
}

const Extension& Catalog::keep(std::unique_ptr<Extension> extension) {
  by_name_[extension->name] = extension.get();
  extensions_.push_back(std::move(extension));
  return *extensions_.back();
}

const Extension& Catalog::named(const std::string& word) {
  if (const Extension* known = extension(word)) return *known;
  const bool address = word.find("://") != std::string::npos;
  std::error_code none;
  if (address || (word.find('/') == std::string::npos && !std::filesystem::exists(word, none))) {
    std::vector<std::string_view> names;
    for (const auto& each : extensions_) names.emplace_back(each->name);
    throw Error(ErrorKind::usage, "extension.unknown",
                {{"name", word}, {"suggestion", std::string(base::nearest(word, names))}});
  }
  const Extension& added = add(word);
  added.content();
  return added;
}

const Extension* Catalog::extension(std::string_view name_or_url) const {
  if (const auto found = by_name_.find(name_or_url); found != by_name_.end()) return found->second;
  const auto found = by_place_.find(place_of_extension(name_or_url));
  return found == by_place_.end() ? nullptr : found->second;
}

bool Catalog::is_mexican(std::string_view text) const {
  const ExtensionUrl url = parse_extension_url(text);
  return url.valid() && url.on_github() && by_place_.count(place_of_extension(text)) != 0 &&
         std::find(mexican_owners_.begin(), mexican_owners_.end(), url.owner) !=
             mexican_owners_.end();
}

const Extension& Catalog::add(const std::string& given) {
  std::filesystem::path path(given);
  if (path.filename() == "extension.json") path = path.parent_path() / "";
  const std::string place = path.empty() ? "./" : path.generic_string();
  const ReadExtensionFile files = extension_files_at(place);
  if (!files("extension.json")) {
    throw Error(ErrorKind::schema, "extension.folder", {{"path", place}});
  }
  const std::string name = name_of_place(path);
  // As `edca schema add` writes it.
  const json::Value origin = parse_file(files, name, "added.json");
  std::map<std::string, std::string> sums = sums_of(origin);
  auto extension = std::make_unique<Extension>(
      name, sums.empty() ? files : pinned(files, std::move(sums), place));
  extension->status = "added";
  extension->url = origin.text("url");
  if (extension->url.empty()) {
    extension->url = parse_file(files, name, "extension.json").text("x-url", place);
  }
  answer_to(*extension, extension->url);
  const ExtensionUrl url = parse_extension_url(extension->url);
  if (url.valid() && url.on_github()) {
    extension->repositories.push_back(url.owner + "/" + url.repository);
  }
  return keep(std::move(extension));
}

void Catalog::add_all(const std::string& folder) {
  std::error_code none;
  std::vector<std::string> folders;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    const bool hidden = entry.path().filename().generic_string().starts_with('.');
    if (!hidden && entry.is_directory(none)) folders.push_back(entry.path().generic_string());
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
