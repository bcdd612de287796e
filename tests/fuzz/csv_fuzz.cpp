// What was read from CSV comes back the same after it was written.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "edca/error.hpp"
#include "json/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const std::vector<edca::json::Row> rows = edca::json::parse_csv(text, "fuzz");
    std::string written;
    for (const edca::json::Row& row : rows) edca::json::write_csv_row(row, written);
    if (edca::json::parse_csv(written, "fuzz").size() > rows.size()) std::abort();
  } catch (const edca::Error&) {
  }
  return 0;
}
