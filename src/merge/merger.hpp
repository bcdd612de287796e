#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"
#include "json/writer.hpp"
#include "merge/emit.hpp"
#include "merge/flatten.hpp"
#include "merge/result.hpp"
#include "merge/rules.hpp"
#include "merge/unflatten.hpp"

namespace edca::merge {

// clang-format off
/// Merges the releases of a contracting process into a compiled or versioned release.
/// https://standard.open-contracting.org/1.1/en/schema/merging/
///
/// The result equals that of the reference implementation, ocds-merge 0.8, as JSON; numbers keep
/// their text, keys the order in which they first appear, strings become UTF-8. Under
/// Options::strict the text of the standard rules where the two differ (docs/merge.md says why):
///
/// in the data                       | default, as the reference     | strict
/// ----------------------------------|-------------------------------|-------------------------------
/// order of releases                 | `date` as text (or number)    | points in time; a `date` that
///                                   |                               | is no date-time fails
/// the same date twice               | order of the input            | the same
/// different `ocid`                  | the last one counts           | fails
/// no `ocid`, no `date`              | id "None-None"                | fails
/// null over an object or array      | ignored                       | all in it is removed; versioned:
///                                   |                               | each value gets a null
/// literal, or array of literals,    | ignored                       | replaces it; versioned: fails
///   over an object                  |                               |
/// array of objects over an array    | appended to it                | replaces it; versioned: fails
///   of literals                     |                               |
/// object over a literal or array,   | fails (over null only         | replaces it; versioned: fails
///   array over an object            | versioned)                    | but over null
/// ids 1 and "1" in one array        | two objects; what they share  | two objects
///                                   | goes to the first             |
/// ids 1, 1.0 and true               | one object                    | 1 and 1.0 one object; true is
///                                   |                               | no id
/// `id: null`                        | all such objects are one      | no id: each is one of its own
/// id an array or object             | fails                         | no id
/// an id twice in a release's array  | merged                        | merged
/// object without id                 | one of its own                | one of its own
/// empty object or array             | dropped (a whole list stays)  | the same
/// object at a field of whole lists  | replaces as a whole           | merged field by field
/// 1, 1.0 and true as versions       | no change                     | 1 and 1.0 no change; true is one
/// numbers alike as doubles          | no change                     | compared exactly
///
/// One per thread; its memory is used again from one process to the next.
// clang-format on
class Merger {
 public:
  /// `rules` must outlive the merger.
  explicit Merger(const Rules& rules, Options options = {});
  Merger(const Merger&) = delete;
  Merger& operator=(const Merger&) = delete;

  /// Merges releases, JSON texts in valid UTF-8, in the order of the input, and appends the result
  /// to `out` as compact JSON without a newline; on failure nothing. `existing`, where not empty,
  /// is a merged release of that form to add them to.
  Result merge(std::span<const std::string_view> releases, Form form, std::string& out,
               std::string_view existing = {});

  /// The same releases as in the last merge(), in another form and without parsing them again.
  Result again(Form form, std::string& out, std::string_view existing = {});

  /// The releases of the last merge(), if it did not fail, in the order in which they were merged.
  /// They last until the next one.
  std::span<const Release> releases() const { return releases_; }

 private:
  void read(std::span<const std::string_view> releases, Result& result);
  bool read_existing(std::string_view existing, Result& result);
  void flatten(Form form, const std::map<std::string, Strategy>& strategies);
  const Slot* unflatten(Result& result);
  void write(Form form, const Slot& root, Result& result, std::string& out);

  Options options_;
  std::map<std::string, Strategy> strategies_;
  json::Tree tree_;
  base::Arena arena_;
  Flattener flattener_;
  Emitter emitter_;
  json::Writer writer_;
  std::vector<Release> releases_;  ///< in the order in which they are merged
  Release existing_;
  bool has_existing_ = false;
  Result reading_;  ///< what reading and sorting found
};

}  // namespace edca::merge
