#include "json/rapidjson.hpp"

#include "base/ascii.hpp"

namespace edca::json {
namespace {

using base::is_digit;

// An integer part up to this many digits never reaches the reader's limit of 1.7e308.
constexpr std::size_t safe_digits = 300;

std::size_t end_of_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

// Makes the number whose first digit is at `at` small and returns where it ends.
std::size_t shrink(std::string& text, std::size_t at) {
  const std::size_t start = at;
  std::size_t end = end_of_digits(text, at);
  const bool fraction = end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1]);
  const bool large = end - start > safe_digits && text[start] != '0';
  if (fraction) end = end_of_digits(text, end + 1);
  if (large) {
    text.replace(start, end - start, end - start, '0');
    text[start + 1] = '.';
  }
  if (end == text.size() || (text[end] != 'e' && text[end] != 'E')) return end;
  std::size_t digits = end + 1;
  if (digits < text.size() && (text[digits] == '+' || text[digits] == '-')) ++digits;
  end = end_of_digits(text, digits);
  text.replace(digits, end - digits, end - digits, '0');
  return end;
}

}  // namespace

std::string with_small_numbers(std::string_view text) {
  std::string small(text);
  std::size_t at = 0;
  while (at < small.size()) {
    if (small[at] == '"') {
      at = end_of_string(small, at);
    } else if (is_digit(small[at])) {
      at = shrink(small, at);
    } else {
      ++at;
    }
  }
  return small;
}

}  // namespace edca::json
