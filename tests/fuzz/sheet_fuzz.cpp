// Whatever a file holds, it is read as a workbook or in CSV, or refused.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sheet_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  edca::sheets::fuzz::check_file({reinterpret_cast<const char*>(data), size});
  return 0;
}
