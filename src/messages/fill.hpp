#pragma once

#include <cassert>
#include <string>
#include <string_view>

namespace edca::messages {

/// Appends `text` with every `{name}` (lower-case letters, digits and underscores) replaced by what
/// `append(name, out)` appends; where that returns false, the placeholder stays and asserts.
template <class Append>
void fill(std::string_view text, const Append& append, std::string& out) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
  while (!text.empty()) {
    const std::size_t brace = text.find('{');
    out.append(text.substr(0, brace));
    if (brace == std::string_view::npos) return;
    text.remove_prefix(brace + 1);
    const std::size_t end = text.find_first_not_of(letters);
    if (end == std::string_view::npos || end == 0 || text[end] != '}') {
      out += '{';
      continue;
    }
    const std::string_view name = text.substr(0, end);
    const bool known = append(name, out);
    assert(known && "missing argument of a message");
    if (!known) out.append("{").append(name).append("}");
    text.remove_prefix(end + 1);
  }
}

}  // namespace edca::messages
