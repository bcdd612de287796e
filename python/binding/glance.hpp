#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace edca_python {

/// The `ocid` of an item, found without looking at what it holds, as JSON writes it between the
/// quotes; nothing where the outermost object has none, or it is no text. Of several members of the
/// name the last counts. Says nothing of whether the text is JSON. One pass, no recursion.
std::optional<std::string_view> ocid_as_written(std::string_view text);

/// Whether a text is one object whose quotes and brackets match, with nothing but white space
/// around it, so that it hides nothing of what stands beside it. What else JSON asks for is not
/// looked at.
bool is_closed(std::string_view text);

}  // namespace edca_python
