#include "portal/digest.hpp"

#include <optional>
#include <random>
#include <vector>

#include "catch.hpp"
#include "merge/merger.hpp"
#include "portal/figures.hpp"
#include "portal_input.hpp"

namespace {

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
  edca::json::Tree tree;
  const auto read = tree.parse(release);
  REQUIRE(read.error == edca::json::ReadError::none);
  Figures figures;
  figures.add_compiled(tree.at(read.root));
  return figures;
}

std::optional<std::string> digest_of(std::string_view release) {
  edca::json::Tree tree;
  const auto read = tree.parse(release);
  REQUIRE(read.error == edca::json::ReadError::none);
  std::string digest = "x";
  const bool usual = edca::portal::append_digest(tree.at(read.root), digest);
  if (!usual) {
    CHECK(digest == "x");
    return std::nullopt;
  }
  return digest.substr(1);
}

/// Of the merged texts; nothing where they cannot be merged.
std::optional<std::string> merged_figures(edca::merge::Merger& merger,
                                          const std::vector<std::string>& texts) {
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  std::string compiled;
  if (!merger.merge(views, edca::merge::Form::compiled, compiled).ok()) return std::nullopt;
  return shown(figures_of(compiled));
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

TEST_CASE("merged digests give the figures that merged releases give, whatever the rules") {
  const std::string omit = R"({"omitWhenMerged":true})";
  const auto list = [](const std::string& more, const std::string& properties) {
    return R"({"type":"array",)" + more + R"("items":{"type":"object","properties":{"id":{},)" +
           properties + "}}}";
  };
  const std::string whole = R"("wholeListMerge":true,)";
  const edca::merge::Rules strange(edca::json::parse(
      R"({"properties":{"awards":)" + list(whole, R"("status":{})") + R"(,"contracts":)" +
          list("", R"("status":)" + omit) +
          R"(,"tender":{"type":"object","properties":{"procurementMethod":)" + omit + "}}}}",
      ""));
  const edca::merge::Rules usual = edca::portal_test::edca_mx_rules();
  for (const edca::merge::Rules* rules : {&usual, &strange}) {
    edca::merge::Merger merger(*rules);
    Drawer drawer;
    unsigned compared = 0;
    unsigned counted = 0;
    for (int round = 0; round < 5'000; ++round) {
      std::vector<std::string> releases;
      std::vector<std::string> digests;
      for (int at = 0; at <= round % 3; ++at) {
        releases.push_back(drawer.release());
        if (auto digest = digest_of(releases.back())) digests.push_back(std::move(*digest));
      }
      const auto figures = merged_figures(merger, releases);
      if (!figures || digests.size() < releases.size()) continue;
      ++compared;
      counted += figures->starts_with("0|||") ? 0 : 1;
      INFO(releases.front());
      INFO(releases.back());
      REQUIRE(merged_figures(merger, digests) == figures);
    }
    CHECK(compared > 500);
    CHECK(counted > 250);
  }
}

TEST_CASE("a digest holds what figures need, as it was written") {
  CHECK(
      digest_of(
          R"({"ocid":"ocds-abc123-1","id":"1","date":"2025-01-01T00:00:00Z","language":"es",)"
          R"("tender":{"id":"1","procurementMethod":"op\u0065n"},"awards":[],"contracts":[)"
          R"({"id":"a\"","title":"x","status":"active","value":{"currency":"MXN","amount":1.50}},)"
          R"({"id":7,"value":null,"status":true}],"parties":[{"id":"1"}]})") ==
      R"({"ocid":"ocds-abc123-1","id":"1","date":"2025-01-01T00:00:00Z","awards":[],"contracts":[)"
      R"({"id":"a\"","status":"active","value":{"amount":1.50,"currency":"MXN"},"":true},)"
      R"({"id":7,"status":true,"value":null}],"tender":{"procurementMethod":"open","":true}})");
  CHECK(digest_of(R"({"awards":"none","tender":false})") == R"({"awards":"none","tender":false})");
}

TEST_CASE("what is unusual where figures look has no digest") {
  CHECK_FALSE(digest_of(R"({"awards":[3]})"));
  CHECK_FALSE(digest_of(R"({"awards":{"id":"1"}})"));
  CHECK_FALSE(digest_of(R"({"contracts":[{"id":["1"]}]})"));
  CHECK_FALSE(digest_of(R"({"contracts":[{"value":{"amount":{}}}]})"));
  CHECK_FALSE(digest_of(R"({"contracts":[{"value":[]}]})"));
  CHECK_FALSE(digest_of(R"({"tender":[]})"));
  CHECK_FALSE(digest_of(R"({"date":{}})"));
  CHECK_FALSE(digest_of(R"({"id":"\ud800"})"));
}
