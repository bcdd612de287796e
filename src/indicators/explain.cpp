#include <algorithm>

#include "indicators/setting_keys.hpp"
#include "indicators/table.hpp"
#include "json/value.hpp"
#include "messages/messages.hpp"

namespace edca {
namespace {

using json::Value;

bool belongs(const indicators::SettingKey& key, const Indicator& indicator) {
  return key.section.starts_with(indicator.id) && !key.key.empty();
}

/// "threshold = 15" as TOML.
std::string setting(const indicators::SettingKey& key) {
  std::string value(key.usual);
  if (key.type == indicators::SettingType::text) {
    for (std::size_t at = 0; (at = value.find('|', at)) != value.npos; at += 4) {
      value.replace(at, 1, "\", \"");
    }
    const bool list = key.usual.find('|') != key.usual.npos;
    value = (list ? "[\"" : "\"") + value + (list ? "\"]" : "\"");
  }
  if (value.empty()) value = key.type == indicators::SettingType::flag ? "true" : "0";
  return std::string(key.key == "*" ? "\"…\"" : key.key) + " = " + value;
}

Value both(const Indicator& indicator, IndicatorText part) {
  return json::Object{{"es", explain(indicator, part, Language::spanish)},
                      {"en", explain(indicator, part, Language::english)}};
}

}  // namespace

std::string explain(const Indicator& indicator, IndicatorText part, Language language) {
  const std::string key = "indicator." + std::string(indicator.id);
  if (part == IndicatorText::name) return messages::text(key, language);
  std::string rule = messages::text(key + "-rule", language);
  if (indicator.source == indicators::red_flags_source) {
    rule += " " + messages::text("indicators.reading", language);
  }
  return rule;
}

std::string explanation(const Indicator& indicator, Language language) {
  const auto told = [language](const char* key, const Arguments& arguments = {}) {
    return messages::text(key, language, arguments) + "\n";
  };
  std::string out =
      std::string(indicator.id) + " (" +
      messages::text("indicator-unit." + std::string(name(indicator.unit)), language) + ")\n" +
      explain(indicator, IndicatorText::name, language) + "\n\n" +
      explain(indicator, IndicatorText::rule, language) + "\n";
  if (!indicator.usual)
    out += "\n" + told("indicators.unusual", {{"id", std::string(indicator.id)}});
  std::string settings;
  for (const indicators::SettingKey& key : indicators::setting_keys()) {
    if (belongs(key, indicator)) {
      settings += "    [" + std::string(key.section) + "] " + setting(key) + "\n";
    }
  }
  if (!settings.empty()) out += "\n" + told("indicators.settings") + settings;
  if (!indicator.law.empty()) {
    out += "\n" + told("indicators.law", {{"law", std::string(indicator.law)}});
  }
  if (indicator.source.empty()) return out;
  return out + "\n" + told("explain.source", {{"source", std::string(indicator.source)}});
}

std::string indicator_list(Language language) {
  std::string out;
  for (const Indicator& each : all_indicators()) {
    out += std::string(each.id) + "  " + explain(each, IndicatorText::name, language) + "\n";
  }
  return out;
}

std::string indicators_json(const Indicator* only) {
  json::Array entries;
  for (const Indicator& each : all_indicators()) {
    if (only != nullptr && only != &each) continue;
    json::Array settings;
    for (const indicators::SettingKey& key : indicators::setting_keys()) {
      if (!belongs(key, each)) continue;
      settings.emplace_back(json::Object{
          {"section", Value(key.section)}, {"key", Value(key.key)}, {"usual", Value(key.usual)}});
    }
    entries.emplace_back(json::Object{{"id", each.id},
                                      {"unit", name(each.unit)},
                                      {"usual", Value(each.usual)},
                                      {"grounds", name(each.grounds)},
                                      {"law", each.law},
                                      {"source", each.source},
                                      {"name", both(each, IndicatorText::name)},
                                      {"rule", both(each, IndicatorText::rule)},
                                      {"settings", std::move(settings)}});
  }
  return json::write(json::Object{{"indicators", std::move(entries)}}, 2) + "\n";
}

std::string indicator_settings(Language language) {
  std::string out = "settings = \"edca-indicators/1\"\n";
  std::string_view section;
  for (const indicators::SettingKey& key : indicators::setting_keys()) {
    if (key.section != section) {
      section = key.section;
      const Indicator* indicator = find_indicator(section);
      out += "\n";
      if (indicator != nullptr) {
        out += "# " + explain(*indicator, IndicatorText::name, language) + "\n";
      }
      // A section turns its indicator on.
      const bool quiet = find_indicator(section.substr(0, section.find('.'))) != nullptr &&
                         !find_indicator(section.substr(0, section.find('.')))->usual;
      out += (quiet ? "# [" : "[") + std::string(section) + "]\n";
    }
    if (!key.key.empty()) out += "# " + setting(key) + "\n";
  }
  return out;
}

}  // namespace edca
