#include "edca/explain.hpp"

#include <string>

#include "catch.hpp"
#include "edca/error.hpp"

TEST_CASE("a word names a rule, or a family in order") {
  REQUIRE(edca::rules_named("schema.required").size() == 1);
  CHECK(edca::rules_named("schema.required")[0] == edca::find_rule("schema.required"));
  const auto family = edca::rules_named("party");
  REQUIRE(family.size() > 1);
  CHECK(family.front()->id < family.back()->id);
  for (const edca::Rule* rule : family) CHECK(edca::family(*rule) == "party");
}

TEST_CASE("an unknown word is answered with the nearest") {
  try {
    edca::rules_named("schema.requird");
    FAIL("it was taken for a rule");
  } catch (const edca::Error& error) {
    CHECK(error.key() == "rule.unknown");
    REQUIRE(error.arguments().size() == 2);
    CHECK(error.arguments()[1].second == "schema.required");
  }
}

TEST_CASE("an explanation holds the texts, the sample and the source of a rule") {
  const edca::Rule& rule = *edca::find_rule("schema.required");
  const auto sample = edca::sample_of(rule);
  REQUIRE(sample.has_value());
  CHECK(sample->bad != sample->good);
  const std::string text = explanation(rule, edca::Language::spanish);
  for (const auto part : {edca::RuleText::title, edca::RuleText::why, edca::RuleText::fix}) {
    CHECK(text.find(explain(rule, part, edca::Language::spanish)) != std::string::npos);
  }
  CHECK(text.find(rule.source) != std::string::npos);
}
