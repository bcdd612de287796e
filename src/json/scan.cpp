#include "json/scan.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "json/foreign.hpp"
#include "json/tolerant.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#if defined(__x86_64__) && defined(__GNUC__)
// For the same code with the instructions that processors have since 2013.
#define EDCA_WIDE [[gnu::target("avx2,bmi,popcnt")]]
#endif

namespace edca::json {
namespace {

constexpr std::size_t block_size = 64;

/// One bit for each of 64 bytes.
struct Masks {
  std::uint64_t quotes = 0;
  std::uint64_t backslashes = 0;
  std::uint64_t opens = 0;   // { and [
  std::uint64_t closes = 0;  // } and ]
  std::uint64_t behind = 0;  // what may stand behind a string
};

#ifdef __SSE2__
// `{` and `[`, `}` and `]` differ only in bit 5, so one comparison finds both.
[[gnu::always_inline]] inline Masks classify(const char* block) noexcept {
  Masks masks;
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i open = _mm_set1_epi8('{');
  const __m128i close = _mm_set1_epi8('}');
  const __m128i bit = _mm_set1_epi8(0x20);
  const __m128i comma = _mm_set1_epi8(',');
  const __m128i colon = _mm_set1_epi8(':');
  const auto mask = [](__m128i equal) {
    return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(equal)));
  };
  for (unsigned lane = 0; lane < block_size; lane += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + lane));
    const __m128i folded = _mm_or_si128(bytes, bit);
    masks.quotes |= mask(_mm_cmpeq_epi8(bytes, quote)) << lane;
    masks.backslashes |= mask(_mm_cmpeq_epi8(bytes, backslash)) << lane;
    masks.opens |= mask(_mm_cmpeq_epi8(folded, open)) << lane;
    const __m128i closes = _mm_cmpeq_epi8(folded, close);
    masks.closes |= mask(closes) << lane;
    const __m128i space = _mm_cmpeq_epi8(_mm_min_epu8(bytes, bit), bytes);
    const __m128i signs = _mm_or_si128(_mm_cmpeq_epi8(bytes, comma), _mm_cmpeq_epi8(bytes, colon));
    masks.behind |= mask(_mm_or_si128(_mm_or_si128(closes, space), signs)) << lane;
  }
  return masks;
}
#else
[[gnu::always_inline]] inline Masks classify(const char* block) noexcept {
  Masks masks;
  for (unsigned at = 0; at < block_size; ++at) {
    const std::uint64_t bit = std::uint64_t{1} << at;
    if (static_cast<unsigned char>(block[at]) <= 0x20) masks.behind |= bit;
    switch (block[at]) {
      case '"':
        masks.quotes |= bit;
        break;
      case '\\':
        masks.backslashes |= bit;
        break;
      case '{':
      case '[':
        masks.opens |= bit;
        break;
      case '}':
      case ']':
        masks.closes |= bit;
        masks.behind |= bit;
        break;
      case ',':
      case ':':
        masks.behind |= bit;
        break;
      default:
        break;
    }
  }
  return masks;
}
#endif

std::uint64_t escaped(std::uint64_t backslashes, bool& pending) noexcept {
  std::uint64_t result = pending ? 1 : 0;
  backslashes &= ~result;
  pending = false;
  while (backslashes != 0) {
    const int at = std::countr_zero(backslashes);
    if (at == 63) {
      pending = true;
      break;
    }
    result |= std::uint64_t{2} << at;
    backslashes &= ~(std::uint64_t{3} << at);
  }
  return result;
}

/// Each bit becomes the parity of the bits up to it: set from an opening quote to the closing one.
std::uint64_t parity(std::uint64_t quotes) noexcept {
  quotes ^= quotes << 1;
  quotes ^= quotes << 2;
  quotes ^= quotes << 4;
  quotes ^= quotes << 8;
  quotes ^= quotes << 16;
  quotes ^= quotes << 32;
  return quotes;
}

const char* skip_string(const char* at, const char* end) noexcept {
  for (++at; at < end;) {
    const auto* quote =
        static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
    if (quote == nullptr) return nullptr;
    const char* slash = quote;
    while (slash > at && slash[-1] == '\\') --slash;
    if ((quote - slash) % 2 == 0) return quote + 1;
    at = quote + 1;
  }
  return nullptr;
}

}  // namespace

