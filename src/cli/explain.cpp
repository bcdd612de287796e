#include <algorithm>
#include <sstream>

#include "base/embedded.hpp"
#include "base/suggest.hpp"
#include "cli/commands.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"

namespace edca::cli {
namespace {

using json::Value;
using messages::Language;
using messages::RuleText;

/// A rule by its name, or all of a family.
std::vector<const Rule*> rules_named(const std::string& word) {
  if (const Rule* rule = find_rule(word)) return {rule};
  std::vector<const Rule*> found;
  std::vector<std::string_view> known;
  for (const Rule& rule : rules()) {
    known.push_back(rule.id);
    if (std::ranges::find(known, family(rule)) == known.end()) known.push_back(family(rule));
    if (family(rule) == word) found.push_back(&rule);
  }
  if (!found.empty()) return found;
  const std::string suggestion(base::nearest(word, known));
  throw Error(ErrorKind::usage, "rule.unknown", {{"rule", word}, {"suggestion", suggestion}});
}

/// What scripts/make-samples took from samples/: {"RULE": {"bad": LINES, "good": LINES}}.
const Value* sample_of(const Rule& rule) {
  constexpr std::string_view path = "messages/samples.json";
  static const Value samples = json::parse(embedded_file(path), path);
  return samples.find(rule.id);
}

std::string indented(std::string_view lines) {
  std::string out = "    ";
  for (const char c : lines) out += c == '\n' ? std::string("\n    ") : std::string(1, c);
  return out + "\n";
}

Value both(const Rule& rule, RuleText part) {
  return json::Object{{"es", messages::explain(rule, part, Language::spanish)},
                      {"en", messages::explain(rule, part, Language::english)}};
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
  if (const Value* sample = sample_of(rule)) entry["sample"] = *sample;
  return entry;
}

std::string heading(const Rule& rule, const Console& console) {
  return std::string(rule.id) + " (" +
         console.text("severity." + std::string(name(rule.severity))) + ")\n";
}

std::string paragraph(const Rule& rule, const Console& console) {
  const Language language = console.language();
  std::string out =
      heading(rule, console) + messages::explain(rule, RuleText::title, language) + "\n\n" +
      messages::explain(rule, RuleText::why, language) + "\n\n" +
      console.text("explain.fix", {{"fix", messages::explain(rule, RuleText::fix, language)}}) +
      "\n";
  if (const Value* sample = sample_of(rule)) {
    out += "\n" + console.text("explain.bad") + "\n" + indented(sample->text("bad"));
    out += console.text("explain.good") + "\n" + indented(sample->text("good"));
  }
  if (!rule.source.empty()) {
    out += "\n" + console.text("explain.source", {{"source", std::string(rule.source)}}) + "\n";
  }
  return out;
}

/// The rules of a family, a title each.
std::string overview(const std::vector<const Rule*>& rules, const Console& console) {
  std::string out;
  for (const Rule* rule : rules) {
    out += heading(*rule, console) + "  " +
           messages::explain(*rule, RuleText::title, console.language()) + "\n";
  }
  return out + "\n" + console.text("explain.family", {{"rule", std::string(rules.front()->id)}}) +
         "\n";
}

}  // namespace

int explain(const ExplainCommand& command, Console& console) {
  std::vector<const Rule*> chosen;
  if (command.all) {
    for (const Rule& rule : rules()) chosen.push_back(&rule);
  } else if (!command.rule.empty()) {
    chosen = rules_named(command.rule);
  } else {
    throw Error(ErrorKind::usage, "arguments.explain");
  }
  std::string out;
  if (command.format == "json") {
    json::Array entries;
    for (const Rule* rule : chosen) entries.push_back(entry(*rule));
    out = json::write(json::Object{{"rules", entries}}, 2) + "\n";
  } else if (!command.all && chosen.front()->id != command.rule) {
    out = overview(chosen, console);
  } else {
    for (const Rule* rule : chosen) out += (out.empty() ? "" : "\n\n") + paragraph(*rule, console);
  }
  console.output().write(out);
  console.commit();
  return 0;
}

}  // namespace edca::cli
