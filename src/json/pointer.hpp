#pragma once

#include <string>
#include <string_view>

#include "json/value.hpp"

namespace edca::json {

/// Appends `/token` with `~` and `/` escaped (RFC 6901).
void append_token(std::string& pointer, std::string_view token);

/// Appends `/index`.
void append_index(std::string& pointer, std::size_t index);

/// The value a JSON Pointer names below `root`, or nullptr. "" is the root itself.
const Value* resolve(const Value& root, std::string_view pointer);

}  // namespace edca::json
