#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "edca/selection.hpp"
#include "schema/pattern.hpp"
#include "select/deals.hpp"
#include "select/expression.hpp"
#include "select/paths.hpp"
#include "select/words.hpp"

namespace edca::select {

/// One rule: exactly one of its tests is there.
struct Rule {
  std::string name;
  std::vector<Path> fields;
  // What a text has to be, or hold.
  Words words;
  std::set<std::string, std::less<>> equal;  ///< folded
  std::vector<std::string> prefixes;         ///< folded
  std::vector<std::unique_ptr<schema::Pattern>> patterns;
  bool folded = false;  ///< patterns are held against the folded text
  // Organizations, by id, RFC or name, folded.
  std::set<std::string, std::less<>> buyers;
  std::set<std::string, std::less<>> suppliers;
  // The day a contract was signed, or those of `fields`: "2020-03-27", both days included.
  std::string from;
  std::string to;
  // The amount of a contract.
  std::optional<base::Decimal> at_least;
  std::optional<base::Decimal> at_most;
  std::string currency;
  AmountMode amount = AmountMode::contract;

  bool by_day() const { return !from.empty() || !to.empty(); }
  bool by_amount() const { return at_least || at_most; }
};

/// What a file of conditions says.
struct Conditions {
  std::vector<Rule> rules;
  Expression where;
  std::optional<AmountMode> amount;
  bool missing_is_zero = false;  ///< an amount that is missing counts as 0 in means

  /// Throws Error(usage), each with argument path: "select.where-unread", "select.where-syntax"
  /// (line), "select.mark", "select.key" (rule, key, suggestion), "select.value" (rule, key),
  /// "select.test" (rule), "select.pattern" (rule, pattern), "select.rules", and as
  /// Expression::read(). Throws Error(input, "input.settings-size").
  static Conditions read(const std::string& path);
  /// The same of a text. `name` stands for it in errors.
  static Conditions parse(std::string_view text, const std::string& name);
};

/// A reason: SelectionHit without the names.
struct Hit {
  std::string field;
  std::string word;
};

/// What conditions say of one process. Holds the answers about the process and each award, which
/// many contracts may share.
class Judgement {
 public:
  /// Both must outlive it.
  Judgement(const Conditions& conditions, const Case& process);

  /// Whether the conditions hold for a contract.
  bool chosen(const Deal& deal);
  /// Why they do, rule by rule: what was not handed on before.
  using Tell = std::function<void(const Rule& rule, Part part, const Hit& hit)>;
  void reasons(const Deal& deal, const Tell& tell);

 private:
  /// Of one rule: what speaks for it.
  using Answers = std::vector<std::vector<Hit>>;

  void ask(Part part, const json::Node* root, const std::string& pointer, Answers& answers) const;
  void ask_text(const Rule& rule, const json::Node& value, const std::string& pointer,
                std::vector<Hit>& hits) const;
  void ask_deal(const Deal& deal);
  void ask_organizations(const std::set<std::string, std::less<>>& wanted,
                         const json::Node* reference, const std::string& pointer,
                         std::vector<Hit>& hits) const;
  Answers& of_award(const Deal& deal);

  const Conditions& conditions_;
  const Case& process_;
  Answers process_answers_;
  std::map<std::size_t, Answers> award_answers_;
  std::set<std::size_t> told_awards_;
  bool told_process_ = false;
  Answers deal_answers_;  ///< of the contract asked for last
};

}  // namespace edca::select
