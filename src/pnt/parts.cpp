#include "pnt/parts.hpp"

namespace edca::pnt {

std::string text_of(const json::Value* value) {
  if (value == nullptr) return {};
  if (value->is_string()) return value->as_string();
  return value->is_number() ? value->number_text() : std::string();
}

const json::Array* list_of(const json::Value* value) {
  return value != nullptr && value->is_array() ? &value->as_array() : nullptr;
}

std::string number_key(std::uint64_t number) {
  std::string key(sizeof number, '\0');
  for (std::size_t at = key.size(); at > 0; --at, number >>= 8u)
    key[at - 1] = static_cast<char>(number & 0xFFu);
  return key;
}

}  // namespace edca::pnt
