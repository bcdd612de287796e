#include "base/url.hpp"

#include <algorithm>

namespace edca::base {
namespace {

bool has_scheme(std::string_view reference) {
  const std::size_t colon = reference.find(':');
  return colon != std::string_view::npos && colon != 0 &&
         reference.substr(0, colon).find_first_of("/?#") == std::string_view::npos;
}

/// Where the path of an absolute URL begins.
std::size_t path_of(std::string_view url) {
  std::size_t at = url.find(':') + 1;
  if (url.substr(at, 2) == "//") at += 2;
  return at == 0 ? 0 : std::min(url.find('/', at), url.size());
}

/// Takes the steps "." and ".." of a path (RFC 3986 section 5.2.4), which starts with "/".
std::string without_dots(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view step = path.substr(at, end - at);
    if (step == "/..") out.erase(std::min(out.rfind('/'), out.size()));
    if (step != "/." && step != "/..") {
      out += step;
    } else if (end == path.size()) {
      out += '/';
    }
    at = end;
  }
  return out;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string encode_except(std::string_view text, char kept) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) || c == kept) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

}  // namespace

std::string absolute_url(std::string_view base, std::string_view reference) {
  const std::string_view document = base.substr(0, base.find('#'));
  if (has_scheme(reference)) return std::string(reference);
  if (reference.empty() || reference[0] == '#') {
    return std::string(document).append(reference);
  }
  const std::size_t path = path_of(document);
  const std::size_t tail = std::min(reference.find_first_of("?#"), reference.size());
  std::string steps;
  if (reference[0] != '/') {
    const std::size_t slash = document.rfind('/');
    if (slash == std::string_view::npos) return std::string(reference);
    steps = slash < path ? "/" : document.substr(path, slash + 1 - path);
  }
  steps += reference.substr(0, tail);
  if (steps.find("/.") != std::string::npos && steps[0] == '/') steps = without_dots(steps);
  return std::string(document.substr(0, path)).append(steps).append(reference.substr(tail));
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && hex(text[at + 1]) >= 0 &&
        hex(text[at + 2]) >= 0) {
      out += static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string encode_path(std::string_view path) {
  return encode_except(path, '/');
}

std::string encode(std::string_view text) {
  return encode_except(text, '.');
}

}  // namespace edca::base
