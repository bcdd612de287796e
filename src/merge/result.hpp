#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule_id.hpp"
#include "merge/slot.hpp"

namespace edca::merge {

enum class Form { compiled, versioned };

struct Options {
  /// Follow the text of the standard where the reference implementation departs from it.
  bool strict = false;
  /// For every array in which a release of the process names an id twice: merge its objects (as the
  /// reference does), keep all of all releases, or merge them by their position.
  Strategy on_duplicate_id = Strategy::merge;
  /// The same for given arrays, by path (`/awards/items`), whether they have duplicates or not.
  std::vector<std::pair<std::string, Strategy>> strategies;
  /// Also tell which release set each value of a compiled release.
  bool blame = false;
};

// clang-format off
/// Something that is lost by merging, or where the reference implementation departs from the text
/// of the standard. `releases`: their ids.
///
/// code               | what                                 | path        | releases  | detail
/// -------------------|--------------------------------------|-------------|-----------|-----------
/// merge.duplicate-id | a release names an id twice in an    | array       | it        | the id
///                    | array                                |             |           |
/// merge.missing-id   | an object has no id, where the merge | field,      | the first |
///                    | needs one; once a field              | without ids |           |
/// merge.unusable-id  | an id is neither string nor number   | field,      | the first |
///                    | (default: null); once a field        | without ids |           |
/// merge.id-type      | ids of different types that share    | value or    | those     |
///                    | values: 1 and "1", 1 and true        | object      |           |
/// merge.null-ignored | null over an object or array: it     | field       | it        |
///                    | stays                                |             |           |
/// merge.type-clash   | a value is lost, or literals and     | field       | those     |
///                    | objects share an array, as types     |             | known     |
///                    | differ                               |             |           |
/// merge.hidden-change| a change that Python takes for none: | field       | it        |
///                    | 1 and true, doubles alike            |             |           |
/// merge.same-release | two releases with one id and date    |             | the id    | the date
/// merge.tied-dates   | releases of one date: their order in |             | those     | the date
///                    | the input decides                    |             |           |
/// merge.date-order   | the order of dates as texts is not   |             | two       | the later
///                    | that of time; once                   |             |           | date
/// merge.ocid-differs | the releases have several OCIDs;     |             | two       | the later
///                    | once                                 |             |           | OCID
// clang-format on
struct Warning {
  base::RuleId code;
  std::string path;                   ///< JSON Pointer with ids in the place of positions
  std::vector<std::string> releases;  ///< their ids
  std::string detail;
};

enum class Reason {
  none,
  unreadable,    ///< no JSON; detail: offset of the byte
  too_deep,      ///< more than 512 levels; detail: offset of the byte
  not_object,    ///< a release is no object
  date_missing,  ///< among several releases, one has no `date`
  date_null,
  date_type,      ///< no string, or dates of types that cannot be compared
  date_format,    ///< strict: no date-time
  ocid_missing,   ///< strict: no string
  ocid_differs,   ///< strict; detail: the OCIDs
  type_clash,     ///< a field is an object, an array or a literal in different releases
  id_type,        ///< the id of an array member is an array or object
  not_versioned,  ///< a list in the existing versioned release is none of versions
};

/// Why there is no merged release.
struct Failure {
  Reason reason = Reason::none;
  std::string path;                   ///< as in Warning
  std::vector<std::size_t> releases;  ///< indexes in the input
  std::vector<std::string> ids;       ///< of these releases, where they have one
  std::string detail;
};

struct Result {
  std::optional<Failure> failure;
  std::vector<Warning> warnings;
  std::vector<std::size_t> lossy;  ///< indexes of releases of which json::Tree::Read says so
  std::string blame;  ///< Options::blame: a JSON object, {pointer: {"id": …, "date": …}}

  bool ok() const { return !failure.has_value(); }
};

}  // namespace edca::merge
