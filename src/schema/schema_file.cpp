#include "schema/schema_file.hpp"

#include <fstream>

#include "edca/error.hpp"

namespace edca::schema {

std::string read_schema_file(const std::string& path) {
  constexpr std::size_t most = 64 << 20;
  std::ifstream file(path, std::ios::binary);
  std::string text;
  char piece[1 << 16];
  do {
    file.read(piece, sizeof piece);
    text.append(piece, static_cast<std::size_t>(file.gcount()));
  } while (file && text.size() <= most);
  if (!file.eof() || text.size() > most) {
    throw Error(ErrorKind::schema, "schema.file", {{"path", path}});
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

}  // namespace edca::schema
