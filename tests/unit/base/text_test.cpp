#include "base/text.hpp"

#include <algorithm>
#include <random>

#include "catch.hpp"

namespace {

using edca::base::code_points;
using edca::base::fold;
using edca::base::invalid_utf8;
using edca::base::is_utf8;
using edca::base::Place;

// The same as Place::advance, one byte at a time.
void step(Place& place, std::string_view text) {
  for (const char c : text) {
    ++place.offset;
    const bool start = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (start) ++place.code_points;
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if (start) {
      ++place.column;
    }
  }
}

bool same(const Place& left, const Place& right) {
  return left.offset == right.offset && left.line == right.line && left.column == right.column &&
         left.code_points == right.code_points;
}

std::string random_text(std::mt19937& random, std::size_t characters) {
  static const char* const pieces[] = {"a", "b", " ", "ñ", "€", "😀", "\n", "\u07FF", "\uFFFF"};
  const std::size_t choice = random() % 2 == 0 ? 9 : 6;  // with and without newlines
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) text += pieces[random() % choice];
  return text;
}

}  // namespace

TEST_CASE("a place moves over text") {
  Place place;
  place.advance("ab\nñandú\n😀x");
  CHECK(place.offset == 16);
  CHECK(place.line == 3);
  CHECK(place.column == 3);
  CHECK(place.code_points == 11);
  place.advance("");
  CHECK(place.offset == 16);
  place.advance("\n");
  CHECK(place.line == 4);
  CHECK(place.column == 1);
}

TEST_CASE("a place moves over text of any length and cut") {
  std::mt19937 random(17);
  for (int i = 0; i < 300; ++i) {
    const std::string text = random_text(random, random() % 6000);
    Place fast;
    Place slow;
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t size = std::min<std::size_t>(text.size() - at, 1 + random() % 5000);
      fast.advance(std::string_view(text).substr(at, size));
      at += size;
    }
    step(slow, text);
    REQUIRE(same(fast, slow));
    CHECK(code_points(text) == slow.code_points);
  }
}

TEST_CASE("counters do not overflow on one character repeated") {
  for (const char* piece : {"\n", "a", "é"}) {
    std::string text;
    for (int i = 0; i < 100001; ++i) text += piece;
    Place fast;
    Place slow;
    fast.advance(text);
    step(slow, text);
    CHECK(same(fast, slow));
  }
}

TEST_CASE("UTF-8 is told from other bytes") {
  for (const char* good :
       {"", "a", "ñ", "€", "😀", "\u0080", "\u0800", "\uD7FF", "\uE000", "\U0010FFFF"}) {
    CHECK(is_utf8(good));
    CHECK(edca::base::is_utf8_plain(good));
    CHECK(invalid_utf8(good) == std::string_view(good).size());
  }
  for (const char* bad : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF",
                          "\xE2\x82", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF",
                          "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF"}) {
    CHECK_FALSE(is_utf8(bad));
    CHECK_FALSE(edca::base::is_utf8_plain(bad));
    CHECK(invalid_utf8(bad) == 0);
    for (const std::size_t before : {1u, 15u, 63u, 64u, 65u, 191u, 1000u, 200000u}) {
      const std::string text = std::string(before, 'x') + "é" + bad + std::string(before, 'y');
      CHECK(invalid_utf8(text) == before + 2);
    }
  }
}

TEST_CASE("the first bad byte is found wherever it is") {
  std::mt19937 random(23);
  for (int i = 0; i < 500; ++i) {
    std::string text = random_text(random, 1 + random() % 500);
    CHECK(invalid_utf8(text) == text.size());
    std::size_t at = random() % text.size();
    while ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    text[at] = '\xFF';
    CHECK(invalid_utf8(text) == at);
    CHECK_FALSE(is_utf8(text));
    CHECK_FALSE(edca::base::is_utf8_plain(text));
  }
}

TEST_CASE("many bad bytes are found in linear time") {
  const std::string text(1000000, '\xFF');
  std::string_view rest = text;
  while (!rest.empty()) {
    if (invalid_utf8(rest) != 0) FAIL();
    rest.remove_prefix(1);
  }
}

TEST_CASE("fold removes case and accents") {
  CHECK(fold("LICITACIÓN Pública: Ñandú, Pingüino Çedilla") ==
        "licitacion publica: nandu, pinguino cedilla");
  CHECK(fold("ÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÐÒÓÔÕÖØÙÚÛÜÝÞß") == "aaaaaaaeeeeeiiiidoooooouuuuythss");
  CHECK(fold("àáâãäåæèéêëìíîïðòóôõöøùúûüýþÿ") == "aaaaaaaeeeeeiiiidoooooouuuuythy");
  CHECK(fold("ĀăĆčĎđĒěĜģĤħĨıĲĵķĸĹłŃŋŌőŒŔřŚšŢŧŨųŴŶŸŹžſ") ==
        "aaccddeegghhiiijjkkllnnoooerrssttuuwyyzzs");
  CHECK(fold("n\u0303andu\u0301 e\u036F") == "nandu e");
  CHECK(fold("× ÷ ¿ª º € 😀 Ж") == "× ÷ ¿ª º € 😀 Ж");
  CHECK(fold("A\xFF\xC3"
             "B\xE2\x82") ==
        "a\xFF\xC3"
        "b\xE2\x82");
}

TEST_CASE("Control characters that a parser may overlook are found wherever they stand") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{63}, std::size_t{64},
                                 std::size_t{65}, std::size_t{200}}) {
    const std::string clean(size, 'x');
    CHECK(edca::base::find_control(clean) == size);
    for (std::size_t at = 0; at < size; ++at) {
      for (int control = 0; control < 0x20; ++control) {
        std::string text = clean;
        text[at] = static_cast<char>(control);
        const std::size_t expected = control >= 0x1A ? at : size;
        std::string copy(size, '?');
        CHECK(edca::base::find_control(text) == expected);
        CHECK(edca::base::copy_finding_control(copy.data(), text) == expected);
        CHECK(copy == text);
      }
      std::string text = clean;
      text[at] = static_cast<char>(0x9A);
      CHECK(edca::base::find_control(text) == size);
    }
  }
}
