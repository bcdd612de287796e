#include "messages/messages.hpp"

#include "catch.hpp"

#include <string>

using edca::Arguments;
using edca::Error;
using edca::ErrorKind;
using edca::Finding;
using edca::messages::advise;
using edca::messages::count;
using edca::messages::describe;
using edca::messages::explain;
using edca::messages::Language;
using edca::messages::language_of;
using edca::messages::printable;
using edca::messages::readable;
using edca::messages::RuleText;
using edca::messages::shorten;

namespace {

Finding make(const char* rule, const char* pointer, const char* value, const char* variant = "",
             Arguments arguments = {}) {
  Finding finding;
  finding.rule = edca::find_rule(rule);
  finding.pointer = pointer;
  finding.value = value;
  finding.variant = variant;
  finding.arguments = std::move(arguments);
  return finding;
}

std::string es(const Finding& finding) {
  return describe(finding, Language::spanish);
}
std::string en(const Finding& finding) {
  return describe(finding, Language::english);
}

}  // namespace

TEST_CASE("a required field is told with its title and the object that lacks it") {
  Finding finding = make("schema.required", "/releases/0/tender", "", "",
                         {{"title_es", "Identificador"}, {"title_en", "Identifier"}});
  finding.property = "id";
  CHECK(es(finding) == "Falta «id» (Identificador) en «tender», donde es obligatorio.");
  CHECK(en(finding) == "“id” (Identifier) is missing in “tender”, where it is required.");
  finding.arguments.clear();
  finding.pointer = "/tender/items/3";
  CHECK(es(finding) == "Falta «id» en un elemento de «items», donde es obligatorio.");
  finding.pointer = "";
  CHECK(en(finding) == "“id” is missing in the document, where it is required.");
  finding.arguments = {{"title_es", "ID"}};
  CHECK(es(finding) == "Falta «id» en el documento, donde es obligatorio.");
}

TEST_CASE("words follow the number they belong to") {
  const auto done = [](const char* files, Language language) {
    return edca::messages::text("publish.done", language, {{"files", files}, {"target", "x"}});
  };
  CHECK(done("1", Language::spanish) == "Publicado y verificado en x: 1 archivo.");
  CHECK(done("0", Language::spanish) == "Publicado y verificado en x: 0 archivos.");
  CHECK(done("1,001", Language::english) == "Published and verified at x: 1,001 files.");
  CHECK(done("1", Language::english) == "Published and verified at x: 1 file.");
  const Finding finding = make("schema.minLength", "/a", "\"\"", "", {{"limit", "1"}});
  CHECK(es(finding) == "\"\" es demasiado corto para «a»: se necesita al menos 1 carácter.");
}

TEST_CASE("types are translated and joined as the language does") {
  const Arguments arguments = {
      {"expected", "string,object"}, {"actual", "number"}, {"title_es", "Monto"}};
  const Finding finding = make("schema.type", "/value/amount", "12", "", arguments);
  CHECK(es(finding) ==
        "«amount» (Monto) debe ser un texto o un objeto entre llaves { }, pero es un número: 12.");
  CHECK(en(finding) ==
        "“amount” should be a text or an object between braces { }, but it is a number: 12.");
  const Finding element = make("schema.type", "/tag/0", "12", "number-for-text", arguments);
  CHECK(es(element).starts_with("Un elemento de «tag» (Monto) debe ser"));
  CHECK(en(make("schema.type", "", "[]", "", arguments)).starts_with("The document should be"));
}

TEST_CASE("values that are not shown, and sizes") {
  CHECK(es(make("schema.type", "/tags", "", "", {{"expected", "array"}, {"actual", "object"}})) ==
        "«tags» debe ser una lista entre corchetes [ ], pero es un objeto entre llaves { }.");
  CHECK(es(make("schema.enum", "/status", "")) ==
        "Este valor no es uno de los valores que acepta «status».");
  CHECK(en(make("input.size", "", "", "", {{"limit", "268435456"}})) ==
        "One item is larger than 256 MiB.");
  CHECK(en(make("input.size", "", "", "", {{"limit", "1500"}})) ==
        "One item is larger than 1,500 bytes.");
}

