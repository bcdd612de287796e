#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/rule_id.hpp"
#include "schema/codelist.hpp"
#include "schema/plan.hpp"

namespace edca::upgrade {

// What a value was meant to be, where there is no doubt.

/// Without white space (ASCII) at its ends.
std::string_view trimmed(std::string_view text);

/// Whether the text is a JSON number (RFC 8259 section 6); `integer`: without fraction and
/// exponent.
bool is_number(std::string_view text, bool integer);

/// A text that is not of the format, as it should be; empty when it is or when it is not clear.
std::string mended_text(schema::Format format, std::string_view text);

/// Whether a number (JSON text) stands for the text that a member of this name should be: one that
/// the schema allows, that is no code, and that lost no zeros at its front as it became a number.
bool is_meant_as_text(const schema::Node& plan, const schema::Field* field, std::string_view name,
                      std::string_view number);

/// Whether a text where a list of texts belongs is its only element, not several in one.
bool is_one_element(std::string_view text);

/// The code that stands for a text that is not in the list, and the rule that says so: one of an
/// earlier edition ("upgrade.code"), or, if `repair`, the only one that differs in white space
/// around it ("repair.trim") or the case of its letters ("repair.code"). No rule: none is meant.
struct CodeMeant {
  std::optional<base::RuleId> rule = std::nullopt;
  std::string code = {};
};
CodeMeant code_meant(const schema::Codelist& codes, std::string_view text, bool repair);

}  // namespace edca::upgrade
