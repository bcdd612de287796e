#pragma once

#include <memory>
#include <string>

#include "tables/table_target.hpp"

namespace edca::tables {

/// Tables as sheets of a workbook: names of columns in the first row, titles for people in the
/// second, where they are asked for; a table longer than a sheet goes on in "name (2)". Two sheets
/// tell what the others are: `_tablas` (tabla, ruta, lista, encabezados: a row for each sheet) and
/// `_columnas`, as in a database. A row of the rest whose `fila` begins with `+` goes on the row
/// above: its cells are to be appended to those. Tables that are not `described` stand alone.
/// Throws as io::Output; write() Error(input): "tables.columns", "tables.rows".
std::unique_ptr<TableTarget> xlsx_target(const std::string& path, bool overwrite,
                                         TableTitles titles, bool described = true);

}  // namespace edca::tables
