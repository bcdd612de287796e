// What is read past mistakes: no place lies outside of the text, and JSON has no mistake and ends
// where it ends. The first byte says in which setting.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "edca/error.hpp"
#include "json/foreign.hpp"
#include "json/meant_string.hpp"
#include "json/tolerant.hpp"
#include "json/value.hpp"

namespace {

namespace json = edca::json;

bool is_json(std::string_view text) {
  try {
    static_cast<void>(json::parse(text, "fuzz"));
    return true;
  } catch (const edca::Error&) {
    return false;
  }
}

void check_place(const char* at, std::string_view text) {
  if (at != nullptr && (at < text.data() || at > text.data() + text.size())) std::abort();
}

void value(std::string_view text, json::Setting setting) {
  if (text.empty() || (text[0] != '{' && text[0] != '[' && text[0] != '"')) return;
  const json::Tolerant found = json::tolerant_value(text, setting);
  check_place(found.end, text);
  check_place(found.mistake, text);
  if (found.mistake != nullptr) check_place(json::damaged_end(text, found), text);
  if (is_json(text)) {
    if (found.mistake != nullptr || found.end == nullptr) std::abort();
    const std::string_view rest = text.substr(static_cast<std::size_t>(found.end - text.data()));
    if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos) std::abort();
  }
}

void string(std::string_view text, json::Setting setting, bool name) {
  json::StringContext context{text.data() + text.size(), setting, name,
                              setting.in_object ? "{" : "["};
  std::size_t budget = 1 << 20;
  const json::MeantString found = json::meant_string(text.data(), context, budget);
  check_place(found.end, text);
  check_place(found.mistake, text);
  if (budget > 1 << 20) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const json::Setting setting{(data[0] & 1) != 0, (data[0] & 2) != 0};
  value(text, setting);
  string(text, setting, (data[0] & 4) != 0);
  const char* end = text.data() + text.size();
  check_place(json::skip_foreign(text.data(), end), text);
  for (const char& each : text) check_place(json::foreign_sign(&each, end).end, text);
  return 0;
}
