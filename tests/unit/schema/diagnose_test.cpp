#include "schema/diagnose.hpp"

#include "catch.hpp"
#include "schema/formats.hpp"

#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_view_literals;

namespace schema = edca::schema;

namespace {

struct Case {
  std::string_view text;
  std::string_view variant;
  std::string_view hint = "";
};

using Diagnosis = std::string_view (*)(std::string_view, std::string&);

void diagnoses(Diagnosis diagnose, const std::vector<Case>& cases) {
  for (const Case& wanted : cases) {
    CAPTURE(wanted.text);
    std::string hint = "left over";
    CHECK(diagnose(wanted.text, hint) == wanted.variant);
    CHECK(hint == wanted.hint);
  }
}

const std::vector<std::string_view> date_variants = {
    "empty",          "offset-missing", "offset-dot",     "date-only",      "day-first",  "compact",
    "two-digit-year", "space",          "impossible-day", "fraction-comma", "year-zero",  "hour-24",
    "second-60",      "other",          "words",          "one-digit-year", "year-length"};
const std::vector<std::string_view> uri_variants = {
    "empty", "spaces", "non-ascii", "percent", "scheme-missing", "other", "words"};

/// The variant is one of the list, and a hint is always right and new.
void holds(std::string_view text) {
  const std::vector<char> exact(text.begin(), text.end());
  const std::string_view view(exact.data(), exact.size());
  const auto among = [](std::string_view variant, const std::vector<std::string_view>& variants) {
    for (const auto known : variants) {
      if (known == variant) return true;
    }
    return false;
  };
  std::string hint;
  if (!schema::is_date_time(view)) {
    if (!among(schema::diagnose_date_time(view, hint), date_variants)) FAIL_CHECK(text);
    if (!hint.empty() && (!schema::is_date_time(hint) || hint == text)) FAIL_CHECK(text);
  }
  if (!schema::is_uri(view)) {
    if (!among(schema::diagnose_uri(view, hint), uri_variants)) FAIL_CHECK(text);
    if (!hint.empty() && (!schema::is_uri(hint) || hint == text)) FAIL_CHECK(text);
  }
}

}  // namespace

TEST_CASE("diagnose: what portals write for dates", "[diagnose]") {
  diagnoses(schema::diagnose_date_time,
            {{"", "empty"},
             {" \t", "empty"},
             {"2015-12-28T00:00:00.-06:00", "offset-dot", "2015-12-28T00:00:00-06:00"},
             {"2015-12-28T00:00:00.Z", "offset-dot", "2015-12-28T00:00:00Z"},
             {"0001-01-01T00:00:00", "offset-missing"},
             {"2017-02-06T00:00:00", "offset-missing"},
             {"2017-02-06T00:00:00.123", "offset-missing"},
             {"12/01/2015", "day-first"},
             {"31/12/2015", "day-first"},
             {"1/2/2015", "day-first"},
             {"12-01-2015", "day-first"},
             {"12/01/2015 10:30", "day-first"},
             {"12/01/2015 10:30:00", "day-first"},
             {"20150608", "compact"},
             {"20180522T10:42:00-05:00", "compact", "2018-05-22T10:42:00-05:00"},
             {"20180522T104200Z", "compact", "2018-05-22T10:42:00Z"},
             {"20180522104200-0500", "compact", "2018-05-22T10:42:00-05:00"},
             {"18-06-21T01:57:34Z", "two-digit-year"},
             {"12/01/15", "two-digit-year"},
             {"1/01/15", "two-digit-year"},
             {"1-1-15", "two-digit-year"},
             {"1-01-01", "one-digit-year"},
             {"1-01-01T00:00:00Z", "one-digit-year"},
             {"1-1-1", "one-digit-year"},
             {"1/1/1", "one-digit-year"},
             {"01/01/1", "one-digit-year"},
             {"9-9-9T00:00:00-06:00", "one-digit-year"},
             {"24-5-1", "two-digit-year"},
             {"201-05-03T00:00:00Z", "year-length"},
             {"20155-05-03", "year-length"},
             {"2015-01-20", "date-only"},
             {"2015-01-20T", "date-only"},
             {"2015/01/20", "date-only"},
             {"2018-12-10T00:00:00-05-00", "other", "2018-12-10T00:00:00-05:00"},
             {"2018-12-10T00:00:00-0600", "other", "2018-12-10T00:00:00-06:00"},
             {"2018-12-10T00:00:00-06", "other", "2018-12-10T00:00:00-06:00"},
             {"Primer Trimestre", "words"},
             {"Fecha del Contrato", "words"},
             {"Invalid date", "words"},
             {"No Capturado", "words"},
             {"null", "words"}});
}

