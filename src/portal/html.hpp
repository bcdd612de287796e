#pragma once

#include <string>
#include <string_view>

namespace edca::portal {

/// Text as HTML, fit for content and for attributes in double quotation marks.
std::string escaped(std::string_view text);

/// `<a href="…">text</a>`; the text alone for an address that is neither http(s), mailto nor
/// relative to the page, as "javascript:" would be.
std::string link(std::string_view address, std::string_view text, std::string_view attributes = {});

/// `<name>text</name>`, the text escaped; `attributes` as they stand in the tag.
std::string element(std::string_view name, std::string_view text, std::string_view attributes = {});

/// The style sheet of all pages: nothing is loaded by it, the fonts are those of the system.
std::string_view style_sheet();

}  // namespace edca::portal
