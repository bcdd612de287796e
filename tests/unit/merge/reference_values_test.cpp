#include "merge/reference_values.hpp"

#include "base/instant.hpp"
#include "catch.hpp"

#include <array>
#include <string>
#include <string_view>

using edca::base::instant;
using edca::json::Tree;

namespace {

template <class Function>
auto with(std::string_view a, std::string_view b, Function function) {
  Tree tree;
  const auto first = tree.parse(a).root;
  const auto second = tree.parse(b).root;
  return function(tree.at(first), tree.at(second));
}

bool python_equal(std::string_view a, std::string_view b) {
  const bool equal = with(a, b, edca::merge::python_equal);
  CHECK(equal == with(b, a, edca::merge::python_equal));
  return equal;
}

/// -1, 0, 1; 2 for values that have no order.
int order(std::string_view a, std::string_view b) {
  const auto order = with(a, b, edca::merge::python_order);
  if (!order) return 2;
  return *order < 0 ? -1 : *order > 0 ? 1 : 0;
}

std::string text(std::string_view value) {
  std::string out;
  Tree tree;
  edca::merge::append_python_text(tree.at(tree.parse(value).root), out);
  return out;
}

std::string identity(std::string_view value) {
  Tree tree;
  return edca::merge::python_identity(tree.at(tree.parse(value).root));
}

}  // namespace

TEST_CASE("merge python: equality", "[merge]") {
  for (const char* one : {"1", "1.0", "true", "1e0", "10e-1"}) {
    CHECK(python_equal(one, "1"));
    CHECK(identity(one) == identity("1"));
  }
  CHECK(python_equal("0", "-0.0"));
  CHECK(python_equal("false", "-0"));
  CHECK(python_equal("1E400", "1e999"));
  CHECK_FALSE(python_equal("1E400", "-1E400"));
  CHECK(python_equal("0.1", "0.10000000000000000001"));
  CHECK(python_equal("1e22", "10000000000000000000000"));
  CHECK_FALSE(python_equal("1e23", "100000000000000000000000"));
  CHECK_FALSE(python_equal("9007199254740993", "9007199254740992.0"));
  CHECK_FALSE(python_equal("1", "\"1\""));
  CHECK_FALSE(python_equal("null", "false"));
  CHECK(python_equal(R"({"a":1,"b":[true]})", R"({"b":[1.0],"a":1})"));
  CHECK_FALSE(python_equal(R"({"a":1,"b":2})", R"({"a":1,"c":2})"));
  CHECK_FALSE(python_equal(R"({"a":1})", R"({"a":1,"b":1})"));
  CHECK_FALSE(python_equal("[1]", "[1,1]"));
  CHECK(python_equal("1e-400", "0"));
}

TEST_CASE("merge python: order", "[merge]") {
  CHECK(order("1", "1.5") == -1);
  CHECK(order("1E400", "100") == 1);
  CHECK(order("-1E400", "100") == -1);
  CHECK(order("true", "1.0") == 0);
  CHECK(order("9007199254740993", "9007199254740992.0") == 1);
  CHECK(order("\"a\"", "\"b\"") == -1);
  CHECK(order("\"\xf0\x9f\x98\x80\"", "\"\xef\xbf\xbd\"") == 1);
  CHECK(order("1", "\"1\"") == 2);
  CHECK(order("null", "null") == 2);
  CHECK(order("{}", "{}") == 2);
  CHECK(order("[1,null]", "[2]") == -1);
  CHECK(order("[1,null]", "[1]") == 1);
  CHECK(order("[null]", "[null]") == 0);
  CHECK(order("[null]", "[1]") == 2);
}

TEST_CASE("merge python: text", "[merge]") {
  const std::array<std::array<std::string_view, 2>, 24> cases = {
      {{"1", "1"},
       {"-0", "0"},
       {"1.0", "1.0"},
       {"1e0", "1.0"},
       {"-0.0", "-0.0"},
       {"1E400", "inf"},
       {"-1E400", "-inf"},
       {"1e16", "1e+16"},
       {"1e15", "1000000000000000.0"},
       {"123456789012345678.5", "1.2345678901234568e+17"},
       {"0.0001", "0.0001"},
       {"0.00001", "1e-05"},
       {"1.5e300", "1.5e+300"},
       {"2.50", "2.5"},
       {"true", "True"},
       {"null", "None"},
       {"[]", "[]"},
       {"{}", "{}"},
       {"\"a'b\"", "a'b"},
       {R"(["a",1,{"b":null}])", "['a', 1, {'b': None}]"},
       {R"(["it's"])", "[\"it's\"]"},
       {R"(["it's \""])", "['it\\'s \"']"},
       {R"(["\n\t\\\u0001\u00ad\u2028é"])", "['\\n\\t\\\\\\x01\\xad\\u2028é']"},
       {"123456789012345678901234567890", "123456789012345678901234567890"}}};
  for (const auto& [value, expected] : cases) CHECK(text(value) == expected);
}

TEST_CASE("merge dates: points in time", "[merge]") {
  CHECK(instant("1970-01-01T00:00:00Z")->seconds - instant("1969-12-31T23:59:59Z")->seconds == 1);
  CHECK(instant("2020-02-29T23:59:59.500Z") < instant("2020-03-01T00:00:00z"));
  CHECK(instant("2020-01-01T00:00:00-06:00") == instant("2020-01-01t06:00:00.000+00:00"));
  CHECK(instant("2000-03-01T00:00:00Z")->seconds - instant("2000-02-28T00:00:00Z")->seconds ==
        2 * 86400);
  CHECK(instant("1900-03-01T00:00:00Z")->seconds - instant("1900-02-28T00:00:00Z")->seconds ==
        86400);
  CHECK(instant("2020-01-01T00:00:00.25Z") < instant("2020-01-01T00:00:00.3Z"));
  CHECK(instant("2020-01-01T00:00:00.30Z") == instant("2020-01-01T00:00:00.3Z"));
  for (const char* text :
       {"", "2020", "2020-01-01", "2020-13-01T00:00:00Z", "2019-02-29T00:00:00Z",
        "2020-01-01 00:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01T00:00:00",
        "2020-01-01T00:00:00.Z", "2020-01-01T00:00:00.-06:00", "2020-01-01T00:00:00Zx",
        "2020-01-01T00:00:60Z", "2020-01-01T00:00:00+0600", "+020-01-01T00:00:00Z",
        "2020-01-00T00:00:00Z"}) {
    CHECK_FALSE(instant(text).has_value());
  }
}
