#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "merge/difference.hpp"
#include "messages/messages.hpp"
#include "ocds/shape.hpp"

namespace edca::cli {

/// What became of something between two snapshots.
enum class Change { unchanged, added, removed, changed };

/// "added", "removed", "changed".
std::string_view name(Change change);

/// How many there were, and what became of them.
struct ChangeCounts {
  std::uint64_t of[4] = {};  ///< by Change

  void add(Change change) { ++of[static_cast<std::size_t>(change)]; }
  std::uint64_t operator[](Change change) const { return of[static_cast<std::size_t>(change)]; }
  std::uint64_t before() const {
    return (*this)[Change::unchanged] + (*this)[Change::changed] + (*this)[Change::removed];
  }
  std::uint64_t after() const {
    return (*this)[Change::unchanged] + (*this)[Change::changed] + (*this)[Change::added];
  }
};

struct DiffSummary {
  ChangeCounts processes;
  ChangeCounts projects;
  ChangeCounts items;  ///< releases and records
};

/// A release, record or project that is not the same in both snapshots.
struct ItemChange {
  ocds::Kind kind = ocds::Kind::release;
  std::string_view id;  ///< of a release
  Change change = Change::changed;
  std::span<const merge::Difference> differences;  ///< when it changed
};

/// Writes what changed, process by process.
class DiffOutput {
 public:
  virtual ~DiffOutput() = default;
  virtual std::string begin() { return {}; }
  /// Appends an item of a process or project to the text about it.
  virtual void item(const ItemChange& change, std::string& text) = 0;
  /// The text about a process or project, `items` being what was appended for it.
  virtual std::string entry(bool project, std::string_view id, Change change,
                            std::string_view items) = 0;
  virtual std::string end(const DiffSummary& summary) = 0;
};

/// `format` is "text" or "json".
std::unique_ptr<DiffOutput> make_diff_output(std::string_view format, messages::Language language);

}  // namespace edca::cli
