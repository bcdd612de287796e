#include "base/instant.hpp"

#include "catch.hpp"

using edca::base::date_time;
using edca::base::instant;

TEST_CASE("seconds since 1970 are shown as a date-time") {
  CHECK(date_time(0) == "1970-01-01T00:00:00Z");
  CHECK(date_time(1764421500) == "2025-11-29T13:05:00Z");
  CHECK(date_time(951827696) == "2000-02-29T12:34:56Z");
  CHECK(date_time(-1) == "1969-12-31T23:59:59Z");
  CHECK(date_time(-62'167'219'200) == "0000-01-01T00:00:00Z");
  CHECK(date_time(253'402'300'799) == "9999-12-31T23:59:59Z");
  CHECK(date_time(253'402'300'800).empty());
  CHECK(date_time(INT64_MIN).empty());
  CHECK(date_time(INT64_MAX).empty());
}

TEST_CASE("what is shown is read as the same instant") {
  constexpr std::int64_t epoch = 62'167'219'200;
  for (std::int64_t seconds = -epoch; seconds < 253'402'300'799; seconds += 7'654'321'987) {
    const std::string text = date_time(seconds);
    const auto read = instant(text);
    REQUIRE(read);
    CHECK(read->seconds == epoch + seconds);
  }
}
