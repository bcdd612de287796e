#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "edca/summary.hpp"
#include "schema/plan.hpp"
#include "semantics/value.hpp"

namespace edca::semantics {

/// Counts how often each field is filled. A value counts unless it is null, blank, or an object or
/// array without anything in it.
class Coverage {
 public:
  Coverage() { clear(); }

  /// Counts the fields of a release or project.
  void add(const Value& root);
  void add(const Coverage& other);
  /// Adds, with zero, the fields that the schema of a release or project knows in the objects seen.
  void complete(const schema::Node& schema);
  bool empty() const { return nodes_[0].objects == 0; }
  void clear() { nodes_.assign(1, {}); }

  /// By path ("/parties[]/name"), in alphabetical order; fields that are deprecated and absent are
  /// left out.
  std::vector<FieldCoverage> list() const;

 private:
  /// A field, or the elements of a list.
  struct Node {
    std::map<std::string, std::uint32_t, std::less<>> members;
    std::uint64_t filled = 0;
    std::uint64_t objects = 0;  ///< objects among its values: of these its members are a share
  };

  /// The node of a name below another; 0 when there are too many.
  std::uint32_t below(std::uint32_t node, std::string_view name);

  std::vector<Node> nodes_;
};

/// Fields that the form of INAI's capture platform marks as obligatory.
const std::vector<std::string>& obligatory_fields();

/// How many of them a release fills, and how many are asked for: those of its tender, and of each
/// document of it, award, contract and party that is there.
Share obligatory(const Value& release);

}  // namespace edca::semantics
