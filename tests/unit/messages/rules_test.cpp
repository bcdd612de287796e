#include "edca/rule.hpp"

#include "catch.hpp"

#include <set>
#include <string>

using edca::find_rule;
using edca::Rule;
using edca::Severity;

TEST_CASE("rules are ordered by id and found by it") {
  std::string last;
  for (const Rule& rule : edca::rules()) {
    INFO(rule.id);
    CHECK(last < rule.id);
    last = rule.id;
    CHECK(find_rule(rule.id) == &rule);
  }
  CHECK(find_rule("") == nullptr);
  CHECK(find_rule("schema") == nullptr);
  CHECK(find_rule("schema.requiredx") == nullptr);
  CHECK(find_rule("zzz") == nullptr);
}

TEST_CASE("rules have the severities of the contract") {
  for (const char* id : {"input.syntax", "input.encoding", "input.truncated", "schema.required",
                         "schema.not", "codelist.closed", "document.unrecognized"})
    CHECK(find_rule(id)->severity == Severity::error);
  for (const char* id :
       {"input.nul", "input.number", "codelist.open", "codelist.old-code", "field.additional",
        "field.deprecated", "extension.unknown", "package.version"})
    CHECK(find_rule(id)->severity == Severity::warning);
  for (const char* id : {"input.bom", "input.empty", "package.version-assumed",
                         "record.linked-releases", "record.mixed-releases"})
    CHECK(find_rule(id)->severity == Severity::note);
}

TEST_CASE("rules name profiles and sources that can be followed") {
  const std::set<std::string_view> profiles = {
      "any", "edca-mx", "oc4ids", "ocds edca-mx", "ocds edca-mx oc4ids", "publicidad-abierta"};
  for (const Rule& rule : edca::rules()) {
    INFO(rule.id);
    CHECK(profiles.count(rule.profiles) == 1);
    CHECK((rule.source.empty() || rule.source.substr(0, 8) == "https://"));
    CHECK(rule.id.find('.') != std::string_view::npos);
  }
}

TEST_CASE("families and names of severities") {
  CHECK(edca::family(*find_rule("schema.minItems")) == "schema");
  CHECK(edca::family(*find_rule("input.duplicate-key")) == "input");
  CHECK(edca::name(Severity::error) == "error");
  CHECK(edca::name(Severity::warning) == "warning");
  CHECK(edca::name(Severity::note) == "note");
}
