#include "edca/explain.hpp"

#include <algorithm>
#include <sstream>

#include "base/embedded.hpp"
#include "base/suggest.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"
#include "messages/messages.hpp"

namespace edca {
namespace {

using json::Value;

std::string indented(std::string_view lines) {
  std::string out = "    ";
  for (const char c : lines) out += c == '\n' ? std::string("\n    ") : std::string(1, c);
  return out + "\n";
}

Value both(const Rule& rule, RuleText part) {
  return json::Object{{"es", explain(rule, part, Language::spanish)},
                      {"en", explain(rule, part, Language::english)}};
}

Value entry(const Rule& rule) {
  json::Array profiles;
  std::istringstream words{std::string(rule.profiles)};
  for (std::string word; words >> word;) profiles.emplace_back(word);
  Value entry = json::Object{{"id", rule.id},
                             {"severity", name(rule.severity)},
                             {"profiles", profiles},
                             {"source", rule.source},
                             {"title", both(rule, RuleText::title)},
                             {"why", both(rule, RuleText::why)},
                             {"fix", both(rule, RuleText::fix)}};
  if (const auto sample = sample_of(rule)) {
    entry["sample"] = json::Object{{"bad", sample->bad}, {"good", sample->good}};
  }
  return entry;
}

std::string heading(const Rule& rule, Language language) {
  return std::string(rule.id) + " (" +
         messages::text("severity." + std::string(name(rule.severity)), language) + ")\n";
}

}  // namespace

std::optional<RuleSample> sample_of(const Rule& rule) {
  // What scripts/make-samples took from samples/: {"RULE": {"bad": LINES, "good": LINES}}.
  constexpr std::string_view path = "messages/samples.json";
  static const Value samples = json::parse(embedded_file(path), path);
  const Value* sample = samples.find(rule.id);
  if (sample == nullptr) return std::nullopt;
  return RuleSample{sample->text("bad"), sample->text("good")};
}

std::vector<const Rule*> rules_named(std::string_view word) {
  if (const Rule* rule = find_rule(word)) return {rule};
  std::vector<const Rule*> found;
  std::vector<std::string_view> known;
  for (const Rule& rule : rules()) {
    known.push_back(rule.id);
    if (std::ranges::find(known, family(rule)) == known.end()) known.push_back(family(rule));
    if (family(rule) == word) found.push_back(&rule);
  }
  if (!found.empty()) return found;
  throw Error(
      ErrorKind::usage, "rule.unknown",
      {{"rule", std::string(word)}, {"suggestion", std::string(base::nearest(word, known))}});
}

std::string explanation(const Rule& rule, Language language) {
  const auto told = [language](std::string_view key, const Arguments& arguments = {}) {
    return messages::text(key, language, arguments) + "\n";
  };
  std::string out = heading(rule, language) + explain(rule, RuleText::title, language) + "\n\n" +
                    explain(rule, RuleText::why, language) + "\n\n" +
                    told("explain.fix", {{"fix", explain(rule, RuleText::fix, language)}});
  if (const auto sample = sample_of(rule)) {
    out += "\n" + told("explain.bad") + indented(sample->bad);
    out += told("explain.good") + indented(sample->good);
  }
  if (rule.source.empty()) return out;
  return out + "\n" + told("explain.source", {{"source", std::string(rule.source)}});
}

std::string overview(std::span<const Rule* const> rules, Language language) {
  std::string out;
  for (const Rule* rule : rules) {
    out += heading(*rule, language) + "  " + explain(*rule, RuleText::title, language) + "\n";
  }
  return out + "\n" +
         messages::text("explain.family", language, {{"rule", std::string(rules.front()->id)}}) +
         "\n";
}

std::string explanations_json(std::span<const Rule* const> rules) {
  json::Array entries;
  for (const Rule* rule : rules) entries.push_back(entry(*rule));
  return json::write(json::Object{{"rules", entries}}, 2) + "\n";
}

}  // namespace edca
