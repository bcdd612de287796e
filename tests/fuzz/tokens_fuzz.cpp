// What the walk over tokens takes for JSON, the parser does too, event by event; what the parser
// takes, the walk does, but for halves of surrogate pairs. Numbers beyond double are read by the
// walk alone.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "json_events.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::optional<Events> walked = walked_events(text);
  const Events parsed = parsed_events(text);
  if (!edca::base::is_utf8(text)) {
    if (walked) std::abort();
  } else if (parsed.result.code == rapidjson::kParseErrorNumberTooBig) {
    if (walked && !parsed_events(edca::json::with_small_numbers(text)).result.ok() &&
        !walked->result.stopped()) {
      std::abort();
    }
  } else if (walked) {
    if (!(*walked == parsed)) std::abort();
  } else if (parsed.result.ok() && edca::json::scan_escapes(text).surrogates.empty()) {
    std::abort();
  }
  return 0;
}
