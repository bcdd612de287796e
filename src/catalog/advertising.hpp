#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "edca/catalog.hpp"

// The tables of Publicidad Abierta as users see them: Table Schemas of Frictionless
// (https://specs.frictionlessdata.io/table-schema/).

namespace edca::catalog {

bool is_advertising(std::string_view profile);

ProfileEntry advertising_entry();
/// The schema of a table; of no name all of them as a descriptor of the exports, a Data Package.
/// Throws Error(usage, "schema.kind").
std::string advertising_schema(const std::string& table);
/// A list with or without ".csv". Throws Error(usage, "codelist.unknown").
std::string_view advertising_codelist(const std::string& list);

std::vector<CodeEntry> advertising_codes(const std::string& list);

}  // namespace edca::catalog
