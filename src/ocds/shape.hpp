#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"

namespace edca::ocds {

/// What a JSON text is, told by the names of its members.
enum class Kind {
  release,
  release_package,
  record,
  record_package,
  compiled_release,
  versioned_release,
  project,
  project_package,
  portal,  ///< a portal's object around a list of packages or items
  array,   ///< a top-level array
  other,
};

/// As the report names it: "release-package"; portal and other are "other".
std::string_view name(Kind kind);

/// An object's kind and, for packages and portals, where its list is.
struct Shape {
  Kind kind = Kind::other;
  std::string_view list;      ///< key of the list of items
  std::string_view elements;  ///< text of the list, from `[` to `]`
};

/// Looks at the members of an object's text (which starts with `{`). Broken texts give what could
/// be seen of them.
Shape shape_of(std::string_view object);

/// Keys of lists whose elements are items (of OCDS and OC4IDS packages) …
const std::vector<std::string>& item_keys();
/// … and of portals' lists, whose elements are packages or items.
const std::vector<std::string>& text_keys();

/// Whether an object with these members, seen before a list of releases, is a record.
bool is_record(const json::Value& metadata);

/// Whether a release has what only OCDS 1.0 has: no `parties`, and an organization spelt out where
/// 1.1 refers to one. Any text; broken ones are judged by what can be seen of them.
bool has_shape_of_1_0(std::string_view release);

}  // namespace edca::ocds
