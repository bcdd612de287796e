#include "report/causes.hpp"

#include "samples.hpp"

#include "catch.hpp"

#include <string>

using edca::Finding;
using edca::messages::Language;
using edca::report::Causes;
namespace samples = edca::report::samples;

namespace {

std::string path(const char* pointer) {
  std::string out;
  edca::report::append_path(pointer, out);
  return out;
}

Finding wrong_type(const char* pointer, const char* actual) {
  return samples::make("schema.type", "a.json", 3, pointer, "\"secret\"",
                       {{"expected", "number,null"},
                        {"actual", actual},
                        {"title_en", "Sum"},
                        {"title_es", "Monto"}});
}

}  // namespace

TEST_CASE("the path of a cause: below the item, without indices") {
  CHECK(path("").empty());
  CHECK(path("/releases/0/tender/items/12/id") == "/tender/items/id");
  CHECK(path("/records/1/compiledRelease/awards/0") == "/compiledRelease/awards");
  CHECK(path("/3/tender/a~1b/0x") == "/tender/a~1b/0x");
  CHECK(path("/publisher/name") == "/publisher/name");
}

TEST_CASE("causes: rule, variant, path and property; values are left out") {
  Causes causes;
  CHECK(causes.add(wrong_type("/releases/0/awards/0/value/amount", "string")) == 0);
  CHECK(causes.add(wrong_type("/releases/7/awards/2/value/amount", "string")) == 0);
  Finding absent = samples::make("schema.required", "a.json", 1, "/releases/0/tender");
  absent.property = "id";
  CHECK(causes.add(absent) == 1);
  absent.property = "title";
  CHECK(causes.add(absent) == 2);
  CHECK(causes.add(
            samples::make("schema.format", "a.json", 1, "/date", "1", {}, "date-time/space")) == 3);
  CHECK(causes.add(samples::make("schema.format", "a.json", 1, "/date", "1", {{"hint", "x"}},
                                 "date-time/space+hint")) == 3);
  Finding named =
      samples::make("field.near-miss", "a.json", 1, "/tender/titel", "", {{"suggestion", "title"}});
  named.property = "titel";
  causes.add(named);
  REQUIRE(causes.list().size() == 5);
  CHECK(causes.list()[0].key == "schema.type /awards/value/amount");
  CHECK(causes.list()[0].count == 2);
  CHECK(causes.list()[0].first.pointer == "/releases/0/awards/0/value/amount");
  CHECK(causes.list()[1].key == "schema.required /tender#id");
  CHECK(causes.list()[3].key == "schema.format/date-time/space /date");
  CHECK(causes.list()[4].key == "field.near-miss /tender/titel");
  const std::string said = sentence(causes.list()[0], Language::english);
  CHECK(said == "“amount” (Sum) should be a number or null, but it is a text: ….");
  causes.add(wrong_type("/releases/8/awards/0/value/amount", "object"));
  CHECK(sentence(causes.list()[0], Language::english) ==
        "“amount” (Sum) should be a number or null, but it is …: ….");
  CHECK(sentence(causes.list()[0], Language::spanish).find("secret") == std::string::npos);
}

TEST_CASE("causes: errors first, then the most frequent, then as they came") {
  Causes causes;
  causes.add(samples::make("input.bom", "a.json", 1, ""));
  causes.add(samples::make("schema.type", "a.json", 1, "/a"));
  for (int times = 0; times < 2; ++times)
    causes.add(samples::make("schema.type", "a.json", 1, "/b"));
  causes.add(samples::make("schema.enum", "a.json", 1, "/a"));
  CHECK(causes.ranking() == std::vector<std::size_t>{2, 1, 3, 0});
}

TEST_CASE("causes: memory is bounded whatever comes") {
  Causes causes;
  for (std::size_t at = 0; at < Causes::most + 5; ++at)
    causes.add(samples::make("field.additional", "a.json", 1, ("/x" + std::to_string(at)).c_str()));
  CHECK(causes.list().size() == Causes::most);
  CHECK(causes.others() == 5);
  CHECK(causes.add(samples::make("field.additional", "a.json", 1, "/x0")) == 0);
  Causes deep;
  const std::string pointer(1'000'000, '/');
  Finding finding =
      samples::make("schema.type", "a.json", 1, (pointer + "ñ").c_str(), "1", {{"names", pointer}});
  deep.add(finding);
  CHECK(deep.list()[0].key.size() < 600);
  CHECK(deep.list()[0].first.pointer.empty());
  CHECK(deep.list()[0].first.arguments[0].second.size() <= 400);
}