TEST_CASE("lists of codes use the conjunction that sounds right") {
  const auto codes = [](const char* list) {
    return advise(make("schema.enum", "/a", "1", "codes", {{"codes", list}}), Language::spanish);
  };
  CHECK(codes("open") == "Escriba uno de estos valores: «open».");
  CHECK(codes("direct,open") == "Escriba uno de estos valores: «direct» u «open».");
  CHECK(codes("open, direct,limited") ==
        "Escriba uno de estos valores: «open», «direct» o «limited».");
  CHECK(es(make("schema.additionalProperties", "/a", "", "", {{"names", "x,id"}})) ==
        "«a» tiene campos que no se permiten ahí: «x» e «id».");
}

TEST_CASE("a superfluous field is told with the object that holds it") {
  Finding finding =
      make("field.near-miss", "/tender/titel", "\"x\"", "", {{"suggestion", "title"}});
  finding.property = "titel";
  CHECK(es(finding) ==
        "«titel» en «tender» no es un campo del estándar, pero se parece a «title».");
  finding.pointer = "/tender";
  CHECK(es(finding) ==
        "«titel» en «tender» no es un campo del estándar, pero se parece a «title».");
  finding.pointer = "/a~1b~0/titel";
  CHECK(en(finding).starts_with("“titel” in “a/b~” is not"));
}

TEST_CASE("a hint is given as advice and the sentence stays specific") {
  const Finding finding = make("schema.format", "/date", "\"2015-06-01 10:00:00Z\"",
                               "date-time/space+hint", {{"hint", "2015-06-01T10:00:00Z"}});
  CHECK(es(finding) ==
        "En «date», \"2015-06-01 10:00:00Z\" tiene un espacio entre la fecha y la "
        "hora.");
  CHECK(advise(finding, Language::spanish) == "Escríbala así: 2015-06-01T10:00:00Z.");
}

TEST_CASE("a record's note tells the inner problem") {
  CHECK(es(make("record.linked-releases", "/records/0/releases", "", "",
                {{"keyword", "required"}, {"field", "url"}})) ==
        "«releases» se leyó como una lista de enlaces a entregas, y en ellos falta «url».");
  CHECK(en(make("record.embedded-releases", "/records/0/releases", "", "",
                {{"keyword", "dependencies"}, {"field", "tag"}}))
            .ends_with("in them “tag” does not follow the rule `dependencies`."));
}

TEST_CASE("positions of repeated elements count from 1") {
  CHECK(en(make("schema.uniqueItems", "/tag", "", "", {{"first", "0"}, {"second", "2"}})) ==
        "In “tag” the elements 1 and 3, counting from 1, are the same.");
}

TEST_CASE("an extension of a codelist is named only where there is one") {
  CHECK(en(make("codelist.closed", "/a", "\"x\"", "", {{"extension", ""}})) ==
        "\"x\" is not in the closed codelist of “a”.");
  CHECK(en(make("codelist.closed", "/a", "\"x\"", "", {{"extension", "taxes"}})) ==
        "\"x\" is not in the closed codelist of “a” (from the extension “taxes”).");
}

TEST_CASE("hostile text in a finding becomes harmless and short") {
  Finding finding = make("field.additional", "/tender", "");
  finding.property = "\x1b[31m\n" + std::string(1000, 'x');
  const std::string sentence = en(finding);
  CHECK(sentence.find('\x1b') == std::string::npos);
  CHECK(sentence.find('\n') == std::string::npos);
  CHECK(sentence.find("\\u001b[31m\\n") != std::string::npos);
  CHECK(sentence.size() < 300);
  finding.property = "{value}{nothing}";
  CHECK(en(finding).starts_with("“{value}{nothing}” in"));
  finding.pointer = std::string(100000, '/');
  CHECK(!en(finding).empty());
}

