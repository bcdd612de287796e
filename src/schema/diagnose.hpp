#pragma once

#include <string>
#include <string_view>

namespace edca::schema {

/// Why a text is no date-time, as the variant of the sentence to give: the most helpful of
/// "empty", "offset-missing" (all but the offset is right), "offset-dot"
/// (2015-06-01T00:00:00.-06:00), "date-only", "day-first" (12/01/2015), "compact" (20150608),
/// "one-digit-year" (1-01-01T00:00:00Z), "two-digit-year" (18-06-21T01:57:34Z), "year-length"
/// (three digits, or more than four), "space" (a space for the T), "impossible-day" (2017-02-30),
/// "fraction-comma", "year-zero", "hour-24", "second-60", "words" (no digit), "other". `hint`
/// receives the text mended where that can be done without guessing (date-only, day-first and years
/// without four digits give none), else stays empty.
std::string_view diagnose_date_time(std::string_view text, std::string& hint);

/// Why a text is no URI: "empty", "spaces" (hint: percent-encoded), "non-ascii" (hint:
/// percent-encoded UTF-8), "percent" (a % without two hex digits), "scheme-missing"
/// (www.example.mx: no hint), "words" ("Sin dato"), "other".
std::string_view diagnose_uri(std::string_view text, std::string& hint);

}  // namespace edca::schema
