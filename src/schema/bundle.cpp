#include "schema/bundle.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>

namespace edca::schema {
namespace {

using json::Array;
using json::Object;
using json::Value;

// What the value of a keyword is: a schema, a map of schemas, a list of schemas, or no schema.
constexpr std::string_view schemas[] = {"additionalItems", "additionalProperties", "items", "not"};
constexpr std::string_view maps[] = {"dependencies", "patternProperties", "properties"};
constexpr std::string_view lists[] = {"allOf", "anyOf", "items", "oneOf"};
constexpr std::string_view plain[] = {
    "enum",          "exclusiveMaximum", "exclusiveMinimum", "format",   "maxItems",
    "maxLength",     "maxProperties",    "maximum",          "minItems", "minLength",
    "minProperties", "minimum",          "multipleOf",       "pattern",  "required",
    "type",          "uniqueItems"};

template <class List>
bool among(const List& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

class Bundler {
 public:
  explicit Bundler(const References& references) : references_(references) {}

  Value bundle(const References::Target& start) {
    Object definitions;
    Value root = Object{{"$ref", reference(*start.schema, start.base)}};
    for (std::size_t number = 0; number < targets_.size(); ++number) {
      const References::Target target = targets_[number];
      definitions.emplace_back(std::to_string(number), copy(*target.schema, target.base));
    }
    root["definitions"] = std::move(definitions);
    return root;
  }

 private:
  std::string reference(const Value& schema, const std::string& base) {
    References::Target target = references_.follow(schema, base);
    const auto [found, added] = numbers_.try_emplace(target.schema, targets_.size());
    if (added) targets_.push_back(std::move(target));
    return "#/definitions/" + std::to_string(found->second);
  }

  /// A subschema; one that may be referred to by itself, or that has a base of its own, moves out.
  Value subschema(const Value& schema, const std::string& base) {
    if (!schema.is_object()) return schema;
    const bool apart = schema.find("$ref") != nullptr || schema.find("id") != nullptr;
    return apart ? Value(Object{{"$ref", reference(schema, base)}}) : copy(schema, base);
  }

  Value copy(const Value& schema, const std::string& base) {
    Object out;
    for (const auto& [keyword, value] : schema.as_object()) {
      if (value.is_array() && among(lists, keyword)) {
        Array list;
        for (const Value& each : value.as_array()) list.push_back(subschema(each, base));
        out.emplace_back(keyword, std::move(list));
      } else if (value.is_object() && among(maps, keyword)) {
        Object map;
        for (const auto& [name, each] : value.as_object()) {
          map.emplace_back(name, subschema(each, base));
        }
        out.emplace_back(keyword, std::move(map));
      } else if (among(schemas, keyword)) {
        out.emplace_back(keyword, subschema(value, base));
      } else if (among(plain, keyword)) {
        out.emplace_back(keyword, value);
      }
    }
    return out;
  }

  const References& references_;
  std::unordered_map<const Value*, std::size_t> numbers_;
  std::deque<References::Target> targets_;
};

}  // namespace

Value bundled(const References& references, const References::Target& schema) {
  return Bundler(references).bundle(schema);
}

}  // namespace edca::schema
