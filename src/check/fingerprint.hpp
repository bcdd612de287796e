#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/cause.hpp"
#include "edca/finding.hpp"

// What a finding keeps from one run to the next, while other things are put in front of it, taken
// away or written otherwise: its rule, release, the names on the way to its place with the ids of
// the list elements in between (a list element without an id is like any other), and its value.

namespace edca::check {

/// Takes the first token off a pointer that is not empty, as it is written, and answers it.
std::string_view first_token(std::string_view& pointer);

/// A pointer without the names and numbers that lead to the release, record or project:
/// "/releases/3/tender/id" gives "/tender/id".
std::string_view below_item(std::string_view pointer);

/// For places in a valid JSON text, by rising offset, a hash of the way to each and of its value,
/// as JSON sees it, where that is no object or array. An offset is that of a value, of a key (then
/// that of its member), or lies in a string. In one pass over the text.
std::vector<std::uint64_t> identify(std::string_view text, const std::vector<std::size_t>& offsets);

/// The fingerprint of a finding whose place is identify()'d as `place`; never 0.
std::uint64_t fingerprint(const Finding& finding, std::uint64_t place);

/// The same from what the finding itself says: without the ids on the way, and with the value as
/// it is written. For findings about no text in particular, and for reports of old that have no
/// fingerprints.
std::uint64_t plain_fingerprint(const Finding& finding);

/// The hash of the cause of a finding, which `cause` puts together. For this process.
std::uint64_t cause_of(const Finding& finding, base::Cause& cause);
/// The same of the place of a text.
std::uint64_t cause_of(std::string_view pointer);

}  // namespace edca::check
