#pragma once

#include <string>
#include <string_view>

namespace edca::json {

/// Appends a JSON text without the white space between its tokens; each token keeps its bytes, so
/// that numbers and escapes stay as they were written, on one line. Linear.
void append_compact(std::string_view text, std::string& out);

}  // namespace edca::json
