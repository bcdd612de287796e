#include "upgrade/latin1.hpp"

#include "base/text.hpp"

namespace edca::upgrade {

std::optional<std::string> from_latin1(std::string_view text) {
  if (base::is_utf8(text)) return std::nullopt;
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      out += text[at];
      continue;
    }
    // Of the longer forms of UTF-8 every second byte and those behind it lie in the same range.
    const auto next = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : 0);
    if (byte < 0xA0 || (byte >= 0xC2 && byte <= 0xF4 && next >= 0x80 && next <= 0xBF)) {
      return std::nullopt;
    }
    out += static_cast<char>(0xC0 | byte >> 6U);
    out += static_cast<char>(0x80 | (byte & 0x3FU));
  }
  return out;
}

}  // namespace edca::upgrade
