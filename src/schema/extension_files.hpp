#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace edca::schema {

/// A file in which an extension patches a schema, and the kind of that schema.
struct PatchFile {
  std::string_view kind;
  std::string_view file;
};
constexpr std::array<PatchFile, 4> patch_files = {
    {{"release", "release-schema.json"},
     {"release-package", "release-package-schema.json"},
     {"record-package", "record-package-schema.json"},
     {"versioned-release", "versioned-release-validation-schema.json"}}};

/// Reads one file of an extension by its name ("extension.json", "codelists/x.csv"); nothing when
/// there is no such file. Throws Error(schema, …) when it cannot be read.
using ReadExtensionFile = std::function<std::optional<std::string>(const std::string& name)>;

/// What no file of an extension exceeds.
constexpr std::size_t most_extension_bytes = std::size_t{1} << 20;

/// The files of an extension kept in a folder, or in a ZIP with the folder of a repository inside,
/// as GitHub gives it. Throws Error(schema, "extension.archive") with argument path where the file
/// is no ZIP; reading throws Error(input, "schema.too-large") with arguments path, mib.
ReadExtensionFile extension_files_at(const std::string& path);

/// The same files, each held to the SHA-256 in hex that it had when it was stored. Reading throws
/// Error(schema, "extension.changed") with arguments path, file when a file is another one, is
/// gone, or has come since.
ReadExtensionFile pinned(ReadExtensionFile files, std::map<std::string, std::string> sums,
                         std::string path);

}  // namespace edca::schema
