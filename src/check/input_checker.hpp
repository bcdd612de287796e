#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_set>
#include <variant>
#include <vector>

#include "base/rule_id.hpp"
#include "check/item_checker.hpp"
#include "check/name_survey.hpp"
#include "edca/validator.hpp"
#include "json/canonical.hpp"
#include "json/reader.hpp"
#include "json/scan.hpp"
#include "ocds/decision.hpp"

namespace edca::check {

/// Quick key of an item of an envelope, for finding items that stand in it twice.
struct ItemKey {
  std::uint64_t key;
  std::uint64_t index;
};

/// Declared extensions, each URL once, in the order of their appearance.
class ExtensionList {
 public:
  void add(const std::vector<DeclaredExtension>& extensions) {
    for (const DeclaredExtension& extension : extensions) {
      if (urls_.insert(extension.url).second) list_.push_back(extension);
    }
  }
  const std::vector<DeclaredExtension>& list() const { return list_; }

 private:
  std::vector<DeclaredExtension> list_;
  std::unordered_set<std::string> urls_;
};

/// A release, record or project that was read, for finding it again elsewhere in the run.
struct SeenItem {
  semantics::Identity identity;
  base::Place place;
  std::string pointer;
};

/// What came of a batch of units.
struct Outcome {
  Findings findings;
  std::uint64_t items = 0;
  std::uint64_t releases = 0;
  std::uint64_t items_with_errors = 0;
  bool read = false;                      ///< at least one item or JSON text was parsed
  std::vector<std::string> kinds;         ///< that were seen, each once
  std::vector<ocds::Decision> decisions;  ///< one for each profile that was used
  ExtensionList extensions;
  std::vector<SeenItem> seen;
  semantics::Coverage coverage;
  /// Items, and publishers behind the items of their packages; with how many findings came before.
  struct Told {
    std::size_t findings;
    std::variant<ItemSummary, std::string> what;
  };
  std::vector<Told> told;
  std::vector<ItemKey> keys;  ///< of the items of the envelope that is open
  /// Envelopes that ended in this batch, with how many keys and findings came before their end.
  struct Ended {
    std::shared_ptr<json::Envelope> envelope;
    std::size_t keys;
    std::size_t findings;
  };
  std::vector<Ended> ended;
};

/// Judges units. One per thread.
class InputChecker {
 public:
  InputChecker(const ocds::Decider& decider, const Scope& scope, bool one_byte_encoding,
               bool exact_keys)
      : decider_(decider), checker_(scope, one_byte_encoding), exact_keys_(exact_keys) {}

  void run(const json::Batch& batch, Outcome& outcome) {
    for (const json::Unit& unit : batch.units) run(unit, outcome);
  }
  void run(const json::Unit& unit, Outcome& outcome);
  /// Whether the compiled releases of the records that follow are known to be what merging their
  /// releases gives.
  void trust_compiled(bool merged) { checker_.trust_compiled(merged); }
  /// What was judged last.
  const ItemChecker& checker() const { return checker_; }

  /// A finding at a place; nullptr when it is not kept.
  Finding* note(base::RuleId rule, const base::Place& place, Outcome& outcome) {
    return checker_.add(rule, place, outcome.findings);
  }

  /// The finding that two items of a list are equal.
  void duplicate_items(const json::Envelope& envelope, const json::EqualElements& equal,
                       Outcome& outcome);

 private:
  struct List;  // an envelope whose text is at hand

  void texts(const json::Unit& unit, Outcome& outcome);
  void text(std::string_view text, const base::Place& place, const std::string& base, bool nested,
            Outcome& outcome);
  void object(std::string_view text, const base::Place& place, const std::string& base,
              Outcome& outcome);
  void elements(std::string_view array, base::Place place, const std::string& base,
                Outcome& outcome);
  void portal(const ocds::Shape& shape, std::string_view text, const base::Place& place,
              const std::string& base, Outcome& outcome);
  void package(const ocds::Shape& shape, std::string_view text, const base::Place& place,
               const std::string& base, Outcome& outcome);
  std::uint64_t items(const List& list, Outcome& outcome);
  bool item(const ItemTask& task, ocds::Kind package, Outcome& outcome);
  bool project(ItemTask task, Outcome& outcome);
  std::span<const schema::Node* const> project_plans();
  const schema::Additions* additions(ocds::Kind kind, const schema::Profile& standard);
  bool shows_mexican_field(ocds::Kind kind, std::string_view text);
  bool turns_mexican(ocds::Kind kind, std::string_view text);
  void bare(ocds::Kind kind, std::string_view text, const base::Place& place,
            const std::string& base, Outcome& outcome);
  bool quick_release(std::string_view text, const base::Place& place, const std::string& base,
                     Outcome& outcome);
  bool standard(ocds::Kind kind, std::string_view text, const base::Place& place,
                const std::string& base, Outcome& outcome);
  bool mexican(ocds::Kind kind, std::string_view text, const base::Place& place,
               const std::string& base, Outcome& outcome);
  void take(Findings findings, const ItemTask& task, Outcome& outcome);
  void remember(const ItemTask& task, bool errors, Outcome& outcome);
  void tell_publisher(const json::Envelope& envelope, Outcome& outcome) const;
  void unrecognized(std::string_view text, const base::Place& place, const std::string& base,
                    Outcome& outcome);
  void stream_item(const json::Unit& unit, Outcome& outcome);
  void swallowed(const json::Unit& unit, ItemTask task, ocds::Kind package, Outcome& outcome);
  void stream_envelope(const json::Unit& unit, Outcome& outcome);
  void envelope(const json::Envelope& envelope, const ocds::Decision& decision, ocds::Kind kind,
                Outcome& outcome);
  void metadata(const ItemTask& task, const ocds::Decision& decision, Outcome& outcome);
  void version(const ItemTask& task, std::string_view value, const ocds::Decision& decision,
               Outcome& outcome);
  void extensions(const ItemTask& task, std::string_view array, const ocds::Decision& decision,
                  Outcome& outcome);
  bool item(const ItemTask& task, Outcome& outcome);
  void count(ocds::Kind kind, const ocds::Decision& decision, Outcome& outcome);
  void use(const ocds::Decision& decision, Outcome& outcome);
  void slips(const json::ElementScan& scan, std::string_view array, const base::Place& place,
             Outcome& outcome);

  const ocds::Decider& decider_;
  ItemChecker checker_;
  bool exact_keys_;
  unsigned depth_ = 0;  ///< lists around the text that is being judged
  bool mexican_first_ =
      true;                   ///< the last item without a package was of EDCA-MX, or there was none
  ocds::Decision last_bare_;  ///< of the last release without a package
  NameSurvey names_;
  std::map<const schema::Node*, schema::Additions> additions_;  ///< of EDCA-MX, by plan
  std::vector<const schema::Node*> project_plans_;              ///< by version, newest first
  std::size_t project_version_ = 0;                             ///< of the last project
};

/// The decision that was made for an envelope. The consumer makes it before checkers see its items.
std::shared_ptr<const ocds::Decision> decide(const ocds::Decider& decider,
                                             const json::Envelope& envelope,
                                             std::string_view first_item);

}  // namespace edca::check
