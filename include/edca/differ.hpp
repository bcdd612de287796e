#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "edca/language.hpp"
#include "edca/read_options.hpp"
#include "edca/reader.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// What became of something between two snapshots.
enum class Change : unsigned char { unchanged, added, removed, changed };

/// "unchanged", "added", "removed" or "changed".
std::string_view name(Change change) noexcept;

/// A place where two items differ, the outermost one.
struct FieldChange {
  Change change = Change::changed;
  std::string_view pointer;      ///< RFC 6901, in the newer item; of what is gone, in the older
  std::string_view old_pointer;  ///< in the older item, where it stands elsewhere; else ""
  std::string_view before;       ///< JSON text, numbers as they are written; "" where there is none
  std::string_view after;        ///< likewise
};

/// A release, record or project that is not the same in both snapshots.
struct ItemChange {
  ItemKind kind = ItemKind::release;
  std::string_view id;  ///< of a release
  Change change = Change::changed;
  std::span<const FieldChange> fields;  ///< where it changed
};

/// A contracting process or project that is not the same in both snapshots. Everything in it lasts
/// as long as the call that tells of it.
struct ProcessChange {
  bool project = false;
  std::string_view id;  ///< the OCID, or the id of the project
  Change change = Change::changed;
  std::span<const ItemChange> items;  ///< those that are not the same
};

/// How many there were, and what became of them.
struct ChangeCounts {
  std::uint64_t unchanged = 0;
  std::uint64_t added = 0;
  std::uint64_t removed = 0;
  std::uint64_t changed = 0;

  std::uint64_t& operator[](Change change) noexcept;
  std::uint64_t before() const noexcept { return unchanged + changed + removed; }
  std::uint64_t after() const noexcept { return unchanged + changed + added; }
};

enum class DiffFormat : unsigned char {
  text,  ///< for people, in a language
  json,  ///< for programs: one object, "report": "edca-diff/1"
};

/// "text" or "json".
std::string_view name(DiffFormat format) noexcept;

struct DiffOptions {
  Encoding encoding = Encoding::utf8;  ///< of the inputs
  DiffFormat format = DiffFormat::text;
  Language language = Language::spanish;  ///< of the text
  TableOptions tables = {};               ///< how spreadsheets are read
};

/// The figures of a run.
struct DiffSummary {
  Summary findings;  ///< and what was read
  ChangeCounts processes;
  ChangeCounts projects;
  ChangeCounts items;  ///< releases and records
  // Where nothing of a snapshot could be read nothing is compared: all would seem gone, or new.
  bool older_read = false;
  bool newer_read = false;
  bool cancelled = false;  ///< by the session, or because the callback answered false
};

/// Tells what changed between two snapshots of a publication. A release is compared with that of
/// the same `ocid` and `id`, a record, a compiled or a versioned release with that of the same
/// `ocid`, a project with that of the same `id`
/// (https://standard.open-contracting.org/1.1/en/schema/identifiers/). The order of members does
/// not count, numbers compare by their value, objects of a list by their `id` where each has one.
///
/// Immutable; run() and compare() may be called from several threads at once.
class Differ {
 public:
  /// Takes pieces of the result in order; false ends the run.
  using Write = std::function<bool(std::string_view text)>;
  /// Told of each process, in the order of the bytes of their OCIDs, then of each project; false
  /// ends the run.
  using Tell = std::function<bool(const ProcessChange& change)>;

  explicit Differ(DiffOptions options = {});
  ~Differ();
  Differ(Differ&&) noexcept;
  Differ& operator=(Differ&&) noexcept;

  /// Compares two snapshots, each a file, a folder, a zip or "-" (standard input, for one of them),
  /// and writes what changed. Two exports of Publicidad Abierta are compared row by row, by the
  /// keys of their tables; DiffSummary then counts no processes. Throws Error(usage,
  /// "diff.other-kind") where only one is such an export. What cannot be read or compared becomes a
  /// finding. Nothing is written when one of them could not be read. Memory: Session::memory, and a
  /// few times what both hold of the largest process. One thread does the work. Throws Error(usage,
  /// "diff.standard-input") for
  /// "-" twice, Error(input) when a temporary file cannot be written, and what `write` throws.
  DiffSummary run(const std::string& older, const std::string& newer, const Write& write,
                  FindingSink& sink, const Session& session = {}) const;

  /// The same, change by change.
  DiffSummary compare(const std::string& older, const std::string& newer, const Tell& tell,
                      FindingSink& sink, const Session& session = {}) const;

  /// Compares texts in memory, of any form that inputs may have; findings name them "1" (older) and
  /// "2" (newer). Answers what changed; "" when one of them could not be read.
  std::string diff(std::string_view older, std::string_view newer, FindingSink& sink) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
