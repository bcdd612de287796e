#include "upgrade/mend.hpp"

#include "catch.hpp"

#include <string>

using namespace std::string_view_literals;
using edca::base::RuleId;
using edca::schema::Codelist;
using edca::schema::Format;
using edca::upgrade::code_meant;
using edca::upgrade::is_number;
using edca::upgrade::mended_text;
using edca::upgrade::trimmed;

TEST_CASE("numbers in quotes are numbers as JSON spells them") {
  for (const char* text : {"0", "-0", "1500000.10", "1E400", "1e-5", "-12.5e+3"}) {
    INFO(text);
    CHECK(is_number(text, false));
  }
  for (const char* text : {"", "-", "+1", "01", "1.", ".5", "1,500", "1 000", "0x1", "1e", "NaN",
                           "1.5.2", "1e5x", "$1", "\xD9\xA1"}) {
    INFO(text);
    CHECK_FALSE(is_number(text, false));
  }
  CHECK(is_number("12345678901234567890123", true));
  CHECK_FALSE(is_number("1.0", true));
  CHECK_FALSE(is_number("1e3", true));
  CHECK(is_number(std::string(1000000, '7'), true));
}

TEST_CASE("white space at the ends is that of ASCII") {
  CHECK(trimmed(" \t\r\na b\v\f ") == "a b");
  CHECK(trimmed("\xC2\xA0"
                "a") ==
        "\xC2\xA0"
        "a");
  CHECK(trimmed(" \n ").empty());
}

TEST_CASE("dates and addresses are mended where nothing has to be guessed") {
  CHECK(mended_text(Format::date_time, "2015-06-01T00:00:00.-06:00") ==
        "2015-06-01T00:00:00-06:00");
  CHECK(mended_text(Format::date_time, " 2015-06-01 10:00:00Z") == "2015-06-01T10:00:00Z");
  for (const char* text : {"2015-06-01T00:00:00Z", "2015-06-01T00:00:00", "2015-06-01",
                           "12/01/2015", "18-06-21T01:57:34Z", "2017-02-30 00:00:00Z", "mañana"}) {
    INFO(text);
    CHECK(mended_text(Format::date_time, text).empty());
  }
  CHECK(mended_text(Format::uri, "http://a.mx/á b") == "http://a.mx/%C3%A1%20b");
  for (const char* text : {"http://a.mx/%C3%A1", "www.a.mx", "N/A", "http://a.mx/100%", "",
                           "http://a.mx/a, http://a.mx/b"}) {
    INFO(text);
    CHECK(mended_text(Format::uri, text).empty());
  }
}

TEST_CASE(
    "codes are those of the list, of an earlier edition, or the only ones that differ in case") {
  Codelist codes(
      "x.csv",
      {{"active", "", "", ""}, {"MXN", "", "", ""}, {"Aa", "", "", ""}, {"aA", "", "", ""}});
  codes.rename("old", "active");
  CHECK_FALSE(code_meant(codes, "active", true).rule.has_value());
  CHECK(code_meant(codes, "old", false).rule == RuleId("upgrade.code"));
  CHECK(code_meant(codes, "old", false).code == "active");
  CHECK_FALSE(code_meant(codes, "Active", false).rule.has_value());
  CHECK(code_meant(codes, "ACTIVE ", true).rule == RuleId("repair.code"));
  CHECK(code_meant(codes, "mxn", true).code == "MXN");
  CHECK(code_meant(codes, " MXN", true).rule == RuleId("repair.trim"));
  CHECK_FALSE(code_meant(codes, "AA", true).rule.has_value());
  CHECK_FALSE(code_meant(codes, "", true).rule.has_value());
  CHECK_FALSE(code_meant(codes, "activa", true).rule.has_value());
}
