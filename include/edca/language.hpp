#pragma once

#include <string>

#include "edca/error.hpp"
#include "edca/finding.hpp"
#include "edca/rule.hpp"

namespace edca {

/// The languages in which sentences are had. All functions here are safe to call from several
/// threads; what they return is valid UTF-8 on one line and harmless to a terminal: control
/// characters in the data become escapes such as \n or \u001b.
enum class Language : unsigned char { spanish, english };

/// What is wrong, as one or more whole sentences.
std::string describe(const Finding& finding, Language language);
/// What to do about it, as one or more whole sentences; empty when there is nothing to say.
std::string advise(const Finding& finding, Language language);

/// Why work could not be done, and what to do, as one or more whole sentences.
std::string describe(const Error& error, Language language);

/// What a rule says of itself.
enum class RuleText : unsigned char {
  title,  ///< a few words, without a full stop
  why,    ///< why it matters
  fix,    ///< how to mend what it finds
};
std::string explain(const Rule& rule, RuleText part, Language language);

}  // namespace edca
