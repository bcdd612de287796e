#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "json/value.hpp"

namespace edca::schema {

/// Leads from a `$ref` to the schema it names, among the documents that were added. Points into
/// the schemas. https://json-schema.org/draft-04/draft-zyp-json-schema-04#rfc.section.7
class References {
 public:
  /// A schema and the URL that references in it are relative to.
  struct Target {
    const json::Value* schema;
    std::string base;
  };

  /// Makes a schema known under a URL, and its subschemas under their own `id`s.
  void add(const std::string& url, const json::Value& schema);

  /// Lets everything pass where a `$ref` leads nowhere: an extension made for another version of a
  /// standard must not stand in the way of what can be checked.
  void allow_missing() { allow_missing_ = true; }

  /// What a URL relative to another stands for. Throws Error(schema, "schema.reference") with
  /// arguments reference and missing (the URL of the document, empty when that is known) when it
  /// leads nowhere.
  Target resolve(const std::string& base, std::string_view reference) const;

  /// The schema itself, or the one that its `$ref` leads to in the end; its own `id` counts for the
  /// base. Throws as resolve(), also for a chain without end, and Error(schema, "schema.keyword")
  /// when what it leads to is no schema.
  Target follow(const json::Value& schema, const std::string& base) const;

 private:
  void add_ids(const std::string& document, const std::string& base, const json::Value& schema);

  bool allow_missing_ = false;
  std::map<std::string, const json::Value*, std::less<>> documents_;
  std::unordered_map<const json::Value*, std::string> bases_;  // around schemas within an `id`
};

}  // namespace edca::schema
