#include "unit/semantics/judged.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

using edca::test::Judged;

namespace {

std::string release(const std::string& title) {
  return "{\"tender\":{\"title\":\"" + title + "\"}}";
}

std::uint64_t found(const char* rule, const std::string& title) {
  Judged judged;
  judged.release(release(title));
  return judged.count(rule);
}

}  // namespace

TEST_CASE("placeholders are known in capitals, with points, underlines and accents") {
  for (const char* title : {"N/A", "n.a.", "No aplica", "SIN_DATO", "Sin información", "s/n/a", "-",
                            "...", "XXX", "Pendiente.", "Por definir", "????", "TBD"}) {
    INFO(title);
    CHECK(found("text.placeholder", title) == 1);
  }
  for (const char* title : {"Nada que ver", "Sin datos personales a la vista", "Naranjas", "x",
                            "-5", ".5 toneladas", "Pendientes de oro"}) {
    INFO(title);
    CHECK(found("text.placeholder", title) == 0);
  }
}

TEST_CASE("damage is found wherever it stands, and accents are none") {
  for (const char* title : {"Adquisici\xC3\x83\xC2\xB3n", "\xC3\x83\xC2\xB1",
                            "\xC3\xA1 \xEF\xBF\xBD", "\\u00c3\\u0083\\u00c2\\u00b3"}) {
    INFO(title);
    CHECK(found("text.mojibake", title) == 1);
  }
  for (const char* title : {"plain", "\xC3\xB3", "a\xC3\xB1o y a\xC3\xB1o", "\xC3\x81rea"}) {
    INFO(title);
    CHECK(found("text.mojibake", title) == 0);
  }
}

TEST_CASE("a CURP is found as a word of its own") {
  CHECK(found("personal.curp", "Persona con CURP ROPA800101MDFDRN09, domicilio conocido") == 1);
  CHECK(found("personal.curp", "ROPA800101MDFDRN09") == 1);
  CHECK(found("personal.curp", "xROPA800101MDFDRN09") == 0);
  CHECK(found("personal.curp", "ROPA800101MDFDRN091") == 0);
  CHECK(found("personal.curp", "LICITACION 123456789012345678 DE 2025") == 0);
}
