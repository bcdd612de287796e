#include "tables/names.hpp"

#include "base/text.hpp"

namespace edca::tables {
namespace {

/// Names of files may have 255 bytes on most systems.
constexpr std::size_t longest = 160;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

}  // namespace

void append_key(std::string& name, std::string_view key) {
  for (const char c : key) {
    if (c == '~') {
      name += "~0";
    } else if (c == '/') {
      name += "~1";
    } else {
      name += c;
    }
  }
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return small;
}

std::string ResourceNames::name(std::string_view path) {
  std::string name;
  for (const char c : path.substr(0, longest)) {
    if (c == '/') {
      name += '_';
    } else if (c >= 'A' && c <= 'Z') {
      name += '-';
      name += static_cast<char>(c + ('a' - 'A'));
    } else {
      name += is_plain(c) ? c : '.';
    }
  }
  return unique(name);
}

std::string ResourceNames::as_it_is(std::string_view path) {
  std::string name(path.substr(0, longest));
  for (char& c : name) {
    const bool fits = c < 0 || (c >= ' ' && c != 0x7F);
    if (!fits || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos) c = '.';
  }
  if (name.starts_with('.')) name.insert(0, 1, '_');
  while (!base::is_utf8(name)) name.pop_back();
  return unique(name);
}

std::string ResourceNames::unique(const std::string& name) {
  std::string unique = name;
  for (unsigned number = 2; !taken_.insert(in_small_letters(unique)).second; ++number) {
    unique = name + "." + std::to_string(number);
  }
  return unique;
}

}  // namespace edca::tables
