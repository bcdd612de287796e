#pragma once

#include <string>
#include <string_view>

#include "edca/error.hpp"
#include "edca/finding.hpp"
#include "edca/language.hpp"

namespace edca::messages {

using edca::Language;

// The catalogue is messages/en.json and messages/es.json: "rules" (what each rule says of itself
// and of a finding) and "sentences" (everything else). It is parsed when first needed; all
// functions here are safe to call from several threads.
//
// Every sentence of a finding may use {value} (as written, shortened), {property}, {pointer},
// {keyword}, {field} (the property, or else the nearest name), {field_title} (that name in quotes
// with its title, from the arguments title_en and title_es where they are given) and {place} (the
// value, or for an absent, additional or repeated field the object that holds it, in words).
// Beyond them a finding carries the arguments of its rule; others do no harm:
//
//   input.encoding            byte: hexadecimal; none with variant "utf16"
//   input.depth               limit
//   input.size                limit: bytes
//   input.duplicate-key       first_line, first_column
//   input.unlisted            count
//   input.unreadable, input.truncated, input.ratio
//                             see json/source.hpp
//   schema.type               expected, actual: JSON types joined by commas ("string,null")
//   schema.enum, codelist.closed, codelist.open
//                             variant "suggest": suggestion; "codes": codes, joined by commas;
//                             "codelist": codelist; "label": suggestion; codelist.*: extension
//   schema.pattern            pattern
//   schema.format             hint, when the variant ends in "+hint"
//   schema.min*, schema.max*, schema.multipleOf
//                             limit
//   schema.uniqueItems        first, second: positions from 0
//   schema.additionalProperties
//                             names, joined by commas
//   schema.dependencies       property (or Finding::property), because
//   schema.oneOf              variant "several": matched; "releases-linked",
//                             "releases-embedded": count, first
//   codelist.old-code, field.old-name
//                             new
//   field.near-miss           suggestion
//   field.deprecated          since; variant "replaced": replacement
//   extension.unknown         url
//   package.version-assumed   assumed
//   record.linked-releases, record.embedded-releases
//                             keyword (or Finding::keyword), field: of the inner error

/// The sentence `key` in a language, its `{name}` placeholders filled with arguments made
/// printable(). An unknown key or a missing argument is a bug: it asserts in test builds and prints
/// the key or the placeholder otherwise.
std::string text(std::string_view key, Language language, const Arguments& arguments = {});

/// Whether the catalogue has the key.
bool has(std::string_view key);

using edca::RuleText;

using edca::advise;
using edca::describe;
using edca::explain;

/// The text on one line and harmless to a terminal: control characters, also the invisible ones
/// that turn the direction of text, become escapes such as \n or \u001b; bytes that are not UTF-8
/// become U+FFFD.
std::string printable(std::string_view text);

/// A JSON value as written, for people: of a text the escapes are taken away, so that \u00f3 reads
/// ó; then printable(). What is no JSON text, or one that was cut short, is kept as far as it goes.
std::string readable(std::string_view value);

/// Stands for a value, or an argument, that a sentence about several findings leaves out.
inline constexpr std::string_view left_out = "…";

/// Valid UTF-8 cut to at most `width` code points (at least 3), with … in the middle.
std::string shorten(std::string text, std::size_t width);

/// A count with the thousands separated by a comma (both languages, as in Mexico): 12,345.
std::string count(unsigned long long number);

/// The language of a locale name such as "es_MX.UTF-8" or "en"; Spanish for all that says neither.
Language language_of(std::string_view locale);

}  // namespace edca::messages
