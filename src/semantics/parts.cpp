#include "semantics/parts.hpp"

namespace edca::semantics {
namespace {

struct Tag {
  std::string_view name;
  Announced says;
};

constexpr Tag tags[] = {
    {"planning", {Part::planning, true}},
    {"planningUpdate", {Part::planning, false}},
    {"tender", {Part::tender, true}},
    {"tenderAmendment", {Part::tender, false}},
    {"tenderUpdate", {Part::tender, false}},
    {"tenderCancellation", {Part::tender, false}},
    {"award", {Part::awards, true}},
    {"awardUpdate", {Part::awards, false}},
    {"awardCancellation", {Part::awards, false}},
    {"contract", {Part::contracts, true}},
    {"contractUpdate", {Part::contracts, false}},
    {"contractAmendment", {Part::contracts, false}},
    {"contractTermination", {Part::contracts, false}},
    {"implementation", {Part::implementation, false}},
    {"implementationUpdate", {Part::implementation, false}},
};

}  // namespace

std::optional<Announced> announced_by(std::string_view tag) {
  for (const Tag& known : tags) {
    if (known.name == tag) return known.says;
  }
  return std::nullopt;
}

Part part_of_section(std::string_view name) {
  if (name == "planning") return Part::planning;
  if (name == "tender") return Part::tender;
  if (name == "awards") return Part::awards;
  return name == "contracts" ? Part::contracts : Part::other;
}

}  // namespace edca::semantics
