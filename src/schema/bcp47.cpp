#include "schema/bcp47.hpp"

#include <cstddef>

#include "base/ascii.hpp"

namespace edca::schema {
namespace {

using base::is_digit;
using base::is_letter;

constexpr std::string_view pattern_begin = "^(";
constexpr std::string_view pattern_end =
    "_(((([A-Za-z]{2,3}(-([A-Za-z]{3}(-[A-Za-z]{3}){0,2}))?)|[A-Za-z]{4}|[A-Za-z]{5,8})"
    "(-([A-Za-z]{4}))?(-([A-Za-z]{2}|[0-9]{3}))?"
    "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    "(-([0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+))*"
    "(-(x(-[A-Za-z0-9]{1,8})+))?)|(x(-[A-Za-z0-9]{1,8})+)))$";

/// One subtag: its length and what it is made of.
struct Subtag {
  std::size_t size = 0;
  bool letters = true;
  bool digits = true;
  bool starts_with_digit = false;
  char first = '\0';
};

/// Hands out the subtags between the hyphens, of 1 to 8 letters and digits each.
class Subtags {
 public:
  explicit Subtags(std::string_view text) noexcept : text_(text) {}

  /// Whether the whole text was read.
  bool done() const noexcept { return at_ > text_.size(); }

  /// Reads the next subtag; false when there is none or it is malformed.
  bool next(Subtag& subtag) noexcept {
    if (done()) return false;
    subtag = {};
    while (at_ < text_.size() && text_[at_] != '-') {
      const char c = text_[at_++];
      const bool letter = is_letter(c);
      const bool digit = is_digit(c);
      if ((!letter && !digit) || ++subtag.size > 8) return false;
      if (subtag.size == 1) {
        subtag.first = c;
        subtag.starts_with_digit = digit;
      }
      subtag.letters = subtag.letters && letter;
      subtag.digits = subtag.digits && digit;
    }
    ++at_;
    return subtag.size != 0;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// The parts of a tag in the order in which they may follow one another.
enum class Part { language, extended, script, region, variant };

/// The part that the subtag is when it stands after `before`; false when it may not stand there.
/// Every kind differs from the others in length or characters, so one look decides.
bool follow(const Subtag& subtag, Part before, std::size_t language_size, std::size_t extended,
            Part& part) noexcept {
  if (subtag.letters && subtag.size == 3) {
    part = Part::extended;
    return before <= Part::extended && language_size <= 3 && extended < 3;
  }
  if (subtag.letters && subtag.size == 4) {
    part = Part::script;
    return before < Part::script;
  }
  if ((subtag.letters && subtag.size == 2) || (subtag.digits && subtag.size == 3)) {
    part = Part::region;
    return before < Part::region;
  }
  part = Part::variant;
  return subtag.size >= 5 || (subtag.size == 4 && subtag.starts_with_digit);
}

/// Private use, up to the end: one subtag or more.
bool is_private(Subtags& subtags) noexcept {
  Subtag subtag;
  do {
    if (!subtags.next(subtag)) return false;
  } while (!subtags.done());
  return true;
}

/// The extensions and the private use that may end a tag; `subtag` is the singleton read last.
bool is_ending(Subtags& subtags, Subtag subtag) noexcept {
  for (;;) {
    if (subtag.first == 'x') return is_private(subtags);
    if (subtag.first == 'X' || !subtags.next(subtag) || subtag.size < 2) return false;
    while (subtag.size >= 2) {
      if (subtags.done()) return true;
      if (!subtags.next(subtag)) return false;
    }
  }
}

}  // namespace

bool is_language_suffix(std::string_view text) noexcept {
  Subtags subtags(text);
  Subtag subtag;
  if (!subtags.next(subtag) || !subtag.letters) return false;
  if (subtag.size == 1) return subtag.first == 'x' && is_private(subtags);
  const std::size_t language_size = subtag.size;
  std::size_t extended = 0;
  Part part = Part::language;
  while (!subtags.done()) {
    if (!subtags.next(subtag)) return false;
    if (subtag.size == 1) return is_ending(subtags, subtag);
    if (!follow(subtag, part, language_size, extended, part)) return false;
    if (part == Part::extended) ++extended;
  }
  return true;
}

std::optional<std::string_view> language_pattern_name(std::string_view pattern) noexcept {
  if (pattern.size() <= pattern_begin.size() + pattern_end.size() ||
      !pattern.starts_with(pattern_begin) || !pattern.ends_with(pattern_end)) {
    return std::nullopt;
  }
  const std::string_view name = pattern.substr(
      pattern_begin.size(), pattern.size() - pattern_begin.size() - pattern_end.size());
  for (const char c : name) {
    if (!is_letter(c) && !is_digit(c) && c != '_') return std::nullopt;
  }
  return name;
}

}  // namespace edca::schema
