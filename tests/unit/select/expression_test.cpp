#include "select/expression.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "edca/error.hpp"

using edca::Error;
using edca::select::Expression;

namespace {

const std::vector<std::string> names = {"a", "b", "c"};

bool holds(const std::string& text, bool a, bool b, bool c) {
  return Expression::read(text, names, "x").holds({a, b, c});
}

std::string refused(const std::string& text) {
  try {
    Expression::read(text, names, "x");
  } catch (const Error& error) {
    return error.key();
  }
  return "";
}

}  // namespace

TEST_CASE("And binds closer than or, not closest") {
  CHECK(holds("a or b and c", true, false, false));
  CHECK_FALSE(holds("(a or b) and c", true, false, false));
  CHECK(holds("not a and b", false, true, false));
  CHECK_FALSE(holds("not (a or b)", false, true, false));
  CHECK(holds("not not a", true, false, false));
  CHECK(holds("a y (b o no c)", true, false, false));
  CHECK(Expression::all(3).holds({true, true, true}));
  CHECK_FALSE(Expression::all(3).holds({true, false, true}));
}

TEST_CASE("What stands under not is no reason") {
  const std::vector<bool> reasons =
      Expression::read("a and not (b or not c)", names, "x").reasons();
  CHECK(reasons == std::vector<bool>{true, false, true});
}

TEST_CASE("What is no expression is refused") {
  for (const char* text : {"", "a b", "a and", "or a", "(a", "a)", "()", "a and or b", "not"})
    CHECK(refused(text) == "select.expression");
  CHECK(refused("a and d") == "select.rule-unknown");
  CHECK(refused(std::string(100'000, '(') + "a") == "select.expression");
  std::string nots;
  for (int at = 0; at < 100'000; ++at) nots += "not ";
  CHECK(refused(nots + "a") == "select.expression");
}
