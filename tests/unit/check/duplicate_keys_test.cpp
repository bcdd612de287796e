#include "check/duplicate_keys.hpp"

#include "catch.hpp"

#include <string>

using edca::check::blank_duplicates;
using edca::check::DuplicateKey;
using edca::check::pointers_at;

namespace {

/// What is left of a text, the spaces gone.
std::string left(std::string text) {
  blank_duplicates(text);
  std::erase(text, ' ');
  return text;
}

/// The pointer at the first place of `mark` in a text.
std::string pointer_at(std::string_view text, std::string_view mark) {
  const auto pointers = pointers_at(text, {text.find(mark)});
  return pointers.size() == 1 ? pointers[0] : "none";
}

}  // namespace

TEST_CASE("of equal keys the last stays", "[repair]") {
  CHECK(left(R"({"a":1,"b":2})") == R"({"a":1,"b":2})");
  CHECK(left(R"({"a":1,"a":2})") == R"({"a":2})");
  CHECK(left(R"({"a":1,"b":2,"a":3,"b":4,"a":5})") == R"({"b":4,"a":5})");
  CHECK(left(R"({"a":{"x":1,"x":2},"b":[{"y":1,"y":2}],"a":{"z":1,"z":2}})") ==
        R"({"b":[{"y":2}],"a":{"z":2}})");
  CHECK(left(R"({"a":1,"\u0061":2,"":3,"":4})") == R"({"\u0061":2,"":4})");
  CHECK(left(R"({"a":1e400,"a":2})") == R"({"a":2})");
}

TEST_CASE("nothing moves, and line ends stay", "[repair]") {
  std::string text = "{\"a\": [\n1],\n \"a\": 2}";
  const std::size_t size = text.size();
  blank_duplicates(text);
  CHECK(text.size() == size);
  CHECK(text == "{      \n   \n \"a\": 2}");
}

TEST_CASE("duplicate keys are told with their places", "[repair]") {
  std::string text = R"({"x":[{"k":1,"k":2,"k":3}]})";
  const std::vector<DuplicateKey> found = blank_duplicates(text).first;
  REQUIRE(found.size() == 2);
  CHECK(found[0].first == 7);
  CHECK(found[0].second == 13);
  CHECK(found[1].first == 13);
  CHECK(found[1].second == 19);
  CHECK(found[1].key == "k");
  CHECK(found[1].pointer == "/x/0/k");
}

TEST_CASE("pointers of places in strings and names", "[repair]") {
  CHECK(pointer_at(R"({"a":["x","yMz"]})", "M") == "/a/1");
  CHECK(pointer_at(R"("M")", "M").empty());
  CHECK(pointer_at(R"({"a":{"kM":{"b":"x"}}})", "M") == "/a/kM");
  CHECK(pointer_at(R"({"a":1,"\u0041\u0041M":{"b":"x"},"c":2})", "M") == "/AAM");
  CHECK(pointer_at(R"({"a":"\u0041\u0041\u0041\u0041M","c":"d"})", "M") == "/a");
  CHECK(pointer_at(R"([1e400,{"x":"M"}])", "M") == "/1/x");
  CHECK(pointer_at(R"({"a\"":"\"M"})", "M") == "/a\"");
}

TEST_CASE("pointers of several places", "[repair]") {
  const std::string text = R"({"A":"BB","c":[[],"D"]})";
  const std::vector<std::size_t> places = {text.find('A'), text.find('B'), text.find('B') + 1,
                                           text.find('D')};
  CHECK(pointers_at(text, places) == std::vector<std::string>{"/A", "/A", "/A", "/c/1"});
  CHECK(pointers_at(text, {}).empty());
}

TEST_CASE("many places and duplicates take no time", "[repair]") {
  std::string strings = "[\"";
  std::string object = "{\"k\":0";
  std::vector<std::size_t> places;
  for (int at = 0; at < 200000; ++at) {
    places.push_back(strings.size());
    strings += at % 2 == 0 ? "x" : "y\",\"";
    object += ",\"k\":[" + std::to_string(at) + "]";
  }
  CHECK(pointers_at(strings + "\"]", places).back() == "/99999");
  object += "}";
  std::string copy = object;
  CHECK(blank_duplicates(copy).first.size() == 200000);
  const auto few = blank_duplicates(object, 1000);
  CHECK(few.first.size() == 1000);
  CHECK(few.others == 199000);
  CHECK(object == copy);
  CHECK(left(object) == R"({"k":[199999]})");
}
