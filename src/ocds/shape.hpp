#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/finding.hpp"
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
  std::string_view elements;  ///< text of the list, from `[` to `]`; a portal may have an object
  std::string_view outer;     ///< of a portal: key of the object that has the list, if not itself

  /// JSON Pointer of `elements` below the object: "/releases", "/result/records".
  std::string pointer() const;
};

/// Looks at the members of an object's text (which starts with `{`). Broken texts give what could
/// be seen of them.
Shape shape_of(std::string_view object);

/// What stands under a name that leads to releases, records or projects.
enum class Holds {
  items,   ///< the list of a package of OCDS or OC4IDS
  texts,   ///< a portal's list of packages or items, or one of them
  object,  ///< one package or item, or an object with a list of them, in the answer of a portal
};
struct Holder {
  std::string_view name;
  Holds holds;
};

/// The one table of such names: of packages, of the INAI platform (arrayReleasePackage …), of the
/// Plataforma Digital Nacional (data, results with `record`) and of CKAN (result).
std::span<const Holder> holders();
/// What a name holds; nothing for other names.
std::optional<Holds> holds(std::string_view name);

/// Keys of lists whose elements are items …
const std::vector<std::string>& item_keys();
/// … and of portals' lists.
const std::vector<std::string>& text_keys();

/// Whether an object with these members, seen before a list of releases, is a record.
bool is_record(const json::Value& metadata);

/// Says of a finding of document.unrecognized about an object when it is the answer of a server to
/// something that failed (`error`, `message` …).
void explain_unrecognized(std::string_view object, Finding& finding);

/// Whether a release has what only OCDS 1.0 has: no `parties`, and an organization spelt out where
/// 1.1 refers to one. Any text; broken ones are judged by what can be seen of them.
bool has_shape_of_1_0(std::string_view release);

}  // namespace edca::ocds
