#include "schema/extension_files.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>

#include "base/sha256.hpp"
#include "edca/error.hpp"
#include "io/archive.hpp"

namespace edca::schema {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void too_large(const std::string& path) {
  throw Error(ErrorKind::input, "schema.too-large",
              {{"path", path}, {"mib", std::to_string(most_extension_bytes >> 20)}});
}

std::optional<std::string> read_file(const fs::path& path) {
  std::error_code none;
  if (!fs::is_regular_file(path, none)) return std::nullopt;
  const std::uintmax_t size = fs::file_size(path, none);
  std::ifstream stream(path, std::ios::binary);
  if (none || !stream) return std::nullopt;
  if (size > most_extension_bytes) too_large(path.generic_string());
  std::string text(static_cast<std::size_t>(size), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

/// The files of a ZIP below the folder that holds its uppermost extension.json.
class Archive {
 public:
  explicit Archive(const std::string& path) : path_(path) {
    try {
      list();
    } catch (const io::InputFault&) {
      throw Error(ErrorKind::schema, "extension.archive", {{"path", path_}});
    }
  }

  std::optional<std::string> read(const std::string& name) const {
    const auto found = files_.find(root_ + name);
    if (found == files_.end()) return std::nullopt;
    std::string text;
    try {
      const auto source = io::open(found->second, {});
      char piece[1 << 14];
      while (const std::size_t got = source->read(piece, sizeof piece)) {
        text.append(piece, got);
        if (text.size() > most_extension_bytes) too_large(found->second.name);
      }
    } catch (const io::InputFault&) {
      throw Error(ErrorKind::schema, "extension.archive", {{"path", path_}});
    }
    return text;
  }

 private:
  void list() {
    constexpr std::string_view wanted = "extension.json";
    std::ptrdiff_t fewest = -1;
    for (io::Input& file : io::list_files(path_, path_)) {
      const std::string name = file.name.substr(path_.size() + 1);
      const bool metadata = name == wanted || name.ends_with("/extension.json");
      const std::ptrdiff_t depth = std::count(name.begin(), name.end(), '/');
      if (metadata && (fewest < 0 || depth < fewest)) {
        fewest = depth;
        root_ = name.substr(0, name.size() - wanted.size());
      }
      files_.emplace(name, std::move(file));
    }
  }

  std::string path_;
  std::string root_;
  std::map<std::string, io::Input> files_;
};

}  // namespace

ReadExtensionFile extension_files_at(const std::string& path) {
  std::error_code none;
  if (fs::is_regular_file(path, none)) {
    return [archive = std::make_shared<Archive>(path)](const std::string& name) {
      return archive->read(name);
    };
  }
  return [path](const std::string& name) { return read_file(fs::path(path) / name); };
}

ReadExtensionFile pinned(ReadExtensionFile files, std::map<std::string, std::string> sums,
                         std::string path) {
  return [files = std::move(files), sums = std::move(sums),
          path = std::move(path)](const std::string& name) {
    std::optional<std::string> text = files(name);
    const auto sum = sums.find(name);
    const std::string now = text ? base::sha256(*text) : std::string();
    if (now != (sum == sums.end() ? std::string() : sum->second)) {
      throw Error(ErrorKind::schema, "extension.changed", {{"path", path}, {"file", name}});
    }
    return text;
  };
}

}  // namespace edca::schema