TEST_CASE("diagnose: dates that one slip spoils", "[diagnose]") {
  diagnoses(schema::diagnose_date_time,
            {{"2015-06-01 10:00:00Z", "space", "2015-06-01T10:00:00Z"},
             {"2015-06-01 10:00:00", "space"},
             {"2015-06-01T10:00:00 -06:00", "space", "2015-06-01T10:00:00-06:00"},
             {"2015-06-01 10:00:00.5 -0600", "space", "2015-06-01T10:00:00.5-06:00"},
             {"2015-06-01T10:00:00,25Z", "fraction-comma", "2015-06-01T10:00:00.25Z"},
             {"2015-06-01T10:00:00,25", "fraction-comma"},
             {"2017-02-30T00:00:00Z", "impossible-day"},
             {"2017-02-30", "impossible-day"},
             {"2017-13-01T00:00:00Z", "impossible-day"},
             {"2017-02-29T00:00:00", "impossible-day"},
             {"2016-02-29T00:00:00", "offset-missing"},
             {"0000-01-01T00:00:00Z", "year-zero"},
             {"0000-00-00T00:00:00Z", "year-zero"},
             {"2015-06-30T24:00:00Z", "hour-24", "2015-07-01T00:00:00Z"},
             {"2015-12-31T24:00:00.000-06:00", "hour-24", "2016-01-01T00:00:00.000-06:00"},
             {"2016-02-28T24:00:00Z", "hour-24", "2016-02-29T00:00:00Z"},
             {"2015-02-28T24:00:00Z", "hour-24", "2015-03-01T00:00:00Z"},
             {"9999-12-31T24:00:00Z", "hour-24"},
             {"2015-06-30T24:30:00Z", "hour-24"},
             {"2015-06-30T24:00:00", "hour-24"},
             {"2016-12-31T23:59:60Z", "second-60"},
             {"2015-06-01T25:00:00Z", "other"},
             {"2015-06-01T10:60:00Z", "other"},
             {"2015-06-01T10:00:61Z", "other"},
             {"2015-06-01T10:00Z", "other"},
             {"2015-6-1T9:05:00Z", "other", "2015-06-01T09:05:00Z"},
             {"2015/06/01T09:05:00Z", "other", "2015-06-01T09:05:00Z"},
             {" 2015-06-01T09:05:00Z\n", "other", "2015-06-01T09:05:00Z"},
             {" 2015-06-01T09:05:00", "offset-missing"},
             {"2015-06-01T09:05:00ZZ", "other"},
             {"2015-06-01T09:05:00Z\0"sv, "other"},
             {"2015-06-01T09:05:00 p. m.", "other"},
             {"12345678", "other"},
             {"99/99/2015", "other"},
             {"00/01/2015", "other"},
             {"1433116800000", "other"}});
}

