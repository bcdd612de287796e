// Whatever the parts of a spreadsheet of OpenDocument hold, its rows are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sheet_checks.hpp"
#include "sheet_parts.hpp"
#include "sheets/ods.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace sheets = edca::sheets;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    auto parts = std::make_unique<sheets::fuzz::TextParts>(text);
    const auto book = sheets::open_ods(std::move(parts), "fuzz", sheets::fuzz::options());
    sheets::fuzz::check(*book);
  } catch (const edca::io::InputFault&) {
  }
  return 0;
}
