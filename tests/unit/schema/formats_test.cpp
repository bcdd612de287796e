#include "schema/formats.hpp"

#include "catch.hpp"

#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_view_literals;

namespace schema = edca::schema;

namespace {

using Matcher = bool (*)(std::string_view) noexcept;

void accepts(Matcher matcher, const std::vector<std::string_view>& texts) {
  for (const auto text : texts) {
    CAPTURE(text);
    CHECK(matcher(text));
  }
}

void rejects(Matcher matcher, const std::vector<std::string_view>& texts) {
  for (const auto text : texts) {
    CAPTURE(text);
    CHECK_FALSE(matcher(text));
  }
}

const std::vector<Matcher> matchers = {schema::is_date_time, schema::is_uri,  schema::is_email,
                                       schema::is_ipv4,      schema::is_ipv6, schema::is_hostname};

}  // namespace

TEST_CASE("date-time: RFC 3339 with an offset", "[formats]") {
  accepts(schema::is_date_time,
          {"2015-06-01T00:00:00Z", "2015-06-01t00:00:00z", "2015-06-01T23:59:59-06:00",
           "2015-06-01T00:00:00+23:59", "2015-06-01T00:00:00-00:00", "2015-06-01T00:00:00.1Z",
           "2015-06-01T00:00:00.123456789012345678901234567890-06:00", "0001-01-01T00:00:00Z",
           "9999-12-31T23:59:59Z"});
  rejects(schema::is_date_time, {"",
                                 "2015-06-01",
                                 "2015-06-01T00:00:00",
                                 "2015-06-01T00:00:00.-06:00",
                                 "2015-06-01T00:00:00.Z",
                                 "2015-06-01T00:00:00,5Z",
                                 "2015-06-01 00:00:00Z",
                                 "2015-06-01T24:00:00Z",
                                 "2015-06-01T00:60:00Z",
                                 "2015-06-01T23:59:60Z",
                                 "2015-06-01T00:00Z",
                                 "2015-06-01T00:00:00-0600",
                                 "2015-06-01T00:00:00-06",
                                 "2015-06-01T00:00:00-06-00",
                                 "2015-06-01T00:00:00+24:00",
                                 "2015-06-01T00:00:00+00:60",
                                 "2015-06-01T00:00:00Z ",
                                 " 2015-06-01T00:00:00Z",
                                 "2015-06-01T00:00:00ZZ",
                                 "2015-06-01T00:00:00Z\0"sv,
                                 "0000-01-01T00:00:00Z",
                                 "20150-06-01T00:00:00Z",
                                 "+2015-06-01T00:00:00Z",
                                 "18-06-21T01:57:34Z",
                                 "2015-06-01\x14"
                                 "00:00:00Z",
                                 "2015-06-01T00:00:00\x1a",
                                 "20150601T000000-06:00",
                                 "2015-06-01T00:00:00-",
                                 "201\xb2-06-01T00:00:00Z"});
}

TEST_CASE("date-time: every day of the calendar and no other", "[formats]") {
  const auto leap = [](int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); };
  const auto two = [](int number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
  };
  for (const int year : {1, 4, 100, 400, 1900, 1999, 2000, 2015, 2016, 2100, 9996, 9999}) {
    const int days[13] = {0, 31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 0; month <= 99; ++month) {
      for (int day = 0; day <= 99; ++day) {
        const std::string text = two(year / 100) + two(year % 100) + "-" + two(month) + "-" +
                                 two(day) + "T12:00:00-06:00";
        const bool real = month >= 1 && month <= 12 && day >= 1 && day <= days[month];
        if (schema::is_date_time(text) != real) FAIL_CHECK(text);
      }
    }
  }
}

TEST_CASE("date-time: one wrong byte anywhere is noticed", "[formats]") {
  const std::string good = "2015-11-21T10:10:10-06:00";
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = good;
      text[at] = static_cast<char>(byte);
      const bool digit = good[at] >= '0' && good[at] <= '9' && byte >= '0' && byte <= '9';
      const bool letter = at == 10 && (byte == 'T' || byte == 't');
      const bool sign = at == 19 && (byte == '+' || byte == '-');
      if (!digit && !letter && !sign && text != good && schema::is_date_time(text))
        FAIL_CHECK(text);
    }
  }
}

