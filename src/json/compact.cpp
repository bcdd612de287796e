#include "json/compact.hpp"

namespace edca::json {

void append_compact(std::string_view text, std::string& out) {
  out.reserve(out.size() + text.size());
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    const char* const start = at;
    if (*at == '"') {
      for (++at; at < end && *at != '"'; ++at) {
        if (*at == '\\' && at + 1 < end) ++at;
      }
      if (at < end) ++at;
    } else {
      while (at < end && *at != '"' && static_cast<unsigned char>(*at) > ' ') ++at;
    }
    out.append(start, at);
    while (at < end && static_cast<unsigned char>(*at) <= ' ') ++at;
  }
}

}  // namespace edca::json
