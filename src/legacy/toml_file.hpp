#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "edca/error.hpp"

namespace edca::legacy {

/// The keys of what is said of a file that is no TOML (arguments path, line), and of an entry that
/// is not what it should be (path, entry).
struct TomlErrors {
  const char* syntax;
  const char* entry;
};

/// A file of TOML (https://toml.io/en/v1.0.0) whose entries have to be of one type each. All
/// functions throw Error(usage) with these keys; `entry` is what the error calls the node.
class TomlFile {
 public:
  TomlFile(std::string_view text, const std::string& path, TomlErrors errors)
      : path_(path), errors_(errors) {
    try {
      root_ = toml::parse(text, path);
    } catch (const toml::parse_error& error) {
      throw Error(ErrorKind::usage, errors.syntax,
                  {{"path", path}, {"line", std::to_string(error.source().begin.line)}});
    }
  }

  const toml::table& root() const { return root_; }

  [[noreturn]] void wrong(std::string_view entry) const {
    throw Error(ErrorKind::usage, errors_.entry, {{"path", path_}, {"entry", std::string(entry)}});
  }
  std::string text(const toml::node& node, std::string_view entry) const {
    return value<std::string>(node, entry);
  }
  /// Not below 0.
  std::int64_t number(const toml::node& node, std::string_view entry) const {
    const auto number = value<std::int64_t>(node, entry);
    if (number < 0) wrong(entry);
    return number;
  }
  bool flag(const toml::node& node, std::string_view entry) const {
    return value<bool>(node, entry);
  }
  const toml::array& list(const toml::node& node, std::string_view entry) const {
    const toml::array* const found = node.as_array();
    if (found == nullptr) wrong(entry);
    return *found;
  }
  const toml::table& table(const toml::node& node, std::string_view entry) const {
    const toml::table* const found = node.as_table();
    if (found == nullptr) wrong(entry);
    return *found;
  }
  std::vector<std::string> texts(const toml::node& node, std::string_view entry) const {
    std::vector<std::string> result;
    for (const toml::node& each : list(node, entry)) result.push_back(text(each, entry));
    return result;
  }
  /// A table of texts.
  std::map<std::string, std::string, std::less<>> pairs(const toml::node& node,
                                                        std::string_view entry) const {
    std::map<std::string, std::string, std::less<>> result;
    for (const auto& [key, value] : table(node, entry))
      result.emplace(std::string(key.str()), text(value, key.str()));
    return result;
  }

 private:
  template <class Type>
  Type value(const toml::node& node, std::string_view entry) const {
    const auto value = node.value_exact<Type>();
    if (!value) wrong(entry);
    return *value;
  }

  std::string path_;
  TomlErrors errors_;
  toml::table root_;
};

}  // namespace edca::legacy