TEST_CASE("uri: RFC 3986 with a scheme", "[formats]") {
  accepts(schema::is_uri, {"http://example.mx",
                           "https://example.mx/a/b.pdf?x=1&y=%C3%B1#parte-2",
                           "http:",
                           "a:b",
                           "urn:ocds:ocds-213czf-1",
                           "mailto:datos@example.mx",
                           "http:///ruta",
                           "x+y-z.1:ruta",
                           "HTTP://WWW.EXAMPLE.MX",
                           "http://usuario:clave:mas@example.mx:3000/",
                           "http://@example.mx",
                           "http://example.mx:",
                           "http://example.mx:/",
                           "http://192.0.2.1:8080/a",
                           "http://999.1.1.1/",
                           "http://[2001:db8::1]/",
                           "http://[::ffff:192.0.2.1]:80",
                           "http://u@[::]",
                           "http://[v7.a:b]/",
                           "http://[V1f.~]?q",
                           "http://example.mx?q",
                           "http://example.mx#f",
                           "http://example.mx/?a?b/c",
                           "http://example.mx/#?/@:",
                           "http://a%20b.mx/",
                           "http://example.mx//doble//barra",
                           "http://example.mx/a;b=1,c(d)*!$'",
                           "http://example.mx/%41%5a%5A",
                           "tag:x,2015:"});
  rejects(schema::is_uri, {"",
                           ":",
                           "www.example.mx",
                           "//example.mx/a",
                           "/a/b",
                           "1http://example.mx",
                           "No Capturado",
                           "http://example.mx/a b",
                           "http://example.mx/actualizaci\xc3\xb3n.pdf",
                           "http://example.mx/%",
                           "http://example.mx/%2",
                           "http://example.mx/%2g",
                           "http://%zz/",
                           "http://example.mx/a#b#c",
                           "http://example.mx/[a]",
                           "http://example.mx/?[a]",
                           "http://example.mx/{a}",
                           "http://example.mx/a|b",
                           "http://example.mx\\a",
                           "http://example.mx/\"",
                           "http://example.mx/<a>",
                           "http://example.mx/^",
                           "http://example.mx/`",
                           "http://a@b@example.mx",
                           "http://example.mx:80a/",
                           "http://example.mx:80:80/",
                           "http://example.mx:8%30/",
                           "http://[::1",
                           "http://[::1]a/",
                           "http://[::1]:x/",
                           "http://a[::1]/",
                           "http://[::1]@example.mx/",
                           "http://[1::2::3]/",
                           "http://[]/",
                           "http://[v.a]/",
                           "http://[v1.]/",
                           "http://[v1a]/",
                           "http://[vg.a]/",
                           "http://[fe80::1%25en0]/",
                           "http://example.mx/\0"sv,
                           "http://example.mx/\x7f",
                           "http://example.mx/\n",
                           " http://a.mx",
                           "http://a.mx ",
                           "ht_tp://a.mx",
                           "http//example.mx"});
}

TEST_CASE("uri: which bytes a path may hold does not depend on where they stand", "[formats]") {
  const std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?#";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const bool wanted = allowed.find(c) != std::string_view::npos;
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text = "http://e.mx/" + std::string(20, 'g');
      text[12 + at] = c;
      if (schema::is_uri(text) != wanted) FAIL_CHECK("byte " << byte << " at " << at);
    }
  }
}

TEST_CASE("email: one at sign with text on both sides", "[formats]") {
  accepts(schema::is_email, {"a@b", "datos@example.mx", "a b@c", "\xc3\xb1@\xc3\xb1", "\0@\0"sv});
  rejects(schema::is_email, {"", "@", "a@", "@b", "a", "a@b@c", "a@@b", "@a@"});
}

TEST_CASE("ipv4: four numbers", "[formats]") {
  accepts(schema::is_ipv4, {"0.0.0.0", "255.255.255.255", "192.0.2.10", "1.20.100.249"});
  rejects(schema::is_ipv4, {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.04", "1.2.3.",
                            ".1.2.3.4", "1..2.3", "1.2.3.4 ", "1.2.3.a", "1.2.3.-1", "0x1.2.3.4",
                            "1.2.3.4444444444444444444", "1.2.3.4\0"sv, "1111111", "1,2,3,4"});
}

