#pragma once

#include <compare>
#include <optional>
#include <string>

#include "json/tree.hpp"

namespace edca::merge {

// How the reference implementation of merging sees JSON values: as Python does, where 1, 1.0 and
// true are equal, numbers with a fraction or exponent are doubles and integers have no bounds.

/// `a == b` in Python: of objects the order of members does not count.
bool python_equal(const json::Node& a, const json::Node& b);

/// The order of two values in Python; nothing where comparing them is a TypeError there: values of
/// different types, nulls, objects.
std::optional<std::strong_ordering> python_order(const json::Node& a, const json::Node& b);

/// Appends `str(value)`.
void append_python_text(const json::Node& value, std::string& out);

/// A text that two hashable values share iff Python takes them for the same key of a dict.
/// Precondition: neither array nor object.
std::string python_identity(const json::Node& value);

}  // namespace edca::merge
