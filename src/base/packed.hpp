#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace edca::base {

// Values as bytes, for this process alone.

template <class Value>
void pack(const Value& value, std::string& out) {
  static_assert(std::is_trivially_copyable_v<Value>);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

inline void pack_text(std::string_view text, std::string& out) {
  pack(text.size(), out);
  out += text;
}

/// Takes a value off the front of `bytes`.
template <class Value>
Value unpack(std::string_view& bytes) {
  static_assert(std::is_trivially_copyable_v<Value>);
  Value value;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return value;
}

inline std::string_view unpack_text(std::string_view& bytes) {
  const auto size = unpack<std::size_t>(bytes);
  const std::string_view text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return text;
}

}  // namespace edca::base
