#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/packager.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// What counts as the amount of a contract. Those of an open contract ("contrato abierto":
/// `tender.minValue` below `tender.value`, https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf,
/// article 68) are used only where its process has no other contract.
enum class AmountMode : unsigned char {
  contract,  ///< value of the contract, else of its award, else the most of an open contract
  max,       ///< the most of an open contract, else as `contract`
  mean,      ///< half way between its least and its most, else as `contract`
};

/// "contract", "max" or "mean".
std::string_view name(AmountMode mode) noexcept;

/// Conditions that come with the program, for the emergency of 2020; docs/select.md.
enum class SelectionPreset : unsigned char {
  none,
  emergency,
  emergency_inai,  ///< an approximation: the 57 words of INAI were never published whole
};

/// "emergency", "emergency-inai"; "" for none.
std::string_view name(SelectionPreset preset) noexcept;

/// The text of a preset, in the form of a file of conditions; "" for none.
std::string_view conditions(SelectionPreset preset) noexcept;

/// What is taken out of the releases.
enum class Redaction : unsigned char {
  none,
  /// Of natural persons, who have an RFC of 13 characters: RFC, CURP, address and contact. Names
  /// stay. An id that holds one of the numbers becomes "person-1" in its process.
  personal,
};

/// "personal"; "" for none.
std::string_view name(Redaction redaction) noexcept;

/// The form of lists of hits and of totals.
enum class SelectionFormat : unsigned char { csv, json };

struct SelectionOptions {
  ReadOptions read;
  /// A file of conditions (TOML, docs/select.md), or a preset; one of the two.
  std::string where;
  SelectionPreset preset = SelectionPreset::none;
  Redaction redaction = Redaction::none;
  std::optional<AmountMode> amount;  ///< nothing: what the conditions say, else `contract`
  SelectionFormat report = SelectionFormat::csv;
  SelectionFormat totals = SelectionFormat::json;
};

/// Why a process was chosen, or what was taken out of it.
struct SelectionHit {
  std::string ocid;
  std::string contract;  ///< its id, or that of an award without one; "" for the whole process
  std::string rule;      ///< as the conditions call it; "redact" for what was taken out
  /// RFC 6901, in the release or in what merge makes of several; of what was taken out, in the item
  /// as it is written.
  std::string field;
  std::string word;  ///< the word, code, pattern, date or amount; what was taken out ("rfc")
};

/// The figures of a run.
struct SelectionSummary {
  Summary findings;             ///< and what was read
  std::uint64_t processes = 0;  ///< that were looked at
  std::uint64_t chosen = 0;     ///< processes
  std::uint64_t contracts = 0;  ///< of these, for which the conditions hold
  std::uint64_t hits = 0;
  std::uint64_t removals = 0;  ///< values that were taken out
  std::uint64_t persons = 0;   ///< natural persons in a process of whom something was taken out
  std::uint64_t undated = 0;   ///< contracts without a date, for which no window of time can hold
  bool cancelled = false;      ///< by the session, or because a callback answered false
};

/// Where the results of a run go; what is empty is not made. Each takes pieces in order; false ends
/// the run.
struct SelectionWriters {
  using Write = std::function<bool(std::string_view text)>;
  Write processes;  ///< JSON Lines
  Write report;     ///< every hit and everything that was taken out
  Write totals;
  std::function<bool(const SelectionHit& hit)> hit;
};

/// Chooses contracting processes by conditions. A process is chosen when the conditions hold for
/// one of its contracts: for what is said of the process, of the award and of that contract.
/// Several releases are judged as Merger makes one of them. What comes out are all releases and
/// records of the chosen processes, each in a line, with every number as it was written, by the
/// bytes of the OCID and then in the order of the input.
///
/// Immutable; run() may be called from several threads at once.
class Selector {
 public:
  /// Throws Error(usage): "select.one-of", "select.…" for conditions that cannot be used (each with
  /// argument path), an unknown profile or one of OC4IDS; Error(schema): an unknown extension.
  explicit Selector(SelectionOptions options);
  ~Selector();
  Selector(Selector&&) noexcept;
  Selector& operator=(Selector&&) noexcept;

  /// Reads inputs (files, folders, zips, "-"). What cannot be read becomes a finding. Memory:
  /// Session::memory, a few times the largest process, and for totals what is told of each body and
  /// supplier. One thread does the work. Throws Error(input) when a temporary file cannot be
  /// written, and what the writers throw.
  SelectionSummary run(const std::vector<std::string>& inputs, const SelectionWriters& writers,
                       FindingSink& sink, const Session& session = {}) const;

  /// The same, put into packages as Packager::run_to_files() does it, by what the packages of the
  /// inputs say of themselves. `made` becomes what it answers. Nothing is made where nothing was
  /// chosen.
  SelectionSummary run_to_packages(const std::vector<std::string>& inputs,
                                   const SelectionWriters& writers, const PackageOptions& package,
                                   bool overwrite, PackageSummary& made, FindingSink& sink,
                                   const Session& session = {}) const;

  /// Chooses from texts in memory, each of any form that inputs may have; answers JSON Lines.
  std::string choose(std::span<const std::string_view> texts, FindingSink& sink,
                     const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
