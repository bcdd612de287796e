#include "upgrade/latin1.hpp"

#include "catch.hpp"

using edca::upgrade::from_latin1;

TEST_CASE("Latin-1 is told from UTF-8 only where there is no doubt") {
  CHECK(from_latin1("Adquisici\xF3n, \xD1") == "Adquisici\xC3\xB3n, \xC3\x91");
  CHECK(from_latin1("\xFF") == "\xC3\xBF");
  // UTF-8, or a part of it, or the quotes of Windows-1252.
  for (const char* text :
       {"", "abc", "\xC3\xB3", "\xC3\xB3\xF3", "\x93x\x94", "\xF3\xC3\xB3", "\xF3\xE2\x82\xAC"}) {
    CHECK_FALSE(from_latin1(text).has_value());
  }
}
