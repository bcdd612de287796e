#include "json/tolerant.hpp"

#include "catch.hpp"

#include <string>
#include <string_view>

namespace edca::json::testing {
namespace {

constexpr std::string_view next = R"(,{"ocid":"2"}])";

/// Where an element is cut from the one behind it.
std::string first(const std::string& element) {
  const std::string text = element + std::string(next);
  const char* const end = damaged_end(text, tolerant_value(text));
  return end == nullptr ? "no end" : text.substr(0, static_cast<std::size_t>(end - text.data()));
}

/// The bytes from the mistake on.
std::string mistake(std::string_view text) {
  const Tolerant value = tolerant_value(text);
  return value.mistake == nullptr ? "" : std::string(value.mistake, text.data() + text.size());
}

}  // namespace

// RFC 8259
TEST_CASE("what is JSON has no mistake and ends where it ends") {
  for (const std::string_view text :
       {R"({})", R"([])", R"({"a":[1,-2.5e3,true,false,null,"x",{}],"b":{"c":[[]]}})",
        R"({ "a" : "\" \\" , "b" : "{[" } )", R"(["}",{"a":"]"}])", R"("te\"xt")"}) {
    CAPTURE(text);
    const Tolerant value = tolerant_value(std::string(text) + " ,");
    CHECK(value.mistake == nullptr);
    CHECK(value.end != nullptr);
  }
  CHECK(first(R"({"ocid":"1"})") == R"({"ocid":"1"})");
}

TEST_CASE("what was cut short has no end and no mistake") {
  const std::string text = R"({"ocid":"\u00f3\"","a":[1.5,true,{"b":null}],"c":"{"})";
  for (std::size_t size = 0; size < text.size(); ++size) {
    CAPTURE(size);
    const Tolerant value = tolerant_value(std::string_view(text).substr(0, size));
    CHECK(value.end == nullptr);
    CHECK(value.mistake == nullptr);
  }
}

TEST_CASE("one sign missing or one too many does not hide the next element") {
  for (const std::string element :
       {// quotes
        R"({"ocid":"1","a":","b":{"c":1}})", R"({"ocid":"1","a":"x,"b":[{"c":1}]})",
        R"({"ocid":"1","a":x","b":{"c":1}})", R"({"ocid":"1","a:"x","b":{"c":1}})",
        R"({"ocid":"1",a":"x","b":{"c":1}})", R"({"ocid":"1","a":"un "x" y","b":{}})",
        R"({"ocid":"1","a":"tubo 5" largo","b":{}})", R"({"ocid":"1","a":"tubo 5", largo","b":{}})",
        R"({"ocid":"1","a":"abre},"b":{"c":"cierra"}})", "{\"ocid\":\"1\",\"a\":\"x\n}",
        "{\"ocid\":\"1\",\"a\":\"x,\n\"b\":{\"c\":1}\n}",
        "{\"ocid\":\"1\",\"a\":[\"x,\n\"y\"\n],\"b\":1}", "{\"ocid\":\"1\",\"a\":\"dos\nlíneas\"}",
        R"({"ocid":"1","a":"Puente "El Sol""})", R"({"ocid":"1","a":"Puente "El Sol","b":1})",
        R"({"ocid":"1","a":""El Sol" puente","b":1})", R"({"ocid":"1","a":"Tubo de 8""})",
        R"({"ocid":"1","a":"dijo "hola", y se fue","b":1})", R"({"ocid":"1","a":{"b":"x}})",
        R"({"ocid":"1","a":["x],"c":1})", R"({"ocid":"1","a":["x,"y"],"c":1})",
        R"({"ocid":"1","a":["Ley "X"","b"],"c":1})", R"({"ocid":"1","n: 5,"b":{"c":1}})",
        R"({"ocid":"1","a":"<a href="x">y</a>","b":1})",
        // what does not belong between signs
        "{\"ocid\":\"1\",\xC2\xA0\"a\":1}", "{\"ocid\":\"1\",\xEF\xBB\xBF\"a\":1}",
        "{\"ocid\":\"1\", // don't \"x\n\"a\":1}", R"({"ocid":"1",/* "x */"a":1})",
        R"({"ocid":"1";"a":1})", R"({"ocid"="1","a"=1})",
        // the others
        R"({"ocid":"1" "a":"x"})", R"({"ocid":"1","a" "x"})", R"({"ocid":"1","a" 5})",
        R"({"ocid":"1",,"a":"x"})", R"({"ocid":"1","a":"x",})", R"({"ocid":"1","a":[1,2})",
        R"({"ocid":"1","a":[1,2]]})", R"({"ocid":"1","a":{"b":1})", R"({"ocid":"1","a":No})",
        R"({"ocid":"1","a":[{"b":1},{"b":2}})", R"({'ocid':'1','a':'x'})",
        R"({"ocid":"1","a":None,"b":[True, False ],"c":1})", R"({"ocid":"1","a":1,500.00})",
        R"({"ocid":"1",a:1,b:{c:"x"}})", "{\"ocid\":\"1\",\"a\":NaN\n}"}) {
    CAPTURE(element);
    CHECK(first(element) == element);
  }
}

TEST_CASE("the mistake is the first byte that is no JSON") {
  CHECK(mistake(R"({"a":"un "x" y"})") == R"(x" y"})");
  CHECK(mistake("{\"a\":\"x,\n\"b\":1}") == ",\n\"b\":1}");
  CHECK(mistake(R"({"a":{"b":"x},"c":1})") == R"(},"c":1})");
  CHECK(mistake(R"({"a":1,})") == "}");
  CHECK(mistake(R"({"a":[1})") == "}");
}

TEST_CASE("what closes a value stands in its last string where the closing quote is missing") {
  const std::string element = R"({"a":{"b":"x}})";
  for (const std::string_view behind : {"", ",\n{\"a\":1}", ",{\"a\":1}", "]}"}) {
    CAPTURE(behind);
    const std::string text = element + std::string(behind);
    const Tolerant value = tolerant_value(text);
    CHECK(value.missing_quote);
    CHECK(value.end == text.data() + element.size());
  }
  // More may come, or a string was cut.
  CHECK(tolerant_value(element, {false}).mistake == nullptr);
  CHECK(tolerant_value(R"({"a":{"b":"x})").mistake == nullptr);
  // Of a member's value a name may come behind it, of an element's none.
  const std::string member = R"({"a":"x},"b":1})";
  CHECK(tolerant_value(member, {true, true}).end == member.data() + 8);
  CHECK(tolerant_value(member).end == member.data() + member.size());
}

TEST_CASE("where nothing else helps, the next element with the same first name is looked for") {
  CHECK(first(R"({"ocid":"1","a":{"b":{"c":1)") == R"({"ocid":"1","a":{"b":{"c":1)");
  // One bracket too many is left behind.
  CHECK(first(R"({"ocid":"1","a":"x"]}})") == R"({"ocid":"1","a":"x"]})");
}

TEST_CASE("hostile texts are gone through once") {
  const std::size_t many = 1 << 20;
  std::string lines = "{\"a\":\"";
  lines.append(many, '\n');
  std::string quotes = "{";
  while (quotes.size() < many) quotes += "\"x\" y ";
  for (const std::string& text :
       {lines, quotes, std::string(many, '['), std::string(many, '{'), "{" + std::string(many, '}'),
        "{\"a\":" + std::string(many, 'x'), "[" + std::string(many, ',')}) {
    const Tolerant value = tolerant_value(text);
    if (value.end != nullptr) CHECK(value.end <= text.data() + text.size());
    damaged_end(text, value);
  }
}

}  // namespace edca::json::testing
