#pragma once

#include <span>
#include <string_view>

namespace edca::indicators {

enum class SettingType : unsigned char { text, real, count, flag };

/// A key that a settings file may have.
struct SettingKey {
  std::string_view section;
  std::string_view key;  ///< "*": any; "": none, but the section may stand there
  SettingType type;
  bool cardinal;           ///< whether Cardinal has it too
  std::string_view usual;  ///< for the template; empty: there is none
};

/// All of them, section by section.
std::span<const SettingKey> setting_keys() noexcept;

/// The key of a section, or nullptr.
const SettingKey* find_setting(std::string_view section, std::string_view key, bool cardinal);

}  // namespace edca::indicators
