#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace edca::select {

/// Words and phrases that are looked for in texts: whole words one behind the other, whatever their
/// case and accents and what stands between them ("COVID-19" is "covid 19"). A word that ends in
/// "*" stands for all that begin so. In linear time but for phrases that begin alike.
class Words {
 public:
  /// False for a phrase without a letter or digit, or with "*" elsewhere than at the end of it.
  bool add(std::string_view phrase);

  /// Calls `found` with each phrase that is in the text, once, in the order of its places.
  void each(std::string_view text, const std::function<void(const std::string&)>& found) const;

  bool empty() const { return phrases_.empty(); }

 private:
  struct Phrase {
    std::string written;
    std::vector<std::string> words;  ///< folded
    bool open = false;               ///< the last one may go on
  };
  bool stands(const Phrase& phrase, const std::vector<std::string_view>& words,
              std::size_t at) const;

  std::vector<Phrase> phrases_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_first_;
  std::vector<std::size_t> open_lengths_;  ///< of single words that may go on, sorted
};

/// The words of a folded text: letters and digits that stand together.
std::vector<std::string_view> words_of(std::string_view folded);

}  // namespace edca::select
