#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "legacy/layout.hpp"

namespace edca::legacy {

/// Lists of values: what cells say, compared as compared() gives it, and what that stands for.
using ValueList = std::map<std::string, std::vector<std::string>, std::less<>>;
using ValueLists = std::map<std::string, ValueList, std::less<>>;

/// Reads lists of values in TOML, by their names. Throws as read_layout().
ValueLists read_values(std::string_view text, const std::string& path);

/// What a kind is called in maps: "text", "amount".
std::string_view name_of(Kind kind);

}  // namespace edca::legacy
