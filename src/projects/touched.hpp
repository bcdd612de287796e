#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "json/value.hpp"

namespace edca::projects {

/// Which places of a value changed.
class Touched {
 public:
  /// A JSON Pointer.
  void add(const std::string& pointer);
  bool none() const { return whole_.empty(); }

  /// Writes a value, of which `text` is what it was, in a line: what did not change leaves byte for
  /// byte but for white space between its tokens, names that stand twice included.
  void write(std::string_view text, const json::Value& now, std::string& out) const;

 private:
  void write(std::string_view text, const json::Value& now, std::string& pointer,
             std::string& out) const;
  void write_members(std::string_view text, const json::Value& now, std::string& pointer,
                     std::string& out) const;
  void write_elements(std::string_view text, const json::Value& now, std::string& pointer,
                      std::string& out) const;

  std::unordered_set<std::string> whole_;   ///< that are new
  std::unordered_set<std::string> around_;  ///< in which something is
};

}  // namespace edca::projects
