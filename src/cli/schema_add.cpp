#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

#include "base/sha256.hpp"
#include "cli/commands.hpp"
#include "edca/error.hpp"
#include "io/output.hpp"
#include "publish/transport.hpp"
#include "schema/catalog.hpp"
#include "schema/extension_url.hpp"
#include "schema/schema_file.hpp"

namespace edca::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = std::size_t{1} << 20;
constexpr std::size_t most_codelists = 200;

/// The files of an extension by name: "extension.json", "codelists/x.csv".
using Files = std::map<std::string, std::string>;

bool is_address(std::string_view word) {
  return word.starts_with("https://") || word.starts_with("http://");
}

/// "ocds_taxes_extension" is the repository of "taxes". Only what may stand in any file name.
std::string name_of(std::string_view word) {
  while (word.ends_with('/')) word.remove_suffix(1);
  const schema::ExtensionUrl url = schema::parse_extension_url(word);
  std::string name = url.valid() ? url.repository : std::string(word.substr(word.rfind('/') + 1));
  if (name.starts_with("ocds_")) name.erase(0, 5);
  if (name.ends_with("_extension")) name.resize(name.size() - 10);
  const auto is_usual = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  std::replace_if(
      name.begin(), name.end(), [&](char c) { return !is_usual(c); }, '_');
  return name.empty() ? "extension" : name;
}

/// Where the files of an extension are read, one by one.
class Source {
 public:
  explicit Source(const std::string& word) : place_(word) {
    if (!is_address(word)) return;
    place_ = schema::extension_files_url(word);
    publish::HttpOptions options;
    options.allow_http = true;
    transport_ = publish::make_http_transport(options);
  }

  const std::string& place() const { return place_; }
  /// False where there is no such file. Throws Error.
  bool read(const std::string& file, std::string& text) const {
    return transport_ ? fetch(file, text) : open(file, text);
  }

 private:
  bool open(const std::string& file, std::string& text) const {
    const fs::path path = fs::path(place_) / file;
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) return false;
    if (size > most_bytes) too_large(path.generic_string());
    text = schema::read_schema_file(path.string());
    return true;
  }

  bool fetch(const std::string& file, std::string& text) const {
    publish::Request request;
    request.url = place_ + file;
    request.follow = true;
    request.restart = [&] { text.clear(); };
    request.sink = [&](std::string_view bytes) {
      if (text.size() <= most_bytes) text.append(bytes);
    };
    request.progress = [](std::uint64_t bytes) { return bytes <= most_bytes; };
    const publish::Response response = transport_->perform(request);
    if (response.cancelled || text.size() > most_bytes) too_large(request.url);
    if (response.status == 404 || response.status == 410) return false;
    if (!response.ok() || !response.reason.empty()) {
      const std::string reason =
          response.reason.empty() ? "HTTP " + std::to_string(response.status) : response.reason;
      throw Error(ErrorKind::network, "schema.fetch", {{"url", request.url}, {"reason", reason}});
    }
    return true;
  }

  [[noreturn]] static void too_large(const std::string& path) {
    throw Error(ErrorKind::input, "schema.too-large",
                {{"path", path}, {"mib", std::to_string(most_bytes >> 20)}});
  }

  std::string place_;
  std::unique_ptr<publish::Transport> transport_;
};

/// A codelist's name stands in a file that anyone may have written.
bool is_file_name(std::string_view name) {
  return name.ends_with(".csv") && name.size() < 128 && name.find_first_of("/\\") == name.npos &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 0 && c < ' '; });
}

Files read_all(const Source& source) {
  Files files;
  std::string text;
  if (!source.read("extension.json", text)) {
    throw Error(ErrorKind::input, "extension.folder", {{"path", source.place()}});
  }
  const json::Value metadata =
      json::parse(text, (fs::path(source.place()) / "extension.json").generic_string());
  files["extension.json"] = std::move(text);
  if (source.read("release-schema.json", text)) files["release-schema.json"] = std::move(text);
  const json::Value* lists = metadata.find("codelists");
  if (lists == nullptr || !lists->is_array()) return files;
  for (const json::Value& list : lists->as_array()) {
    if (!list.is_string() || !is_file_name(list.as_string()) || files.size() > most_codelists) {
      throw Error(ErrorKind::input, "schema.codelist-name", {{"path", source.place()}});
    }
    const std::string path = "codelists/" + list.as_string();
    if (!source.read(path, text)) {
      throw Error(ErrorKind::input, "schema.codelist-missing",
                  {{"path", source.place()}, {"file", path}});
    }
    files[path] = std::move(text);
  }
  return files;
}

void write_all(const fs::path& folder, const Files& files) {
  for (const auto& [name, text] : files) {
    const fs::path path = folder / name;
    fs::create_directories(path.parent_path());
    io::Output output(path.string(), true);
    output.write(text);
    output.commit();
  }
}

/// Puts the files in the place of what is known by the name; what was there stays until then.
void store(const fs::path& data, const std::string& name, const Files& files) {
  const fs::path next = data / ("." + name + ".new");
  const fs::path old = data / ("." + name + ".old");
  try {
    fs::remove_all(next);
    write_all(next, files);
    // What cannot be read is refused before it takes the place of what can.
    schema::Catalog().add(next.string());
    fs::remove_all(old);
    if (fs::exists(data / name)) fs::rename(data / name, old);
    fs::rename(next, data / name);
    fs::remove_all(old);
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorKind::input, "output.write",
                {{"path", error.path1().generic_string()}, {"reason", error.code().message()}});
  } catch (const Error&) {
    std::error_code ignored;
    fs::remove_all(next, ignored);
    throw;
  }
}

std::string sum_of(std::string_view text) {
  base::Sha256 sum;
  sum.add(text);
  return sum.hex();
}

}  // namespace

int schema_add(const SchemaAddCommand& command, Console& console) {
  const std::string data = extension_folder();
  if (data.empty()) throw Error(ErrorKind::usage, "schema.no-data-folder");
  const schema::Catalog bundled;
  const Source source(command.source);
  std::string name = name_of(source.place());
  const schema::Extension* known = bundled.extension(command.source);
  const schema::ExtensionUrl url = schema::parse_extension_url(command.source);
  if (known == nullptr && bundled.extension(name) != nullptr) {
    if (url.valid()) {
      name = url.owner + "_" + name;  // somebody else's of that name
    } else {
      known = bundled.extension(name);
    }
  }
  if (known != nullptr) {
    console.say(console.text("schema.is-bundled", {{"name", known->name}}));
    return 0;
  }
  Files files = read_all(source);
  json::Value origin{json::Object{}};
  if (is_address(command.source)) origin["url"] = command.source;
  std::string told = console.text("schema.added", {{"name", name}, {"path", data + "/" + name}});
  json::Value& sums = origin["sha256"] = json::Object{};
  for (const auto& [file, text] : files) {
    sums[file] = sum_of(text);
    told += "\n  " + std::string(sums.text(file)) + "  " + file;
  }
  files["added.json"] = json::write(origin, 2) + "\n";
  store(data, name, files);
  console.say(told);
  return 0;
}

}  // namespace edca::cli
