#pragma once

#include "json/value.hpp"

namespace edca::schema {

/// Builds the schema of versioned releases from a release schema of OCDS 1.1, extensions applied:
/// every field but `ocid` and the ids of array members becomes a list of the values it had, each
/// with the release that set it. Keeps titles and x- keywords of the fields; definitions are sorted
/// by name and only those that are used are there.
/// Throws Error(schema, "schema.reference") with argument reference: a `$ref` leads nowhere.
/// https://standard.open-contracting.org/1.1/en/schema/records_reference/#versioned-release
json::Value versioned_release_schema(const json::Value& release);

}  // namespace edca::schema
