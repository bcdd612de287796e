// What was read from CSV comes back the same after it was written, as rows and as a codelist.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/csv.hpp"
#include "edca/error.hpp"
#include "schema/codelist.hpp"

namespace {

void codelist(std::string_view text) {
  namespace schema = edca::schema;
  const schema::Codelist list("fuzz", schema::read_codes(text, "fuzz"));
  const std::vector<schema::Code> again = schema::read_codes(list.csv(), "fuzz");
  if (again.size() != list.codes().size()) std::abort();
  for (std::size_t at = 0; at < again.size(); ++at) {
    const schema::Code& code = list.codes()[at];
    if (again[at].code != code.code || again[at].title_es != code.title_es) std::abort();
    if (!list.has(code.code)) std::abort();
    static_cast<void>(list.meant(code.title_en));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const std::vector<edca::base::Row> rows = edca::base::parse_csv(text, "fuzz");
    std::string written;
    for (const edca::base::Row& row : rows) edca::base::write_csv_row(row, written);
    if (edca::base::parse_csv(written, "fuzz").size() > rows.size()) std::abort();
    codelist(text);
  } catch (const edca::Error&) {
  }
  return 0;
}
