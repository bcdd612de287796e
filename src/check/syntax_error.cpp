#include "check/syntax_error.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "json/foreign.hpp"
#include "json/tolerant.hpp"

namespace edca::check {
namespace {

using base::is_digit;

/// Of ASCII, or part of any other character.
bool is_letter(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return (lower >= 'a' && lower <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// What stands behind a quote that does not close its string.
bool is_inside_text(char c) {
  return c != '"' && c != '{' && c != '[' && c != ']' && c != '}' && c != ':' && c != '-' &&
         !is_digit(c);
}

/// Quotes that word processors make of those on the keyboard: “ ” ‘ ’ « ».
bool is_curly_quote(std::string_view rest) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98",
                                              "\xE2\x80\x99", "\xC2\xAB", "\xC2\xBB"},
      [&](std::string_view quote) { return rest.starts_with(quote); });
}

std::string syntax_variant(rapidjson::ParseErrorCode code, std::string_view text,
                           std::size_t offset) {
  const char at = offset < text.size() ? text[offset] : '\0';
  const char last = offset > 0 && offset <= text.size() ? text[offset - 1] : '\0';
  char before = '\0';
  for (std::size_t back = std::min(offset, text.size()); back > 0; --back) {
    before = text[back - 1];
    if (before != ' ' && before != '\n' && before != '\r' && before != '\t') break;
  }
  if (at == '\'') return "single-quote";
  const std::string_view rest = text.substr(std::min(offset, text.size()));
  if (is_curly_quote(rest)) return "curly-quote";
  const json::ForeignSign sign = json::foreign_sign(rest.data(), rest.data() + rest.size());
  if (sign.what != json::Foreign::none) return std::string(json::variant_of(sign.what));
  if (at == '\0' && offset < text.size()) return "control-character";
  if (offset >= text.size()) return "unexpected-end";
  switch (code) {
    case rapidjson::kParseErrorObjectMissName:
      if (before == ',' && is_digit(at)) return "bad-number";  // 1,500
      if (is_letter(at) || at == '_') return "unquoted-name";
      return before == ',' && at == '}' ? "trailing-comma" : "other";
    case rapidjson::kParseErrorValueInvalid:
      if (at == '+' || at == '.') return "bad-number";
      return before == ',' && (at == ']' || at == '}') ? "trailing-comma" : "bad-value";
    case rapidjson::kParseErrorObjectMissColon:
      return is_letter(at) ? "stray-quote" : "missing-colon";  // "name: "value"
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      if (is_digit(last) && (is_digit(at) || is_letter(at) || at == '.'))
        return "bad-number";  // 007
      return before == '"' && is_inside_text(at) ? "stray-quote" : "missing-comma";
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
    case rapidjson::kParseErrorStringEscapeInvalid:
      // Old versions of RapidJSON call a line break inside a string so too.
      return static_cast<unsigned char>(at) < 0x20 ? "control-character" : "bad-escape";
    case rapidjson::kParseErrorStringMissQuotationMark:
      return "bad-string";
    case rapidjson::kParseErrorStringInvalidEncoding:
      return "control-character";
    case rapidjson::kParseErrorNumberMissFraction:
    case rapidjson::kParseErrorNumberMissExponent:
      return "bad-number";
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return "trailing";
    default:
      return "other";
  }
}

}  // namespace

SyntaxError explain_syntax(rapidjson::ParseErrorCode code, std::string_view text,
                           std::size_t offset) {
  const json::Tolerant value = json::tolerant_value(text);
  if (value.missing_quote)
    return {"missing-quote", static_cast<std::size_t>(value.mistake - text.data())};
  return {syntax_variant(code, text, offset), offset};
}

}  // namespace edca::check
