#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"
#include "semantics/semantic_rules.hpp"

namespace edca::test {

/// What the rules of src/semantics find in an item, as "RULE POINTER" in the order of the text.
class Judged {
 public:
  explicit Judged(const char* profile = "edca-mx", std::uint64_t keep = ~std::uint64_t{0})
      : profile_(catalog_, schema::profile_named(catalog_, profile)),
        enabled_(rules().size(), true),
        keep_(keep),
        judge_(enabled_, keep_, semantics::point_in_time("2026-01-01")) {}

  std::vector<std::string> release(std::string_view text) {
    return judge(text, semantics::Subject::release);
  }
  std::vector<std::string> record(std::string_view text) {
    return judge(text, semantics::Subject::record);
  }
  std::vector<std::string> project(std::string_view text) {
    return judge(text, semantics::Subject::project);
  }

  std::uint64_t count(std::string_view rule) const {
    return tally_[static_cast<std::size_t>(find_rule(rule) - rules().data())];
  }
  semantics::SemanticRules& judge() { return judge_; }
  const schema::Profile& profile() const { return profile_; }

 private:
  std::vector<std::string> judge(std::string_view text, semantics::Subject subject) {
    tally_.clear();
    judge_.tree().clear();
    REQUIRE(judge_.tree().parse(text).error == json::ReadError::none);
    judge_.judge(text, subject, profile_, tally_);
    std::vector<std::string> found;
    for (const semantics::Hit& hit : judge_.hits())
      found.push_back(std::string(hit.finding.rule->id) + " " + hit.finding.pointer);
    return found;
  }

  schema::Catalog catalog_;
  schema::Profile profile_;
  std::vector<bool> enabled_;
  std::uint64_t keep_;
  semantics::SemanticRules judge_;
  semantics::Tally tally_;
};

}  // namespace edca::test
