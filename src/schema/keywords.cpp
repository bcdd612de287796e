#include "schema/keywords.hpp"

#include "base/number.hpp"
#include "edca/error.hpp"

#include <charconv>
#include <string>

namespace edca::schema {
namespace {

std::uint8_t type_bit(std::string_view name) {
  if (name == "null") return type_null;
  if (name == "boolean") return type_boolean;
  if (name == "integer") return type_integer;
  if (name == "number") return type_integer | type_fraction;
  if (name == "string") return type_string;
  if (name == "array") return type_array;
  if (name == "object") return type_object;
  bad_keyword("type");
}

}  // namespace

void bad_keyword(std::string_view keyword) {
  throw Error(ErrorKind::schema, "schema.keyword", {{"keyword", std::string(keyword)}});
}

std::uint8_t type_bits(const json::Value& type) {
  if (type.is_string()) return type_bit(type.as_string());
  if (!type.is_array()) bad_keyword("type");
  unsigned bits = 0;
  for (const json::Value& name : type.as_array()) {
    if (!name.is_string()) bad_keyword("type");
    bits |= type_bit(name.as_string());
  }
  return static_cast<std::uint8_t>(bits);
}

std::uint64_t limit(const json::Value& schema, std::string_view keyword, std::uint64_t otherwise) {
  const json::Value* value = schema.find(keyword);
  if (value == nullptr) return otherwise;
  if (!value->is_number()) bad_keyword(keyword);
  const std::string& text = value->number_text();
  std::uint64_t result = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), result);
  if (parsed.ec != std::errc() || base::compare(text, std::to_string(result)) != 0) {
    bad_keyword(keyword);
  }
  return result;
}

const json::Object& members(const json::Value& schema, std::string_view keyword) {
  static const json::Object none;
  const json::Value* value = schema.find(keyword);
  if (value == nullptr) return none;
  if (!value->is_object()) bad_keyword(keyword);
  return value->as_object();
}

Format format_named(std::string_view name) {
  if (name == "date-time") return Format::date_time;
  if (name == "uri") return Format::uri;
  if (name == "email") return Format::email;
  if (name == "ipv4") return Format::ipv4;
  if (name == "ipv6") return Format::ipv6;
  if (name == "hostname") return Format::hostname;
  return Format::none;
}

}  // namespace edca::schema
