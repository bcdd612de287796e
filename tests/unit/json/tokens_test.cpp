#include "json/tokens.hpp"

#include "catch.hpp"

#include <random>
#include <string>

#include "json_events.hpp"

namespace {

std::string events(std::string_view text) {
  const std::optional<Events> walked = walked_events(text);
  return walked ? walked->log : "left";
}

const char* const model =
    R"( {"ocid":"ocds-213czf-1" , "tag":["tender","award"],"value":{"amount":1500000.10,
 "currency":"MXN"},"año":"Ñ \u00e9\n\\ \ud83d\ude00","x":[[],{},true,false,null,-0.5E+3,"",{"a":{"b":[1]}}]}
)";

}  // namespace

TEST_CASE("tokens are told as the parser tells them", "[tokens]") {
  CHECK(events(R"({"a": [1, "b"], "c" : null})") ==
        "{1 \nk2 a\n[7 \nd7 1\ns11 b\n]14 \nk17 c\nn26 \n}27 \n");
  CHECK(events(R"("\u00e9\ud83d\ude00\n")") == "s1 é😀\n\n");
  CHECK(events("1E400") == "d0 1E400\n");
  REQUIRE(walked_events(model));
  CHECK(*walked_events(model) == parsed_events(model));
}

TEST_CASE("what is no JSON is left to the parser", "[tokens]") {
  for (const char* text : {"",
                           " ",
                           "[1,]",
                           "[1 2]",
                           "{\"a\" 1}",
                           "{\"a\":1,}",
                           "{1:2}",
                           "[1]]",
                           "[1",
                           "{",
                           "\"a",
                           "01",
                           "1.",
                           "1e",
                           "-",
                           "+1",
                           "tru",
                           "truee",
                           "nul",
                           "[1x]",
                           "[\"a\"b]",
                           "[\"\\x\"]",
                           "[\"\\u12g4\"]",
                           "[\"\\ud83d\"]",
                           "[\"\x1f\"]",
                           "[\"\xff\"]",
                           "[1}",
                           "{]",
                           ",",
                           "]"}) {
    INFO(text);
    CHECK(events(text) == "left");
  }
  using namespace std::string_literals;
  CHECK(events("[1]\0"s) == "left");
  CHECK(events("[\0]"s) == "left");
  CHECK(events(std::string(edca::base::TokenIndex::longest, ' ') + "1") == "left");
}

TEST_CASE("a handler that stops a walk is told where", "[tokens]") {
  const std::string deep(600, '[');
  const std::optional<Events> walked = walked_events(deep + std::string(600, ']'));
  REQUIRE(walked);
  CHECK(walked->result.stopped());
  CHECK(walked->result.offset == 513);
}

TEST_CASE("any damage is read by the walk as by the parser, or left to it", "[tokens]") {
  std::mt19937 random(20251123);
  static constexpr char bytes[] = "{}[]:,\"\\ \n\tutrfnalse0123456789.eE+-\x1f\x80\xc3";
  std::size_t read = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = model;
    for (auto changes = random() % 3 + 1; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      const char byte = bytes[random() % (sizeof bytes - 1)];
      switch (random() % 3) {
        case 0:
          text[at] = byte;
          break;
        case 1:
          text.insert(at, 1, byte);
          break;
        default:
          text.erase(at, random() % 5);
      }
    }
    INFO(text);
    const std::optional<Events> walked = walked_events(text);
    const Events parsed = parsed_events(text);
    if (walked) {
      ++read;
      REQUIRE(edca::base::is_utf8(text));
      REQUIRE(*walked == parsed);
    } else if (edca::base::is_utf8(text) && edca::json::scan_escapes(text).surrogates.empty()) {
      REQUIRE_FALSE(parsed.result.ok());
    }
  }
  CHECK(read > 2'000);
}
