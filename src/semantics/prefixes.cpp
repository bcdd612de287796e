#include "semantics/prefixes.hpp"

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

}  // namespace edca::semantics
