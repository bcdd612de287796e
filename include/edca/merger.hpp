#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/package_members.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// What is made of the releases of each contracting process (OCID).
enum class MergeProduct : unsigned char {
  compiled_releases,   ///< JSON Lines: the newest value of everything
  versioned_releases,  ///< JSON Lines: every value with the release it came from
  records,             ///< JSON Lines: the releases and what was compiled of them
  record_package,      ///< one JSON object with the records in it
  blame,               ///< JSON Lines: {"ocid": …, "blame": {POINTER: {"id": …, "date": …}}}
};

/// What becomes of objects that one release names twice in a list by the same `id`.
enum class SameIds : unsigned char {
  merge,        ///< the later over the earlier, as the reference implementation does
  append,       ///< all objects of all releases of that list are kept
  by_position,  ///< the objects of that list are told apart by where they stand in it
};

/// "merge", "append" or "position".
std::string_view name(SameIds ids) noexcept;

/// By what rules a run merges.
struct MergeRules {
  std::string profile;         ///< "edca-mx", "ocds-1.1", …, or the schema file that was given
  std::size_t extensions = 0;  ///< that were applied
};

struct MergeOptions {
  ReadOptions read;
  MergeProduct product = MergeProduct::compiled_releases;
  bool versioned = false;  ///< records have a versioned release too
  bool linked = false;     ///< records have links in the place of releases where that can be
  SameIds same_ids = SameIds::merge;
  bool strict = false;      ///< the text of the standard where the reference departs from it
  bool upgrade = false;     ///< releases of OCDS 1.0 become such of 1.1 first
  std::string schema_file;  ///< a release schema whose merge rules are used; empty: the profile's
  std::string into;        ///< an earlier result, compiled or versioned, that is added to; or empty
  PackageMembers package;  ///< of a record package
  /// Takes the history of projects, a line for each snapshot: {"project", "updated", "file",
  /// "line", "republished", "changes": [{"pointer", "change", "old", "new"}]}, oldest first. May be
  /// empty.
  std::function<void(std::string_view line)> history;
  /// Told the rules once they are known, before anything is written. May be empty.
  std::function<void(const MergeRules&)> rules_known;
};

/// The figures of a run.
struct MergeSummary {
  Summary findings;            ///< and what was read
  std::uint64_t releases = 0;  ///< that could be told apart by their OCID, those of `into` included
  std::uint64_t processes = 0;  ///< that were written
  std::uint64_t refused = 0;    ///< that could not be merged, and were left out
  std::uint64_t snapshots = 0;  ///< of projects, that were read
  std::uint64_t projects = 0;   ///< that were written
  bool cancelled = false;       ///< by the session, or because `write` answered false
};

/// Merges the releases of contracting processes, as
/// https://standard.open-contracting.org/1.1/en/schema/merging/ says and the reference
/// implementation does it; docs/merge.md has what is left open by both. Releases stand in packages,
/// in records, by themselves or in lists of these, in any order and over any number of inputs.
/// Processes come out in the order of the bytes of their OCIDs; the same inputs give the same bytes
/// whatever the memory and the number of threads.
///
/// Of projects of OC4IDS (https://standard.open-contracting.org/infrastructure/0.9/en/) that come
/// as several snapshots, the newest by `updated` is written, whole, after the processes; where
/// dates are the same or missing, the later one in the order of the inputs, and a finding says so.
///
/// Numbers leave as they were written. Immutable; run() may be called from several threads at once.
class Merger {
 public:
  /// Takes pieces of the result in order; false ends the run.
  using Write = std::function<bool(std::string_view text)>;

  /// Throws Error(usage): options that contradict each other, an unknown profile or one of OC4IDS;
  /// Error(schema): an unknown or broken extension or schema.
  explicit Merger(MergeOptions options);
  ~Merger();
  Merger(Merger&&) noexcept;
  Merger& operator=(Merger&&) noexcept;

  /// Merges inputs: files, folders, zips and "-" (standard input). What is wrong with them becomes
  /// a finding; nothing is written when no release could be read. Memory: Session::memory and the
  /// largest process times the number of threads. Throws Error(input) when `into` cannot be added
  /// to or a temporary file cannot be written, and what `write` throws.
  MergeSummary run(const std::vector<std::string>& inputs, const Write& write, FindingSink& sink,
                   const Session& session = {}) const;

  /// Merges releases in memory: each text is one JSON text of any of the forms above; findings
  /// name it by its number ("1" for the first). Answers a text for each process, or one of the
  /// package. Throws as run().
  std::vector<std::string> merge(std::span<const std::string_view> texts, FindingSink& sink,
                                 const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
