#include "unit/semantics/judged.hpp"

#include "catch.hpp"

#include <string>

using edca::test::Judged;

// What the standards allow in single values, each beside the mistake.

// BCP 47, https://www.rfc-editor.org/rfc/rfc5646#section-2.1; OCDS asks for it or for ISO 639-1:
// https://standard.open-contracting.org/1.1/en/schema/reference/#language
TEST_CASE("a language is a tag of BCP 47, with three letters and regions too") {
  Judged judged;
  const auto count = [&](const std::string& tag) {
    judged.release(R"({"language":")" + tag + R"(","tender":{"id":"1","documents":[{"language":")" +
                   tag + R"("}]}})");
    return judged.count("code.language");
  };
  for (const char* tag : {"es",         "ES",        "nah",        "maz",       "spa",
                          "es-MX",      "en-GB",     "en_GB",      "es-419",    "zh-Hant",
                          "sr-Latn-RS", "sl-rozaj",  "es-x-norte", "x-norte",   "X-Norte-Sierra",
                          "i-navajo",   "I-Klingon", "en-GB-oed",  "sgn-BE-FR", "art-lojban",
                          "zh-min-nan", "no-bok"}) {
    INFO(tag);
    CHECK(count(tag) == 0);
  }
  for (const char* tag :
       {"qq", "Spanish; Castilian", "spanish", "es-", "es-M", "es MX", "e", "-es", "n1h", "es--MX",
        "espa\xc3\xb1ol", "x", "x-", "x-ninecharas", "i-nahuatl", "i"}) {
    INFO(tag);
    CHECK(count(tag) == 2);
  }
  CHECK(count(std::string(1000, 'a')) == 2);
}

// https://standard.open-contracting.org/1.1/en/schema/reference/#contactpoint asks for the number
// with its codes but does not forbid what people can call.
TEST_CASE("a telephone number may be local, have an extension, or stand beside others") {
  Judged judged;
  const auto count = [&](const char* text) {
    judged.release(
        std::string(
            R"({"parties":[{"id":"1","name":"A","roles":["buyer"],"identifier":{"scheme":"x","id":"1"},"contactPoint":{"telephone":")") +
        text + R"("}}]})");
    return judged.count("contact.telephone");
  };
  for (const char* text :
       {"491934", "+595 21 683.930 INT. 102", "5555 2246 o 5555 2237 Ext. 12431",
        "5555-0100 (Recepci\xc3\xb3n)", "Tel. 55 5555 0100", "tel5555550100", "2-34-56",
        "5555550100, 5555550101; 5555550102", "5555550100 con 30 l\xc3\xadneas",
        "Conmutador: (55) 5555 0100 ext. 1, 2 y 3",
        "55\xe2\x80\x93"
        "5555\xe2\x80\x93"
        "0100",
        "Ext. 12431, 5555 0100", "911", "070", "*0311", "55/5555/0100"}) {
    INFO(text);
    CHECK(count(text) == 0);
  }
  for (const char* text :
       {"5550", "no tiene", "Ext. 12431", "extensi\xc3\xb3n 12431", "AAA010101AA1",
        "oficina@ejemplo.mx", "012345@ejemplo.mx", "ext. 1234, ext. 5678"}) {
    INFO(text);
    CHECK(count(text) == 1);
  }
}

// https://standard.open-contracting.org/1.1/en/schema/records_reference/#linked-releases
TEST_CASE("a link needs no fragment but where another one leads into the same file") {
  Judged judged;
  const auto count = [&](const std::string& urls) {
    std::string releases;
    for (std::size_t at = 0; at < urls.size();) {
      const std::size_t end = std::min(urls.find(' ', at), urls.size());
      releases += (releases.empty() ? "" : ",") + std::string(R"({"url":"https://a.example/)") +
                  urls.substr(at, end - at) +
                  R"(","date":"2025-01-01T00:00:00Z","tag":["tender"]})";
      at = end + 1;
    }
    judged.record(R"({"ocid":"ocds-mx0001-1","releases":[)" + releases + "]}");
    return judged.count("history.link-fragment");
  };
  CHECK(count("1.json 2.json 3.json 4.json 5.json 6.json") == 0);
  CHECK(count("all.json#1 all.json#2") == 0);
  CHECK(count("1.json all.json#2") == 0);
  CHECK(count("all.json all.json#2") == 1);
  CHECK(count("all.json all.json#2 all.json#3 more.json more.json#1") == 1);
}

TEST_CASE("of white space around a value one rule speaks") {
  Judged judged;
  judged.release(
      R"({"tender":{"id":"1","documents":[{"id":"1","format":" application/pdf","language":"es "}]}})");
  CHECK(judged.count("text.spaces") == 2);
  CHECK(judged.count("code.media-type") + judged.count("code.language") == 0);
}

// https://standard.open-contracting.org/1.1/en/schema/reference/#parties is a list. Of one that is
// none the schema speaks; that it lacks an organization cannot be told.
TEST_CASE("references are not said to lead nowhere where parties are no list") {
  Judged judged;
  const auto count = [&](const std::string& parties) {
    judged.release(R"({"tag":["compiled"],"buyer":{"id":"A","name":"x"},"parties":)" + parties +
                   "}");
    return judged.count("reference.organization");
  };
  CHECK(count(R"({"0":{"id":"A","name":"x"}})") == 0);
  CHECK(count(R"({})") == 0);
  CHECK(count(R"([])") == 1);
  CHECK(count(R"([{"id":"B","name":"y"}])") == 1);
  CHECK(count(R"([{"id":"A","name":"x"}])") == 0);
}
