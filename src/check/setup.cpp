#include "check/setup.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "advertising/archive.hpp"
#include "base/rule_id.hpp"
#include "base/session.hpp"
#include "check/input_checker.hpp"
#include "edca/error.hpp"
#include "edca/explain.hpp"
#include "ocds/extensions.hpp"
#include "semantics/semantic_rules.hpp"

namespace edca::check {
namespace {

bool matches(const Rule& rule, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return rule.id == word || family(rule) == word;
  });
}

/// Whether a rule has something to say of data that follow a schema of the user.
bool suits_any_schema(const Rule& rule) {
  return family(rule) == "input" || family(rule) == "schema";
}

/// Rules after which those about values that are empty, damaged or say nothing have nothing to add,
/// nor those about what is absent.
bool speaks_first(const Rule& rule) {
  static constexpr base::RuleId first[] = {
      "schema.minLength", "schema.minItems", "schema.minProperties", "schema.format",
      "schema.type",      "schema.enum",     "schema.required",      "input.surrogate"};
  return std::ranges::find(first, &rule, base::known_rule) != std::end(first);
}

Scope make_scope(const ValidateOptions& options, const Adjustments& adjustments) {
  for (const std::string& word : options.only) rules_named(word);  // throws where there is none
  for (const std::string& word : options.skip) rules_named(word);
  Scope scope;
  scope.fields = scope.codelists = false;
  for (const Rule& rule : rules()) {
    const bool wanted =
        options.only.empty() || family(rule) == "input" || matches(rule, options.only);
    const bool off = adjustments.off(scope.enabled.size());
    scope.enabled.push_back(wanted && !off && !matches(rule, options.skip) &&
                            (options.schema.empty() || suits_any_schema(rule)));
    scope.first_words.push_back(speaks_first(rule));
    if (!scope.enabled.back()) continue;
    if (family(rule) == "field") scope.fields = true;
    if (family(rule) == "codelist") scope.codelists = true;
    if (semantics::is_semantic(family(rule))) scope.semantic = true;
  }
  if (!scope.semantic) scope.first_words.clear();
  scope.now = semantics::point_in_time(options.now);
  scope.coverage = options.coverage;
  scope.items = options.items;
  scope.fingerprints = options.fingerprints || adjustments.has_baseline();
  scope.adjustments = &adjustments;
  // What is to be hidden has to be looked at, each finding by itself.
  if (options.max_findings != 0 && !adjustments.selective())
    scope.keep = std::min(options.max_findings, most_kept);
  if (options.max_findings == 0 && !adjustments.selective()) scope.places = options.max_places;
  return scope;
}

}  // namespace

Setup::Setup(ValidateOptions given) : options(std::move(given)) {
  if (!options.rules_file.empty()) adjustments.read_rules(options.rules_file);
  if (!options.baseline_file.empty()) adjustments.read_baseline(options.baseline_file);
  scope = make_scope(options, adjustments);
  std::vector<const schema::Extension*> extra = ocds::load_extensions(catalog, options);
  if (!options.schema.empty()) {
    own_schema = std::make_unique<GivenSchema>(catalog, options.schema, options.references);
    scope.given = own_schema.get();
    reader.whole_texts = true;
  }
  if (options.engine != "plan" && options.engine != "valijson") {
    throw Error(ErrorKind::usage, "engine.unknown", {{"engine", options.engine}});
  }
  scope.valijson = options.engine == "valijson";
  // Of what is left when the archives are taken out nothing is of that profile.
  ReadOptions of_items = options;
  if (options.profile == advertising::profile) of_items.profile = "auto";
  decider = std::make_unique<ocds::Decider>(catalog, of_items, std::move(extra));
  reader.encoding = options.encoding;
  reader.temporary_folder = options.temporary_folder;
  reader.item_keys = ocds::item_keys();
  reader.text_keys = ocds::text_keys();
  reader.decided = [this](const json::Value& metadata) { return decider->decided(metadata); };
  reader.is_item = ocds::is_record;
  workers = base::workers(options.jobs, options.executor);
}

}  // namespace edca::check
