#include "json/pointer.hpp"

#include <charconv>

namespace edca::json {
namespace {

// Undoes the escapes of a token; false when one is not ~0 or ~1.
bool unescape(std::string_view token, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      out += token[i];
      continue;
    }
    if (++i == token.size() || (token[i] != '0' && token[i] != '1')) return false;
    out += token[i] == '0' ? '~' : '/';
  }
  return true;
}

// RFC 6901 section 4: digits without leading zeros.
const Value* element(const Array& array, std::string_view token) {
  if (token.empty() || (token.size() > 1 && token[0] == '0')) return nullptr;
  std::size_t index = 0;
  const char* end = token.data() + token.size();
  const auto [stop, error] = std::from_chars(token.data(), end, index);
  if (error != std::errc{} || stop != end || index >= array.size()) return nullptr;
  return &array[index];
}

}  // namespace

void append_token(std::string& pointer, std::string_view token) {
  pointer += '/';
  for (const char c : token) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

void append_index(std::string& pointer, std::size_t index) {
  pointer += '/';
  pointer += std::to_string(index);
}

const Value* resolve(const Value& root, std::string_view pointer) {
  const Value* value = &root;
  std::string token;
  while (!pointer.empty() && value != nullptr) {
    if (pointer[0] != '/') return nullptr;
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    if (!unescape(pointer.substr(1, end - 1), token)) return nullptr;
    pointer.remove_prefix(end);
    value = value->is_array() ? element(value->as_array(), token) : value->find(token);
  }
  return value;
}

}  // namespace edca::json
