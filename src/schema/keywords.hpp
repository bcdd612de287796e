#pragma once

#include <cstdint>
#include <string_view>

#include "json/value.hpp"
#include "schema/plan.hpp"

namespace edca::schema {

// Reading the keywords of a draft-04 schema. Each throws Error(schema, "schema.keyword") with
// argument keyword for a value of the wrong shape.

[[noreturn]] void bad_keyword(std::string_view keyword);

/// The value of `type`, a name or a list of names, as TypeBits.
std::uint8_t type_bits(const json::Value& type);

/// A limit such as minLength, an integer written 5 or 5.0; `otherwise` where the schema has none.
std::uint64_t limit(const json::Value& schema, std::string_view keyword, std::uint64_t otherwise);

/// The members of a keyword that is an object; none where the schema lacks it.
const json::Object& members(const json::Value& schema, std::string_view keyword);

/// The format of that name, `none` when it is not one that is asserted.
Format format_named(std::string_view name);

}  // namespace edca::schema
