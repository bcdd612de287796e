#include "merge/order.hpp"

#include "catch.hpp"
#include "unit/merge/merging.hpp"

#include <string>

using merging::Form;
using merging::merge;
using merging::Merged;
using merging::Options;
using merging::Reason;
using merging::Releases;
using merging::strict;

namespace {

/// The compiled release of releases with these dates (JSON), whose `x` is the index from 0.
Merged dated(const std::vector<std::string>& dates, const Options& options = {}) {
  std::vector<std::string> texts;
  for (const std::string& date : dates) {
    const std::string index = std::to_string(texts.size());
    texts.push_back("{\"ocid\":\"o\",\"id\":\"" + index + "\"" +
                    (date.empty() ? "" : ",\"date\":" + date) + ",\"x\":" + index + "}");
  }
  return merge(Releases(texts.begin(), texts.end()), Form::compiled, options);
}

/// Which of them came last; -1 when the merge fails.
int last(const std::vector<std::string>& dates, const Options& options = {}) {
  const Merged merged = dated(dates, options);
  if (!merged.result.ok()) return -1;
  return std::stoi(merged.text.substr(merged.text.find("\"x\":") + 4));
}

}  // namespace

TEST_CASE("merge order: dates as text, strictly as time", "[merge]") {
  const std::vector<std::string> offsets = {R"("2020-01-01T01:00:00Z")",
                                            R"("2020-01-01T00:00:00-06:00")"};
  CHECK(last(offsets) == 0);
  CHECK(last(offsets, strict()) == 1);
  const Merged merged = dated(offsets);
  REQUIRE(merged.codes() == std::vector<std::string_view>{"merge.date-order"});
  CHECK(merged.result.warnings[0].releases == std::vector<std::string>{"1", "0"});
  CHECK(dated(offsets, strict()).codes().empty());
  CHECK(last({R"("2020-01-01T00:00:00.25Z")", R"("2020-01-01T00:00:00.3Z")"}, strict()) == 1);
  CHECK(last({R"("2020-01-01t00:00:00z")", R"("2019-12-31T23:59:59Z")"}, strict()) == 0);
  CHECK(last({R"("b")", R"("a")", R"("ñ")", R"("")"}) == 2);
}

TEST_CASE("merge order: dates of other types", "[merge]") {
  CHECK(last({"2", "10", "3.5"}) == 1);
  CHECK(last({"10000000000000000001", "1e19", "true"}) == 0);
  CHECK(last({"1E400", "99999999999999999999999999"}) == 0);
  CHECK(last({"[1,2]", "[1]", "[1,1]"}) == 0);
  CHECK(last({"[[\"a\"],2]", "[[\"a\"],1]"}) == 0);
  CHECK(last({"[null]", "[null]"}) == 1);
  for (const char* date : {"2", "[1]", "true"}) CHECK(last({date, date}, strict()) == -1);
  CHECK(dated({"1", "\"a\""}).reason() == Reason::date_type);
  CHECK(dated({"{}", "{}"}).reason() == Reason::date_type);
  CHECK(dated({"[1]", "[\"a\"]"}).reason() == Reason::date_type);
  CHECK(dated({"1", "2", "null"}).reason() == Reason::date_null);
  CHECK(dated({"1", ""}).reason() == Reason::date_missing);
  const Merged missing = dated({"\"a\"", "", "\"b\"", ""});
  CHECK(missing.result.failure->releases == std::vector<std::size_t>{1, 3});
  CHECK(missing.result.failure->ids == std::vector<std::string>{"1", "3"});
}

