#pragma once

#include <span>
#include <string_view>

namespace edca {

/// A data file that was compiled into the program.
struct EmbeddedFile {
  std::string_view path;  ///< "schemas/ocds/1.1/release-schema.json", "messages/en.json"
  std::string_view text;
};

/// Every embedded file, sorted by path. Thread-safe, lives for the whole run.
std::span<const EmbeddedFile> embedded_files() noexcept;

/// The text of one embedded file, or an empty view when there is none of that path.
std::string_view embedded_file(std::string_view path) noexcept;

}  // namespace edca
