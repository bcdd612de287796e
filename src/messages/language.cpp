#include "edca/language.hpp"

#include <cassert>

#include "messages/catalogue.hpp"
#include "messages/fill.hpp"
#include "messages/messages.hpp"
#include "messages/words.hpp"

namespace edca {
namespace {

using messages::Catalogue;
using messages::Words;

/// What another engine found carries no arguments: one sentence serves all rules.
std::string_view words_of(const Finding& finding, std::string_view part,
                          const Catalogue& catalogue) {
  if (finding.variant != "valijson") {
    return catalogue.finding_text(*finding.rule, finding.variant, part);
  }
  return part == "text" ? *catalogue.sentence("schema.by-valijson")
                        : catalogue.rule_text(*finding.rule, "fix");
}

std::string tell(const Finding& finding, std::string_view part, Language language) {
  assert(finding.rule != nullptr);
  const std::string_view words = words_of(finding, part, Catalogue::of(language));
  const Words fillers(finding, language);
  std::string out;
  messages::fill(
      words,
      [&fillers](std::string_view name, std::string& to) { return fillers.append(name, to); }, out);
  const bool composed =
      words.starts_with("{place}") || (words.starts_with("{value}") && finding.value.empty());
  if (composed && !out.empty() && out[0] >= 'a' && out[0] <= 'z')
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace

std::string explain(const Rule& rule, RuleText part, Language language) {
  const std::string_view name = part == RuleText::title ? "title"
                                : part == RuleText::why ? "why"
                                                        : "fix";
  return std::string(messages::Catalogue::of(language).rule_text(rule, name));
}

std::string describe(const Finding& finding, Language language) {
  return tell(finding, "text", language);
}

std::string advise(const Finding& finding, Language language) {
  return tell(finding, "advice", language);
}

std::string describe(const Error& error, Language language) {
  std::string key = error.key();
  for (const auto& [name, value] : error.arguments())
    if (name == "suggestion" && !value.empty() && messages::has(key + "+suggestion"))
      key += "+suggestion";
  return messages::text(key, language, error.arguments());
}

}  // namespace edca
