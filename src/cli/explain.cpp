#include "cli/commands.hpp"

#include "edca/error.hpp"
#include "edca/explain.hpp"
#include "edca/indicators.hpp"

namespace edca::cli {
namespace {

std::vector<const Rule*> chosen(const ExplainCommand& command) {
  if (!command.all && command.rule.empty()) throw Error(ErrorKind::usage, "arguments.explain");
  if (!command.all) return rules_named(command.rule);
  std::vector<const Rule*> all;
  for (const Rule& rule : rules()) all.push_back(&rule);
  return all;
}

}  // namespace

int explain(const ExplainCommand& command, Console& console) {
  if (const Indicator* indicator = find_indicator(command.rule); indicator && !command.all) {
    console.output().write(command.format == "json" ? indicators_json(indicator)
                                                    : explanation(*indicator, console.language()));
    console.commit();
    return 0;
  }
  const std::vector<const Rule*> rules = chosen(command);
  std::string out;
  if (command.format == "json") {
    out = explanations_json(rules);
  } else if (!command.all && rules.front()->id != command.rule) {
    out = overview(rules, console.language());
  } else {
    for (const Rule* rule : rules) {
      out += (out.empty() ? "" : "\n\n") + explanation(*rule, console.language());
    }
  }
  console.output().write(out);
  console.commit();
  return 0;
}

}  // namespace edca::cli
