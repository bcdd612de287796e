#include "schema/bcp47.hpp"

#include "catch.hpp"

#include <re2/re2.h>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_view_literals;
using edca::schema::is_language_suffix;
using edca::schema::language_pattern_name;

namespace {

const std::string tag_pattern =
    "((([A-Za-z]{2,3}(-([A-Za-z]{3}(-[A-Za-z]{3}){0,2}))?)|[A-Za-z]{4}|[A-Za-z]{5,8})(-([A-Za-z]{4}"
    "))?"
    "(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-([0-9A-WY-Za-wy-z]"
    "(-[A-Za-z0-9]{2,8})+))*(-(x(-[A-Za-z0-9]{1,8})+))?)|(x(-[A-Za-z0-9]{1,8})+)";

std::string pattern_of(std::string_view name) {
  return "^(" + std::string(name) + "_(" + tag_pattern + "))$";
}

const std::vector<std::string_view> tags = {"es",
                                            "en-GB",
                                            "spa",
                                            "es-419",
                                            "zh-cmn-Hans-CN",
                                            "zh-yue-abc-def",
                                            "de-CH-1996",
                                            "sl-rozaj-1994",
                                            "en-a-myext-b-another",
                                            "x-whatever-1",
                                            "de-Latn-DE-1996-u-co-phonebk-x-a",
                                            "abcd",
                                            "abcdefgh-Latn",
                                            "x-a",
                                            "es-0-ab",
                                            "nah-MX-x-1"};

}  // namespace

TEST_CASE("language suffix: tags", "[bcp47]") {
  for (const auto tag : tags) {
    CAPTURE(tag);
    CHECK(is_language_suffix(tag));
  }
  for (const auto text : {""sv,
                          "e"sv,
                          "x"sv,
                          "x-"sv,
                          "es-"sv,
                          "-es"sv,
                          "es--MX"sv,
                          "es_MX"sv,
                          "abcdefghi"sv,
                          "e1"sv,
                          "es-M"sv,
                          "es-MX-Latn"sv,
                          "es-MX-MX"sv,
                          "abcd-abc"sv,
                          "zh-abc-def-ghi-jkl"sv,
                          "es-12"sv,
                          "es-1234567890"sv,
                          "es-a"sv,
                          "es-a-b"sv,
                          "es-x"sv,
                          "es-x-"sv,
                          "X-a"sv,
                          "es-X-ab"sv,
                          "a-es"sv,
                          "es-abc1"sv,
                          "es\n"sv,
                          "es\0"sv,
                          "\0"sv,
                          "espa\xc3\xb1ol"sv,
                          "es-x-123456789"sv,
                          "es-a-bc-"sv,
                          "es MX"sv}) {
    CAPTURE(text);
    CHECK_FALSE(is_language_suffix(text));
  }
}

TEST_CASE("language suffix: the same verdict as the regular expression", "[bcp47]") {
  const RE2 expression(pattern_of("title"));
  REQUIRE(expression.ok());
  std::size_t matched = 0;
  const auto agree = [&](const std::string& text) {
    const bool wanted = RE2::PartialMatch("title_" + text, expression);
    matched += wanted ? 1 : 0;
    if (is_language_suffix(text) != wanted) FAIL_CHECK(text);
  };
  std::mt19937 random(47);
  const std::string_view alphabet = "aZxX-019-bYwW-_-\n\xc3"sv;
  for (int round = 0; round < 120'000; ++round) {
    std::string text(random() % 14, '-');
    const std::size_t range = round % 3 == 0 ? alphabet.size() : 13;
    for (char& c : text) c = alphabet[random() % range];
    agree(text);
  }
  for (int round = 0; round < 120'000; ++round) {
    std::string text(tags[random() % tags.size()]);
    for (auto change = random() % 5; change != 0 && !text.empty(); --change) {
      const std::size_t at = random() % text.size();
      const char c = random() % 16 == 0 ? static_cast<char>(random() % 256)
                                        : alphabet[random() % alphabet.size()];
      if (random() % 3 == 0)
        text.insert(at, 1, c);
      else if (random() % 2 == 0)
        text.erase(at, 1);
      else
        text[at] = c;
    }
    agree(text);
  }
  static constexpr std::string_view letters[] = {"a",  "ab",  "abc",  "abcd", "abcde", "x", "1",
                                                 "12", "123", "1abc", "abc1", "a1",    "X"};
  for (int round = 0; round < 120'000; ++round) {
    std::string text;
    for (auto parts = 1 + random() % 8; parts != 0; --parts) {
      if (!text.empty()) text += '-';
      text += letters[random() % std::size(letters)];
    }
    agree(text);
  }
  CHECK(matched > 20'000);
}

TEST_CASE("language suffix: hostile texts", "[bcp47][hostile]") {
  for (const auto piece : {"a"sv, "a-"sv, "-"sv, "abcde-"sv, "a-bc-"sv, "x-"sv, "\0"sv, "\xff"sv}) {
    std::string text = "es-";
    while (text.size() < 2'000'000) text += piece;
    CHECK_FALSE(is_language_suffix(text));
  }
  std::string text = "es";
  while (text.size() < 2'000'000) text += "-abcde";
  CHECK(is_language_suffix(text));
  for (const auto tag : tags) {
    for (std::size_t size = 0; size <= tag.size(); ++size) {
      const std::vector<char> exact(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(size));
      (void)is_language_suffix({exact.data(), exact.size()});
    }
  }
}

TEST_CASE("language pattern: the name is taken from the literal text only", "[bcp47]") {
  for (const std::string_view name :
       {"title", "description", "legalName", "awardCriteriaDetails", "a_b", "x1"}) {
    const std::string pattern = pattern_of(name);
    CHECK(language_pattern_name(pattern) == name);
    CHECK_FALSE(language_pattern_name(pattern + " "));
    CHECK_FALSE(language_pattern_name(" " + pattern));
    CHECK_FALSE(language_pattern_name(pattern.substr(1)));
    CHECK_FALSE(language_pattern_name(pattern.substr(0, pattern.size() - 1)));
    for (std::size_t at = 2 + name.size(); at < pattern.size(); ++at) {
      std::string changed = pattern;
      changed[at] = changed[at] == '!' ? '?' : '!';
      if (language_pattern_name(changed)) FAIL_CHECK(changed);
    }
  }
  for (const std::string_view name :
       {""sv, "a.b"sv, "a|b"sv, "[ab]"sv, "a*"sv, "\\d"sv, "a b"sv, "\xc3\xb1"sv, "a\0"sv}) {
    CHECK_FALSE(language_pattern_name(pattern_of(name)));
  }
  for (const std::string_view pattern :
       {""sv, "^"sv, "^(title_en)$"sv, "^(19|20|21)\\d\\d$"sv, ".*"sv}) {
    CHECK_FALSE(language_pattern_name(pattern));
  }
}
