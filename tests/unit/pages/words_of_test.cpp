#include "pages/words_of.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"

namespace {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  edca::pages::each_word(text, [&](std::string_view word) { found.emplace_back(word); });
  return found;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("words are folded and cut at what is neither letter nor digit") {
  CHECK(words("Adquisición de PAPEL, año 2025 (bond)") ==
        List{"adquisicion", "papel", "ano", "2025", "bond"});
  CHECK(words("ocds-mx0001-LP/014_2025") == List{"ocds", "mx0001", "lp", "014", "2025"});
  CHECK(words("“señal”—azul…×÷roja") == List{"senal", "azul", "roja"});
  CHECK(words("a\u0301rbol") == List{"arbol"});
  CHECK(words("東京 都市") == List{"東京", "都市"});
  CHECK(words("") == List{});
  CHECK(words(" . ") == List{});
}

TEST_CASE("words of one character, very long ones and those that say nothing are left out") {
  CHECK(words("x ab y 1 22") == List{"ab", "22"});
  CHECK(words("La compra de las sillas for the office") == List{"compra", "sillas", "office"});
  CHECK(words(std::string(40, 'a')) == List{std::string(40, 'a')});
  CHECK(words(std::string(41, 'a')) == List{});
  CHECK(std::ranges::is_sorted(edca::pages::passed_over()));
}

TEST_CASE("what is no UTF-8 ends no program") {
  CHECK(words("ab\xF0") == List{"ab"});
  CHECK(words("ab \xE2\x80") == List{"ab"});
  CHECK(words("zz \x80\xFF") == List{"zz"});
}
