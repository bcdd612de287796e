#include "messages/words.hpp"

#include "messages/fill.hpp"
#include "messages/system_reason.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <utility>
#include <vector>

namespace edca::messages {

namespace {

constexpr std::size_t value_width = 80;
constexpr std::size_t most_width = 400;

/// Objects and lists are told on one line, whatever their indentation.
std::string on_one_line(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of("\r\n");
    line += text.substr(0, end);
    const std::size_t next = text.find_first_not_of(" \t\r\n", end);
    text.remove_prefix(std::min(next, text.size()));
    if (end != std::string_view::npos && !text.empty()) line += ' ';
  }
  return line;
}

std::string shown(std::string_view text, std::size_t width) {
  const bool nested = text.starts_with('{') || text.starts_with('[');
  return shorten(readable(nested ? on_one_line(text) : std::string(text)), width);
}

std::string unescape(std::string_view token) {
  std::string name;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escape = token[i] == '~' && i + 1 < token.size();
    name += !escape ? token[i] : token[++i] == '1' ? '/' : '~';
  }
  return name;
}

bool is_index(std::string_view token) {
  return !token.empty() &&
         std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Cuts the last token off a pointer and returns it, still escaped.
std::string_view cut_last(std::string_view& pointer) {
  const std::size_t slash = pointer.rfind('/');
  if (slash == std::string_view::npos) return std::exchange(pointer, {});
  const std::string_view token = pointer.substr(slash + 1);
  pointer = pointer.substr(0, slash);
  return token;
}

std::string nearest_name(std::string_view pointer) {
  while (!pointer.empty())
    if (const std::string_view token = cut_last(pointer); !is_index(token)) return unescape(token);
  return {};
}

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view names) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t comma = names.find(',');
    parts.push_back(trim(names.substr(0, comma)));
    if (comma == std::string_view::npos) return parts;
    names.remove_prefix(comma + 1);
  }
}

/// Spanish "o" becomes "u" before the sound o, "y" becomes "e" before the sound i.
std::string conjunction(std::string_view last, std::string_view next) {
  while (!next.empty() && (next[0] & 0x80) != 0) next.remove_prefix(1);
  if (next.starts_with('h') || next.starts_with('H')) next.remove_prefix(1);
  const char sound = last == "or" ? 'o' : 'i';
  std::string key = std::string("list.").append(last);
  if (!next.empty() && (next[0] | 0x20) == sound && !next.starts_with("ie"))
    key.append("-").append(1, sound);
  return key;
}

std::string join(const std::vector<std::string>& words, std::string_view last, Language language) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0)
      list += text(i + 1 < words.size() ? "list.comma" : conjunction(last, words[i]), language);
    list += words[i];
  }
  return list;
}

bool same_ignoring_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

std::string next_number(std::string_view digits) {
  if (digits == left_out) return std::string(digits);
  unsigned long long number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return count(number + 1);
}

/// Bytes in the largest unit that divides them: 256 MiB.
std::string size_of(std::string_view digits) {
  if (digits == left_out) return std::string(digits);
  unsigned long long bytes = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
  std::string_view unit = "bytes";
  for (const std::string_view larger : {"KiB", "MiB", "GiB"}) {
    if (bytes == 0 || bytes % 1024 != 0) break;
    bytes /= 1024;
    unit = larger;
  }
  return count(bytes).append(" ").append(unit);
}

}  // namespace

std::string quoted(std::string_view name, Language language) {
  const bool spanish = language == Language::spanish;
  return (spanish ? "«" : "“") + shown(name, value_width) + (spanish ? "»" : "”");
}

std::string quoted_list(std::string_view names, std::string_view last, Language language) {
  std::vector<std::string> words;
  for (const std::string_view name : split(names)) words.push_back(quoted(name, language));
  return join(words, last, language);
}

bool Words::append(std::string_view name, std::string& out) const {
  if (append_computed(name, out)) return true;
  if (const std::string* given = argument(name)) {
    out += shown(name == "reason" ? system_reason(*given, language_) : *given, most_width);
  } else if (name == "property") {
    out += shown(finding_.property, value_width);
  } else if (name == "pointer") {
    out += shown(finding_.pointer, most_width);
  } else if (name == "keyword") {
    out += shown(finding_.keyword, value_width);
  } else {
    return false;
  }
  return true;
}

