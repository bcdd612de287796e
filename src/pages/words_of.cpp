#include "pages/words_of.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace edca::pages {
namespace {

constexpr std::size_t shortest_word = 2;
constexpr std::size_t longest_word = 40;

// In the order of their bytes.
constexpr std::string_view stop_words[] = {
    "al",  "an", "and", "at",   "by",  "con", "de", "del", "el",  "en", "for", "in",  "la",  "las",
    "los", "of", "on",  "para", "por", "que", "se", "su",  "the", "to", "un",  "una", "with"};

bool is_plain_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// The code point that begins there, and its length; of no UTF-8 one byte.
std::pair<unsigned, std::size_t> code_point(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
  };
  const unsigned first = byte(0);
  if (first >= 0xF0) {
    return {(first & 7) << 18 | (byte(1) & 63) << 12 | (byte(2) & 63) << 6 | (byte(3) & 63), 4};
  }
  if (first >= 0xE0) return {(first & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63), 3};
  if (first >= 0xC0) return {(first & 31) << 6 | (byte(1) & 63), 2};
  return {first, 1};
}

bool is_letter(unsigned code) {
  const auto within = [code](unsigned from, unsigned to) { return code >= from && code <= to; };
  if (code < 0xC0 || code == 0xD7 || code == 0xF7) return false;
  return !within(0x2000, 0x2BFF) && !within(0x3000, 0x303F) && !within(0xFE00, 0xFE0F);
}

}  // namespace

std::span<const std::string_view> passed_over() noexcept {
  return stop_words;
}

void each_word(std::string_view text, const std::function<void(std::string_view word)>& use) {
  const std::string folded = base::fold(text);
  std::size_t begin = 0;
  const auto end_word = [&](std::size_t end) {
    const std::string_view word = std::string_view(folded).substr(begin, end - begin);
    if (word.size() < shortest_word || word.size() > longest_word) return;
    if (!std::ranges::binary_search(stop_words, word)) use(word);
  };
  for (std::size_t at = 0; at < folded.size();) {
    if (is_plain_letter(folded[at])) {
      ++at;
      continue;
    }
    const auto [code, length] = code_point(std::string_view(folded).substr(at));
    const std::size_t next = std::min(at + length, folded.size());
    if (!is_letter(code)) {
      end_word(at);
      begin = next;
    }
    at = next;
  }
  end_word(folded.size());
}

}  // namespace edca::pages
