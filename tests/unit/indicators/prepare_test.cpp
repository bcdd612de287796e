#include "indicators/prepare.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "json/value.hpp"

using edca::indicators::Prepare;
using edca::indicators::Settings;
namespace json = edca::json;

namespace {

std::string mended(std::string_view settings, std::string_view release) {
  const Settings read = Settings::parse(settings, "settings");
  json::Value value = json::parse(release, "release");
  Prepare(read).mend(value);
  return json::write(value);
}

}  // namespace

TEST_CASE("numeric ids become texts, one organization a list") {
  CHECK(
      mended("",
             R"({"buyer":{"id":5},"awards":[{"id":1,"suppliers":{"id":12345678901234567890}}]})") ==
      R"({"buyer":{"id":"5"},"awards":[{"id":"1","suppliers":[{"id":"12345678901234567890"}]}]})");
}

TEST_CASE("amounts that stand for nothing are taken out, others stay as they are") {
  CHECK(mended("[redactions]\namount = 0|99999999\n",
               R"({"bids":{"details":[{"value":{"amount":0.00}},{"value":{"amount":1.50}}]}})") ==
        R"({"bids":{"details":[{"value":{}},{"value":{"amount":1.50}}]}})");
}

TEST_CASE("values of other types are left alone") {
  const std::string odd =
      R"({"parties":5,"buyer":[],"tender":"t","bids":{"details":[1,null]},"awards":[2]})";
  CHECK(mended("[defaults]\nbid_status = valid\nparty_roles = true\n[modifications]\nmove_auctions "
               "= true\n",
               odd) == odd);
  CHECK(mended("", "[]") == "[]");
}

TEST_CASE("releases are mended as the peer mends them") {
  const std::filesystem::path folder =
      std::filesystem::path(EDCA_SHARED_DATA) / "oracles" / "cardinal" / "fixtures" / "prepare";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: no ../shared");
    return;
  }
  const auto whole = [](std::filesystem::path path, const char* extension) {
    std::ifstream file(path.replace_extension(extension));
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  };
  std::size_t lines = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".ini") continue;
    std::istringstream inputs(whole(entry.path(), ".jsonl"));
    std::istringstream expected(whole(entry.path(), ".output"));
    std::string output;
    for (std::string line; std::getline(inputs, line); ++lines) {
      REQUIRE(std::getline(expected, output));
      INFO(entry.path().string() << ": " << line);
      CHECK(json::parse(mended(whole(entry.path(), ".ini"), line), "") == json::parse(output, ""));
    }
  }
  CHECK(lines > 20);
}
