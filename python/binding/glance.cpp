#include "glance.hpp"

namespace edca_python {
namespace {

/// Where the string that begins behind the quote at `at` ends: at its quote, or at the end.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (at = text.find_first_of("\"\\", at); at < text.size(); at = text.find_first_of("\"\\", at)) {
    if (text[at] == '"') return at;
    at += 2;
  }
  return text.size();
}

std::size_t behind_space(std::string_view text, std::size_t at) {
  at = text.find_first_not_of(" \t\r\n", at);
  return at == std::string_view::npos ? text.size() : at;
}

}  // namespace

std::optional<std::string_view> ocid_as_written(std::string_view text) {
  std::optional<std::string_view> found;
  std::size_t depth = 0;
  for (std::size_t at = text.find_first_of("\"{}[]"); at < text.size();
       at = text.find_first_of("\"{}[]", at)) {
    const char sign = text[at++];
    if (sign == '{' || sign == '[') {
      ++depth;
    } else if (sign != '"') {
      if (--depth == 0 || depth > text.size()) break;
    } else {
      const std::size_t end = end_of_string(text, at);
      if (end == text.size()) break;
      const std::string_view name = text.substr(at, end - at);
      at = end + 1;
      if (depth != 1 || name != "ocid") continue;
      std::size_t value = behind_space(text, at);
      if (value == text.size() || text[value] != ':') continue;
      value = behind_space(text, value + 1);
      found.reset();
      if (value == text.size() || text[value] != '"') continue;
      const std::size_t last = end_of_string(text, value + 1);
      if (last == text.size()) break;
      found = text.substr(value + 1, last - value - 1);
      at = last + 1;
    }
  }
  return found;
}

bool is_closed(std::string_view text) {
  std::size_t at = behind_space(text, 0);
  if (at == text.size() || text[at] != '{') return false;
  std::string open;
  for (; at < text.size(); at = text.find_first_of("\"{}[]", at)) {
    const char sign = text[at++];
    if (sign == '{' || sign == '[') {
      open += sign == '{' ? '}' : ']';
    } else if (sign != '"') {
      if (open.back() != sign) return false;
      open.pop_back();
      if (open.empty()) return behind_space(text, at) == text.size();
    } else {
      at = end_of_string(text, at);
      if (at == text.size()) return false;
      // Behind a quote of whose pair one is missing stands what cannot follow a text.
      if (++at < text.size() &&
          std::string_view(",:}] \t\r\n").find(text[at]) == std::string_view::npos) {
        return false;
      }
    }
  }
  return false;
}

}  // namespace edca_python
