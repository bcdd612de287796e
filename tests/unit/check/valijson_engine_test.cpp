#include "check/valijson_engine.hpp"

#include "catch.hpp"
#include "edca/error.hpp"
#include "unit/check/judged.hpp"

#include <string>

namespace {

namespace json = edca::json;
namespace schema = edca::schema;

/// "POINTER:keyword" of each error.
std::vector<std::string> errors(std::string_view schema_text, const std::string& text) {
  const json::Value parsed = json::parse(schema_text, "schema");
  schema::Compiler compiler(
      [](std::string_view) { return static_cast<const schema::Codelist*>(nullptr); });
  compiler.references().add("", parsed);
  const schema::Node* node = compiler.compile("");
  edca::check::ValijsonEngine engine;
  std::vector<std::string> found;
  for (const auto& error : engine.errors(compiler, *node, text)) {
    found.push_back(error.pointer + ":" + std::string(error.keyword));
  }
  return found;
}

using Errors = std::vector<std::string>;

}  // namespace

TEST_CASE("valijson names keyword and place", "[valijson]") {
  constexpr std::string_view schema =
      R"({"properties": {"a": {"items": {"type": "integer", "minimum": 2}}}, "required": ["b"]})";
  CHECK(errors(schema, R"({"a": [1, "x"], "b": 1})") == Errors{"/a/0:minimum", "/a/1:type"});
  CHECK(errors(schema, R"({"a": [2]})") == Errors{":required"});
  CHECK(errors(schema, R"({"b": null})").empty());
}

TEST_CASE("patterns, formats and names are matched by this program", "[valijson]") {
  CHECK(errors(R"({"pattern": "^.$"})", R"("á")").empty());
  CHECK(errors(R"({"not": {"pattern": "^a"}})", R"("ab")") == Errors{":not"});
  CHECK(errors(R"({"pattern": "^(a|b)*$"})", '"' + std::string(300000, 'a') + '"').empty());
  CHECK(errors(R"({"format": "uri"})", R"("x y")") == Errors{":format"});
  CHECK(errors(R"({"format": "date-time"})", R"("20000000000000000000-01-01T00:00:00Z")") ==
        Errors{":format"});
  constexpr std::string_view names =
      R"({"patternProperties": {"^a": {"type": "null"}}, "additionalProperties": false})";
  CHECK(errors(names, R"({"ab": null, "ac": 1})") == Errors{"/ac:type"});
  CHECK(errors(names, R"({"b": null})") == Errors{":additionalProperties"});
  CHECK(errors(R"({"uniqueItems": true})", "[1, 2, 1, 2, 1]") == Errors{":uniqueItems"});
}

TEST_CASE("branches are not reported one by one", "[valijson]") {
  CHECK(errors(R"({"items": {"anyOf": [{"type": "null"}, {"minimum": 3}]}})", "[null, 1]") ==
        Errors{"/1:anyOf"});
  CHECK(errors(R"({"oneOf": [{}, {"type": "integer"}]})", "1") == Errors{":oneOf"});
}

TEST_CASE("numbers beyond double are as large as they can be", "[valijson]") {
  CHECK(errors(R"({"maximum": 5})", "1e400") == Errors{":maximum"});
  CHECK(errors(R"({"minimum": 5})", "-1e400") == Errors{":minimum"});
  CHECK(errors(R"({"maximum": 5})", "1e-400").empty());
}

TEST_CASE("what valijson is known to get wrong", "[valijson]") {
  // docs/engines.md lists these; the plan has all of them right.
  CHECK(errors(R"({"multipleOf": 1e-8})", "12391239123") == Errors{":multipleOf"});
  CHECK(errors(R"({"uniqueItems": true})", "[1e20, 100000000000000000001]") ==
        Errors{":uniqueItems"});
  CHECK(edca::test::Schema(R"({"multipleOf": 1e-8})").errors("12391239123").empty());
  CHECK(edca::test::Schema(R"({"uniqueItems": true})")
            .errors("[1e20, 100000000000000000001]")
            .empty());
}

TEST_CASE("a text too deep for the stack is refused", "[valijson]") {
  const std::string deep = std::string(512, '[') + std::string(512, ']');
  CHECK(errors(R"({"items": {"$ref": "#"}})", deep).empty());
  CHECK_THROWS_AS(
      errors(R"({"items": {"allOf": [{"allOf": [{"allOf": [{"allOf": [{"$ref": "#"}]}]}]}]}})",
             deep),
      edca::Error);
}
