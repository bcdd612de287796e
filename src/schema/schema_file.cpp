#include "schema/schema_file.hpp"

#include "edca/error.hpp"
#include "io/file.hpp"

namespace edca::schema {

std::string read_schema_file(const std::string& path) {
  std::error_code error;
  std::string text = io::read_whole(path, error);
  if (error) throw Error(ErrorKind::schema, "schema.file", {{"path", path}});
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

}  // namespace edca::schema
