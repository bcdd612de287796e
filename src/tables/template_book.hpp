#pragma once

#include "io/output.hpp"
#include "tables/template_model.hpp"
#include "tables/template_rows.hpp"

namespace edca::tables {

/// Writes the workbook, with rows or without; template_marks.hpp says how it looks. The output
/// still has to be committed. Throws as sheets::WorkbookWriter; Error(input, "template.rows") where
/// a sheet cannot hold its rows.
void write_template(const TemplateModel& model, const TemplateRows* rows, io::Output& output);

}  // namespace edca::tables
