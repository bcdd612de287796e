#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/plan.hpp"
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

/// The date-time (RFC 3339) at hand; nothing for other values, and for the dates that systems write
/// where there is none (years before 1971).
std::optional<Moment> moment(const Value* value);

template <class... Names>
std::optional<Moment> moment(const Value* value, std::string_view name, Names... names) {
  return moment(at(value, name, names...));
}

/// Values by their id; of several with the same id the first.
using Index = std::unordered_map<std::string_view, const Value*>;

/// What the strings of an item have somewhere, so that the others need not be searched.
struct Marks {
  bool markup = false;   ///< < or &
  bool damage = false;   ///< the beginnings of what wrong decoding leaves behind
  bool objects = false;  ///< "[object"
  bool curp = false;     ///< the shape of a CURP
};

/// A release, compiled release or OC4IDS project with what several rules look up.
struct Process {
  const Value* root = nullptr;
  const schema::Node* schema = nullptr;  ///< of the root
  Standard standard;
  Marks marks;
  std::int64_t now = 0;  ///< seconds as in Moment
  bool compiled = false;
  std::string_view ocid;  ///< of a project: its id
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
Process make_process(const Value& root, Standard standard, std::int64_t now);

/// Whether the array of strings at the end of `path` has the word.
bool has_word(const Value* array, std::string_view word);

}  // namespace edca::semantics
