#include "json/members.hpp"

#include "edca/error.hpp"
#include "json/scan.hpp"
#include "json/value.hpp"

namespace edca::json {
namespace {

bool names(std::string_view written, std::string_view key) {
  if (written == key) return true;
  if (written.find('\\') == std::string_view::npos) return false;
  std::string quoted = "\"";
  quoted.append(written).append("\"");
  return decoded(quoted) == key;
}

}  // namespace

void find_members(std::string_view object, std::initializer_list<std::string_view> keys,
                  std::span<std::string_view> values) {
  MemberScan scan(object);
  while (const auto member = scan.next()) {
    std::size_t at = 0;
    for (const std::string_view key : keys) {
      if (names(member->key, key)) values[at] = member->value;
      ++at;
    }
  }
}

std::string_view member_of(std::string_view object, std::string_view key) {
  std::string_view value;
  find_members(object, {key}, {&value, 1});
  return value;
}

std::optional<std::string> decoded(std::string_view value) {
  if (value.size() < 2 || !value.starts_with('"')) return std::nullopt;
  const std::string_view inside = value.substr(1, value.size() - 2);
  if (inside.find('\\') == std::string_view::npos) return std::string(inside);
  try {
    const Value parsed = parse(value, "");
    if (parsed.is_string()) return parsed.as_string();
  } catch (const Error&) {
    // Broken: the parser says so where the release is judged.
  }
  return std::nullopt;
}

}  // namespace edca::json
