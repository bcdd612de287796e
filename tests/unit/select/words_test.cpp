#include "select/words.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

using edca::select::Words;

namespace {

std::vector<std::string> found(const std::vector<std::string>& phrases, std::string_view text) {
  Words words;
  for (const std::string& phrase : phrases) REQUIRE(words.add(phrase));
  std::vector<std::string> list;
  words.each(text, [&](const std::string& phrase) { list.push_back(phrase); });
  return list;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("Words are whole, whatever their case and accents") {
  CHECK(found({"cubrebocas"}, "Compra de CUBREBOCAS.") == List{"cubrebocas"});
  CHECK(found({"oxímetro"}, "OXIMETRO de pulso") == List{"oxímetro"});
  CHECK(found({"oximetro"}, "oxi\xCC\x81metro") == List{"oximetro"});
  CHECK(found({"cubrebocas"}, "recubrebocas cubrebocass").empty());
  CHECK(found({"gel"}, "ángel").empty());
  CHECK(found({"gel"}, "").empty());
}

TEST_CASE("Phrases stand word by word, whatever is between them") {
  CHECK(found({"COVID-19"}, "covid 19; covid19") == List{"COVID-19"});
  CHECK(found({"ventilador mecánico"}, "Ventilador\n  «mecanico»") == List{"ventilador mecánico"});
  CHECK(found({"ventilador mecánico"}, "ventilador no mecánico").empty());
  CHECK(found({"a b", "a c"}, "a a c a b a c") == List{"a c", "a b"});
}

TEST_CASE("A word with a star goes on") {
  CHECK(found({"hisopo*"}, "hisopos") == List{"hisopo*"});
  CHECK(found({"hisopo*"}, "hisopo") == List{"hisopo*"});
  CHECK(found({"hisopo*"}, "hiso").empty());
  CHECK(found({"prueba pcr*"}, "pruebas pcr").empty());
  CHECK(found({"prueba pcr*"}, "Prueba PCRs") == List{"prueba pcr*"});
}

TEST_CASE("What holds no word is refused") {
  Words words;
  for (const char* phrase : {"", "*", " - ", "a*b", "a *", "¿?"}) CHECK_FALSE(words.add(phrase));
  CHECK(words.empty());
}