bool Words::append_computed(std::string_view name, std::string& out) const {
  const std::string* given = argument(name);
  if (name == "value") {
    const std::string& value = finding_.value;
    out += value.empty() ? std::string(sentence("value.hidden")) : shown(value, value_width);
  } else if (name == "value_note") {
    if (!finding_.value.empty()) out += filled("value.note");
  } else if (name == "place") {
    out += place();
  } else if (name == "field_title") {
    out += titled(field());
  } else if (name == "field") {
    out += shown(field(), value_width);
  } else if (name == "problem") {
    out += problem();
  } else if (name == "first_place") {
    out += first_place();
  } else if (name == "extension_note") {
    out += extension_note();
  } else if (name == "size" && argument("limit")) {
    out += size_of(*argument("limit"));
  } else if (name == "first_number" && argument("first")) {
    out += next_number(*argument("first"));
  } else if (name == "second_number" && argument("second")) {
    out += next_number(*argument("second"));
  } else if (given && (name == "expected" || name == "actual")) {
    out += types(*given);
  } else if (given && (name == "codes" || name == "names")) {
    out += quoted_list(*given, name == "codes" ? "or" : "and", language_);
  } else {
    return false;
  }
  return true;
}

const std::string* Words::argument(std::string_view name) const {
  for (const auto& [key, value] : finding_.arguments)
    if (key == name) return &value;
  return nullptr;
}

std::string_view Words::keyword() const {
  const std::string* given = argument("keyword");
  return given ? *given : finding_.keyword;
}

std::string Words::field() const {
  if (!finding_.property.empty()) return finding_.property;
  if (const std::string* given = argument("field")) return *given;
  if (const std::string* given = argument("property")) return *given;
  return nearest_name(finding_.pointer);
}

std::string Words::titled(std::string_view name) const {
  std::string words = quoted(name, language_);
  const std::string* title = argument(language_ == Language::spanish ? "title_es" : "title_en");
  if (title && !title->empty() && !same_ignoring_case(*title, name))
    words.append(" (").append(shown(*title, value_width)).append(")");
  return words;
}

std::string Words::place() const {
  std::string_view pointer = finding_.pointer;
  const bool of_property = !finding_.property.empty();
  // An absent field is told by the object that lacks it, a superfluous one by itself.
  if (of_property && !finding_.rule->id.starts_with("schema.")) {
    std::string_view above = pointer;
    if (unescape(cut_last(above)) == finding_.property) pointer = above;
  }
  if (pointer.empty()) return std::string(sentence("place.root"));
  const std::string near = nearest_name(pointer);
  std::string name = of_property ? quoted(near, language_) : titled(near);
  if (!is_index(cut_last(pointer))) return name;
  if (near.empty()) return std::string(sentence("place.root"));
  std::string words;
  fill(
      sentence("place.element"),
      [&](std::string_view, std::string& out) {
        out += name;
        return true;
      },
      words);
  return words;
}

std::string Words::types(std::string_view names) const {
  std::vector<std::string> words;
  for (const std::string_view type : split(names))
    if (type == left_out) {
      words.emplace_back(type);
    } else if (const std::string* known = catalogue_.sentence(std::string("type.").append(type))) {
      words.push_back(*known);
    }
  return join(words, "or", language_);
}

std::string Words::problem() const {
  std::string key = std::string("inner.").append(keyword());
  if (!catalogue_.sentence(key)) key = "inner.other";
  return filled(key);
}

/// Where the other one stands: its sheet and cell, or its line.
std::string Words::first_place() const {
  const bool cell = argument("first_cell") != nullptr;
  std::string words;
  fill(
      sentence(!cell                     ? "place.line"
               : argument("first_sheet") ? "place.sheet"
                                         : "place.cell"),
      [this](std::string_view name, std::string& out) {
        return append(std::string("first_").append(name), out);
      },
      words);
  return words;
}

std::string Words::extension_note() const {
  const std::string* extension = argument("extension");
  return extension && !extension->empty() ? filled("codelist.extension") : std::string();
}

std::string Words::filled(std::string_view key) const {
  std::string words;
  fill(
      sentence(key), [this](std::string_view name, std::string& out) { return append(name, out); },
      words);
  return words;
}

std::string_view Words::sentence(std::string_view key) const {
  const std::string* found = catalogue_.sentence(key);
  assert(found != nullptr);
  return found ? std::string_view(*found) : key;
}

}  // namespace edca::messages
