#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace edca::semantics {

/// A part of a process that the tag of a release may announce; `other`: none.
enum class Part : std::uint8_t { planning, tender, awards, contracts, implementation, other };

/// What a tag of codelist releaseTag says.
struct Announced {
  Part part;
  bool opens;  ///< told for the first time, not changed or added to
};

/// Nothing for "compiled" and unknown tags.
/// https://standard.open-contracting.org/1.1/en/schema/codelists/#release-tag
std::optional<Announced> announced_by(std::string_view tag);

/// The part that a member of a release holds.
Part part_of_section(std::string_view name);

/// Parts by their bits.
class Parts {
 public:
  void add(Part part) { bits_ |= bit(part); }
  bool has(Part part) const { return (bits_ & bit(part)) != 0; }
  bool empty() const { return bits_ == 0; }

 private:
  static unsigned bit(Part part) { return 1U << static_cast<unsigned>(part); }
  unsigned bits_ = 0;
};

}  // namespace edca::semantics
