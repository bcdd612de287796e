#pragma once

#include <algorithm>
#include <cassert>
#include <string>
#include <string_view>

namespace edca::messages {

/// Appends `text` with every `{name}` (lower-case letters, digits and underscores) replaced by what
/// `append(name, out)` appends; where that returns false, the placeholder stays and asserts.
/// `{name|one|many}` becomes the words for one where that would be "1", else the words for many:
/// "{files} {files|file|files}".
template <class Append>
void fill(std::string_view text, const Append& append, std::string& out) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
  const auto known = [&](std::string_view name, std::string& to) {
    const bool found = append(name, to);
    assert(found && "missing argument of a message");
    return found;
  };
  while (!text.empty()) {
    const std::size_t brace = text.find('{');
    out.append(text.substr(0, brace));
    if (brace == std::string_view::npos) return;
    text.remove_prefix(brace + 1);
    const std::size_t end = std::min(text.find_first_not_of(letters), text.size());
    const std::size_t close = std::min(text.find('}', end), text.size());
    const std::string_view name = text.substr(0, end);
    const std::string_view words = text.substr(end, close - end);
    const std::size_t many = words.find('|', 1);
    if (name.empty() || close == text.size() ||
        (!words.empty() && (words[0] != '|' || many == std::string_view::npos))) {
      out += '{';
      continue;
    }
    text.remove_prefix(close + 1);
    if (words.empty()) {
      if (!known(name, out)) out.append("{").append(name).append("}");
      continue;
    }
    std::string number;
    const bool one = known(name, number) && number == "1";
    out += one ? words.substr(1, many - 1) : words.substr(many + 1);
  }
}

}  // namespace edca::messages