TEST_CASE("ipv6: RFC 4291 section 2.2", "[formats]") {
  accepts(schema::is_ipv6,
          {"::", "::1", "1::", "2001:db8::8:800:200c:417a", "1:2:3:4:5:6:7:8",
           "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8",
           "ABCD:EF01:2345:6789:abcd:ef01:2345:6789", "::192.0.2.1", "::ffff:192.0.2.1",
           "1:2:3:4:5:6:192.0.2.1", "1::192.0.2.1", "1:2:3:4:5::192.0.2.1", "0:0:0:0:0:0:0:0"});
  rejects(schema::is_ipv6, {"",
                            ":",
                            "1",
                            "1:",
                            ":1",
                            ":::",
                            "1:::2",
                            "1::2::3",
                            "1:2:3:4:5:6:7",
                            "1:2:3:4:5:6:7:8:9",
                            "1:2:3:4:5:6:7:8::",
                            "::1:2:3:4:5:6:7:8",
                            "12345::",
                            "g::",
                            "1:2:3:4:5:6:7:192.0.2.1",
                            "1:2:3:4:5:6::192.0.2.1",
                            "192.0.2.1",
                            "192.0.2.1::",
                            "::192.0.2",
                            "::192.0.2.256",
                            "::192.0.2.1:1",
                            "fe80::1%eth0",
                            "[::1]",
                            " ::1",
                            "::1\0"sv,
                            "1:2:3:4:5:6:7:8:"});
}

TEST_CASE("hostname: labels of letters, digits and inner hyphens", "[formats]") {
  const std::string label63(63, 'a');
  const std::string longest = label63 + "." + label63 + "." + label63 + "." + std::string(61, 'a');
  CHECK(schema::is_hostname(longest));
  CHECK_FALSE(schema::is_hostname(longest + "a"));
  CHECK(schema::is_hostname(label63));
  CHECK_FALSE(schema::is_hostname(label63 + "a"));
  accepts(schema::is_hostname,
          {"a", "example.mx", "datos-abiertos.example.mx", "3com.mx", "A.B", "a--b"});
  rejects(schema::is_hostname, {"", ".", "a.", ".a", "a..b", "-a", "a-", "a-.b", "a_b.mx", "a b",
                                "ni\xc3\xb1o.mx", "a\0"sv, "a.mx/"});
}

TEST_CASE("formats: long and random bytes are judged in linear time", "[formats][hostile]") {
  for (const std::string_view piece : {"a"sv, "1"sv, ":"sv, "%41"sv, "%"sv, "@"sv, "["sv, "\0"sv,
                                       "\xff"sv, "."sv, "1:"sv, "/"sv}) {
    for (const std::string_view begin :
         {""sv, "http://"sv, "http://["sv, "2015-06-01T00:00:00."sv}) {
      std::string text(begin);
      while (text.size() < 2'000'000) text += piece;
      for (const Matcher matcher : matchers) (void)matcher(text);
    }
  }
  CHECK(schema::is_date_time("2015-06-01T00:00:00." + std::string(1'000'000, '0') + "Z"));
  CHECK(schema::is_uri("http://example.mx/" + std::string(1'000'000, 'x')));

  std::mt19937 random(20150601);
  for (int round = 0; round < 100'000; ++round) {
    std::vector<char> exact(random() % 40);
    for (char& c : exact) c = static_cast<char>(random() % (round % 2 == 0 ? 256 : 64));
    for (const Matcher matcher : matchers) (void)matcher({exact.data(), exact.size()});
  }
}

TEST_CASE("formats: no byte past the end is read", "[formats][hostile]") {
  for (const std::string_view full :
       {"2015-06-01T00:00:00.123-06:00"sv, "http://u:p@[::1]:80/a%41b?c#d"sv, "http://[v1.a]/"sv,
        "1:2:3:4:5:6:192.0.2.1"sv, "192.0.2.1"sv, "a@b"sv, "a.b-c.mx"sv}) {
    for (std::size_t size = 0; size <= full.size(); ++size) {
      const std::vector<char> exact(full.begin(), full.begin() + static_cast<std::ptrdiff_t>(size));
      for (const Matcher matcher : matchers) (void)matcher({exact.data(), exact.size()});
    }
  }
  for (const Matcher matcher : matchers) CHECK_FALSE(matcher({}));
}
