#include "json/rapidjson.hpp"

#include <random>

#include "catch.hpp"

namespace {

using edca::json::with_small_numbers;

struct Anything : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Anything> {
  bool Default() { return true; }
};

rapidjson::ParseErrorCode code_of(const std::string& text) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  Anything handler;
  rapidjson::Reader reader;
  reader.Parse<edca::json::exact_flags>(stream, handler);
  return reader.GetParseErrorCode();
}

}  // namespace

TEST_CASE("numbers that the reader refuses are made small in place") {
  const std::string digits(400, '9');
  for (const std::string& number :
       {std::string("1e999"), std::string("-1.5E+400"), digits, "-" + digits, digits + ".5",
        digits + "." + digits + "e" + digits, digits + "e-5", "0." + digits + "e5" + digits}) {
    const std::string text = "[\"1e999\\\"" + digits + "\"," + number + ",{\"a\":" + number + "}]";
    const std::string small = with_small_numbers(text);
    INFO(small);
    CHECK(code_of(text) == rapidjson::kParseErrorNumberTooBig);
    CHECK(code_of(small) == rapidjson::kParseErrorNone);
    CHECK(small.size() == text.size());
    CHECK(small.substr(0, 410) == text.substr(0, 410));
  }
}

TEST_CASE("wrong numbers stay wrong") {
  const std::string digits(400, '9');
  for (const std::string& number :
       {digits + ".", digits + "e", "0" + digits, digits + "e+", "-" + digits + ".e5",
        std::string("1e999."), digits + "." + digits + "."}) {
    CHECK(code_of(with_small_numbers("[" + number + "]")) != rapidjson::kParseErrorNone);
  }
}

TEST_CASE("any bytes can be searched for numbers") {
  std::mt19937 random(1);
  for (int i = 0; i < 3000; ++i) {
    std::string text(random() % 30, ' ');
    for (char& c : text) c = "\"\\0123456789.eE+-[]"[random() % 20];
    CHECK(with_small_numbers(text).size() == text.size());
  }
}
