#include "json/foreign.hpp"

#include <algorithm>

#include "json/scan.hpp"

namespace edca::json {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// Bytes of a space that is none of JSON; 0: there is none.
std::size_t foreign_space(std::string_view rest) {
  if (rest.starts_with('\f') || rest.starts_with('\v')) return 1;
  if (rest.starts_with("\xC2\xA0") || rest.starts_with("\xC2\x85")) return 2;
  if (rest.size() < 3) return 0;
  const auto last = static_cast<unsigned char>(rest[2]);
  // U+2000 to U+200D, U+2028, U+2029, U+202F
  if (rest.starts_with("\xE2\x80"))
    return last <= 0x8D || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0;
  return rest.starts_with("\xE2\x81\xA0") || rest.starts_with("\xE3\x80\x80") ? 3 : 0;
}

}  // namespace

ForeignSign foreign_sign(const char* at, const char* end) noexcept {
  if (at >= end || *at == '"' || *at == '{' || *at == ',') return {};
  const std::string_view rest(at, static_cast<std::size_t>(end - at));
  if (rest[0] == ';') return {Foreign::semicolon, at + 1};
  if (rest.starts_with(utf8_mark)) return {Foreign::mark, at + utf8_mark.size()};
  if (rest[0] == '#' || rest.starts_with("//")) {
    const std::size_t stop = rest.find('\n');
    return {Foreign::comment, stop == std::string_view::npos ? nullptr : at + stop};
  }
  if (rest.starts_with("/*")) {
    const std::size_t stop = rest.find("*/", 2);
    return {Foreign::comment, stop == std::string_view::npos ? nullptr : at + stop + 2};
  }
  if (const std::size_t size = foreign_space(rest); size > 0) return {Foreign::space, at + size};
  return {};
}

const char* skip_foreign(const char* at, const char* end) noexcept {
  for (;;) {
    at = skip_space(at, end);
    const ForeignSign sign = foreign_sign(at, end);
    if (sign.what == Foreign::none || sign.what == Foreign::semicolon) return at;
    if (sign.end == nullptr) return end;
    at = sign.end;
  }
}

std::string_view variant_of(Foreign what) noexcept {
  switch (what) {
    case Foreign::mark:
      return "byte-order-mark";
    case Foreign::comment:
      return "comment";
    case Foreign::space:
      return "foreign-space";
    case Foreign::semicolon:
      return "semicolon";
    case Foreign::none:
      break;
  }
  return "other";
}

}  // namespace edca::json
