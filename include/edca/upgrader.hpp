#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

struct UpgradeOptions {
  ReadOptions read;
  bool repair = false;  ///< mend what can be mended without guessing, too
  /// Told at once of an input of which what was written is not whole, as it is broken off or
  /// beyond reading. May be empty.
  std::function<void(const std::string& file)> damaged;
};

/// The figures of a run.
struct UpgradeSummary {
  Summary findings;           ///< changes are findings of upgrade.* and repair.*
  std::uint64_t damaged = 0;  ///< inputs of which what was written is not whole
  bool cancelled = false;     ///< by the session, or because `write` answered false
};

/// Brings data to today's edition of their standard: OCDS 1.0 to 1.1
/// (https://standard.open-contracting.org/1.1/en/schema/changelog/), EDCA-MX, OC4IDS 0.9.2 and
/// later to 0.9.5. What comes out has the form of what came in: white space, order and numbers stay
/// as they were but where something changes. Every change is a finding with `old_value`,
/// `new_value` and its place.
///
/// Immutable; run() may be called from several threads at once.
class Upgrader {
 public:
  /// Takes pieces of the result of one input in order; false ends the run. An empty one: nothing is
  /// written, only changes are told.
  using Write = std::function<bool(std::string_view text)>;

  /// Throws Error(usage): an unknown profile; Error(schema): an unknown or broken extension.
  explicit Upgrader(UpgradeOptions options);
  ~Upgrader();
  Upgrader(Upgrader&&) noexcept;
  Upgrader& operator=(Upgrader&&) noexcept;

  /// Upgrades inputs (files, folders, zips, "-"), one behind the other; where there are several,
  /// each begins a line. With `repair`, exports of Publicidad Abierta are mended, too: a file of
  /// CSV comes out as CSV, in UTF-8. Throws Error(usage, "upgrade.several-tables") for several of
  /// them, which only run_to_folder() can write. Memory: the largest item, or package below 1 MiB.
  /// Throws Error(input) when a temporary file cannot be written, and what `write` throws.
  UpgradeSummary run(const std::vector<std::string>& inputs, const Write& write, FindingSink& sink,
                     const Session& session = {}) const;

  /// The same, each input into a file of its own below a folder: those found in a folder by their
  /// path in it, members of a zip below its name, others by their own name; without .gz, .zst and
  /// .zip. A file gets its name when it is whole; a damaged input gives none. Throws also
  /// Error(usage, "upgrade.same-name") when two inputs would be one file, "package.onto-input" when
  /// an input would be replaced, Error(input) when a file is there and `overwrite` is false or it
  /// cannot be made.
  UpgradeSummary run_to_folder(const std::vector<std::string>& inputs, const std::string& folder,
                               bool overwrite, FindingSink& sink,
                               const Session& session = {}) const;

  /// Repairs one export of Publicidad Abierta (a ZIP, a folder, single files) into a ZIP of the
  /// form of the tool, in UTF-8, with the sums of its files; what else was in a ZIP is copied.
  /// Where a file of it is damaged there is no ZIP. Throws Error(usage, "upgrade.one-archive")
  /// where there is more than one export or something else, Error(input, "upgrade.leads-out"), and
  /// as run_to_folder().
  UpgradeSummary run_to_zip(const std::vector<std::string>& inputs, const std::string& path,
                            bool overwrite, FindingSink& sink, const Session& session = {}) const;

  /// Upgrades a text in memory, of any form; what is beyond reading comes back as it is.
  std::string upgrade(std::string_view text, FindingSink& sink) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
