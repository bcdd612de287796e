#pragma once

#include <nanobind/nanobind.h>

#include <string>

namespace edca_python {

/// A dictionary, list or other value as JSON text on one line (RFC 8259): numbers exactly, a
/// Decimal with the digits that it has, a float with those that repr() gives. Nothing recurses on
/// the depth of the value. Throws Error(input): "python.value", "python.key", "python.number",
/// "python.levels", each with argument pointer (RFC 6901).
std::string json_text(nanobind::handle value);

}  // namespace edca_python
