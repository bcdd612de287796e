#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/plan.hpp"

namespace edca::schema {

/// Where EDCA-MX adds to a standard what leads to names that only it defines (Property::hint): the
/// names that it has where the object of the standard that stands at the same place has none. An
/// item in which none of these is unknown to the standard has no such name. Immutable and safe to
/// share between threads; the plans must outlive it.
class Additions {
 public:
  /// Both for items of one kind.
  Additions(const Node& standard, const Node& mexican);

  /// Whether EDCA-MX has the name where `object` of the standard has not.
  bool has(const ObjectPlan& object, std::string_view name) const {
    if (unsure_) return true;
    const auto found = names_.find(&object);
    return found != names_.end() && found->second.contains(name);
  }
  /// Whether EDCA-MX leads somewhere where the standard says nothing: every item may be of it.
  bool unsure() const { return unsure_; }

 private:
  using Pair = std::pair<const Node*, const Node*>;  // of the standard, of EDCA-MX

  void open(const std::vector<const Node*>& standard, const Node* mexican);
  void compare(const std::vector<const Node*>& standard, const Node& mexican);
  void compare_name(const std::vector<const Node*>& standard, const std::string& name,
                    const Property& mexican);
  bool leads_to_hints(const Node* mexican);

  std::map<const ObjectPlan*, std::set<std::string, std::less<>>> names_;
  std::set<Pair> known_;
  std::vector<Pair> left_;  ///< to be compared
  std::map<const Node*, bool> leads_;
  bool unsure_ = false;
};

}  // namespace edca::schema
