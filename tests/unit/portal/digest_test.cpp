#include "portal/alone.hpp"

#include <random>

#include "catch.hpp"
#include "merge/merger.hpp"
#include "portal/figures.hpp"
#include "portal_input.hpp"

namespace {

using edca::portal::Alone;
using edca::portal::Figures;

/// Everything that figures are shown of.
std::string shown(const Figures& figures) {
  std::string text = std::to_string(figures.not_summed);
  for (const auto* sums : {&figures.awarded, &figures.contracted}) {
    text += "|";
    for (const auto& [currency, sum] : *sums) text += currency + sum.text() + " ";
  }
  for (const auto& [method, count] : figures.methods) text += method + std::to_string(count) + ";";
  return text;
}

Figures figures_of(std::string_view release) {
  edca::merge::Tree tree;
  const auto read = tree.parse(release);
  REQUIRE(read.error == edca::merge::ReadError::none);
  Figures figures;
  figures.add_compiled(tree.at(read.root));
  return figures;
}

bool is_plain(std::string_view release) {
  edca::merge::Tree tree;
  const auto read = tree.parse(release);
  REQUIRE(read.error == edca::merge::ReadError::none);
  return Alone().is_plain(tree.at(read.root));
}

/// Releases whose members are drawn from what goes well and what does not.
class Drawer {
 public:
  std::string release() {
    std::string text = R"({"ocid":"ocds-abc123-1","id":)" + one_of({"\"1\"", "\"1\"", "7", "{}"});
    text += R"(,"date":)" + one_of({"\"2025-01-01T00:00:00Z\"", "\"no\"", "null", "[1]"});
    for (const char* list : {"awards", "contracts", "parties"}) {
      text += std::string(",\"") + list + "\":" + array();
    }
    return text + R"(,"tender":)" +
           one_of({R"({"procurementMethod":"open"})", R"({"procurementMethod":null})", "{}", "3",
                   R"({"items":[{"id":"1"},{"id":"1","unit":{"a":1}}]})",
                   R"({"procurementMethod":"direct","items":[{"id":"1"},{"id":"2"}]})"}) +
           "}";
  }

 private:
  std::string one_of(std::initializer_list<const char*> choices) {
    return choices.begin()[random_() % choices.size()];
  }
  std::string array() {
    std::string text = "[";
    for (auto left = random_() % 4; left > 0; --left) {
      text += (text.size() > 1 ? "," : "") + element();
    }
    return random_() % 9 == 0 ? one_of({"null", "{\"id\":\"1\"}", "[1,{\"id\":\"1\"}]", "[]"})
                              : text + "]";
  }
  std::string element() {
    return R"({"id":)" +
           one_of({"\"1\"", "\"2\"", "\"3\"", "\"4\"", "\"5\"", "1", "null", "\"\"", "{}", "1.0"}) +
           R"(,"status":)" +
           one_of({"\"active\"", "\"cancelled\"", "null", "\"\"", "5", "\"active\""}) +
           R"(,"value":)" +
           one_of({R"({"amount":10.50,"currency":"MXN"})", R"({"amount":3,"currency":"USD"})",
                   R"({"amount":"3","currency":"USD"})", R"({"amount":1e30,"currency":"MXN"})", "4",
                   R"({"amount":null,"currency":"MXN"})", R"({"amount":5})", "{}", "null"}) +
           "}";
  }

  std::mt19937 random_{7};
};

}  // namespace

TEST_CASE("what counts alone counts as it does when it is merged, and can be merged") {
  const edca::merge::Rules rules = edca::portal_test::edca_mx_rules();
  CHECK(edca::portal::keep_figures(rules));
  edca::merge::Merger merger(rules);
  Drawer drawer;
  unsigned plain = 0;
  unsigned different = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string release = drawer.release();
    const std::string_view texts[] = {release};
    std::string compiled;
    const auto merged = merger.merge(texts, edca::merge::Form::compiled, compiled);
    const std::string alone = shown(figures_of(release));
    const bool same = merged.ok() && shown(figures_of(compiled)) == alone;
    different += same ? 0 : 1;
    if (!is_plain(release)) continue;
    ++plain;
    INFO(release);
    REQUIRE(same);
  }
  CHECK(plain > 500);
  CHECK(different > 500);
}

TEST_CASE("a release is plain when all ids of an array are texts, and different") {
  CHECK(is_plain(R"({"awards":[{"id":"1"},{"id":"2"},{}]})"));
  CHECK(is_plain(R"({"awards":[[{"id":"1"}],3],"a":{"b":[]}})"));
  CHECK_FALSE(is_plain(R"({"awards":[{"id":"1"},{"id":"1"}]})"));
  CHECK_FALSE(is_plain(R"({"awards":[{"id":"1"},{"id":1}]})"));
  CHECK_FALSE(is_plain(R"({"a":{"b":[{"c":[{"id":"\u0031"},{"id":"1"}]}]}})"));
  CHECK_FALSE(is_plain(R"({"id":{"a":1}})"));
  CHECK_FALSE(is_plain(R"({"date":null})"));
}

TEST_CASE("rules that leave out what is counted are seen") {
  const auto keeps = [](const std::string& schema) {
    return edca::portal::keep_figures(
        edca::merge::Rules(edca::json::parse(R"({"properties":)" + schema + "}", "")));
  };
  const std::string omit = R"({"omitWhenMerged":true})";
  const auto list = [](const std::string& properties) {
    return R"({"type":"array","items":{"type":"object","properties":{"id":{},)" + properties +
           "}}}";
  };
  CHECK(keeps(R"({"awards":)" + list(R"("title":)" + omit) + "}"));
  CHECK_FALSE(keeps(R"({"awards":)" + omit + "}"));
  CHECK_FALSE(keeps(R"({"contracts":)" + list(R"("status":)" + omit) + "}"));
  CHECK_FALSE(keeps(R"({"awards":)" +
                    list(R"("value":{"type":"object","properties":{"currency":)" + omit + "}}") +
                    "}"));
  CHECK_FALSE(
      keeps(R"({"tender":{"type":"object","properties":{"procurementMethod":)" + omit + "}}}"));
}

TEST_CASE("packed figures give back what was packed") {
  const Figures figures = figures_of(
      R"({"awards":[{"value":{"amount":10.50,"currency":"MXN"}},{"value":{"amount":1}}],)"
      R"("contracts":[{"value":{"amount":-3,"currency":"USD"}}]})");
  std::string packed;
  figures.pack(packed);
  Figures sum;
  sum.add_packed(packed);
  CHECK(shown(sum) == shown(figures));
  sum.add_packed(packed);
  Figures twice = figures;
  twice += figures;
  CHECK(shown(sum) == shown(twice));
}
