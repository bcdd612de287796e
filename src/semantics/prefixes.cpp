#include "semantics/prefixes.hpp"

#include <set>
#include <string>

#include "json/csv.hpp"
#include "json/embedded.hpp"

namespace edca::semantics {

bool known_prefix(std::string_view prefix) {
  static const std::set<std::string, std::less<>> known = [] {
    std::set<std::string, std::less<>> prefixes;
    for (auto& row : json::parse_csv(embedded_file("schemas/ocid-prefixes.csv"), "prefixes"))
      prefixes.insert(row.at(0));
    return prefixes;
  }();
  return known.find(prefix) != known.end();
}

}  // namespace edca::semantics
