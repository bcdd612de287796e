#include "upgrade/ids.hpp"

#include "catch.hpp"

#include <string>
#include <string_view>
#include <vector>

using edca::upgrade::Ids;
using edca::upgrade::is_id_name;

namespace {

/// Looks at texts in pieces of a size.
Ids looked_at(const std::vector<std::string>& texts, std::size_t size = 1U << 20U) {
  Ids ids;
  for (const auto look : {&Ids::find, &Ids::compare}) {
    for (const std::string& text : texts) {
      for (std::size_t at = 0; at < text.size(); at += size) {
        (ids.*look)(std::string_view(text).substr(at, size));
      }
      ids.end();
    }
  }
  return ids;
}

}  // namespace

TEST_CASE("names of ids and of what refers to them") {
  for (const std::string_view name :
       {"id", "ocid", "uid", "identifier", "awardID", "releaseID", "relatedLot", "relatedLots",
        "relatedItem", "relatedImplementationMilestone", "lotId", "tender_id"}) {
    CHECK(is_id_name(name));
  }
  for (const std::string_view name :
       {"title", "ID_", "paid", "identification", "", "name", "url"}) {
    CHECK_FALSE(is_id_name(name));
  }
}

TEST_CASE("an id may be trimmed where nothing else would be the same") {
  for (const std::size_t size : {1, 2, 7, 1000}) {
    const Ids ids =
        looked_at({R"({"id":"a ","x":{"id" : "b\u0020"},"relatedLots":["c ","d"]})",
                   "{\"id\":\"\\td\"}\n{\"id\":\"e \"}\n{\"name\":\"f \",\"awardID\":\"a \"}"},
                  size);
    CHECK(ids.any());
    for (const std::string_view id : {"a ", "b ", "c ", "e "}) CHECK(ids.may_trim(id));
    for (const std::string_view id : {"\td", "d", "a", " a", "f ", ""})
      CHECK_FALSE(ids.may_trim(id));
  }
  CHECK_FALSE(looked_at({R"({"id":"a","title":"b "})"}).any());
}

TEST_CASE("what is taken in one text is taken in all") {
  CHECK(looked_at({R"({"id":"a "})", R"({"name":"a"})"}).may_trim("a "));
  CHECK_FALSE(looked_at({R"({"id":"a "})", R"({"buyerID":"a"})"}).may_trim("a "));
  CHECK_FALSE(looked_at({R"({"id":"a"})", R"({"buyerID":"a "})"}).may_trim("a "));
  CHECK_FALSE(looked_at({R"({"id":"1 "})", R"({"id":1})"}).may_trim("1 "));
  CHECK_FALSE(looked_at({R"({"id":"a "})", R"({"id":" a"})"}).may_trim(" a"));
}

TEST_CASE("OCIDs are never trimmed") {
  CHECK_FALSE(looked_at({R"({"ocid":"a "})"}).may_trim("a "));
  CHECK_FALSE(looked_at({R"({"id":"a ","x":{"ocid":"a "}})"}).may_trim("a "));
  CHECK_FALSE(looked_at({R"({"id":" ocds-a-1"})"}).may_trim(" ocds-a-1"));
  CHECK_FALSE(looked_at({R"({"id":"oc4ids-a-1 "})"}).may_trim("oc4ids-a-1 "));
}

TEST_CASE("texts that are no JSON hide nothing behind them") {
  CHECK_FALSE(looked_at({"{\"id\":\"a }\n{\"id\":\"b\"}\n", R"({"id":"b "})"}).may_trim("b "));
  CHECK_FALSE(looked_at({R"(]}"id":::"b",,{)", R"({"id":"b "})"}).may_trim("b "));
  CHECK(looked_at({R"({"id":"\x"} {"id":"b "} {"id":"\ud800 "}")"}).may_trim("b "));
}

TEST_CASE("memory is bounded: behind a number of ids with white space none is trimmed") {
  std::string many = R"([{"id":"a "})";
  for (int i = 0; i < 70000; ++i) many += R"(,{"id":")" + std::to_string(i) + " \"}";
  CHECK_FALSE(looked_at({many + "]"}).may_trim("a "));
  const std::string endless(1U << 20U, 'x');
  CHECK_FALSE(looked_at({R"({"id":")" + endless + " \"}"}).may_trim(endless + " "));
}
