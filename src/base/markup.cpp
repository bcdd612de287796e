#include "base/markup.hpp"

#include "base/base64.hpp"
#include "base/sha256.hpp"

namespace edca::base {

void append_escaped(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\xEF':
        // U+FFFE and U+FFFF
        if (text.substr(at, 3) == "\xEF\xBF\xBE" || text.substr(at, 3) == "\xEF\xBF\xBF") {
          out += "\xEF\xBF\xBD";
          at += 2;
          break;
        }
        [[fallthrough]];
      default:
        if (text[at] >= 0 && text[at] < ' ' && text[at] != '\t' && text[at] != '\n' &&
            text[at] != '\r') {
          out += "\xEF\xBF\xBD";
        } else {
          out += text[at];
        }
    }
  }
}

std::string csp_source(std::string_view text) {
  Sha256 sum;
  sum.add(text);
  return "'sha256-" + base64(sum.bytes()) + "'";
}

}  // namespace edca::base
