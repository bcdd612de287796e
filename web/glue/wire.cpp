#include "wire.hpp"

#include <emscripten/em_js.h>

namespace edca::page {

// The memory may have grown since the last call, so the view is made anew for each.
EM_JS(void, edca_tell, (int kind, const char* data, size_t size),
      { Module["tell"](kind, HEAPU8.subarray(data, data + size)); });

void tell(Answer kind, std::string_view text) {
  edca_tell(static_cast<int>(kind), text.data(), text.size());
}

Request::Request(std::string_view text) {
  const auto next = [&] {
    const std::size_t end = text.find('\0');
    std::string part(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
  };
  while (!text.empty()) {
    std::string name = next();
    std::string value = next();
    pairs_.emplace_back(std::move(name), std::move(value));
  }
}

const std::string& Request::operator[](std::string_view name) const {
  static const std::string none;
  for (const auto& pair : pairs_) {
    if (pair.first == name) return pair.second;
  }
  return none;
}

std::vector<std::string> Request::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& pair : pairs_) {
    if (pair.first == name) values.push_back(pair.second);
  }
  return values;
}

void Json::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

Json& Json::open(char bracket) {
  separate();
  out_ += bracket;
  closing_ += bracket == '{' ? '}' : ']';
  first_ = true;
  return *this;
}

Json& Json::close() {
  out_ += closing_.back();
  closing_.pop_back();
  first_ = false;
  return *this;
}

Json& Json::key(std::string_view name) {
  text(name);
  out_ += ':';
  first_ = true;
  return *this;
}

Json& Json::text(std::string_view value) {
  static constexpr char digits[] = "0123456789abcdef";
  separate();
  out_ += '"';
  for (const char each : value) {
    const auto byte = static_cast<unsigned char>(each);
    if (byte == '"' || byte == '\\') {
      out_ += '\\';
      out_ += each;
    } else if (byte < 0x20) {
      out_.append("\\u00").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    } else {
      out_ += each;
    }
  }
  out_ += '"';
  return *this;
}

Json& Json::number(std::uint64_t value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

Json& Json::flag(bool value) {
  return raw(value ? "true" : "false");
}

Json& Json::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace edca::page
