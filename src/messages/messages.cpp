#include "messages/messages.hpp"

#include "messages/catalogue.hpp"
#include "messages/fill.hpp"
#include "messages/system_reason.hpp"
#include "messages/words.hpp"

#include <cassert>

namespace edca::messages {
namespace {

constexpr std::size_t argument_width = 1000;

}  // namespace

std::string text(std::string_view key, Language language, const Arguments& arguments) {
  const std::string* sentence = Catalogue::of(language).sentence(key);
  assert(sentence != nullptr && "unknown message");
  if (sentence == nullptr) return std::string(key);
  const auto append = [&](std::string_view name, std::string& out) {
    for (const auto& [argument, value] : arguments) {
      if (argument != name) continue;
      const std::string shown = name == "reason" ? system_reason(value, language) : value;
      out += name == "known" ? quoted_list(value, "and", language)
                             : shorten(printable(shown), argument_width);
      return true;
    }
    return false;
  };
  std::string out;
  fill(*sentence, append, out);
  return out;
}

bool has(std::string_view key) {
  return Catalogue::of(Language::spanish).sentence(key) != nullptr;
}

std::string count(unsigned long long number) {
  std::string digits = std::to_string(number);
  for (std::size_t left = digits.size(); left > 3;) {
    left -= 3;
    digits.insert(left, 1, ',');
  }
  return digits;
}

Language language_of(std::string_view locale) {
  const bool english = locale.size() >= 2 && (locale[0] | 0x20) == 'e' && (locale[1] | 0x20) == 'n';
  const bool ends = locale.size() == 2 ||
                    (english && std::string_view("_-.@").find(locale[2]) != std::string_view::npos);
  return english && ends ? Language::english : Language::spanish;
}

}  // namespace edca::messages