TEST_CASE("readable values: JSON text as text") {
  CHECK(readable(R"("Direcci\u00f3n \ud83d\ude00 \"x\" a\/b")") == "\"Dirección 😀 \"x\" a/b\"");
  CHECK(readable(R"("a\nb\u001b[2J\u202e\u0000")") == R"("a\nb\u001b[2J\u202e\u0000")");
  CHECK(readable(R"("\ud83d \ude00\ud83d\ud83d\ude00 \u12 \x")") ==
        R"("\ud83d \ude00\ud83d😀 \u12 \x")");
  CHECK(readable("\"cut \\u00…") == "\"cut …");
  CHECK(readable("\"cut \\…") == "\"cut …");
  CHECK(readable("\"cut \\u00f3…") == "\"cut ó…");
  CHECK(readable("\"\\") == "\"\\");
  CHECK(readable("12.50") == "12.50");
  CHECK(readable(R"(no \u00f3)") == R"(no \u00f3)");
  CHECK(en(make("schema.enum", "/x", R"("Licitaci\u00f3n")")).starts_with("\"Licitación\" is not"));
}

TEST_CASE("printable text") {
  CHECK(printable("señal «ok» 😀") == "señal «ok» 😀");
  CHECK(printable("a\x1b]0;x\x07"
                  "b") == "a\\u001b]0;x\\u0007b");
  CHECK(printable("\xC2\x9B"
                  "31m") == "\\u009b31m");
  CHECK(printable("\xE2\x80\xAEtxt") == "\\u202etxt");
  CHECK(printable("a\r\n\tb\x7F") == "a\\r\\n\\tb\\u007f");
  CHECK(printable(std::string_view("\0", 1)) == "\\u0000");
  CHECK(printable("\xFF"
                  "a\xC3") ==
        "\xEF\xBF\xBD"
        "a\xEF\xBF\xBD");
  CHECK(printable("\xC0\x80\xED\xA0\x80").find('\x80') == std::string::npos);
  CHECK(printable("\xF4\x90\x80\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("shortening keeps both ends and whole characters") {
  CHECK(shorten("abc", 3) == "abc");
  CHECK(shorten("abcdef", 5) == "ab…ef");
  CHECK(shorten("abcdefg", 4) == "ab…g");
  CHECK(shorten("ñññññ", 5) == "ñññññ");
  CHECK(shorten("ññññññ", 5) == "ññ…ññ");
  CHECK(shorten("😀😀😀😀", 3) == "😀…😀");
}

TEST_CASE("counts and languages") {
  CHECK(count(0) == "0");
  CHECK(count(999) == "999");
  CHECK(count(1000) == "1,000");
  CHECK(count(1234567) == "1,234,567");
  CHECK(count(18446744073709551615ull) == "18,446,744,073,709,551,615");
  for (const char* name : {"en", "en_US.UTF-8", "EN", "en-GB", "en.UTF-8"})
    CHECK(language_of(name) == Language::english);
  for (const char* name : {"", "C", "POSIX", "es_MX.UTF-8", "de_DE", "eng", "e", "ene"})
    CHECK(language_of(name) == Language::spanish);
}

TEST_CASE("errors in both languages") {
  const Error exists(ErrorKind::input, "output.exists", {{"path", "a\x1b.json"}, {"reason", "x"}});
  CHECK(describe(exists, Language::spanish) ==
        "a\\u001b.json ya existe. Use `--overwrite` para sustituirlo.");
  const Error profile(ErrorKind::schema, "profile.unknown",
                      {{"profile", "x"}, {"known", "edca-mx,ocds-1.1"}});
  CHECK(describe(profile, Language::english) ==
        "The profile “x” does not exist. The profiles are “edca-mx” and “ocds-1.1”.");
  const Error rule(ErrorKind::usage, "rule.unknown",
                   {{"rule", "schema.typo"}, {"suggestion", "schema.type"}});
  CHECK(describe(rule, Language::spanish) ==
        "La regla «schema.typo» no existe. ¿Quiso escribir «schema.type»?");
  const Error unknown(ErrorKind::usage, "rule.unknown", {{"rule", "x"}, {"suggestion", ""}});
  CHECK(describe(unknown, Language::english) == "The rule “x” does not exist.");
}

TEST_CASE("rules explain themselves") {
  const edca::Rule& rule = *edca::find_rule("schema.required");
  CHECK(explain(rule, RuleText::title, Language::spanish) == "Falta un campo obligatorio");
  CHECK(explain(rule, RuleText::title, Language::english) == "A required field is missing");
  CHECK(explain(rule, RuleText::why, Language::spanish) !=
        explain(rule, RuleText::fix, Language::spanish));
}
