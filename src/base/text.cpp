#include "base/text.hpp"

#include <algorithm>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace edca::base {
namespace {

struct Counts {
  std::uint64_t lines = 0;
  std::uint64_t code_points = 0;
};

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

Counts count_scalar(const char* data, std::size_t size) {
  Counts counts;
  for (std::size_t i = 0; i < size; ++i) {
    counts.lines += data[i] == '\n' ? 1u : 0u;
    counts.code_points += is_continuation(data[i]) ? 0u : 1u;
  }
  return counts;
}

#ifdef __SSE2__

__m128i load(const char* from) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}

/// Whether any byte of these is one of 1A-1F.
bool has_control(__m128i a, __m128i b, __m128i c, __m128i d) {
  const __m128i first = _mm_set1_epi8(0x1A);
  const __m128i least = _mm_min_epu8(_mm_min_epu8(_mm_sub_epi8(a, first), _mm_sub_epi8(b, first)),
                                     _mm_min_epu8(_mm_sub_epi8(c, first), _mm_sub_epi8(d, first)));
  return _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(least, _mm_set1_epi8(5)), least)) != 0;
}

/// Whether any of 64 bytes is one of 1A-1F.
bool has_control(const char* block) {
  return has_control(load(block), load(block + 16), load(block + 32), load(block + 48));
}

/// The same; copies the bytes as well.
bool copy_block(char* to, const char* block) {
  const __m128i a = load(block);
  const __m128i b = load(block + 16);
  const __m128i c = load(block + 32);
  const __m128i d = load(block + 48);
  auto* out = reinterpret_cast<__m128i*>(to);
  _mm_storeu_si128(out, a);
  _mm_storeu_si128(out + 1, b);
  _mm_storeu_si128(out + 2, c);
  _mm_storeu_si128(out + 3, d);
  return has_control(a, b, c, d);
}

#else

bool has_control(const char* block) {
  return std::any_of(block, block + 64, [](char c) { return c >= 0x1A && c <= 0x1F; });
}

bool copy_block(char* to, const char* block) {
  std::memcpy(to, block, 64);
  return has_control(block);
}

#endif

#ifdef __SSE2__

std::uint64_t sum_bytes(__m128i bytes) {
  const __m128i sums = _mm_sad_epu8(bytes, _mm_setzero_si128());
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(sums)) +
         static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums)));
}

// At most 127 blocks of 32 bytes: two are added to each of the byte-wide counters a turn.
Counts count_blocks(const char* data, std::size_t blocks) {
  const __m128i newline = _mm_set1_epi8('\n');
  const __m128i last_continuation = _mm_set1_epi8(-65);
  __m128i lines = _mm_setzero_si128();
  __m128i starts = _mm_setzero_si128();
  for (std::size_t i = 0; i < blocks; ++i) {
    const auto* block = reinterpret_cast<const __m128i*>(data + 32 * i);
    const __m128i one = _mm_loadu_si128(block);
    const __m128i two = _mm_loadu_si128(block + 1);
    lines = _mm_sub_epi8(lines,
                         _mm_add_epi8(_mm_cmpeq_epi8(one, newline), _mm_cmpeq_epi8(two, newline)));
    starts = _mm_sub_epi8(starts, _mm_add_epi8(_mm_cmpgt_epi8(one, last_continuation),
                                               _mm_cmpgt_epi8(two, last_continuation)));
  }
  return {sum_bytes(lines), sum_bytes(starts)};
}

Counts count(std::string_view text) {
  Counts counts;
  while (text.size() >= 32) {
    const std::size_t blocks = std::min<std::size_t>(text.size() / 32, 127);
    const Counts more = count_blocks(text.data(), blocks);
    counts.lines += more.lines;
    counts.code_points += more.code_points;
    text.remove_prefix(32 * blocks);
  }
  const Counts rest = count_scalar(text.data(), text.size());
  return {counts.lines + rest.lines, counts.code_points + rest.code_points};
}

#else

Counts count(std::string_view text) {
  return count_scalar(text.data(), text.size());
}

#endif

// Precondition: there is one.
std::size_t last_newline(std::string_view text) {
#ifdef __linux__
  return static_cast<std::size_t>(
      static_cast<const char*>(::memrchr(text.data(), '\n', text.size())) - text.data());
#else
  return text.rfind('\n');
#endif
}

// Length of the UTF-8 sequence at the start of `text`, 0 when it is none (RFC 3629 section 4).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool outside = (first == 0xED && byte(1) > 0x9F) || (first == 0xF4 && byte(1) > 0x8F);
  return overlong || outside ? 0 : length;
}

