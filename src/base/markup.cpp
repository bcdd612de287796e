#include "base/markup.hpp"

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
        out += text[at];
    }
  }
}

}  // namespace edca::base
