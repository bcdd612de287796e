#include "json/writer.hpp"

#include <algorithm>

namespace edca::json {
namespace {

constexpr char hex[] = "0123456789abcdef";

/// The letter of a short escape, 0 where there is none.
char short_escape(char c) {
  switch (c) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

/// Whether half a surrogate pair begins here, as the parser encodes it.
bool is_surrogate(std::string_view text, std::size_t at) {
  return text[at] == '\xED' && at + 2 < text.size() &&
         static_cast<unsigned char>(text[at + 1]) >= 0xA0;
}

unsigned code_unit(std::string_view text, std::size_t at) {
  return 0xD000u | (static_cast<unsigned char>(text[at + 1]) & 0x3Fu) << 6 |
         (static_cast<unsigned char>(text[at + 2]) & 0x3Fu);
}

}  // namespace

void Writer::grow(std::size_t size) {
  const std::size_t capacity = std::max({size_ + size, capacity_ * 2, std::size_t{1} << 16});
  auto data = std::make_unique_for_overwrite<char[]>(capacity);
  if (size_ > 0) std::memcpy(data.get(), data_.get(), size_);
  data_ = std::move(data);
  capacity_ = capacity;
}

void Writer::clear() {
  size_ = 0;
  if (capacity_ <= std::size_t{64} << 20) return;
  data_.reset();
  capacity_ = 0;
}

void Writer::escape(std::string_view text) {
  put('"');
  std::size_t start = 0;
  const auto flush = [&](std::size_t at) { raw(text.substr(start, at - start)); };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool surrogate = is_surrogate(text, at);
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && !surrogate) continue;
    flush(at);
    put('\\');
    if (const char letter = short_escape(c)) {
      put(letter);
    } else {
      const unsigned unit = surrogate ? code_unit(text, at) : static_cast<unsigned char>(c);
      const char digits[] = {'u', hex[unit >> 12], hex[unit >> 8 & 15], hex[unit >> 4 & 15],
                             hex[unit & 15]};
      raw({digits, sizeof digits});
    }
    if (surrogate) at += 2;
    start = at + 1;
  }
  flush(text.size());
  put('"');
}

void Writer::value(const Node& value) {
  switch (value.kind) {
    case NodeKind::null:
      return raw("null");
    case NodeKind::no:
      return raw("false");
    case NodeKind::yes:
      return raw("true");
    case NodeKind::number:
      return padded(value.text, value.size);
    case NodeKind::string:
      return string(value);
    case NodeKind::array:
      return elements(value);
    case NodeKind::object:
      return members(value);
  }
}

void Writer::members(const Node& object) {
  put('{');
  const Node* key = &object + 1;
  for (std::uint32_t at = 0; at < object.size; ++at, key = (key + 1)->next()) {
    padded_key(key->text, key->size, (key->flags & Node::escaped) != 0);
    value(key[1]);
    put(',');
  }
  close('}');
}

void Writer::elements(const Node& array) {
  put('[');
  const Node* element = &array + 1;
  for (std::uint32_t at = 0; at < array.size; ++at, element = element->next()) {
    value(*element);
    put(',');
  }
  close(']');
}

}  // namespace edca::json
