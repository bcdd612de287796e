#include "schema/formats.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace edca::schema {
namespace {

enum Class : std::uint8_t {
  class_scheme = 1,  // ALPHA DIGIT + - .
  class_host = 2,    // unreserved and sub-delims
  class_tail = 4,    // pchar without "%", and "/" and "?": path, query and fragment
  class_hex = 8,
  class_label = 16,  // ALPHA DIGIT -
  class_alpha = 32,
};

constexpr std::array<std::uint8_t, 256> classify() {
  std::array<std::uint8_t, 256> table{};
  const auto add = [&table](std::string_view characters, unsigned classes) {
    for (const char c : characters) {
      auto& entry = table[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | classes);
    }
  };
  add("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
      class_scheme | class_host | class_tail | class_label | class_alpha);
  add("0123456789", class_scheme | class_host | class_tail | class_hex | class_label);
  add("abcdefABCDEF", class_hex);
  add("-", class_scheme | class_host | class_tail | class_label);
  add(".", class_scheme | class_host | class_tail);
  add("+", class_scheme | class_host | class_tail);
  add("_~!$&'()*,;=", class_host | class_tail);
  add(":@/?", class_tail);
  return table;
}

constexpr std::array<std::uint8_t, 256> table = classify();

bool is(char c, unsigned classes) noexcept {
  return (table[static_cast<unsigned char>(c)] & classes) != 0;
}

unsigned digit(char c) noexcept {
  return static_cast<unsigned char>(c) - unsigned{'0'};
}

/// Eight bytes as one number, the first byte lowest.
std::uint64_t load(const char* at) noexcept {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, at, sizeof word);
  } else {
    for (unsigned i = 8; i-- != 0;) word = word << 8U | static_cast<unsigned char>(at[i]);
  }
  return word;
}

unsigned byte_of(std::uint64_t word, unsigned index) noexcept {
  return static_cast<unsigned>(word >> (8 * index)) & 0xFFU;
}

/// How eight bytes must look: "0" stands for any digit, another character for itself.
struct Shape {
  std::uint64_t text = 0;
  std::uint64_t margin = 0;  ///< brings a wrong byte, once `text` is taken away, to 0x80 or more
};

consteval Shape shape(const char (&text)[9]) {
  Shape result;
  for (unsigned i = 0; i < 8; ++i) {
    const std::uint64_t margin = text[i] == '0' ? 0x80 - 10 : 0x80 - 1;
    result.text |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    result.margin |= margin << (8 * i);
  }
  return result;
}

constexpr Shape date_shape = shape("0000-00-");
constexpr Shape middle_shape = shape("00t00:00");
constexpr Shape time_shape = shape("00:00:00");
constexpr Shape offset_shape = shape("00:00\0\0\0");

/// Compares eight bytes with a shape; where two digits begin, that byte of the result is the number
/// they spell.
std::uint64_t read_shape(std::uint64_t word, Shape wanted, bool& bad) noexcept {
  constexpr std::uint64_t high = 0x8080808080808080U;
  const std::uint64_t digits = word ^ wanted.text;
  const std::uint64_t wrong = ((digits & ~high) + wanted.margin) | digits;
  bad |= (wrong & high) != 0;
  return digits * 10 + (digits >> 8U);
}

// Hours, minutes and seconds of "00:00:00" that are too large reach 0x80 in their byte.
constexpr std::uint64_t limits =
    std::uint64_t{0x80 - 24} | std::uint64_t{0x80 - 60} << 24U | std::uint64_t{0x80 - 60} << 48U;
constexpr std::uint64_t limits_mask =
    std::uint64_t{0x80} | std::uint64_t{0x80} << 24U | std::uint64_t{0x80} << 48U;

bool is_day(unsigned year, unsigned month, unsigned day) noexcept {
  static constexpr unsigned char days[13] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year == 0 || month > 12 || day == 0 || day > days[month]) return false;
  return month != 2 || day != 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

