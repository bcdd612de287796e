#include "schema/pattern.hpp"

#include <re2/re2.h>

#include "schema/bcp47.hpp"

namespace edca::schema {
namespace {

/// ECMA 262 spells some escapes in a way that RE2 does not know.
std::string to_re2(std::string_view ecma) {
  std::string out;
  for (std::size_t at = 0; at < ecma.size(); ++at) {
    if (ecma[at] != '\\' || at + 1 == ecma.size()) {
      out += ecma[at];
      continue;
    }
    const char next = ecma[++at];
    if (next == 'u' && at + 4 < ecma.size()) {
      out += "\\x{" + std::string(ecma.substr(at + 1, 4)) + "}";
      at += 4;
    } else if (next == 'c' && at + 1 < ecma.size()) {
      static constexpr char digits[] = "0123456789abcdef";
      const int control = ecma[++at] % 32;
      out += std::string("\\x") + digits[control / 16] + digits[control % 16];
    } else {
      out += '\\';
      out += next;
    }
  }
  return out;
}

}  // namespace

/// Longer ones take seconds to be compiled, and are nobody's: the longest of OCDS has 2 kB.
constexpr std::size_t longest = std::size_t{16} << 10;

struct Pattern::Compiled {
  explicit Compiled(const std::string& text)
      : expression(text.size() <= longest ? to_re2(text) : unusable, options()) {}

  static constexpr const char* unusable = "(";

  static RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    return options;
  }

  RE2 expression;
};

Pattern::Pattern(std::string text) : text_(std::move(text)) {
  if (const auto name = language_pattern_name(text_)) language_prefix_ = std::string(*name) + "_";
}

Pattern::~Pattern() = default;

const Pattern::Compiled& Pattern::compiled() const {
  std::call_once(once_, [this] { compiled_ = std::make_unique<Compiled>(text_); });
  return *compiled_;
}

bool Pattern::matches(std::string_view text) const {
  if (!language_prefix_.empty()) {
    return text.starts_with(language_prefix_) &&
           is_language_suffix(text.substr(language_prefix_.size()));
  }
  const Compiled& ready = compiled();
  return ready.expression.ok() &&
         RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), ready.expression);
}

bool Pattern::usable() const {
  return !language_prefix_.empty() || compiled().expression.ok();
}

}  // namespace edca::schema
