#include "sheets/ods_text.hpp"

#include <algorithm>

namespace edca::sheets {
namespace {

/// More spaces at once than a cell of any program may have characters.
constexpr std::uint64_t most_spaces = 100'000;

bool is_text(const XmlName& name) {
  return name.space == Space::text && name.local != "ruby-text" && name.local != "note";
}

}  // namespace

void OdsText::clear() {
  text_.clear();
  depth_ = skipped_ = 0;
  within_ = any_ = false;
}

void OdsText::put(char c) {
  text_ += c;
  space_ = false;
}

void OdsText::start(const XmlName& name, const XmlAttributes& attributes) {
  ++depth_;
  if (skipped_ != 0) return;
  if (depth_ == 1) {
    if (!name.is(Space::text, "p")) {
      skipped_ = depth_;
      return;
    }
    if (any_) text_ += '\n';
    within_ = any_ = space_ = true;
  } else if (!is_text(name)) {
    skipped_ = depth_;
  } else if (name.local == "s") {
    const std::uint64_t count = attributes.number(Space::text, "c", 1);
    text_.append(static_cast<std::size_t>(std::min(count, most_spaces)), ' ');
    space_ = false;
  } else if (name.local == "tab") {
    put('\t');
  } else if (name.local == "line-break") {
    put('\n');
  }
}

void OdsText::end() {
  if (skipped_ == depth_) skipped_ = 0;
  if (--depth_ == 0) within_ = false;
}

/// Spaces and line breaks of the XML are one space, and none where a paragraph begins
/// (OpenDocument 1.3, part 3, 6.1.2).
void OdsText::text(std::string_view piece) {
  if (!within_ || skipped_ != 0) return;
  for (const char c : piece) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && space_) continue;
    text_ += space ? ' ' : c;
    space_ = space;
  }
}

}  // namespace edca::sheets
