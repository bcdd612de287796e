#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace edca::json {

/// Finds members of an object's text (which starts with `{`): sets `values[i]` to the value of
/// `keys[i]` as it is written, the last one of several, and leaves it when there is none. Broken
/// texts give what can be seen of them.
void find_members(std::string_view object, std::initializer_list<std::string_view> keys,
                  std::span<std::string_view> values);

/// The value of one member as it is written; empty when there is none.
std::string_view member_of(std::string_view object, std::string_view key);

/// The text of a string as it is written in JSON; nothing for other values and broken strings.
std::optional<std::string> decoded(std::string_view value);

}  // namespace edca::json
