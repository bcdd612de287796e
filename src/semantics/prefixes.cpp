#include "semantics/prefixes.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "base/csv.hpp"
#include "base/embedded.hpp"

namespace edca::semantics {

bool known_prefix(std::string_view prefix) {
  static const std::set<std::string, std::less<>> known = [] {
    std::set<std::string, std::less<>> prefixes;
    for (auto& row : base::parse_csv(embedded_file("schemas/ocid-prefixes.csv"), "prefixes"))
      prefixes.insert(row.at(0));
    return prefixes;
  }();
  return known.find(prefix) != known.end();
}

bool is_prefix_code(std::string_view code) {
  return code.size() == 6 && std::all_of(code.begin(), code.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
         });
}

bool has_ocid_prefix(std::string_view text) {
  return text.starts_with("ocds-") && is_prefix_code(text.substr(5, 6));
}

}  // namespace edca::semantics
