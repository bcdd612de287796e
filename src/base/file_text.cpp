#include "base/file_text.hpp"

#include <fstream>

namespace edca::base {

std::optional<std::string> file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text;
  char piece[1 << 16];
  do {
    // Other ways of reading throw where the file is a folder.
    file.read(piece, sizeof piece);
    text.append(piece, static_cast<std::size_t>(file.gcount()));
  } while (file);
  return file.eof() ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace edca::base
