#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "base/sha256.hpp"
#include "edca/catalog.hpp"
#include "edca/error.hpp"
#include "edca/transport.hpp"
#include "io/output.hpp"
#include "os/file.hpp"
#include "os/folder.hpp"
#include "os/thread.hpp"
#include "schema/catalog.hpp"
#include "schema/extension_url.hpp"
#include "schema/pattern.hpp"
#include "schema/profile.hpp"
#include "schema/standards.hpp"

namespace edca {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_archive_bytes = std::size_t{16} << 20;
constexpr std::size_t most_codelists = 200;

/// The files of an extension by name: "extension.json", "codelists/x.csv".
using Files = std::map<std::string, std::string>;

bool is_address(std::string_view word) {
  return word.starts_with("https://") || word.starts_with("http://");
}

/// Whether an address is that of a ZIP, other than one whose files can be had one by one.
bool is_archive(std::string_view address) {
  std::string path(address.substr(0, address.find_first_of("?#")));
  std::transform(path.begin(), path.end(), path.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return path.ends_with(".zip") && !schema::parse_extension_url(address).valid();
}

/// Only what may stand in any file name.
std::string file_name(std::string name) {
  const auto is_usual = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  std::replace_if(
      name.begin(), name.end(), [&](char c) { return !is_usual(c); }, '_');
  return name.empty() ? "extension" : name;
}

/// "ocds_taxes_extension" is the repository of "taxes", ocds_taxes_extension-master.zip its
/// archive.
std::string name_of(std::string_view word) {
  const schema::ExtensionUrl url = schema::parse_extension_url(word);
  if (is_address(word)) word = word.substr(0, word.find_first_of("?#"));
  constexpr std::string_view metadata = "extension.json";
  if (word.ends_with(metadata)) word.remove_suffix(metadata.size());
  while (word.ends_with('/')) word.remove_suffix(1);
  std::string name = url.valid() ? url.repository : std::string(word.substr(word.rfind('/') + 1));
  if (name.ends_with(".zip") || name.ends_with(".ZIP")) name.resize(name.size() - 4);
  if (name.starts_with("ocds_")) name.erase(0, 5);
  if (const std::size_t end = name.rfind("_extension"); end != std::string::npos && end != 0) {
    const std::string_view rest = std::string_view(name).substr(end + 10);
    if (rest.empty() || rest.starts_with('-')) name.resize(end);
  }
  return file_name(std::move(name));
}

[[noreturn]] void too_large(const std::string& path, std::size_t most) {
  throw Error(ErrorKind::input, "schema.too-large",
              {{"path", path}, {"mib", std::to_string(most >> 20)}});
}

/// What stands at an address; nothing when that is nothing. Throws Error.
std::optional<std::string> fetch(publish::Transport& transport, const std::string& url,
                                 std::size_t most) {
  std::string text;
  publish::Request request;
  request.url = url;
  request.follow = true;
  request.most_bytes = most;
  request.restart = [&] { text.clear(); };
  request.sink = [&](std::string_view bytes) { text.append(bytes); };
  const publish::Response response = transport.perform(request);
  if (response.too_long) too_large(url, most);
  if (response.not_public && response.reached == publish::Reached::nothing) {
    throw Error(ErrorKind::network, "schema.private-address", {{"url", url}});
  }
  if (response.status == 404 || response.status == 410) return std::nullopt;
  if (!response.ok() || !response.reason.empty()) {
    const std::string reason =
        response.reason.empty() ? "HTTP " + std::to_string(response.status) : response.reason;
    throw Error(ErrorKind::network, "schema.fetch", {{"url", url}, {"reason", reason}});
  }
  return text;
}

/// A file that is gone when this is.
class PassingFile {
 public:
  PassingFile(std::string path, std::string_view text) : path_(std::move(path)) {
    std::error_code none;
    fs::create_directories(fs::path(path_).parent_path(), none);
    io::Output output(path_, true);
    output.write(text);
    output.commit();
  }
  ~PassingFile() {
    std::error_code none;
    fs::remove(path_, none);
  }
  PassingFile(const PassingFile&) = delete;
  PassingFile& operator=(const PassingFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Where the files of an extension are read, one by one.
struct Source {
  std::string place;  ///< for people
  schema::ReadExtensionFile read;
};

Download over_http(bool allow_private) {
  publish::HttpOptions options;
  options.allow_http = true;
  options.public_only = !allow_private;
  return [transport = std::shared_ptr<publish::Transport>(publish::make_http_transport(options))](
             const std::string& url, std::size_t most) { return fetch(*transport, url, most); };
}

/// Of anything but an address of a ZIP.
Source open_source(const std::string& word, const Download& download) {
  if (!is_address(word)) {
    const bool metadata = fs::path(word).filename() == "extension.json";
    const std::string place = metadata ? (fs::path(word).parent_path() / "").generic_string() : word;
    return {place, schema::extension_files_at(place)};
  }
  const std::string place = schema::extension_files_url(word);
  return {place, [place, &download](const std::string& file) {
            return download(place + file, schema::most_extension_bytes);
          }};
}

/// A codelist's name stands in a file that anyone may have written.
bool is_file_name(std::string_view name) {
  return name.ends_with(".csv") && name.size() < 128 && name.find_first_of("/\\") == name.npos &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 0 && c < ' '; });
}

void read_codelists(const Source& source, const json::Value& lists, Files& files) {
  for (const json::Value& list : lists.as_array()) {
    if (!list.is_string() || !is_file_name(list.as_string()) || files.size() > most_codelists) {
      throw Error(ErrorKind::input, "schema.codelist-name", {{"path", source.place}});
    }
    const std::string path = "codelists/" + list.as_string();
    std::optional<std::string> text = source.read(path);
    if (!text) {
      throw Error(ErrorKind::input, "schema.codelist-missing",
                  {{"path", source.place}, {"file", path}});
    }
    files[path] = *std::move(text);
  }
}

Files read_all(const Source& source) {
  Files files;
  std::optional<std::string> text = source.read("extension.json");
  if (!text) throw Error(ErrorKind::input, "extension.folder", {{"path", source.place}});
  std::string_view json = *text;
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  const json::Value metadata =
      json::parse(json, (fs::path(source.place) / "extension.json").generic_string());
  files["extension.json"] = *std::move(text);
  for (const schema::PatchFile& each : schema::patch_files) {
    const std::string file(each.file);
    if (auto patch = source.read(file)) files[file] = *std::move(patch);
  }
  const json::Value* lists = metadata.find("codelists");
  if (lists != nullptr && lists->is_array()) read_codelists(source, *lists, files);
  return files;
}

/// From the bytes of a ZIP with the address `word`, by way of a file in the folder.
Files read_archive(const std::string& word, const std::string& folder, std::string_view zip) {
  const PassingFile file(folder + "/." + name_of(word) + ".zip", zip);
  try {
    return read_all({word, schema::extension_files_at(file.path())});
  } catch (const Error& error) {
    if (error.key() != "extension.archive") throw;
    throw Error(ErrorKind::input, "extension.archive", {{"path", word}});
  }
}

/// The first regular expression that could not be used to judge data; nothing where all can be.
std::optional<std::string> unusable_pattern(const json::Value& schema) {
  std::vector<const json::Value*> left = {&schema};
  while (!left.empty()) {
    const json::Value& each = *left.back();
    left.pop_back();
    if (each.is_array())
      for (const json::Value& element : each.as_array()) left.push_back(&element);
    if (!each.is_object()) continue;
    for (const auto& [key, value] : each.as_object()) {
      left.push_back(&value);
      if (key == "pattern" && value.is_string() && !schema::Pattern(value.as_string()).usable())
        return value.as_string();
      if (key != "patternProperties" || !value.is_object()) continue;
      for (const auto& [pattern, member] : value.as_object())
        if (!schema::Pattern(pattern).usable()) return pattern;
    }
  }
  return std::nullopt;
}

/// Throws where data could not be judged with the extension: each run that names it would end so.
/// That it refers to what another one brings is no mistake.
void try_out(const std::string& folder, const std::string& name) {
  schema::Catalog catalog;
  const schema::Extension& extension = catalog.add(folder);
  for (const auto& [kind, patch] : extension.content().patches) {
    const std::optional<std::string> pattern = unusable_pattern(patch);
    if (!pattern) continue;
    const bool is_long = pattern->size() > 100;
    throw Error(ErrorKind::schema, "extension.pattern",
                {{"name", name}, {"pattern", pattern->substr(0, 100) + (is_long ? "…" : "")}});
  }
  schema::ProfileKey key = schema::profile_named(catalog, schema::newest_of("ocds").profile);
  key.extensions = {&extension};
  try {
    const schema::Profile profile(catalog, key);
  } catch (const Error& error) {
    if (error.key() != "schema.reference") throw;
  }
}

void write_all(const fs::path& folder, const Files& files) {
  for (const auto& [name, text] : files) {
    const fs::path path = folder / name;
    fs::create_directories(path.parent_path());
    io::Output output(path.generic_string(), true);
    output.write(text);
    output.commit();
  }
}

/// The folder of added extensions, which one process at a time writes to. What it has begun there
/// has a hidden name; where it was killed, the next one clears that away.
class Store {
 public:
  explicit Store(fs::path folder) : folder_(std::move(folder)) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (!error) lock_ = os::open(folder_.generic_string(), os::Open::read, error);
    if (error) refuse(folder_, error);
    for (unsigned tries = 0; !lock_.lock(); ++tries) {
      if (tries == most_tries)
        throw Error(ErrorKind::input, "schema.busy", {{"path", folder_.generic_string()}});
      os::sleep(0.1);
    }
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
      std::error_code none;
      if (entry.path().filename().generic_string().starts_with('.')) fs::remove_all(entry.path(), none);
    }
  }

