#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "json/value.hpp"
#include "schema/pattern.hpp"
#include "schema/references.hpp"

namespace edca::schema {

/// Puts a schema and all it refers to into one, for an engine that resolves no references between
/// documents and has no regular expressions to be trusted.
class Bundler {
 public:
  /// The references, and what they point into, must outlive the bundler.
  Bundler(const References& references, References::Target start)
      : references_(references), start_(std::move(start)) {}

  // What takes the place of `pattern`, `format` and `uniqueItems`.
  static constexpr std::string_view pattern_keyword = "x-edca-pattern";
  static constexpr std::string_view format_keyword = "x-edca-format";
  static constexpr std::string_view unique_keyword = "x-edca-uniqueItems";

  /// `{"$ref": "#/definitions/0", "definitions": {"0": …}}`, a draft-04 schema with nothing but
  /// what validates, in which every `$ref` leads to a definition and no `id` stands.
  /// patternProperties are written out as `properties` for those of `names` that match, which makes
  /// no difference to a text whose members have no other names.
  /// Throws as References::follow().
  json::Value bundle(const std::set<std::string>& names);

  /// Those of some names that match any of the patternProperties that the last bundle() met.
  std::set<std::string> matching(const std::set<std::string>& names) const;

 private:
  std::string reference(const json::Value& schema, const std::string& base);
  json::Value subschema(const json::Value& schema, const std::string& base);
  json::Value copy(const json::Value& schema, const std::string& base);
  void copy_keyword(json::Object& out, const std::string& keyword, const json::Value& value,
                    const std::string& base);
  void write_out(json::Value& out, const json::Object& patterns, const std::string& base);

  const References& references_;
  References::Target start_;
  const std::set<std::string>* names_ = nullptr;
  std::map<std::string, Pattern> patterns_;
  std::unordered_map<const json::Value*, std::size_t> numbers_;
  std::deque<References::Target> targets_;
};

}  // namespace edca::schema
