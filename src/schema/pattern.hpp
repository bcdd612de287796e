#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace edca::schema {

/// A `pattern` of a schema: matched anywhere in a text, in linear time whatever pattern and text.
/// The regular expression is compiled at its first use; the language-tag patterns of OCDS
/// (`^(title_(…))$`) never are. Thread-safe.
class Pattern {
 public:
  explicit Pattern(std::string text);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  const std::string& text() const noexcept { return text_; }

  /// Whether the pattern is found in the text. A pattern that cannot be compiled matches nothing.
  bool matches(std::string_view text) const;

  /// Whether the pattern can be compiled at all (look-around and back-references cannot, nor what
  /// has more than 16 kB).
  bool usable() const;

 private:
  struct Compiled;
  const Compiled& compiled() const;

  std::string text_;
  std::string language_prefix_;  // "title_" for a language-tag pattern
  mutable std::once_flag once_;
  mutable std::unique_ptr<Compiled> compiled_;
};

}  // namespace edca::schema
