#pragma once

#include <nanobind/nanobind.h>

#include <string>
#include <string_view>

#include "run.hpp"

namespace edca_python {

/// A finding as Python holds it. Its names are looked up when somebody asks for them.
struct PyFinding {
  edca::Finding finding;
  bool english = false;  ///< the language of the call
};

/// Bytes as a text of Python; what is no UTF-8 becomes half surrogates (PEP 383), so that nothing
/// is lost.
nanobind::object text_of(std::string_view bytes);

/// A str of Python as bytes, the way back; other half surrogates as they would be in UTF-8.
std::string utf8_of(nanobind::handle text);

/// What a run made, as the package takes it: a Finding, a str for a piece of text, else a tuple
/// that begins with its kind.
nanobind::object python_of(Output&& output, bool english);

/// The figures of a run as a dictionary.
nanobind::dict python_of(const Done& done);

/// Adds the class Finding to the module.
void add_finding(nanobind::module_& module);

}  // namespace edca_python
