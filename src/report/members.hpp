#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace edca::report {

/// Appends a JSON string; the C1 control characters and DEL, which JSON allows but terminals obey,
/// are escaped too.
void append_string(std::string_view text, std::string& out);

/// Appends the members of one JSON object.
class Members {
 public:
  explicit Members(std::string& out) : out_(out) { out_ += '{'; }

  std::string& key(std::string_view name) {
    if (!first_) out_ += ", ";
    first_ = false;
    out_.append("\"").append(name).append("\": ");
    return out_;
  }
  /// For a name that may hold any character.
  std::string& key_of(std::string_view name) {
    if (!first_) out_ += ", ";
    first_ = false;
    append_string(name, out_);
    return out_ += ": ";
  }
  void text(std::string_view name, std::string_view value) { append_string(value, key(name)); }
  void text_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void number(std::string_view name, std::uint64_t value) { key(name) += std::to_string(value); }
  void flag(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace edca::report
