#include "package/names.hpp"

#include <string>

#include "catch.hpp"
#include "edca/error.hpp"

namespace {

using edca::package::NameTemplate;
using edca::package::NameValues;

std::string key_of_error(const std::string& text) {
  try {
    const NameTemplate name(text);
  } catch (const edca::Error& error) {
    return error.key();
  }
  return "none";
}

}  // namespace

TEST_CASE("placeholders are filled, everything else stays") {
  const NameValues values{"ocds-abc123", "2025", "03", "un-publicador", "07"};
  CHECK(NameTemplate("out/{prefix}-{year}-{month}-{publisher}-{n}.json").fill(values) ==
        "out/ocds-abc123-2025-03-un-publicador-07.json");
  CHECK(NameTemplate("{n}{n}").fill(values) == "0707");
  CHECK(NameTemplate("").fill(values).empty());
  CHECK(NameTemplate("../a b$.json").fill(values) == "../a b$.json");
  CHECK_FALSE(NameTemplate("plain.json").has_placeholders());
  CHECK(NameTemplate("{n}").uses("n"));
  CHECK_FALSE(NameTemplate("n-{year}").uses("n"));
}

TEST_CASE("a name that cannot be understood is refused") {
  CHECK(key_of_error("{x}") == "package.placeholder");
  CHECK(key_of_error("{}") == "package.placeholder");
  CHECK(key_of_error("{N}") == "package.placeholder");
  for (const char* text : {"{", "}", "a{n", "n}", "{{n}}", "{n}}"}) {
    CHECK(key_of_error(text) == "package.brace");
  }
}

TEST_CASE("what comes from data is harmless in a file name") {
  using edca::package::slug;
  CHECK(slug("Secretaría de Obras Públicas, S.A.") == "secretaria-de-obras-publicas-s-a");
  CHECK(slug("../../etc/passwd") == "etc-passwd");
  CHECK(slug("\n\0x") == "unnamed");
  CHECK(slug("公司") == "unnamed");
  CHECK(slug(std::string(500, 'x')).size() == 60);
  CHECK(slug(std::string(59, 'x') + " y") == std::string(59, 'x'));
}

TEST_CASE("only a registered prefix counts as one") {
  using edca::package::prefix_of;
  CHECK(prefix_of("ocds-abc123-LP/../1") == "ocds-abc123");
  CHECK(prefix_of("ocds-abc123") == "ocds-abc123");
  CHECK(prefix_of("oc4ids-abc123-1") == "oc4ids-abc123");
  for (const char* id : {"", "ocds-", "ocds-abc", "ocds-abc1234-1", "ocds-../../-1",
                         "OCDS-abc123-1", "ocds-abc12/-1", "oc4ids", "otro-abc123-1"}) {
    CHECK(prefix_of(id).empty());
  }
}

TEST_CASE("running numbers sort as they count") {
  using edca::package::numbered;
  CHECK(numbered(3, 9) == "3");
  CHECK(numbered(3, 10) == "03");
  CHECK(numbered(1000, 1000) == "1000");
}
