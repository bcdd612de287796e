#pragma once

#include <string>

namespace edca::schema {

/// The text of a schema that a user names, without a byte order mark. Throws Error(schema,
/// "schema.file") with argument path when it cannot be read, and as io::read_whole().
std::string read_schema_file(const std::string& path);

}  // namespace edca::schema