TEST_CASE("merge order: one release needs no date", "[merge]") {
  const auto head = [](const Merged& merged) {
    return merged.text.substr(0, merged.text.find(",\"x\""));
  };
  CHECK(head(dated({""})) == R"({"tag":["compiled"],"id":"o-None","ocid":"o")");
  CHECK(head(dated({"null"})) == R"({"tag":["compiled"],"id":"o-None","ocid":"o")");
  CHECK(head(dated({"1.0"})) == R"({"tag":["compiled"],"id":"o-1.0","date":1.0,"ocid":"o")");
  CHECK(head(dated({"1E22"})) == R"({"tag":["compiled"],"id":"o-1e+22","date":1E22,"ocid":"o")");
  CHECK(
      head(dated({R"({"a":[null,true,"b'"]})"})) ==
      R"({"tag":["compiled"],"id":"o-{'a': [None, True, \"b'\"]}","date":{"a":[null,true,"b'"]},"ocid":"o")");
  CHECK(dated({""}, strict()).reason() == Reason::date_missing);
  CHECK(dated({"1"}, strict()).reason() == Reason::date_type);
  CHECK(dated({"\"2020\""}, strict()).result.ok());
  CHECK(dated({"\"2020\"", "\"2021\""}, strict()).reason() == Reason::date_format);
  CHECK(merge({R"({"x":1})"}, Form::compiled).text ==
        R"({"tag":["compiled"],"id":"None-None","x":1})");
  CHECK(merge({R"({"x":1})"}, Form::compiled, strict()).reason() == Reason::ocid_missing);
  CHECK(merge({}, Form::compiled).text == R"({"tag":["compiled"]})");
  CHECK(merge({}, Form::versioned).text == "{}");
}

TEST_CASE("merge order: releases that are no objects or no JSON", "[merge]") {
  for (const char* text : {"1", "null", "\"a\"", "[]", "true"}) {
    CHECK(merge({text}, Form::compiled).reason() == Reason::not_object);
    const Merged merged = merge({"{\"date\":\"1\"}", text}, Form::versioned);
    CHECK(merged.reason() == Reason::not_object);
    CHECK(merged.result.failure->releases == std::vector<std::size_t>{1});
    CHECK(merged.text.empty());
  }
  for (const char* text : {"", "{", "{\"a\":}", "{} {}", "{\"a\":1,}"}) {
    CHECK(merge({text}, Form::compiled).reason() == Reason::unreadable);
  }
  CHECK(merge({std::string_view("{}\0{}", 5)}, Form::compiled).reason() == Reason::unreadable);
}

TEST_CASE("merge order: equal dates", "[merge]") {
  const std::vector<std::string> same = {"\"d\"", "\"d\"", "\"c\"", "\"d\""};
  CHECK(last(same) == 3);
  const Merged merged = dated(same);
  REQUIRE(merged.codes() == std::vector<std::string_view>{"merge.tied-dates"});
  CHECK(merged.result.warnings[0].releases == std::vector<std::string>{"0", "1", "3"});
  CHECK(merged.result.warnings[0].detail == "d");
  const char* one = R"({"ocid":"o","id":"1","date":"d","x":1})";
  const char* two = R"({"ocid":"o","id":"1","date":"d","x":2})";
  CHECK(merge({one, two}, Form::compiled).codes() ==
        std::vector<std::string_view>{"merge.same-release"});
  CHECK(merge({one, one}, Form::compiled).codes() ==
        std::vector<std::string_view>{"merge.same-release"});
  // As points in time they tie, as texts they do not.
  const std::vector<std::string> offsets = {R"("2020-01-01T06:00:00Z")",
                                            R"("2020-01-01T00:00:00-06:00")"};
  CHECK(dated(offsets).codes().empty());
  CHECK(dated(offsets, strict()).codes() == std::vector<std::string_view>{"merge.tied-dates"});
}

TEST_CASE("merge order: different OCIDs", "[merge]") {
  const Releases releases = {R"({"ocid":"a","id":"1","date":"2020-01-01T00:00:00Z"})",
                             R"({"ocid":"b","id":"2","date":"2020-01-02T00:00:00Z"})"};
  const Merged merged = merge(releases, Form::compiled);
  CHECK(merged.text.find(R"("id":"b-2020-01-02T00:00:00Z")") != std::string::npos);
  CHECK(merged.codes() == std::vector<std::string_view>{"merge.ocid-differs"});
  CHECK(merge(releases, Form::versioned).text == R"({"ocid":"b"})");
  const Merged strictly = merge(releases, Form::compiled, strict());
  CHECK(strictly.reason() == Reason::ocid_differs);
  CHECK(strictly.result.failure->releases == std::vector<std::size_t>{0, 1});
}