  /// What is known of where an extension came from; null where there is none of the name.
  json::Value origin(const std::string& name) const {
    if (!fs::exists(folder_ / name)) return {};
    try {
      const auto text = schema::extension_files_at((folder_ / name).generic_string())("added.json");
      if (text) return json::parse(*text, "added.json");
    } catch (const Error&) {
      // Somebody else has put it there, or changed it.
    }
    return json::Object{};
  }

  /// Puts the files in the place of what is known by the name, in one moment.
  void put(const std::string& name, const Files& files) const {
    const fs::path next = folder_ / ("." + name + ".new");
    try {
      write_all(next, files);
      // What cannot be read is refused before it takes the place of what can.
      try_out(next.generic_string(), name);
    } catch (const fs::filesystem_error& error) {
      refuse(error.path1(), error.code());
    } catch (const Error&) {
      std::error_code ignored;
      fs::remove_all(next, ignored);
      throw;
    }
    std::error_code error;
    os::sync_folder(next.generic_string());
    exchange(next, folder_ / name, error);
    if (error) refuse(folder_ / name, error);
    os::sync_folder(folder_.generic_string());
    fs::remove_all(next, error);
  }

 private:
  static constexpr unsigned most_tries = 600;

  [[noreturn]] static void refuse(const fs::path& path, const std::error_code& error) {
    throw Error(ErrorKind::input, "output.write",
                {{"path", path.generic_string()}, {"reason", error.message()}});
  }

