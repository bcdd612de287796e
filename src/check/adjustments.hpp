#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "edca/finding.hpp"
#include "json/value.hpp"

namespace edca::check {

struct Scope;

/// How a run departs from the table of rules: severities, places to leave alone, findings that are
/// known. Immutable once read.
class Adjustments {
 public:
  Adjustments();

  /// Reads a rules file, JSON: {"severity": {"RULE or FAMILY": "error|warning|note|off"},
  /// "ignore": [{"rule": "RULE or FAMILY", "path": "/tender/documents/*"}]}. A path is a JSON
  /// Pointer below the release, record or project; `*` stands for one name or number, and what lies
  /// below belongs to it. Throws Error(usage, "rules-file.*") with arguments file and name.
  void read_rules(const std::string& file);
  /// Reads a report in JSON or JSON Lines: what is in it is known. Throws Error(usage,
  /// "baseline.format") with argument file.
  void read_baseline(const std::string& file);

  Severity severity(std::size_t rule) const { return severity_[rule]; }
  bool off(std::size_t rule) const { return off_[rule]; }
  /// Whether hides() can be true.
  bool selective() const { return !ignored_.empty() || !known_.empty(); }
  bool hides(const Finding& finding) const;

 private:
  struct Ignored {
    std::string rule;
    std::vector<std::string> path;
  };

  void set_severity(const std::string& file, const std::string& word, const json::Value& level);
  void ignore(const std::string& file, const json::Value& entry);

  std::vector<Severity> severity_;  ///< by index of rules()
  std::vector<bool> off_;
  std::vector<Ignored> ignored_;
  std::unordered_set<std::uint64_t> known_;
};

/// The severity of a rule in a run.
Severity severity(const Scope& scope, std::size_t rule);

/// A pointer without the names and numbers that lead to the release, record or project:
/// "/releases/3/tender/id" gives "/tender/id".
std::string_view below_item(std::string_view pointer);

/// What a finding keeps from one run to the next: its rule, release and place below it.
std::uint64_t fingerprint(std::string_view rule, std::string_view ocid, std::string_view release,
                          std::string_view pointer, std::string_view property);

}  // namespace edca::check
