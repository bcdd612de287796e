#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "edca/finding.hpp"
#include "json/value.hpp"

namespace edca::check {

struct Findings;
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
  /// Reads a report in JSON or JSON Lines: what is in it is known, as often as it is there in one
  /// text. Throws Error(usage, "baseline.format") with argument file.
  void read_baseline(const std::string& file);

  Severity severity(std::size_t rule) const { return severity_[rule]; }
  bool off(std::size_t rule) const { return off_[rule]; }
  /// Whether some findings may be left out.
  bool selective() const { return !ignored_.empty() || has_baseline_; }
  bool has_baseline() const { return has_baseline_; }
  /// Whether a finding is at a place to be left alone.
  bool ignores(const Finding& finding) const;

  /// The findings of one text that are known: of equal ones as many as the baseline has.
  class Known {
   public:
    explicit Known(const Adjustments& adjustments) : adjustments_(adjustments) {}
    /// `finding` has its fingerprint.
    bool take(const Finding& finding);

   private:
    const Adjustments& adjustments_;
    std::unordered_map<std::uint64_t, std::uint32_t> taken_;
    std::unordered_map<std::uint64_t, std::uint32_t> taken_plain_;
  };

 private:
  struct Ignored {
    std::string rule;
    std::vector<std::string> path;
  };

  void set_severity(const std::string& file, const std::string& word, const json::Value& level);
  void ignore(const std::string& file, const json::Value& entry);
  void know(const json::Value& finding);

  std::vector<Severity> severity_;  ///< by index of rules()
  std::vector<bool> off_;
  std::vector<Ignored> ignored_;
  bool has_baseline_ = false;
  std::unordered_map<std::uint64_t, std::uint32_t> known_;  ///< how often, by fingerprint
  std::unordered_map<std::uint64_t, std::uint32_t> plain_;  ///< those without, by plain_fingerprint
};

/// The severity of a rule in a run.
Severity severity(const Scope& scope, std::size_t rule);

/// Takes out what the user wants to hear nothing of, from a place in the list on: such findings
/// have no rule any more. Those that a baseline knows are counted.
void hide(const Scope& scope, Findings& findings, std::size_t from);
/// The same for findings that have no fingerprint yet: those that need no text.
void hide_others(const Scope& scope, Findings& findings, std::size_t from = 0);

}  // namespace edca::check
