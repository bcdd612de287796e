#include "json/equal.hpp"

#include <charconv>
#include <cstring>
#include <string>

namespace edca::json {
namespace {

constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;

/// Both halves of a product: every bit of either word counts.
std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{left ^ odd} * (right ^ 0xD6E8FEB86659FD93);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Up to eight bytes as a number; texts that differ give other numbers, given their length.
std::uint64_t short_word(const char* text, std::size_t size) {
  if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, text, sizeof first);
    std::memcpy(&last, text + size - sizeof last, sizeof last);
    return std::uint64_t{first} << 32 | last;
  }
  if (size == 0) return 0;
  const auto byte = [&](std::size_t at) {
    return std::uint64_t{static_cast<unsigned char>(text[at])};
  };
  return byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1);
}

std::uint64_t hash_text(std::uint64_t seed, NodeKind kind, std::string_view text) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  const auto word_at = [](const char* from) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from, word);
    return bytes;
  };
  // The length goes through a product: added, it would meet the last letters of other lengths.
  std::uint64_t state = mix(seed, static_cast<std::uint64_t>(kind) << 32 | text.size());
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left > 2 * word; left -= 2 * word, at += 2 * word) {
    state = mix(state ^ word_at(at), word_at(at + word));
  }
  // The last sixteen bytes; some of them may have been counted before.
  const bool longer = text.size() > word;
  const std::uint64_t first = left > word ? word_at(at) : longer ? left : short_word(at, left);
  return mix(state ^ first, longer ? word_at(text.data() + text.size() - word) : 0);
}

/// A number as digits, none of them a zero at the end, and a power of ten.
struct Scaled {
  bool negative = false;
  std::uint64_t digits = 0;
  std::int64_t exponent = 0;
};

constexpr std::size_t most_digits = 19;

/// A number without an exponent and with few digits; false: it is none.
bool read_plain(std::string_view text, Scaled& number) {
  number.negative = text.front() == '-';
  std::size_t count = 0;
  bool fraction = false;
  for (const char c : text.substr(number.negative ? 1 : 0)) {
    if (c == '.') {
      fraction = true;
      continue;
    }
    if (c < '0' || c > '9') return false;
    if (number.digits != 0 && ++count >= most_digits) return false;
    number.digits = number.digits * 10 + static_cast<std::uint64_t>(c - '0');
    number.exponent -= fraction ? 1 : 0;
  }
  if (number.digits == 0) number = {};
  for (; number.digits != 0 && number.digits % 10 == 0; number.digits /= 10) ++number.exponent;
  return true;
}

/// The same of base::canonical(): "-DIGITSeEXPONENT", or "0".
bool read_canonical(std::string_view text, Scaled& number) {
  number.negative = text.front() == '-';
  const std::size_t e = text.find('e');
  if (text == "0") return true;
  if (e - (number.negative ? 1 : 0) > most_digits) return false;
  const char* const end = text.data() + text.size();
  const auto digits =
      std::from_chars(text.data() + (number.negative ? 1 : 0), text.data() + e, number.digits);
  const auto exponent = std::from_chars(text.data() + e + 1, end, number.exponent);
  return digits.ec == std::errc() && exponent.ec == std::errc() && exponent.ptr == end;
}

std::uint64_t hash_number(std::uint64_t seed, std::string_view text) {
  Scaled number;
  if (!read_plain(text, number)) {
    const std::string canonical = base::canonical(text);
    number = {};
    if (!read_canonical(canonical, number)) return hash_text(seed, NodeKind::number, canonical);
  }
  const auto exponent = static_cast<std::uint64_t>(number.exponent);
  return mix(seed ^ number.digits, (number.negative ? odd : 1) + exponent);
}

std::uint64_t hash_container(std::uint64_t seed, const Node& value);

/// Of a value under a name or in an order that the seed tells.
std::uint64_t hash(std::uint64_t seed, const Node& value) {
  if (value.kind == NodeKind::string) return hash_text(seed, NodeKind::string, value.view());
  if (value.kind == NodeKind::number) return hash_number(seed, value.view());
  if (value.is_container()) return hash_container(seed, value);
  return mix(seed, static_cast<std::uint64_t>(value.kind));
}

std::uint64_t hash_container(std::uint64_t seed, const Node& value) {
  std::uint64_t state = 0;
  const Node* at = &value + 1;
  if (value.kind == NodeKind::array) {
    for (std::uint32_t count = 0; count < value.size; ++count, at = at->next())
      state = hash(state, *at);
  } else {
    // A sum: whatever the order of the members.
    for (std::uint32_t count = 0; count < value.size; ++count, at = at->next()) {
      const std::uint64_t key = hash_text(0, NodeKind::string, at->view());
      state += hash(key, *++at);
    }
  }
  return mix(seed ^ state, static_cast<std::uint64_t>(value.kind) << 32 | value.size);
}

}  // namespace

bool equal(const Node& a, const Node& b) {
  return equal_with<JsonScalars>(a, b);
}

std::uint64_t content_hash(const Node& value) {
  return hash(0, value);
}

std::vector<const Node*> sorted_keys(const Node& object) {
  std::vector<const Node*> keys;
  keys.reserve(object.size);
  const Node* key = &object + 1;
  for (std::uint32_t at = 0; at < object.size; ++at, key = (key + 1)->next()) keys.push_back(key);
  std::sort(keys.begin(), keys.end(),
            [](const Node* left, const Node* right) { return left->view() < right->view(); });
  return keys;
}

}  // namespace edca::json