/// `Z` or `±hh:mm`; the two bytes before `at` are readable.
bool is_offset(const char* at, std::size_t size) noexcept {
  if (size == 1) return (static_cast<unsigned char>(at[0]) | 0x20U) == 'z';
  if (size != 6 || (at[0] != '+' && at[0] != '-')) return false;
  bool bad = false;
  const std::uint64_t time = read_shape(load(at - 2) >> 24U, offset_shape, bad);
  return !bad && ((time + limits) & limits_mask) == 0;
}

bool is_escape(const char* at, const char* end) noexcept {
  return end - at >= 3 && is(at[1], class_hex) && is(at[2], class_hex);
}

/// Whether eight bytes belong to all of the classes; without a branch.
bool are_eight(const char* at, unsigned classes) noexcept {
  const auto of = [at](int i) -> unsigned { return table[static_cast<unsigned char>(at[i])]; };
  return (of(0) & of(1) & of(2) & of(3) & of(4) & of(5) & of(6) & of(7) & classes) != 0;
}

/// The first byte at or after `at` that is not of the class.
const char* skip(const char* at, const char* end, unsigned one_class) noexcept {
  while (end - at >= 8 && are_eight(at, one_class)) at += 8;
  while (at != end && is(*at, one_class)) ++at;
  return at;
}

/// The first byte at or after `at` that no path, query or fragment may hold ("#" is one).
const char* skip_tail(const char* at, const char* end) noexcept {
  for (;;) {
    at = skip(at, end, class_tail);
    if (at == end || *at != '%' || !is_escape(at, end)) return at;
    at += 3;
  }
}

bool ends_authority(const char* at, const char* end) noexcept {
  return at == end || *at == '/' || *at == '?' || *at == '#';
}

/// `port = *DIGIT` from `at` (after the colon) to the end of the authority; nullptr when it is not.
const char* skip_port(const char* at, const char* end) noexcept {
  while (at != end && digit(*at) <= 9) ++at;
  return ends_authority(at, end) ? at : nullptr;
}

/// `IPvFuture` of RFC 3986 section 3.2.2.
bool is_ipv_future(std::string_view text) noexcept {
  if (text.empty() || (text[0] != 'v' && text[0] != 'V')) return false;
  std::size_t at = 1;
  while (at < text.size() && is(text[at], class_hex)) ++at;
  if (at == 1 || at + 1 >= text.size() || text[at] != '.') return false;
  for (++at; at < text.size(); ++at) {
    if (!is(text[at], class_host) && text[at] != ':') return false;
  }
  return true;
}

/// `IP-literal [":" port]`, `at` standing on the bracket; the end of the authority, or nullptr.
const char* skip_literal(const char* at, const char* end) noexcept {
  const void* found = std::memchr(at, ']', static_cast<std::size_t>(end - at));
  if (found == nullptr) return nullptr;
  const char* close = static_cast<const char*>(found);
  const std::string_view literal(at + 1, static_cast<std::size_t>(close - at - 1));
  if (!is_ipv6(literal) && !is_ipv_future(literal)) return nullptr;
  ++close;
  if (close != end && *close == ':') return skip_port(close + 1, end);
  return ends_authority(close, end) ? close : nullptr;
}

/// `authority` of RFC 3986 section 3.2 from `at`; its end, or nullptr when it is malformed.
const char* skip_authority(const char* at, const char* end) noexcept {
  bool has_user = false;
  const char* colon = nullptr;
  if (at != end && *at == '[') return skip_literal(at, end);
  for (;;) {
    at = skip(at, end, class_host);
    if (ends_authority(at, end)) break;
    if (*at == ':') {
      if (colon == nullptr) colon = at;
      ++at;
    } else if (*at == '%' && is_escape(at, end)) {
      at += 3;
    } else if (*at == '@' && !has_user) {
      has_user = true;
      colon = nullptr;
      ++at;
      if (at != end && *at == '[') return skip_literal(at, end);
    } else {
      return nullptr;
    }
  }
  return colon == nullptr ? at : skip_port(colon + 1, end);
}

}  // namespace