struct Folding {
  unsigned first;
  unsigned last;
  std::string_view to;
};

// Latin-1 Supplement from U+00C0, of which the second half is the first in lower case, but for
// U+00F7 and U+00FF.
constexpr std::string_view latin1_letters[32] = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "ss"};

constexpr Folding extended_letters[] = {
    {0x100, 0x105, "a"}, {0x106, 0x10D, "c"},  {0x10E, 0x111, "d"}, {0x112, 0x11B, "e"},
    {0x11C, 0x123, "g"}, {0x124, 0x127, "h"},  {0x128, 0x131, "i"}, {0x132, 0x133, "ij"},
    {0x134, 0x135, "j"}, {0x136, 0x138, "k"},  {0x139, 0x142, "l"}, {0x143, 0x14B, "n"},
    {0x14C, 0x151, "o"}, {0x152, 0x153, "oe"}, {0x154, 0x159, "r"}, {0x15A, 0x161, "s"},
    {0x162, 0x167, "t"}, {0x168, 0x173, "u"},  {0x174, 0x175, "w"}, {0x176, 0x178, "y"},
    {0x179, 0x17E, "z"}, {0x17F, 0x17F, "s"}};

// Appends what a character of two bytes folds to.
void fold_pair(std::string_view pair, std::string& out) {
  const unsigned code = (static_cast<unsigned char>(pair[0]) & 0x1Fu) << 6 |
                        (static_cast<unsigned char>(pair[1]) & 0x3Fu);
  if (code >= 0x300 && code <= 0x36F) return;  // a combining mark
  if (code == 0xFF) {
    out += 'y';
  } else if (code >= 0xC0 && code < 0x100 && !latin1_letters[code & 31].empty()) {
    out += latin1_letters[code & 31];
  } else if (code >= 0x100 && code <= 0x17F) {
    const auto* found = std::find_if(std::begin(extended_letters), std::end(extended_letters),
                                     [&](const Folding& folding) { return code <= folding.last; });
    out += found->to;
  } else {
    out += pair;
  }
}

}  // namespace

void Place::advance(std::string_view text) noexcept {
  const Counts all = count(text);
  offset += text.size();
  code_points += all.code_points;
  if (all.lines == 0) {
    column += all.code_points;
    return;
  }
  line += all.lines;
  column = 1 + count(text.substr(last_newline(text) + 1)).code_points;
}

bool is_utf8_plain(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    std::uint64_t word = 0;
    if (text.size() - at >= sizeof word) {
      std::memcpy(&word, text.data() + at, sizeof word);
      if ((word & 0x8080808080808080) == 0) {
        at += sizeof word;
        continue;
      }
    }
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::size_t invalid_utf8(std::string_view text) noexcept {
  // Chunks grow as they prove good, so that the cost follows the distance of the first bad byte.
  std::size_t start = 0;
  for (std::size_t chunk = 64; start < text.size();
       chunk = std::min<std::size_t>(2 * chunk, 65536)) {
    std::size_t end = std::min(start + chunk, text.size());
    for (int i = 0; i < 3 && end < text.size() && is_continuation(text[end]); ++i) --end;
    if (!is_utf8(text.substr(start, end - start))) break;
    start = end;
  }
  while (start < text.size()) {
    const std::size_t length = sequence_length(text.substr(start));
    if (length == 0) break;
    start += length;
  }
  return start;
}

std::size_t find_control(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at + 64 <= text.size() && !has_control(text.data() + at)) at += 64;
  while (at < text.size() && (text[at] < 0x1A || text[at] > 0x1F)) ++at;
  return at;
}

std::size_t copy_finding_control(char* to, std::string_view text) noexcept {
  std::size_t at = 0;
  while (at + 64 <= text.size() && !copy_block(to + at, text.data() + at)) at += 64;
  if (at < text.size()) std::memcpy(to + at, text.data() + at, text.size() - at);
  return at + find_control(text.substr(at));
}

std::size_t code_points(std::string_view text) noexcept {
  return count(text).code_points;
}

std::string fold(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  std::string pair;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      out[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (sequence_length(text.substr(i)) == 2) {
      // Never longer than what it is made of.
      pair.clear();
      fold_pair(text.substr(i, 2), pair);
      size += pair.copy(out.data() + size, 2);
      ++i;
    } else {
      out[size++] = c;  // the other bytes of the character follow as continuation bytes do
    }
  }
  out.resize(size);
  return out;
}

}  // namespace edca::base