  /// Where the system cannot exchange names, the old one is away for a moment.
  void exchange(const fs::path& next, const fs::path& place, std::error_code& error) const {
    if (!fs::exists(place)) return fs::rename(next, place, error);
    os::exchange(next.generic_string(), place.generic_string(), error);
    if (!error) return;
    const fs::path old = folder_ / ".old";
    fs::rename(place, old, error);
    if (!error) fs::rename(next, place, error);
    std::error_code none;
    if (error) fs::rename(old, place, none);
    fs::remove_all(old, none);
  }

  fs::path folder_;
  os::File lock_;
};

std::string sum_of(std::string_view text) {
  base::Sha256 sum;
  sum.add(text);
  return sum.hex();
}

/// The bundled extension that is meant; nullptr where there is none. `name` becomes that under
/// which another one is stored.
const schema::Extension* bundled_one(const schema::Catalog& bundled, const std::string& source,
                                     std::string& name) {
  if (const schema::Extension* known = bundled.extension(source)) return known;
  const schema::Extension* same_name = bundled.extension(name);
  const schema::ExtensionUrl url = schema::parse_extension_url(source);
  if (same_name == nullptr || !url.valid()) return same_name;
  name = file_name(url.owner + "_" + name);  // somebody else's of that name
  return nullptr;
}

