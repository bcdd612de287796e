#pragma once

#include <string>
#include <vector>

#include "base/csv.hpp"
#include "edca/catalog.hpp"
#include "schema/profile.hpp"

// What Catalog::fields() and Catalog::field_sheet() give.
namespace edca::catalog {

std::vector<FieldEntry> fields_of(const schema::Catalog& catalog, const schema::Profile& profile);

/// The mapping sheet, its headings first.
std::vector<base::Row> field_rows(const std::vector<FieldEntry>& fields, Language language);

}  // namespace edca::catalog
