#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "edca/rule.hpp"
#include "json/value.hpp"
#include "messages/messages.hpp"

namespace edca::messages {

/// The sentences of one language, parsed once. Immutable.
class Catalogue {
 public:
  static const Catalogue& of(Language language);

  /// The template of a sentence, or nullptr.
  const std::string* sentence(std::string_view key) const;

  /// "title", "why" or "fix" of a rule, or the "text" or "advice" of its findings without variant.
  std::string_view rule_text(const Rule& rule, std::string_view part) const;

  /// "text" or "advice" for a variant. What a variant does not say is taken from the more general
  /// ones: for "date-time/space+hint" from "date-time+hint", "date-time/space", "date-time", "".
  std::string_view finding_text(const Rule& rule, std::string_view variant,
                                std::string_view part) const;

 private:
  explicit Catalogue(Language language);

  json::Value root_;
  std::unordered_map<std::string_view, const std::string*> sentences_;
  std::vector<const json::Value*> rules_;  ///< in the order of rules()
};

}  // namespace edca::messages
