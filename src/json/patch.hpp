#pragma once

#include <string_view>

#include "json/value.hpp"

namespace edca::json {

/// RFC 7396 JSON Merge Patch. New members are appended in the order of the patch.
void merge_patch(Value& target, const Value& patch);

/// Removes every null member of every object, at any depth (the elements of arrays too), but those
/// called `kept`.
void strip_nulls(Value& value, std::string_view kept = {});

}  // namespace edca::json
