#include "select/redact.hpp"

#include <string>

#include "catch.hpp"
#include "json/value.hpp"

using edca::select::Redactor;

namespace {

/// What is left; a line for everything that was taken out is added to `said`.
std::string left(const std::string& text, std::string* said = nullptr) {
  Redactor redactor([&](const std::string& pointer, const char* what) {
    if (said != nullptr) *said += pointer + " " + what + "\n";
  });
  edca::json::Value value = edca::json::parse(text, "x");
  const bool changed = redactor.redact(value);
  CHECK((!changed || Redactor::may_hold(text)));
  return edca::json::write(value);
}

}  // namespace

TEST_CASE("Numbers of natural persons go, those of companies stay") {
  CHECK(left(R"({"id":"MX-RFC-PEGJ800412HX3"})") == R"({"id":"person-1"})");
  CHECK(left(R"({"id":"pegj-800412-hx3"})") == R"({"id":"person-1"})");
  CHECK(left(R"({"awardID":"PEGJ800412HX3"})") == R"({"awardID":"person-1"})");
  CHECK(left(R"({"a":["x PEGJ800412HX3, y"]})") == R"({"a":["x […], y"]})");
  CHECK(left(R"({"a":"PEGJ800412MDFRMN07"})") == R"({"a":"[…]"})");
  for (const char* same : {R"({"id":"MX-RFC-ABC250115XY1"})", R"({"id":"XAXX010101000"})",
                           R"({"a":1500000.10,"b":"2020-06-01T00:00:00Z"})"})
    CHECK(left(same) == same);
}

TEST_CASE("A number in parts goes where it is right; those of contracts stay") {
  CHECK(left(R"({"a":"x PEGJ-800101-AB6, y"})") == R"({"a":"x […], y"})");
  CHECK(left(R"({"a":"x PEGJ 800101 AB6."})") == R"({"a":"x […]."})");
  CHECK(left(R"({"id":"PEGJ-800101-AB1","name":"J"})") == R"({"id":"person-1","name":"J"})");
  for (const char* same :
       {R"({"id":"ADQU-202501-001","title":"x"})", R"({"id":"C1","awardID":"OBRA-250115-001"})",
        R"({"a":"Contrato OBRA-250115-001"})"})
    CHECK(left(same) == same);
}

TEST_CASE("Who lost only its identifier is counted too") {
  Redactor redactor([](const std::string&, const char*) {});
  edca::json::Value value =
      edca::json::parse(R"({"id":"7","name":"J","identifier":{"id":"PEGJ800412HX3"}})", "x");
  CHECK(redactor.redact(value));
  CHECK(redactor.persons() == 1);
}

TEST_CASE("One person has one name in a process") {
  CHECK(left(R"([{"id":"PEGJ800412HX3"},{"id":"GOLA910203AB1"},{"id":"MX-RFC-PEGJ800412HX3"}])") ==
        R"([{"id":"person-1"},{"id":"person-2"},{"id":"person-1"}])");
}

TEST_CASE("Address and contact go with the number") {
  std::string said;
  CHECK(left(R"({"name":"J","id":"7","identifier":{"scheme":"MX-RFC","id":"PEGJ800412HX3"},)"
             R"("address":{"locality":"A"},"contactPoint":{"name":"J"},)"
             R"("additionalIdentifiers":[{"id":"PEGJ800412MDFRMN07"}]})",
             &said) == R"({"name":"J","id":"7","identifier":{"scheme":"MX-RFC"}})");
  CHECK(
      said ==
      "/address address\n/contactPoint contact\n/identifier/id rfc\n/additionalIdentifiers rfc\n");
  CHECK(left(R"({"identifier":{"legalPersonality":"naturalPerson"},"address":{}})") ==
        R"({"identifier":{"legalPersonality":"naturalPerson"}})");
}
