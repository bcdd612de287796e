// A JSON text that was read and written is read as the same value, and a patch leaves no nulls.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "edca/error.hpp"
#include "json/patch.hpp"
#include "json/value.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace json = edca::json;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const json::Value value = json::parse(text, "fuzz");
    if (!(json::parse(json::write(value), "fuzz") == value)) std::abort();
    if (!(json::parse(json::write(value, 2), "fuzz") == value)) std::abort();
    json::Value once = value;
    json::strip_nulls(once);
    json::Value twice = once;
    json::merge_patch(twice, value);
    json::strip_nulls(twice);
    json::strip_nulls(once);
    if (value.is_object() && !(once == twice)) std::abort();
  } catch (const edca::Error&) {
  }
  return 0;
}
