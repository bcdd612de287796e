#pragma once

#include "json/value.hpp"
#include "schema/references.hpp"

namespace edca::schema {

/// The schema and all it refers to as one draft-04 schema with nothing but what validates:
/// `{"$ref": "#/definitions/0", "definitions": {"0": …}}`, in which every `$ref` leads to a
/// definition and no `id` stands. Throws as References::follow().
json::Value bundled(const References& references, const References::Target& schema);

}  // namespace edca::schema