TEST_CASE("diagnose: what portals write for URLs", "[diagnose]") {
  diagnoses(schema::diagnose_uri,
            {{"", "empty"},
             {"  ", "empty"},
             {"http://example.mx/Certificado de terminaci\xc3\xb3n (1).pdf", "spaces",
              "http://example.mx/Certificado%20de%20terminaci%C3%B3n%20(1).pdf"},
             {"http://example.mx/actualizaci\xc3\xb3n.pdf", "non-ascii",
              "http://example.mx/actualizaci%C3%B3n.pdf"},
             {"http://a\xc3\xb1o.example.mx/", "non-ascii", "http://a%C3%B1o.example.mx/"},
             {"http://example.mx/a%20\xc3\xb1 b", "spaces", "http://example.mx/a%20%C3%B1%20b"},
             {" http://example.mx/a ", "spaces", "http://example.mx/a"},
             {"http://example.mx/ a ", "spaces", "http://example.mx/%20a"},
             {"http://Sin dato", "spaces"},
             {"http://example.mx/a\nb", "spaces"},
             {"http://example.mx/100%.pdf", "percent"},
             {"http://example.mx/100% legal.pdf", "percent"},
             {"http://example.mx/%2", "percent"},
             {"www.example.mx", "scheme-missing"},
             {"WWW.EXAMPLE.MX/DATOS?x=1", "scheme-missing"},
             {"www.example.mx/a b.pdf", "scheme-missing"},
             {"www.a\xc3\xb1o.mx", "scheme-missing"},
             {"//example.mx/a", "scheme-missing"},
             {"/documentos/a.pdf", "scheme-missing"},
             {"http//example.mx", "scheme-missing"},
             {"No Capturado", "words"},
             {"N/A", "words"},
             {"N.A.", "other"},
             {"ND", "words"},
             {"persona@example.mx", "other"},
             {"Sin dato. Ver anexo", "words"},
             {"Nota: ver anexo", "other"},
             {"http://example.mx/a.pdf, http://example.mx/b.pdf", "other"},
             {"http://example.mx/a.pdf https://example.mx/b\xc3\xb1.pdf", "other"},
             {"http://example.mx/?u=http://example.mx/a b", "spaces",
              "http://example.mx/?u=http://example.mx/a%20b"},
             {"http://example.mx/[a]|{b}", "other", "http://example.mx/%5Ba%5D%7C%7Bb%7D"},
             {"http://example.mx\\a", "other"},
             {"http://example.mx/a\\b", "other"},
             {"http://example.mx/a#b#c", "other"},
             {"http://[::1/", "other"},
             {"http://example.mx:puerto/", "other"},
             {"http://example.mx/\0"sv, "other"},
             {"http://example.mx/\xff", "non-ascii"},
             {"urn:a\xc3\xb1o", "non-ascii", "urn:a%C3%B1o"}});
}

TEST_CASE("diagnose: any bytes give a known variant and only right hints", "[diagnose][hostile]") {
  std::mt19937 random(20150608);
  const std::vector<std::string_view> seeds = {"2015-12-28T00:00:00.-06:00",
                                               "2015-06-30 24:00:00,000 -0600",
                                               "20180522T104200Z",
                                               "12/01/2015 10:30:00",
                                               "http://u@[::1]:80/a%20\xc3\xb1 b#c",
                                               "www.example.mx/a, http://b.mx"};
  const std::string_view alphabet = "0123456789-/:.,TZtz+ %#@[]htps\\\xc3\xb1\0\xff"sv;
  for (int round = 0; round < 200'000; ++round) {
    std::string text(seeds[random() % seeds.size()]);
    for (auto change = random() % 4; change != 0; --change) {
      const std::size_t at = random() % (text.size() + 1);
      if (random() % 2 == 0) {
        text.insert(at, 1, alphabet[random() % alphabet.size()]);
      } else if (at < text.size()) {
        text[at] = random() % 4 == 0 ? static_cast<char>(random() % 256)
                                     : alphabet[random() % alphabet.size()];
      }
    }
    if (random() % 4 == 0) text.resize(random() % (text.size() + 1));
    holds(text);
  }
}

TEST_CASE("diagnose: very long texts", "[diagnose][hostile]") {
  for (const std::string_view piece :
       {"0"sv, " "sv, "%"sv, "://"sv, " http://"sv, "\0"sv, "\xc3\xb1"sv, "-"sv}) {
    for (const std::string_view begin : {""sv, "http://example.mx/"sv, "2015-06-01T00:00:00."sv}) {
      std::string text(begin);
      while (text.size() < 1'000'000) text += piece;
      holds(text);
    }
  }
}
