#include "indicators/settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <system_error>
#include <vector>

#include <toml++/toml.h>

#include "base/suggest.hpp"
#include "edca/error.hpp"
#include "edca/indicators.hpp"
#include "indicators/setting_keys.hpp"
#include "io/file.hpp"

namespace edca::indicators {
namespace {

constexpr std::string_view settings_mark = "edca-indicators/1";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

[[noreturn]] void fail_syntax(const std::string& name, std::size_t line) {
  throw Error(ErrorKind::usage, "indicators.settings-syntax",
              {{"path", name}, {"line", std::to_string(line)}});
}

/// A TOML value as the text that the INI has for it; nothing for other kinds.
std::optional<std::string> as_text(const toml::node& node) {
  if (const auto value = node.value_exact<std::string>()) return value;
  if (const auto value = node.value_exact<bool>()) return *value ? "true" : "false";
  if (const auto value = node.value_exact<std::int64_t>()) return std::to_string(*value);
  if (const auto value = node.value_exact<double>()) {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *value);
    return std::string(digits.data(), end.ptr);
  }
  const toml::array* list = node.as_array();
  if (list == nullptr) return std::nullopt;
  std::string words;
  for (const toml::node& element : *list) {
    const auto word = element.value_exact<std::string>();
    if (!word || word->find('|') != std::string::npos) return std::nullopt;
    words += (words.empty() ? "" : "|") + *word;
  }
  return words;
}

std::optional<double> as_real(std::string_view text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || at != end || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::optional<std::uint64_t> as_count(std::string_view text) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || at != end) return std::nullopt;
  return value;
}

bool fits(SettingType type, std::string_view text) {
  switch (type) {
    case SettingType::real:
      return as_real(text).has_value();
    case SettingType::count:
      return as_count(text).has_value();
    case SettingType::flag:
      return text == "true" || text == "false";
    case SettingType::text:
      break;
  }
  return true;
}

std::string settings_text(const std::string& path) {
  constexpr std::uint64_t most = 1 << 20;
  std::error_code error;
  std::string text = io::read_whole(path, error, most);
  if (error) throw Error(ErrorKind::usage, "indicators.settings-unread", {{"path", path}});
  return text;
}

}  // namespace

Settings Settings::read(const std::string& path) {
  return parse(settings_text(path), path);
}

Settings Settings::parse(std::string_view text, const std::string& name) {
  Settings settings;
  settings.cardinal_ = text.find(settings_mark) == std::string_view::npos;
  if (settings.cardinal_) {
    settings.read_ini(text, name);
  } else {
    settings.read_toml(text, name);
  }
  settings.check(name);
  return settings;
}

void Settings::read_ini(std::string_view text, const std::string& name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string section;
  sections_[section];
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view words = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.empty() || words[0] == ';' || words[0] == '#') continue;
    if (words[0] == '[') {
      if (words.back() != ']') fail_syntax(name, line);
      section = trimmed(words.substr(1, words.size() - 2));
      sections_[section];
      continue;
    }
    const std::size_t equal = words.find_first_of("=:");
    if (equal == std::string_view::npos || equal == 0) fail_syntax(name, line);
    std::string_view value = trimmed(words.substr(equal + 1));
    if (value.size() > 1 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0]) {
      value = value.substr(1, value.size() - 2);
    }
    sections_[section].insert_or_assign(std::string(trimmed(words.substr(0, equal))),
                                        std::string(value));
  }
}

void Settings::read_toml(std::string_view text, const std::string& name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    fail_syntax(name, error.source().begin.line);
  }
  const auto take = [&](const auto& self, const toml::table& table,
                        const std::string& section) -> void {
    if (table.empty() || find_indicator(section) != nullptr) sections_[section];
    for (const auto& [key, node] : table) {
      const std::string word(key.str());
      if (const toml::table* below = node.as_table()) {
        self(self, *below, section.empty() ? word : section + "." + word);
        continue;
      }
      const auto value = as_text(node);
      if (!value) {
        throw Error(ErrorKind::usage, "indicators.settings-value",
                    {{"path", name}, {"section", section}, {"key", word}, {"value", "?"}});
      }
      sections_[section].insert_or_assign(word, *value);
    }
  };
  take(take, root, "");
  sections_[""].erase("settings");
}

/// Every section and key is one of setting_keys(), with a value of its type.
void Settings::check(const std::string& name) const {
  for (const auto& [section, values] : sections_) {
    std::vector<std::string_view> known;
    bool any_section = section.empty();
    for (const SettingKey& each : setting_keys()) {
      if (cardinal_ && !each.cardinal) continue;
      if (each.section != section) continue;
      any_section = true;
      known.push_back(each.key);
    }
    if (!any_section) {
      for (const SettingKey& each : setting_keys()) known.push_back(each.section);
      throw Error(ErrorKind::usage, "indicators.settings-section",
                  {{"path", name},
                   {"section", section},
                   {"suggestion", std::string(base::nearest(section, known))}});
    }
    for (const auto& [key, value] : values) {
      const SettingKey* found = find_setting(section, key, cardinal_);
      if (found == nullptr) {
        throw Error(ErrorKind::usage, "indicators.settings-key",
                    {{"path", name},
                     {"section", section},
                     {"key", key},
                     {"suggestion", std::string(base::nearest(key, known))}});
      }
      if (!fits(found->type, value)) {
        throw Error(ErrorKind::usage, "indicators.settings-value",
                    {{"path", name}, {"section", section}, {"key", key}, {"value", value}});
      }
    }
  }
}

const Settings::Values& Settings::section(std::string_view section) const {
  static const Values none;
  const auto found = sections_.find(section);
  return found == sections_.end() ? none : found->second;
}

std::optional<std::string> Settings::text(std::string_view section, std::string_view key) const {
  const Values& values = this->section(section);
  const auto found = values.find(key);
  if (found == values.end()) return std::nullopt;
  return found->second;
}

std::optional<double> Settings::real(std::string_view section, std::string_view key) const {
  const auto value = text(section, key);
  return value ? as_real(*value) : std::nullopt;
}

std::optional<std::uint64_t> Settings::count(std::string_view section, std::string_view key) const {
  const auto value = text(section, key);
  return value ? as_count(*value) : std::nullopt;
}

bool Settings::flag(std::string_view section, std::string_view key) const {
  return text(section, key) == "true";
}

Settings::Words Settings::words(std::string_view section, std::string_view key,
                                std::string_view usual) const {
  const std::string given = text(section, key).value_or(std::string(usual));
  Words words;
  for (std::string_view left = given; !left.empty();) {
    const std::size_t end = std::min(left.find('|'), left.size());
    words.emplace(left.substr(0, end));
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  return words;
}

}  // namespace edca::indicators
