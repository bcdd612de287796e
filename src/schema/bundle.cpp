#include "schema/bundle.hpp"

#include <algorithm>
#include <string_view>

namespace edca::schema {
namespace {

using json::Array;
using json::Object;
using json::Value;

// What the value of a keyword is: a schema, a map of schemas, a list of schemas, or no schema.
constexpr std::string_view schemas[] = {"additionalItems", "additionalProperties", "items", "not"};
constexpr std::string_view maps[] = {"dependencies", "properties"};
constexpr std::string_view lists[] = {"allOf", "anyOf", "items", "oneOf"};
constexpr std::string_view plain[] = {
    "enum",          "exclusiveMaximum", "exclusiveMinimum", "maxItems",  "maxLength",
    "maxProperties", "maximum",          "minItems",         "minLength", "minProperties",
    "minimum",       "multipleOf",       "required",         "type"};

template <class List>
bool among(const List& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

Value Bundler::bundle(const std::set<std::string>& names) {
  names_ = &names;
  numbers_.clear();
  targets_.clear();
  Object definitions;
  Value root = Object{{"$ref", reference(*start_.schema, start_.base)}};
  for (std::size_t number = 0; number < targets_.size(); ++number) {
    const References::Target target = targets_[number];
    definitions.emplace_back(std::to_string(number), copy(*target.schema, target.base));
  }
  root["definitions"] = std::move(definitions);
  return root;
}

std::set<std::string> Bundler::matching(const std::set<std::string>& names) const {
  std::set<std::string> found;
  for (const std::string& name : names) {
    if (std::any_of(patterns_.begin(), patterns_.end(),
                    [&](const auto& pattern) { return pattern.second.matches(name); })) {
      found.insert(name);
    }
  }
  return found;
}

std::string Bundler::reference(const Value& schema, const std::string& base) {
  References::Target target = references_.follow(schema, base);
  const auto [found, added] = numbers_.try_emplace(target.schema, targets_.size());
  if (added) targets_.push_back(std::move(target));
  return "#/definitions/" + std::to_string(found->second);
}

/// A subschema; one that may be referred to by itself, or that has a base of its own, moves out.
Value Bundler::subschema(const Value& schema, const std::string& base) {
  if (!schema.is_object()) return schema;
  const bool apart = schema.find("$ref") != nullptr || schema.find("id") != nullptr;
  return apart ? Value(Object{{"$ref", reference(schema, base)}}) : copy(schema, base);
}

Value Bundler::copy(const Value& schema, const std::string& base) {
  Object members;
  for (const auto& [keyword, value] : schema.as_object()) {
    copy_keyword(members, keyword, value, base);
  }
  Value out = std::move(members);
  const Value* patterns = schema.find("patternProperties");
  if (patterns != nullptr && patterns->is_object()) write_out(out, patterns->as_object(), base);
  return out;
}

void Bundler::copy_keyword(Object& out, const std::string& keyword, const Value& value,
                           const std::string& base) {
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
  } else if (keyword == "pattern" || keyword == "format" || keyword == "uniqueItems") {
    out.emplace_back("x-edca-" + keyword, value);
  } else if (among(plain, keyword)) {
    out.emplace_back(keyword, value);
  }
}

void Bundler::write_out(Value& out, const Object& patterns, const std::string& base) {
  for (const auto& [pattern, schema] : patterns) {
    const Pattern& matcher = patterns_.try_emplace(pattern, pattern).first->second;
    const Value referring = Object{{"$ref", reference(schema, base)}};
    for (const std::string& name : *names_) {
      if (!matcher.matches(name)) continue;
      if (out.find("properties") == nullptr) out["properties"] = Object{};
      Value& property = (*out.find("properties"))[name];
      property =
          property.is_null() ? referring : Value(Object{{"allOf", Array{property, referring}}});
    }
  }
}

}  // namespace edca::schema
