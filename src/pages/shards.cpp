#include "pages/shards.hpp"

#include <utility>

#include "base/base64.hpp"
#include "json/value.hpp"

namespace edca::pages {

std::uint64_t per_shard(std::uint64_t count, std::uint64_t usual, std::uint64_t most) {
  std::uint64_t result = usual;
  while (count / result >= most) result *= 2;
  return result;
}

void add_name(std::string_view name, std::string& json) {
  if (!json.empty() && json.back() != '{') json += ',';
  json.append("\"").append(name).append("\":");
}

void add_text(std::string_view name, std::string_view text, std::string& json) {
  if (text.empty()) return;
  add_name(name, json);
  json::write_string(text, json);
}

void add_number(std::string_view name, std::uint64_t number, std::string& json) {
  add_name(name, json);
  json += std::to_string(number);
}

void add_json(std::string_view name, std::string_view value, std::string& json) {
  if (value.empty()) return;
  add_name(name, json);
  json += value;
}

void ListShards::add(std::string_view json) {
  if (count_ > 0 && count_ % per_shard_ == 0) hand_on();
  list_ += list_.empty() ? '[' : ',';
  list_ += json;
  ++count_;
}

void ListShards::finish() {
  if (!list_.empty()) hand_on();
}

void ListShards::hand_on() {
  take_({name_ + "/" + std::to_string(shards_++), std::exchange(list_, {}) + "]"});
}

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
  return bytes;
}

std::uint32_t from_big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

void append_varint(std::uint32_t value, std::string& out) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

std::uint32_t take_varint(std::string_view& bytes) {
  std::uint32_t value = 0;
  unsigned shift = 0;
  for (bool more = true; more && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
    more = byte >= 0x80;
  }
  return value;
}

void Ordinals::add(std::uint32_t ordinal) {
  append_varint(ordinal - last_, bytes_);
  last_ = ordinal;
}

std::string Ordinals::text() const {
  return base::base64(bytes_);
}

}  // namespace edca::pages
