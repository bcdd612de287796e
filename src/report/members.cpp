#include "report/members.hpp"

#include "json/value.hpp"

namespace edca::report {

void append_string(std::string_view text, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  const std::size_t start = out.size();
  json::write_string(text, out);
  const auto byte = [&out](std::size_t i) { return static_cast<unsigned char>(out[i]); };
  const auto escaped = [&](std::size_t i) -> std::size_t {  // bytes to escape at i
    if (byte(i) == 0x7F) return 1;
    return byte(i) == 0xC2 && i + 1 < out.size() && byte(i + 1) < 0xA0 ? 2 : 0;
  };
  std::size_t end = start;
  while (end < out.size() && escaped(end) == 0) ++end;
  if (end == out.size()) return;
  std::string safe = out.substr(start, end - start);
  for (std::size_t i = end; i < out.size(); ++i) {
    const std::size_t size = escaped(i);
    if (size == 0) {
      safe += out[i];
      continue;
    }
    i += size - 1;
    safe.append("\\u00").append(1, digits[byte(i) >> 4]).append(1, digits[byte(i) & 0xF]);
  }
  out.replace(start, std::string::npos, safe);
}

}  // namespace edca::report
