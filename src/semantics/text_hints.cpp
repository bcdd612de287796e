#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "semantics/values.hpp"

#include "base/ascii.hpp"

namespace edca::semantics {
namespace {

using base::is_digit;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Bytes that begin what leaves a mark, and digits with five more behind them: a bit for each byte.
struct Places {
  std::uint64_t special;
  std::uint64_t six_digits;
};

constexpr std::size_t block = 64;
/// Bytes of a block for which its places are complete.
constexpr std::size_t step = block - 5;

#ifdef __SSE2__

__m128i load(const char* from) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}

__m128i equal(__m128i bytes, char c) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
}

std::uint64_t bits(__m128i bytes) {
  return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes)));
}

struct Bits {
  std::uint64_t special;
  std::uint64_t digits;
};

/// Of sixteen bytes; reads one more.
Bits find_bytes(const char* text) {
  const __m128i bytes = load(text);
  const __m128i next = load(text + 1);
  const __m128i object = _mm_and_si128(equal(bytes, '['), equal(next, 'o'));
  __m128i special = _mm_or_si128(_mm_or_si128(equal(bytes, '<'), equal(bytes, '&')), object);
  if (_mm_movemask_epi8(bytes) != 0) {
    const __m128i pair = equal(_mm_and_si128(next, _mm_set1_epi8('\xFE')), '\x82');
    const __m128i damage =
        _mm_and_si128(equal(bytes, '\xC3'), _mm_or_si128(pair, equal(next, '\xA2')));
    const __m128i lost = _mm_and_si128(equal(bytes, '\xEF'), equal(next, '\xBF'));
    special = _mm_or_si128(special, _mm_or_si128(damage, lost));
  }
  const __m128i from_zero = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
  const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(from_zero, _mm_set1_epi8(9)), from_zero);
  return {bits(special), bits(digits)};
}

/// Reads one byte more than the block has.
void find_bytes(const char* text, std::uint64_t& special, std::uint64_t& digits) {
  const Bits a = find_bytes(text);
  const Bits b = find_bytes(text + 16);
  const Bits c = find_bytes(text + 32);
  const Bits d = find_bytes(text + 48);
  special = a.special | b.special << 16 | c.special << 32 | d.special << 48;
  digits = a.digits | b.digits << 16 | c.digits << 32 | d.digits << 48;
}

#else

bool is_special(char c) {
  return c == '<' || c == '&' || c == '[' || c == '\xC3' || c == '\xEF';
}

void find_bytes(const char* text, std::uint64_t& special, std::uint64_t& digits) {
  special = digits = 0;
  for (std::size_t at = 0; at < block; ++at) {
    special |= std::uint64_t{is_special(text[at])} << at;
    digits |= std::uint64_t{is_digit(text[at])} << at;
  }
}

#endif

Places find_places(const char* text) {
  Places places{};
  std::uint64_t digits = 0;
  find_bytes(text, places.special, digits);
  const std::uint64_t two = digits & digits >> 1;
  places.six_digits = two & two >> 2 & two >> 4 & ~(digits << 1);
  return places;
}

void mark_special(std::string_view rest, TextHints& hints) {
  switch (rest[0]) {
    case '[':
      hints.objects = hints.objects || rest.starts_with("[object");
      break;
    case '\xEF':
      hints.damage = hints.damage || rest.starts_with("\xEF\xBF\xBD");
      break;
    case '\xC3':
      hints.damage = hints.damage || rest.starts_with("\xC3\x82") || rest.starts_with("\xC3\x83") ||
                     rest.starts_with("\xC3\xA2");
      break;
    default:
      hints.markup = true;
  }
}

/// Notes what begins in the first bytes of a block of the text; `at` is its offset there.
void mark_block(const char* bytes, std::string_view text, std::size_t at, TextHints& hints) {
  constexpr std::size_t letters = 4;
  constexpr std::uint64_t within = (std::uint64_t{1} << step) - 1;
  Places places = find_places(bytes);
  for (places.special &= within; places.special != 0; places.special &= places.special - 1) {
    mark_special(text.substr(at + static_cast<std::size_t>(std::countr_zero(places.special))),
                 hints);
  }
  if (hints.curp) return;
  for (std::uint64_t runs = places.six_digits & within; runs != 0; runs &= runs - 1) {
    const std::size_t digits = at + static_cast<std::size_t>(std::countr_zero(runs));
    if (digits >= letters && is_upper(text[digits - 1]) &&
        is_curp(text.substr(digits - letters, curp_length))) {
      hints.curp = true;
      return;
    }
  }
}

}  // namespace

bool is_curp(std::string_view word) {
  constexpr std::string_view shape = "LLLLDDDDDDSLLLLLAD";
  static_assert(shape.size() == curp_length);
  if (word.size() != curp_length) return false;
  for (std::size_t at = 0; at < shape.size(); ++at) {
    const char c = word[at];
    const char wanted = shape[at];
    if (wanted == 'L' && !is_upper(c)) return false;
    if (wanted == 'D' && !is_digit(c)) return false;
    if (wanted == 'S' && c != 'H' && c != 'M' && c != 'X') return false;
    if (wanted == 'A' && !is_upper(c) && !is_digit(c)) return false;
  }
  return word[6] <= '1' && word[8] <= '3';
}

TextHints find_text_hints(std::string_view text) {
  TextHints hints;
  std::size_t at = 0;
  for (; at + block < text.size(); at += step) mark_block(text.data() + at, text, at, hints);
  for (; at < text.size(); at += step) {
    char last[block + 1] = {};
    const std::size_t size = std::min(text.size() - at, block);
    std::memcpy(last, text.data() + at, size);
    mark_block(last, text, at, hints);
  }
  return hints;
}

}  // namespace edca::semantics
