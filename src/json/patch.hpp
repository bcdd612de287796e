#pragma once

#include "json/value.hpp"

namespace edca::json {

/// RFC 7396 JSON Merge Patch. New members are appended in the order of the patch.
void merge_patch(Value& target, const Value& patch);

/// Removes every null member of every object, at any depth (the elements of arrays too).
void strip_nulls(Value& value);

}  // namespace edca::json