/// Offset after the bracket that closes the value, or -1 when the block does not hold it.
[[gnu::always_inline]] inline int ValueSkipper::scan(const char* block) noexcept {
  Masks masks = classify(block);
  if (masks.backslashes != 0 || escape_pending_) {
    masks.quotes &= ~escaped(masks.backslashes, escape_pending_);
  }
  const std::uint64_t inside = parity(masks.quotes) ^ in_string_;
  in_string_ = std::uint64_t{0} - (inside >> 63);
  const std::uint64_t ends = masks.quotes & ~inside;
  const std::uint64_t odd = (ends << 1 | string_ended_) & ~masks.behind;
  string_ended_ = ends >> 63;
  masks.opens &= ~inside;
  masks.closes &= ~inside;
  const auto closes = static_cast<std::uint64_t>(std::popcount(masks.closes));
  if (closes < depth_) {
    depth_ += static_cast<std::uint64_t>(std::popcount(masks.opens)) - closes;
    odd_ |= odd;
    return -1;
  }
  for (std::uint64_t brackets = masks.opens | masks.closes; brackets != 0;
       brackets &= brackets - 1) {
    const int at = std::countr_zero(brackets);
    if ((masks.opens >> at & 1) != 0) {
      ++depth_;
    } else if (--depth_ == 0) {
      odd_ |= odd & ((std::uint64_t{1} << at) - 1);
      return at + 1;
    }
  }
  odd_ |= odd;
  return -1;
}

[[gnu::always_inline]] inline std::optional<std::size_t> ValueSkipper::run(
    std::string_view bytes) noexcept {
  std::size_t at = 0;
  for (; at + block_size <= bytes.size(); at += block_size) {
    if (const int found = scan(bytes.data() + at); found >= 0) {
      return at + static_cast<std::size_t>(found);
    }
  }
  if (at == bytes.size()) return std::nullopt;
  char rest[block_size];
  std::memset(rest, ' ', block_size);
  std::memcpy(rest, bytes.data() + at, bytes.size() - at);
  const int found = scan(rest);
  return found < 0 ? std::nullopt : std::optional(at + static_cast<std::size_t>(found));
}

std::optional<std::size_t> ValueSkipper::feed_plain(std::string_view bytes) noexcept {
  return run(bytes);
}

#ifdef EDCA_WIDE
EDCA_WIDE std::optional<std::size_t> ValueSkipper::run_wide(std::string_view bytes) noexcept {
  return run(bytes);
}

std::optional<std::size_t> ValueSkipper::feed(std::string_view bytes) noexcept {
  static const bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                           __builtin_cpu_supports("popcnt");
  return wide ? run_wide(bytes) : feed_plain(bytes);
}
#else
std::optional<std::size_t> ValueSkipper::feed(std::string_view bytes) noexcept {
  return feed_plain(bytes);
}
#endif

const char* skip_value(const char* begin, const char* end) noexcept {
  bool odd = false;
  return skip_value(begin, end, odd);
}

const char* skip_value(const char* begin, const char* end, bool& odd) noexcept {
  if (begin == end) return nullptr;
  if (*begin == '{' || *begin == '[') {
    ValueSkipper skipper;
    const auto length = skipper.feed({begin, static_cast<std::size_t>(end - begin)});
    odd = skipper.odd();
    return length ? begin + *length : nullptr;
  }
  if (*begin == '"') return skip_string(begin, end);
  for (const char* at = begin; at < end; ++at) {
    switch (*at) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
      case ',':
      case ']':
      case '}':
      case '[':
      case '{':
        return at == begin ? at + 1 : at;
      default:
        break;
    }
  }
  return nullptr;
}

const char* skip_space(const char* begin, const char* end) noexcept {
  while (begin < end && (*begin == ' ' || *begin == '\n' || *begin == '\r' || *begin == '\t')) {
    ++begin;
  }
  return begin;
}

