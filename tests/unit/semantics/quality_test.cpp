#include "semantics/quality.hpp"

#include "json/tree.hpp"

#include "catch.hpp"

using edca::Quality;

namespace {

Quality of(const char* text, bool project = false) {
  edca::json::Tree tree;
  const auto read = tree.parse(text);
  REQUIRE(read.error == edca::json::ReadError::none);
  const edca::json::Node& root = tree.at(read.root);
  return project ? edca::semantics::quality_of_project(root)
                 : edca::semantics::quality_of_release(root);
}

bool same(const edca::Share& share, std::uint64_t count, std::uint64_t of) {
  return share.count == count && share.of == of;
}

}  // namespace

TEST_CASE("an empty release answers nothing, and little is asked of it") {
  const Quality nothing = of("{}");
  CHECK(nothing.answers == 0);
  CHECK(same(nothing.complete, 0, 0));
  CHECK(same(nothing.timely, 0, 0));
  CHECK(same(nothing.references, 0, 0));
}

TEST_CASE("from whom is asked once something was awarded") {
  CHECK(of(R"({"buyer":{"name":"X"},"tender":{"title":"Y","procurementMethod":"open"}})").answers ==
        0x13);
  CHECK(of(R"({"awards":[{"suppliers":[{"name":"Z"}],"date":"2025-01-02"}]})").answers == 0x68);
  CHECK(of(R"({"contracts":[{"value":{"amount":1}}]})").answers == 0x44);
}

TEST_CASE("a release is in time 120 days after the last that it tells of") {
  const char* at_last =
      R"({"date":"2025-05-02","contracts":[{"dateSigned":"2025-01-02","period":{"endDate":"2026-01-01"}}]})";
  CHECK(same(of(at_last).timely, 1, 1));
  CHECK(
      same(of(R"({"date":"2025-05-03","contracts":[{"dateSigned":"2025-01-02"}]})").timely, 0, 1));
  const char* paid_since =
      R"({"date":"2025-05-03","contracts":[{"dateSigned":"2025-01-02",
          "implementation":{"transactions":[{"date":"2025-04-01"}]}}]})";
  CHECK(same(of(paid_since).timely, 1, 1));
  CHECK(same(of(R"({"contracts":[{"dateSigned":"2025-01-02"}]})").timely, 0, 0));
  CHECK(
      same(of(R"({"date":"2024-05-03","contracts":[{"dateSigned":"2025-01-02"}]})").timely, 0, 0));
}

TEST_CASE("references lead to parties and awards") {
  const char* text =
      R"({"parties":[{"id":"A"},{"id":7}],"buyer":{"id":"A"},"awards":[{"id":"1","suppliers":[{"id":7},{"id":"B"}]}],
          "contracts":[{"awardID":"1"},{"awardID":"2"}]})";
  CHECK(same(of(text).references, 3, 5));
  CHECK(same(of(R"({"buyer":{"id":"A"},"contracts":[{"awardID":"2"}]})").references, 0, 0));
  CHECK(same(of(R"({"awards":[{"status":"active"}],"contracts":[{"id":"1"}]})").references, 0, 0));
}

TEST_CASE("what the law wants depends on the method") {
  CHECK(same(of(R"({"tender":{"procurementMethod":"open","procuringEntity":{"id":"1"}}})").complete,
             1, 4));
  const char* direct =
      R"({"tender":{"procurementMethod":"direct","procurementMethodRationale":"x"},
          "planning":{"requestsForQuotes":[{"quotes":[{"id":"1"}]}]}})";
  CHECK(same(of(direct).complete, 2, 4));
}

TEST_CASE("projects are asked what projects have") {
  const char* text =
      R"({"title":"Puente","publicAuthority":{"id":"A"},"parties":[{"id":"A"}],"budget":{"amount":{"amount":1}},
          "status":"implementation"})";
  const Quality project = of(text, true);
  CHECK(project.answers == 0x07);
  CHECK(same(project.complete, 4, 11));
  CHECK(same(project.references, 1, 1));
  CHECK(same(project.timely, 0, 0));
}
