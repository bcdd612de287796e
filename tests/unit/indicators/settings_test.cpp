#include "indicators/settings.hpp"

#include "catch.hpp"
#include "edca/error.hpp"
#include "edca/indicators.hpp"
#include "indicators/setting_keys.hpp"

using edca::indicators::Settings;

namespace {

std::string refused(std::string_view text) {
  try {
    Settings::parse(text, "file");
  } catch (const edca::Error& error) {
    return error.key();
  }
  return "";
}

}  // namespace

TEST_CASE("the INI of Cardinal is read") {
  const Settings settings = Settings::parse(
      "\xEF\xBB\xBF; words\r\n# more\r\ncurrency = MXN\r\n\r\n[R003]\r\nthreshold=20\r\n"
      "procurement_methods = open|a word\n[R003.procurement_method_details]\nLicitación (x) = 5\n"
      "[R028]\n[codelists.award_status]\nActive = active\n[defaults]\nparty_roles = true\n",
      "file");
  CHECK(settings.cardinal());
  CHECK(settings.text("", "currency") == "MXN");
  CHECK(settings.count("R003", "threshold") == 20U);
  CHECK(settings.words("R003", "procurement_methods") == Settings::Words{"a word", "open"});
  CHECK(settings.count("R003.procurement_method_details", "Licitación (x)") == 5U);
  CHECK(settings.has("R028"));
  CHECK_FALSE(settings.has("R030"));
  CHECK(settings.text("codelists.award_status", "Active") == "active");
  CHECK(settings.flag("defaults", "party_roles"));
  CHECK(settings.words("R018", "procurement_methods", "open|x") == Settings::Words{"open", "x"});
}

TEST_CASE("TOML of ours says the same") {
  const Settings settings = Settings::parse(
      "settings = \"edca-indicators/1\"\n[R003]\nthreshold = 20\nprocurement_methods = [\"open\", "
      "\"b\"]\n[R024]\nthreshold = 0.05\n[R003.procurement_method_details]\n\"Licitación\" = 5\n",
      "file");
  CHECK_FALSE(settings.cardinal());
  CHECK(settings.count("R003", "threshold") == 20U);
  CHECK(settings.words("R003", "procurement_methods") == Settings::Words{"b", "open"});
  CHECK(settings.real("R024", "threshold") == 0.05);
  CHECK(settings.count("R003.procurement_method_details", "Licitación") == 5U);
}

TEST_CASE("what there is not, or is of another kind, is refused") {
  CHECK(refused("[R003]\nthreshold = 1.5\n") == "indicators.settings-value");
  CHECK(refused("[R024]\nthreshold = nan\n") == "indicators.settings-value");
  CHECK(refused("[R028]\nthreshold = 1\n") == "indicators.settings-key");
  CHECK(refused("[R999]\n") == "indicators.settings-section");
  CHECK(refused("[R003\n") == "indicators.settings-syntax");
  CHECK(refused("= 5\n") == "indicators.settings-syntax");
  CHECK(refused("{\"json\": true}") == "indicators.settings-key");
  const std::string ours = "settings = \"edca-indicators/1\"\n";
  CHECK(refused(ours + "[R003]\nthreshold = \"20\"\n") == "");
  CHECK(refused(ours + "[R003]\nthreshold = 2020-01-01\n") == "indicators.settings-value");
  CHECK(refused(ours + "[R003\n") == "indicators.settings-syntax");
}

TEST_CASE("the template is settings that change nothing") {
  for (const auto language : {edca::Language::spanish, edca::Language::english}) {
    const Settings settings = Settings::parse(edca::indicator_settings(language), "template");
    CHECK_FALSE(settings.cardinal());
    for (const edca::Indicator& each : edca::all_indicators()) {
      CHECK((each.usual || !settings.has(each.id)));
    }
  }
}

TEST_CASE("every indicator may have a section") {
  for (const edca::Indicator& each : edca::all_indicators()) {
    CHECK(refused("settings = \"edca-indicators/1\"\n[" + std::string(each.id) + "]\n") == "");
  }
}
