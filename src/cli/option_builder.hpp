#pragma once

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "messages/messages.hpp"
#include "os/folder.hpp"

namespace edca::cli {

/// The whole numbers that an option takes.
struct Range {
  std::uint64_t low;
  std::uint64_t high;
};
inline constexpr std::uint64_t most = 1'000'000'000'000;

/// Described as "1..1024", or "1.." where there is no end; what is wrong is told in braces, as
/// CLI11 tells allowed values.
inline CLI::Validator within(Range range) {
  const std::string shown =
      std::to_string(range.low) + ".." + (range.high == most ? "" : std::to_string(range.high));
  const auto check = [range, shown](const std::string& given) -> std::string {
    std::uint64_t number = 0;
    const char* end = given.data() + given.size();
    const auto [at, error] = std::from_chars(given.data(), end, number);
    const bool good =
        error == std::errc() && at == end && number >= range.low && number <= range.high;
    return good ? "" : "{" + shown + "}";
  };
  return {check, shown};
}

/// Whether a value of this kind is, or may be, the path of a file or folder.
inline bool is_path(std::string_view kind) {
  static constexpr std::string_view kinds[] = {"file", "folder", "input",     "old",
                                               "new",  "target", "extension", "also"};
  return std::ranges::find(kinds, kind) != std::end(kinds);
}

/// Writes a path as all rooms know it.
inline CLI::Validator as_path() {
  return {[](std::string& given) {
            given = os::slashed(std::move(given));
            return std::string();
          },
          ""};
}

/// Adds options whose descriptions come from the catalogue: key "help.NAME".
class Builder {
 public:
  Builder(CLI::App& app, Language language) : app_(app), language_(language) {}

  std::string help(const std::string& name) const {
    return messages::text("help." + name, language_);
  }

  /// An option with a value of this kind ("file"): the key of what stands for it in the help.
  template <class Target>
  CLI::Option* option(const std::string& names, Target& target, const std::string& key,
                      const std::string& kind = "text") {
    CLI::Option* option = app_.add_option(names, target, help(key))->type_name(kind);
    if (is_path(kind)) option->transform(as_path());
    if constexpr (std::is_same_v<Target, std::string>) option->default_str(target);
    return option;
  }
  template <class Target>
  CLI::Option* repeated(const std::string& names, Target& target, const std::string& key,
                        const std::string& kind) {
    return option(names, target, key, kind)->take_all()->allow_extra_args(false);
  }
  template <class Target>
  CLI::Option* number(const std::string& names, Target& target, const std::string& key,
                      Range range) {
    return option(names, target, key, "number")->check(within(range));
  }
  CLI::Option* flag(const std::string& names, bool& target, const std::string& key) {
    return app_.add_flag(names, target, help(key));
  }
  CLI::Option* choice(const std::string& names, std::string& target, const std::string& key,
                      const std::string& kind, const std::vector<std::string>& allowed) {
    std::string shown;
    for (const std::string& each : allowed) shown += (shown.empty() ? "" : "|") + each;
    return option(names, target, key, kind)->check(CLI::IsMember(allowed).description(shown));
  }
  /// The same for an enum with names: name(value).
  template <class Value>
  CLI::Option* choice(const std::string& names, Value& target, const std::string& key,
                      const std::string& kind, std::initializer_list<Value> allowed) {
    std::map<std::string, Value> by_name;
    std::vector<std::string> words;
    std::string shown;
    for (const Value value : allowed) {
      words.emplace_back(name(value));
      by_name.emplace(words.back(), value);
      shown += (shown.empty() ? "" : "|") + words.back();
    }
    return app_
        .add_option_function<std::string>(
            names, [&target, by_name](const std::string& word) { target = by_name.at(word); },
            help(key))
        ->type_name(kind)
        ->default_str(std::string(name(target)))
        ->check(CLI::IsMember(words).description(shown));
  }
  void fail_on(std::string& target) {
    choice("--fail-on", target, "fail-on", "severity", {"error", "warning", "note", "never"});
  }
  void fail_on(FailOn& target) {
    choice("--fail-on", target, "fail-on", "severity",
           {FailOn::error, FailOn::warning, FailOn::note, FailOn::never});
  }

 private:
  CLI::App& app_;
  Language language_;
};

}  // namespace edca::cli
