#include <sstream>

#include "base/suggest.hpp"
#include "cli/commands.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"

namespace edca::cli {
namespace {

using json::Value;
using messages::Language;
using messages::RuleText;

const Rule& rule_named(const std::string& id) {
  if (const Rule* rule = find_rule(id)) return *rule;
  std::vector<std::string_view> known;
  for (const Rule& rule : rules()) known.push_back(rule.id);
  const std::string suggestion(base::nearest(id, known));
  throw Error(ErrorKind::usage, "rule.unknown", {{"rule", id}, {"suggestion", suggestion}});
}

Value both(const Rule& rule, RuleText part) {
  return json::Object{{"es", messages::explain(rule, part, Language::spanish)},
                      {"en", messages::explain(rule, part, Language::english)}};
}

Value entry(const Rule& rule) {
  json::Array profiles;
  std::istringstream words{std::string(rule.profiles)};
  for (std::string word; words >> word;) profiles.emplace_back(word);
  return json::Object{{"id", rule.id},
                      {"severity", name(rule.severity)},
                      {"profiles", profiles},
                      {"source", rule.source},
                      {"title", both(rule, RuleText::title)},
                      {"why", both(rule, RuleText::why)},
                      {"fix", both(rule, RuleText::fix)}};
}

std::string paragraph(const Rule& rule, const Console& console) {
  const Language language = console.language();
  std::string out =
      std::string(rule.id) + " (" + console.text("severity." + std::string(name(rule.severity))) +
      ")\n" + messages::explain(rule, RuleText::title, language) + "\n\n" +
      messages::explain(rule, RuleText::why, language) + "\n\n" +
      console.text("explain.fix", {{"fix", messages::explain(rule, RuleText::fix, language)}}) +
      "\n";
  if (!rule.source.empty()) {
    out += "\n" + console.text("explain.source", {{"source", std::string(rule.source)}}) + "\n";
  }
  return out;
}

}  // namespace

int explain(const ExplainCommand& command, Console& console) {
  std::vector<const Rule*> chosen;
  if (command.all) {
    for (const Rule& rule : rules()) chosen.push_back(&rule);
  } else if (!command.rule.empty()) {
    chosen.push_back(&rule_named(command.rule));
  } else {
    throw Error(ErrorKind::usage, "arguments.explain");
  }
  std::string out;
  if (command.format == "json") {
    json::Array entries;
    for (const Rule* rule : chosen) entries.push_back(entry(*rule));
    out = json::write(json::Object{{"rules", entries}}, 2) + "\n";
  } else {
    for (const Rule* rule : chosen) out += (out.empty() ? "" : "\n\n") + paragraph(*rule, console);
  }
  console.output().write(out);
  console.commit();
  return 0;
}

}  // namespace edca::cli
