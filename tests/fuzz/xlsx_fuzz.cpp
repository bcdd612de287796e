// Whatever the parts of a workbook of Excel hold, its rows are read or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sheet_checks.hpp"
#include "sheet_parts.hpp"
#include "sheets/xlsx.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace sheets = edca::sheets;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    auto parts = std::make_unique<sheets::fuzz::TextParts>(text);
    static_cast<void>(sheets::xlsx_main_part(*parts));
    const auto book =
        sheets::open_xlsx(std::move(parts), "xl/workbook.xml", "fuzz", sheets::fuzz::options());
    sheets::fuzz::check(*book);
  } catch (const edca::io::InputFault&) {
  }
  return 0;
}
