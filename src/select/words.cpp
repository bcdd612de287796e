#include "select/words.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace edca::select {
namespace {

/// Letters beyond ASCII are bytes from 80 on; so are a few signs, which then belong to a word.
bool is_of_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Quotation marks, dashes and the like (U+2000 to U+206F), U+00A0 to U+00BF but ª and º, and
/// accents that stand by themselves (U+0300 to U+036F): these part words, but for the last, which
/// vanish.
std::string without_signs(std::string_view folded) {
  std::string text;
  text.reserve(folded.size());
  for (std::size_t at = 0; at < folded.size(); ++at) {
    const auto byte = [&](std::size_t ahead) {
      return at + ahead < folded.size() ? static_cast<unsigned char>(folded[at + ahead]) : 0U;
    };
    if (byte(0) == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81)) {
      text += ' ';
      at += 2;
    } else if (byte(0) == 0xC2 && byte(1) != 0xAA && byte(1) != 0xBA) {
      text += ' ';
      at += 1;
    } else if (byte(0) == 0xCC || (byte(0) == 0xCD && byte(1) < 0xB0)) {
      at += 1;
    } else {
      text += folded[at];
    }
  }
  return text;
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < folded.size();) {
    if (!is_of_word(folded[at])) {
      ++at;
      continue;
    }
    const std::size_t start = at;
    while (at < folded.size() && is_of_word(folded[at])) ++at;
    words.push_back(folded.substr(start, at - start));
  }
  return words;
}

bool Words::add(std::string_view phrase) {
  Phrase added;
  added.written = phrase;
  added.open = phrase.ends_with('*');
  if (added.open) phrase.remove_suffix(1);
  if (phrase.find('*') != std::string_view::npos) return false;
  if (added.open && (phrase.empty() || !is_of_word(phrase.back()))) return false;
  const std::string folded = without_signs(base::fold(phrase));
  for (const std::string_view word : words_of(folded)) added.words.emplace_back(word);
  if (added.words.empty()) return false;
  std::vector<std::size_t>& same = by_first_[added.words.front()];
  same.push_back(phrases_.size());
  if (added.open && added.words.size() == 1) {
    const std::size_t length = added.words.front().size();
    const auto place = std::ranges::lower_bound(open_lengths_, length);
    if (place == open_lengths_.end() || *place != length) open_lengths_.insert(place, length);
  }
  phrases_.push_back(std::move(added));
  return true;
}

/// Whether the phrase stands at this word.
bool Words::stands(const Phrase& phrase, const std::vector<std::string_view>& words,
                   std::size_t at) const {
  const std::size_t count = phrase.words.size();
  if (at + count > words.size()) return false;
  for (std::size_t each = 0; each < count; ++each) {
    const bool last = each + 1 == count;
    if (last && phrase.open ? !words[at + each].starts_with(phrase.words[each])
                            : words[at + each] != phrase.words[each])
      return false;
  }
  return true;
}

void Words::each(std::string_view text,
                 const std::function<void(const std::string&)>& found) const {
  if (phrases_.empty()) return;
  const std::string folded = without_signs(base::fold(text));
  const std::vector<std::string_view> words = words_of(folded);
  std::set<std::size_t> told;
  std::string key;
  const auto ask = [&](std::string_view first, std::size_t at, bool open_only) {
    key = first;
    const auto same = by_first_.find(key);
    if (same == by_first_.end()) return;
    for (const std::size_t index : same->second) {
      const Phrase& phrase = phrases_[index];
      if (open_only && !(phrase.open && phrase.words.size() == 1)) continue;
      if (stands(phrase, words, at) && told.insert(index).second) found(phrase.written);
    }
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (const std::size_t length : open_lengths_) {
      if (length >= words[at].size()) break;
      ask(words[at].substr(0, length), at, true);
    }
    ask(words[at], at, false);
  }
}

}  // namespace edca::select
