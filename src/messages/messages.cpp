#include "messages/messages.hpp"

#include "messages/catalogue.hpp"
#include "messages/fill.hpp"
#include "messages/words.hpp"

#include <cassert>

namespace edca::messages {

namespace {

constexpr std::size_t argument_width = 1000;

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
  fill(
      words,
      [&fillers](std::string_view name, std::string& to) { return fillers.append(name, to); }, out);
  const bool composed =
      words.starts_with("{place}") || (words.starts_with("{value}") && finding.value.empty());
  if (composed && !out.empty() && out[0] >= 'a' && out[0] <= 'z')
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace

std::string text(std::string_view key, Language language, const Arguments& arguments) {
  const std::string* sentence = Catalogue::of(language).sentence(key);
  assert(sentence != nullptr && "unknown message");
  if (sentence == nullptr) return std::string(key);
  const auto append = [&](std::string_view name, std::string& out) {
    for (const auto& [argument, value] : arguments) {
      if (argument != name) continue;
      out += name == "known" ? quoted_list(value, "and", language)
                             : shorten(printable(value), argument_width);
      return true;
    }
    return false;
  };
  std::string out;
  fill(*sentence, append, out);
  return out;
}

bool has(std::string_view key) {
  return Catalogue::of(Language::spanish).sentence(key) != nullptr;
}

std::string count(unsigned long long number) {
  std::string digits = std::to_string(number);
  for (std::size_t left = digits.size(); left > 3;) {
    left -= 3;
    digits.insert(left, 1, ',');
  }
  return digits;
}

Language language_of(std::string_view locale) {
  const bool english = locale.size() >= 2 && (locale[0] | 0x20) == 'e' && (locale[1] | 0x20) == 'n';
  const bool ends = locale.size() == 2 ||
                    (english && std::string_view("_-.@").find(locale[2]) != std::string_view::npos);
  return english && ends ? Language::english : Language::spanish;
}

}  // namespace edca::messages

namespace edca {

std::string explain(const Rule& rule, RuleText part, Language language) {
  const std::string_view name = part == RuleText::title ? "title"
                                : part == RuleText::why ? "why"
                                                        : "fix";
  return std::string(messages::Catalogue::of(language).rule_text(rule, name));
}

std::string describe(const Finding& finding, Language language) {
  return messages::tell(finding, "text", language);
}

std::string advise(const Finding& finding, Language language) {
  return messages::tell(finding, "advice", language);
}

std::string describe(const Error& error, Language language) {
  std::string key = error.key();
  for (const auto& [name, value] : error.arguments())
    if (name == "suggestion" && !value.empty() && messages::has(key + "+suggestion"))
      key += "+suggestion";
  return messages::text(key, language, error.arguments());
}

}  // namespace edca