std::optional<MemberScan::Member> MemberScan::next() {
  at_ = skip_foreign(at_, end_);
  if (at_ < end_ && (*at_ == ',' || *at_ == ';')) at_ = skip_foreign(at_ + 1, end_);
  if (at_ == end_ || *at_ != '"') return std::nullopt;
  const char* key_end = skip_string(at_, end_);
  if (key_end == nullptr) return std::nullopt;
  const std::string_view key(at_ + 1, static_cast<std::size_t>(key_end - at_ - 2));
  at_ = skip_space(key_end, end_);
  if (at_ == end_ || *at_ != ':') return std::nullopt;
  at_ = skip_space(at_ + 1, end_);
  bool odd = false;
  const char* value_end = skip_value(at_, end_, odd);
  if (odd || value_end == nullptr)
    value_end = tolerant_value({at_, static_cast<std::size_t>(end_ - at_)}, {true, true}).end;
  if (value_end == nullptr) return std::nullopt;
  const std::string_view value(at_, static_cast<std::size_t>(value_end - at_));
  at_ = value_end;
  return Member{key, value};
}

std::optional<std::string_view> ElementScan::next() {
  comma_ = nullptr;
  while (between()) {
  }
  if (at_ == end_ || *at_ == ']') {
    if (comma_ != nullptr) slip(comma_, "trailing-comma");
    return std::nullopt;
  }
  if (!first_ && comma_ == nullptr) slip(at_, "missing-comma");
  first_ = false;
  element_ = at_;
  bool odd = false;
  const char* value_end = careful_ ? nullptr : skip_value(at_, end_, odd);
  if (value_end != nullptr && !odd) {
    at_ = value_end;
  } else {
    mend();
  }
  return std::string_view(element_, static_cast<std::size_t>(at_ - element_));
}

/// Passes over one thing between two elements; false when there is none.
bool ElementScan::between() {
  at_ = skip_space(at_, end_);
  if (at_ == end_) return false;
  if (*at_ == ',') {
    if (first_ || comma_ != nullptr) slip(at_, "trailing-comma");
    comma_ = at_++;
    return true;
  }
  const ForeignSign sign = foreign_sign(at_, end_);
  if (sign.what == Foreign::none) return false;
  slip(at_, variant_of(sign.what));
  if (sign.what == Foreign::semicolon) comma_ = at_;
  at_ = sign.end == nullptr ? end_ : sign.end;
  return true;
}

void ElementScan::slip(const char* at, std::string_view variant) {
  const auto same = [&](const Slip& other) { return other.variant == variant; };
  if (std::none_of(slips_.begin(), slips_.end(), same)) slips_.push_back({at, variant});
}

void ElementScan::mend() {
  constexpr int most_searches = 16;  // each may go far
  careful_ = true;
  const std::string_view text(element_, static_cast<std::size_t>(end_ - element_));
  const bool brackets = *element_ == '{' || *element_ == '[' || *element_ == '"';
  const Tolerant value = brackets ? tolerant_value(text) : Tolerant{skip_value(element_, end_)};
  at_ = value.end;
  if (value.mistake != nullptr && searches_++ < most_searches) at_ = damaged_end(text, value);
  if (at_ == nullptr) at_ = end_;
}

bool TextScan::has_more() noexcept {
  at_ = skip_space(at_, end_);
  while (at_ != end_ && *at_ == ',') at_ = skip_space(at_ + 1, end_);
  return at_ != end_ && (*at_ == '{' || *at_ == '[');
}

std::optional<std::string_view> TextScan::next() noexcept {
  if (!has_more()) return std::nullopt;
  const char* const begin = at_;
  const char* const stop = skip_value(begin, end_);
  at_ = stop == nullptr ? end_ : stop;
  return std::string_view(begin, static_cast<std::size_t>(at_ - begin));
}

std::string excerpt(std::string_view text, std::size_t offset) {
  constexpr std::ptrdiff_t longest = 160;
  const char* const end = text.data() + text.size();
  const char* const begin = text.data() + std::min(offset, text.size());
  if (begin == end || *begin == '{' || *begin == '[') return {};
  const char* stop = skip_value(begin, end);
  if (stop == nullptr) stop = end;
  if (stop - begin <= longest) return {begin, stop};
  stop = begin + longest;
  while (stop > begin && (*stop & 0xC0) == 0x80) --stop;
  return std::string(begin, stop) + "…";
}

}  // namespace edca::json
