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

/// What packages are made. An item that does not belong in them is left out, with a finding.
enum class PackageKind : unsigned char {
  of_inputs,        ///< what the first package or item holds
  release_package,  ///< https://standard.open-contracting.org/1.1/en/schema/release_package/
  record_package,   ///< https://standard.open-contracting.org/1.1/en/schema/record_package/
  project_package,  ///< https://standard.open-contracting.org/infrastructure/latest/en/reference/package/
};

/// "release-package", "record-package" or "project-package"; "" for of_inputs.
std::string_view name(PackageKind kind) noexcept;

/// What items go together.
enum class PackageGrouping : unsigned char {
  together,  ///< all
  /// Of one year, by the date as it is written: `date` of a release; of a record, that of its
  /// compiled release or else of its newest release; `updated` of a project.
  year,
  month,      ///< of one month of that date
  publisher,  ///< whose packages name the same publisher
};

/// "year", "month" or "publisher"; "" for together.
std::string_view name(PackageGrouping grouping) noexcept;

struct PackageOptions {
  Encoding encoding = Encoding::utf8;  ///< of the inputs
  PackageKind kind = PackageKind::of_inputs;
  PackageGrouping by = PackageGrouping::together;
  std::uint64_t size = 0;  ///< items in a package at most; 0: all that go together
  /// Extensions that are declared beside those of the inputs: addresses, names of bundled ones;
  /// "edca-mx" stands for all of that profile.
  std::vector<std::string> extensions;
  /// What packages say of themselves, over what the inputs say. `uri` may have placeholders.
  PackageMembers members;
  /// The names of packages; "" and "-" are none. Placeholders, here and in members.uri: {n}, a
  /// running number within a group; {year} and {month}, {publisher}, where packages are made by
  /// these; {prefix}, that of the OCIDs where all of a package have the same.
  std::string name;
  TableOptions tables = {};  ///< how spreadsheets are read
};

/// One package that is made.
struct MadePackage {
  std::uint64_t number = 0;  ///< from 1, in the order in which they are made
  std::uint64_t items = 0;
  std::string name;  ///< PackageOptions::name, its placeholders filled
  std::string uri;   ///< PackageMembers::uri likewise; "" where it says nothing
};

/// The figures of a run.
struct PackageSummary {
  Summary findings;                   ///< and what was read
  std::vector<MadePackage> packages;  ///< none where nothing could be read
  /// The inputs contradict each other (findings of package.conflict): no package was made.
  bool refused = false;
  bool cancelled = false;  ///< by the session, or because `write` answered false
};

/// Wraps releases, records or projects in packages, makes one package of many and splits packages.
/// Items leave as they were written, to the byte, in the order of the inputs; what stands around
/// them is made of what the packages of the inputs say: extensions joined, the newest
/// `publishedDate`, of the rest what they agree about
/// (https://standard.open-contracting.org/1.1/en/schema/reference/#package-metadata).
///
/// Immutable; run() may be called from several threads at once.
class Packager {
 public:
  /// Takes pieces of the packages in order, one package behind the other; false ends the run.
  using Write = std::function<bool(const MadePackage& package, std::string_view text)>;

  /// Throws Error(usage): "package.placeholder", "package.brace" and "package.placeholder-by" for
  /// names that cannot be filled, "extension.unknown"; Error(input, "merge.package-file") for a
  /// file of members that is no JSON object.
  explicit Packager(PackageOptions options);
  ~Packager();
  Packager(Packager&&) noexcept;
  Packager& operator=(Packager&&) noexcept;

  /// Packs inputs: files, folders, zips and "-" (standard input). What is wrong with them becomes a
  /// finding. Nothing is written before all inputs are read. Memory: Session::memory, the largest
  /// item, and what the packages say of themselves. One thread does the work. Throws Error(usage):
  /// "package.same-name" and "package.same-uri" where packages would have the same,
  /// "package.prefixes" and "package.no-prefix" where {prefix} has no one value; Error(input) when
  /// a temporary file cannot be written; and what `write` throws.
  PackageSummary run(const std::vector<std::string>& inputs, const Write& write, FindingSink& sink,
                     const Session& session = {}) const;

  /// The same into files of these names (without a name: standard output). They appear when all of
  /// them are complete, or none does. Throws also Error(usage): "package.one-name" where there are
  /// more packages than names, "package.onto-input" where a file is one of the inputs, whatever
  /// `overwrite` says; Error(input) when a file is there and `overwrite` is false, or it cannot be
  /// made.
  PackageSummary run_to_files(const std::vector<std::string>& inputs, bool overwrite,
                              FindingSink& sink, const Session& session = {}) const;

  /// Packs texts in memory, of any form that inputs may have; findings name each by its number ("1"
  /// for the first). Answers the packages. Throws as run().
  std::vector<std::string> package(std::span<const std::string_view> texts, FindingSink& sink,
                                   const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
