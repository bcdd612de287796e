#include "budget/line_key.hpp"

#include "catch.hpp"

using edca::budget::keys_in;
using edca::budget::LineKey;
using edca::budget::parse_key;

TEST_CASE("a key is taken apart with or without separators") {
  const LineKey joined = parse_key("2025062001304001E005001110A013390111090");
  CHECK(joined.text() == "2025|06|200|1|3|04|001|E005|001|110|A01|33901|1|1|09|0");
  CHECK(joined.parts[LineKey::year] == "2025");
  CHECK(joined.parts[LineKey::program] == "E005");
  CHECK(joined.parts[LineKey::object] == "33901");
  CHECK(parse_key("2025|6|200|1|3|4|1|E005|1|110|A01|33901|1|1|9|0").text() == joined.text());
  // The specific activity may be of any length and hold dots.
  const LineKey dotted = parse_key("2019441001804010E003003230GOA10.013330111090");
  CHECK(dotted.parts[10] == "GOA10.01");
  CHECK(dotted.parts[LineKey::object] == "33301");
}

TEST_CASE("what is no key is an id") {
  for (const char* text : {"L1", "2025", "", "null", "99990620013040010005001110A013390111090",
                           "a|b|c", "2025|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17"}) {
    CHECK(parse_key(text).text() == text);
    CHECK(parse_key(text).id == text);
  }
  CHECK(keys_in(" , L1,, L2 ").size() == 2);
}

TEST_CASE("a running number means no line in another process") {
  CHECK_FALSE(parse_key("1").identifies());
  CHECK_FALSE(parse_key("012").identifies());
  CHECK_FALSE(parse_key("").identifies());
  CHECK(parse_key("L1").identifies());
  CHECK(parse_key("4711").identifies());
}