/// Where an extension comes from, and the sums of its files, as they are kept with it.
json::Value origin_of(const std::string& source, const Files& files) {
  json::Value origin{json::Object{}};
  if (is_address(source)) {
    origin["url"] = source;
  } else {
    origin["path"] = fs::absolute(source).lexically_normal().generic_string();
  }
  json::Value& sums = origin["sha256"] = json::Object{};
  for (const auto& [file, text] : files) sums[file] = sum_of(text);
  return origin;
}

bool same_place(const json::Value& one, const json::Value& other) {
  const std::string_view url = one.text("url");
  if (url.empty() != other.text("url").empty()) return false;
  if (url.empty()) return one.text("path") == other.text("path");
  return schema::place_of_extension(url) == schema::place_of_extension(other.text("url"));
}

bool same_files(const json::Value& one, const json::Value& other) {
  const json::Value* sums = one.find("sha256");
  return sums != nullptr && *sums == *other.find("sha256");
}

}  // namespace

AddedExtension add_extension(const std::string& source, const std::string& extension_folder,
                             const AddOptions& options) {
  if (extension_folder.empty()) throw Error(ErrorKind::usage, "schema.no-data-folder");
  const schema::Catalog bundled;
  AddedExtension added;
  added.name = name_of(source);
  if (const schema::Extension* known = bundled_one(bundled, source, added.name)) {
    added.name = known->name;
    added.bundled = true;
    return added;
  }
  Download download = options.download;
  if (!download && is_address(source)) download = over_http(options.allow_private);
  // Nobody waits for somebody else's network.
  const bool zipped = is_address(source) && is_archive(source);
  std::optional<std::string> zip;
  Files files;
  if (zipped) {
    zip = download(source, most_archive_bytes);
    if (!zip) throw Error(ErrorKind::input, "extension.archive", {{"path", source}});
  } else {
    files = read_all(open_source(source, download));
  }
  const Store store(extension_folder);
  if (zip) files = read_archive(source, extension_folder, *zip);
  const json::Value origin = origin_of(source, files);
  for (const auto& [file, sum] : origin.find("sha256")->as_object()) {
    added.files.emplace_back(file, sum.as_string());
  }
  added.folder = extension_folder + "/" + added.name;
  const json::Value before = store.origin(added.name);
  const bool from_there = !before.is_null() && same_place(before, origin);
  // The same files from a folder: the address that they are known by stays.
  const bool nothing_new = !before.is_null() && same_files(before, origin) && !is_address(source);
  if (nothing_new && !from_there) return added;
  if (!before.is_null() && !from_there && !options.overwrite) {
    std::string place(before.text("url"));
    if (place.empty()) place = before.text("path", added.folder);
    throw Error(ErrorKind::usage, "schema.same-name", {{"name", added.name}, {"place", place}});
  }
  files["added.json"] = json::write(origin, 2) + "\n";
  store.put(added.name, files);
  return added;
}

}  // namespace edca
