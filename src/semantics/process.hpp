#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/plan.hpp"
#include "semantics/parts.hpp"
#include "semantics/recorder.hpp"
#include "semantics/value.hpp"

namespace edca::semantics {

/// Which standard an item is judged by.
struct Standard {
  bool mexican = false;  ///< EDCA-MX
  bool version_1_0 = false;
  bool oc4ids = false;
};

/// A place that names an organization of `parties`.
struct Reference {
  const Value* object;
  std::string_view role;   ///< that the party should have; empty: none in particular
  std::string_view field;  ///< the name of the member that holds it
  Part part;               ///< that it stands in
};

/// A date-time that could be read.
struct Moment {
  std::int64_t seconds = 0;  ///< since the year 0 began, UTC
  const Value* value = nullptr;
  auto operator<=>(const Moment& other) const { return seconds <=> other.seconds; }
  std::string_view text() const { return value->view(); }
  /// The day as it was written: "2025-03-14".
  std::string_view day() const { return text().substr(0, 10); }
};

/// Whether one is on a later day than the other, by the clock of each: late in the evening in
/// Mexico it is the next day in UTC.
bool on_later_day(const Moment& one, const Moment& other);

/// The date-time (RFC 3339) at hand; nothing for other values, and for the dates that systems write
/// where there is none (years before 1971) and those of which it is said that they are unlikely
/// (after 2100).
std::optional<Moment> moment(const Value* value);

template <class... Names>
std::optional<Moment> moment(const Value* value, std::string_view name, Names... names) {
  return moment(at(value, name, names...));
}

/// Values by their id; of several with the same id the first.
using Index = std::unordered_map<std::string_view, const Value*>;

/// What the strings of an item have somewhere, so that the others need not be searched.
struct TextHints {
  bool markup = false;   ///< < or &
  bool damage = false;   ///< the beginnings of what wrong decoding leaves behind
  bool objects = false;  ///< "[object"
  bool curp = false;     ///< the shape of a CURP
};

/// Where a release stands: alone, or in a record as its compiled release or beside it.
enum class Standing : std::uint8_t { alone, beside_compiled, compiled };

/// A release, compiled release or OC4IDS project with what several rules look up.
struct Process {
  const Value* root = nullptr;
  const schema::Node* schema = nullptr;  ///< of the root
  Standard standard;
  TextHints hints;
  std::int64_t now = 0;        ///< seconds as in Moment
  std::optional<Moment> date;  ///< what it says was true then; of a project: when it was updated
  bool compiled = false;       ///< by its tag
  bool whole = false;          ///< tells all of its process, see is_complete()
  Parts opened;                ///< what the tags say is told for the first time
  Parts changed;               ///< what the tags say is changed or added to
  std::string_view ocid;       ///< of a project: its id
  std::string_view id;

  const Value* tender = nullptr;
  const Value* planning = nullptr;
  Children parties{nullptr, Kind::array};
  Children awards{nullptr, Kind::array};
  Children contracts{nullptr, Kind::array};
  bool has_parties = false;
  Index party;                                     ///< by id
  Index award;                                     ///< by id
  std::vector<std::string_view> repeated_parties;  ///< ids of several parties, sorted
  std::vector<Reference> references;
};

/// Fills in what stands above. `root` is an object.
Process make_process(const Value& root, Standard standard, std::int64_t now,
                     Standing standing = Standing::alone);

/// Whether what this part lacks is missing. A release after the first may "include new information
/// only" (https://standard.open-contracting.org/1.1/en/guidance/build/#releases-and-records), and
/// completeness is asked of compiled releases, and of a release
/// - that begins a process (tag planning) or tells of a tender and what came of it at once, in all;
/// - that tells of a part for the first time (tag tender, award, contract), in that part;
/// - that has no tag of the codelist, in all.
/// Beside a compiled release, releases are not asked.
bool is_complete(const Process& process, Part part);
/// Whether what a party lacks is missing: as above, or parts are told for the first time and none
/// is changed, and the party has two of name, number and roles.
bool is_introduced(const Process& process, const Value& party);

/// Whether the date lies in the future. A day more than now: somewhere on earth it is tomorrow.
bool is_future(const Moment& when, const Process& process);

/// Whether the array of strings at the end of `path` has the word.
bool has_word(const Value* array, std::string_view word);

}  // namespace edca::semantics
