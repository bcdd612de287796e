#pragma once

#include <cstdint>
#include <string>

#include "json/value.hpp"

namespace edca::pnt {

/// A text, or a number as it is written; "" of anything else, and of nullptr.
std::string text_of(const json::Value* value);

/// Elements of a list; nullptr for none.
const json::Array* list_of(const json::Value* value);

/// Bytes whose order is that of the numbers.
std::string number_key(std::uint64_t number);

}  // namespace edca::pnt
