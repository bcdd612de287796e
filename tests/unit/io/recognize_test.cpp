#include "io/recognize.hpp"

#include "catch.hpp"

#include <string>

namespace edca::io::testing {

using namespace std::string_view_literals;

TEST_CASE("what is no JSON is told by its first bytes") {
  const auto is = [](std::string_view head) { return recognize(head, true); };
  CHECK(is("%PDF-1.7\n") == "pdf");
  CHECK(is("\xFD"
           "7zXZ\0\0\4"sv) == "xz");
  CHECK(is("BZh91AY&SY") == "bzip2");
  CHECK(is("7z\xBC\xAF\x27\x1C\0\4"sv) == "7z");
  CHECK(is("Rar!\x1A\x07\x01") == "rar");
  CHECK(is("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") == "office");
  CHECK(is("SQLite format 3\0"sv) == "database");
  CHECK(is("\x89PNG\r\n\x1A\n") == "image");
  CHECK(is(std::string("datos.json").append(247, '\0') + "ustar") == "tar");
  CHECK(is("version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 12\n") == "git-lfs");
  CHECK(is("\n <!DOCTYPE html>\n<html>") == "html");
  CHECK(is("<?xml version='1.0'?><html xmlns='x'>") == "html");
  CHECK(is("<br />\n<b>Warning</b>: no hay base en <b>/srv/x.php</b><br />\n{}") == "html-piece");
  CHECK(is("<div>Error</div>") == "html-piece");
  CHECK(is("<br>\n<html>") == "html");
  CHECK(is("<?xml version='1.0'?><releases/>") == "xml");
  CHECK(is("<releases/>") == "xml");
  CHECK(is("https://ejemplo.mx/datos.json\n") == "only-address");
  CHECK(is("https://ejemplo.mx/a.json\nhttps://ejemplo.mx/b.json\n") == "text");
  CHECK(is("Internal Server Error") == "text");
  CHECK(is("ocid\nocds-1\nocds-2\n") == "text");
  CHECK(is("/annex/objects/SHA256E-s12--0a.json\n") == "text");
}

// RFC 4180
TEST_CASE("a heading and a row with as many separators are CSV") {
  CHECK(recognize("ocid,id,date\nocds-1,1,2020-01-01\n", true) == "csv");
  CHECK(recognize("\"ocid\";\"título, largo\"\r\n\"1\";\"a\"\r\n", true) == "csv");
  CHECK(recognize("ocid\tid\n1\t2\n", true) == "csv");
  CHECK(recognize("ocid,id,date\n", true) == "csv");
  CHECK(recognize("Hola, mundo.\nEsto, no.\n", true) == "text");
  CHECK(recognize("# título, año\nx = 1, 2\n", true).empty());
  CHECK(recognize("\"un texto, de JSON\"", true).empty());
}

TEST_CASE("what begins as JSON does is left to the parser") {
  for (const std::string_view text :
       {"{\"a\":1,\n\"b\":2}", "[1,\n2]", "null", "12.5", "\"x\"", "", " \n", "true"}) {
    CAPTURE(text);
    CHECK(recognize(text, true).empty());
  }
}

TEST_CASE("JSON behind a stray sign, or without its brace, is no CSV") {
  using namespace std::string_view_literals;
  for (const std::string_view text :
       {"\0{\"a\":1,\"b\":2,\"c\":3}"sv, "f({\"a\":1,\"b\":2,\"c\":3})"sv,
        "x{\"a\":1,\n\"b\":2,\n}"sv, "\"a\":1,\n\"b\":2,\n\"c\":3}"sv, "\0\0,\0,\0\n\0,\0,\0"sv}) {
    CAPTURE(text);
    CHECK(recognize(text, true).empty());
  }
}

TEST_CASE("an address is no name of a file") {
  CHECK(is_address("https://ejemplo.mx/datos.json"));
  CHECK(is_address("HTTP://ejemplo.mx"));
  CHECK_FALSE(is_address("https"));
  CHECK_FALSE(is_address("datos.json"));
}

}  // namespace edca::io::testing