bool is_date_time(std::string_view text) noexcept {
  if (text.size() < 20) return false;
  const char* const at = text.data();
  bool bad = false;
  const std::uint64_t date = read_shape(load(at), date_shape, bad);
  const std::uint64_t middle = read_shape(load(at + 8) | 0x200000U, middle_shape, bad);
  const std::uint64_t time = read_shape(load(at + 11), time_shape, bad);
  bad = bad || ((time + limits) & limits_mask) != 0;
  const unsigned year = byte_of(date, 0) * 100 + byte_of(date, 2);
  if (bad || !is_day(year, byte_of(date, 5), byte_of(middle, 0))) return false;
  std::size_t offset = 19;
  if (at[offset] == '.') {
    while (++offset < text.size() && digit(at[offset]) <= 9) {
    }
    if (offset == 20) return false;
  }
  return is_offset(at + offset, text.size() - offset);
}

bool is_uri(std::string_view text) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (at == end || !is(*at, class_alpha)) return false;
  while (at != end && is(*at, class_scheme)) ++at;
  if (at == end || *at != ':') return false;
  ++at;
  if (end - at >= 2 && at[0] == '/' && at[1] == '/') {
    at = skip_authority(at + 2, end);
    if (at == nullptr) return false;
  }
  at = skip_tail(at, end);
  if (at != end && *at == '#') at = skip_tail(at + 1, end);
  return at == end;
}

bool is_email(std::string_view text) noexcept {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at != 0 && at + 1 != text.size() &&
         text.find('@', at + 1) == std::string_view::npos;
}

bool is_ipv4(std::string_view text) noexcept {
  if (text.size() < 7 || text.size() > 15) return false;
  std::size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    if (part != 0 && (at == text.size() || text[at++] != '.')) return false;
    const std::size_t begin = at;
    unsigned value = 0;
    while (at < text.size() && digit(text[at]) <= 9) value = value * 10 + digit(text[at++]);
    const std::size_t digits = at - begin;
    if (digits == 0 || digits > 3 || value > 255 || (digits > 1 && text[begin] == '0'))
      return false;
  }
  return at == text.size();
}

bool is_ipv6(std::string_view text) noexcept {
  if (text.size() < 2 || text.size() > 45) return false;
  if (text == "::") return true;
  bool gap = text.starts_with("::");
  std::size_t at = gap ? 2 : 0;
  std::size_t groups = 0;
  for (;;) {
    const std::size_t begin = at;
    while (at < text.size() && is(text[at], class_hex)) ++at;
    if (at == begin || at - begin > 4) return false;
    if (at < text.size() && text[at] == '.') {
      groups += 2;
      if (!is_ipv4(text.substr(begin))) return false;
      break;
    }
    ++groups;
    if (at == text.size()) break;
    if (text[at++] != ':' || at == text.size()) return false;
    if (text[at] == ':') {
      if (gap) return false;
      gap = true;
      if (++at == text.size()) break;
    }
  }
  return gap ? groups <= 7 : groups == 8;
}

bool is_hostname(std::string_view text) noexcept {
  if (text.empty() || text.size() > 253) return false;
  std::size_t begin = 0;
  for (;;) {
    std::size_t at = begin;
    while (at < text.size() && is(text[at], class_label)) ++at;
    if (at == begin || at - begin > 63 || text[begin] == '-' || text[at - 1] == '-') return false;
    if (at == text.size()) return true;
    if (text[at] != '.') return false;
    begin = at + 1;
  }
}

bool has_format(Format format, std::string_view text) noexcept {
  switch (format) {
    case Format::date_time:
      return is_date_time(text);
    case Format::uri:
      return is_uri(text);
    case Format::email:
      return is_email(text);
    case Format::ipv4:
      return is_ipv4(text);
    case Format::ipv6:
      return is_ipv6(text);
    case Format::hostname:
      return is_hostname(text);
    case Format::none:
      break;
  }
  return true;
}

}  // namespace edca::schema
