#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace edca::indicators {

/// What a run was told to do: values by section and key, as text. The section "" holds what stands
/// before the first one.
class Settings {
 public:
  using Values = std::map<std::string, std::string, std::less<>>;
  using Words = std::set<std::string, std::less<>>;

  /// The usual settings: every indicator that is on by itself, with its own threshold.
  Settings() = default;
  /// Reads a file: TOML of ours when its text has the key `settings = "edca-indicators/1"`, else
  /// the INI of Cardinal. Throws Error(usage): "indicators.settings-unread" (path),
  /// "indicators.settings-syntax" (path, line), "indicators.settings-section" (path, section,
  /// suggestion), "indicators.settings-key" (also key), "indicators.settings-value" (path, section,
  /// key, value).
  static Settings read(const std::string& path);
  /// The same of a text. `name` stands for it in errors.
  static Settings parse(std::string_view text, const std::string& name);

  /// Whether they are in the form of Cardinal, where only indicators with a section are on.
  bool cardinal() const { return cardinal_; }
  bool has(std::string_view section) const { return sections_.contains(section); }
  /// All keys of a section, for those that hold names of the user's.
  const Values& section(std::string_view section) const;
  std::optional<std::string> text(std::string_view section, std::string_view key) const;
  std::optional<double> real(std::string_view section, std::string_view key) const;
  std::optional<std::uint64_t> count(std::string_view section, std::string_view key) const;
  bool flag(std::string_view section, std::string_view key) const;
  /// Words with a "|" between them; `usual` where the key is absent.
  Words words(std::string_view section, std::string_view key, std::string_view usual = {}) const;

 private:
  void read_ini(std::string_view text, const std::string& name);
  void read_toml(std::string_view text, const std::string& name);
  void check(const std::string& name) const;

  bool cardinal_ = false;
  std::map<std::string, Values, std::less<>> sections_;
};

}  // namespace edca::indicators
