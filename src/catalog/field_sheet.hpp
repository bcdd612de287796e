#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "edca/catalog.hpp"
#include "io/output.hpp"
#include "schema/profile.hpp"

// What Catalog::fields() and Catalog::field_sheet() give.
namespace edca::catalog {

std::vector<FieldEntry> fields_of(const schema::Catalog& catalog, const schema::Profile& profile);

/// The mapping sheet, its headings first.
std::vector<base::Row> field_rows(const std::vector<FieldEntry>& fields, Language language);

/// The same rows as a workbook, which still has to be committed. `title` is what it says of itself.
/// Throws as io::Output.
void write_field_book(const std::vector<base::Row>& rows, std::string_view title,
                      io::Output& output);

}  // namespace edca::catalog
