#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "edca/language.hpp"
#include "edca/portal_file.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"
#include "edca/validator.hpp"

namespace edca {

/// What a dataset says of itself, in packages, pages and catalogues
/// (https://www.w3.org/TR/vocab-dcat-3/#Class:Dataset). Any member may be empty.
struct PortalDataset {
  struct Publisher {
    std::string name;
    std::string scheme;
    std::string uid;
    std::string uri;
  };
  std::string title;
  std::string title_en;  ///< empty: as `title`; so below
  std::string description;
  std::string description_en;
  std::string identifier;  ///< in catalogues; empty: the base URL, else the OCID prefix
  Publisher publisher;
  std::string contact_name;
  std::string contact_email;
  std::string license;             ///< URL
  std::string publication_policy;  ///< URL
  std::string frequency;           ///< ISO 8601: "R/P1M"
  std::vector<std::string> languages = {"es"};
  std::vector<std::string> keywords;
  std::vector<std::string> themes;
  std::string spatial;
  std::string landing_page;  ///< empty: the base URL
  std::string base_url;      ///< where the portal will be served; ends with "/" or gets one
  std::string ocid_prefix;   ///< "ocds-abc123"; empty: that of the content, if all have the same
};

/// How large files to be downloaded may be; the Registry's advice.
/// https://standard.open-contracting.org/latest/en/guidance/build/hosting/
struct PortalSizes {
  std::uint64_t bytes = 1'000'000'000;
  std::uint64_t zipped_bytes = 10'000'000;
  std::uint64_t awards_and_contracts = 250'000;
};

/// Tables of the items of a year, as Flattener makes them in its relational style.
enum class PortalTables : unsigned char {
  csv,     ///< in a zip, with a datapackage.json
  xlsx,    ///< a workbook
  sqlite,  ///< a database
};
/// "csv", "xlsx", "sqlite".
std::string_view name(PortalTables tables) noexcept;

/// What files a portal has.
struct PortalForm {
  /// The first is that of the pages at the top; others stand in a folder of their own ("en/").
  std::vector<Language> languages = {Language::spanish, Language::english};
  PortalSizes advice;            ///< of a package
  std::uint64_t page_items = 0;  ///< most items of a package; 0: as the advice allows
  bool records = true;           ///< merge releases into records
  bool zip = true;
  bool json_lines = true;
  std::set<PortalTables> tables = {};  ///< beside the packages, a file of each for a kind and year
  bool inai = true;                    ///< the two addresses of INAI's platform, as files
  /// Pages on which processes, buyers, suppliers, contracts and projects are read, where there are
  /// records or projects.
  bool pages = true;
  bool search = true;      ///< words can be searched for on them
  bool indicators = true;  ///< they show red flags
  /// Purchases of the health emergency of 2020 have a page, where there are any.
  bool emergency = true;
};

/// Something that is left out of a portal, or that its maker should know. Nothing is left out
/// silently.
struct PortalProblem {
  enum class Kind : unsigned char {
    unreadable,  ///< no JSON object in UTF-8: left out
    no_ocid,     ///< a release or record without a string `ocid`, a project without `id`: out
    conflict,    ///< several releases with this ocid and id and different content: all are kept
    record_conflict,  ///< several records of this ocid: the one with the latest date is kept
    not_merged,       ///< the releases of this ocid cannot be merged: no record; detail: reason
    mixed_versions,   ///< packages of several versions; detail: the one that is declared
    differs,          ///< packages that say different things; detail: the member, left out
    no_uri,           ///< no base URL: the packages keep an input's `uri`, or have none
    no_date,          ///< a package without any date; detail: its path
  };
  Kind kind = Kind::unreadable;
  std::string file;  ///< the input; may be empty
  std::string ocid;  ///< or the id of a project
  std::string id;    ///< of the release
  std::string detail;
};

/// Whether the portal must not be published like this: what is left out, or contradicts itself, is
/// no smaller fault than an error of the schema.
bool is_error(PortalProblem::Kind kind) noexcept;
/// The problem as one or more whole sentences; as describe() of a finding.
std::string describe(const PortalProblem& problem, Language language);

/// What a portal must be to pass.
enum class PortalRequirement : unsigned char {
  valid,   ///< no finding at or above `fail_on`, nor a problem that is an error
  schema,  ///< no finding of schema.*, nor a problem that is an error
  none,
};

struct PortalOptions : PortalForm {
  /// How inputs are read, and what of them and of the packages made is judged. `max_findings` is of
  /// a rule in each package, 0: all; `jobs` and `temporary_folder` are those of the session.
  ValidateOptions validate;
  PortalDataset dataset;
  PortalRequirement require = PortalRequirement::valid;
  std::optional<Severity> fail_on = Severity::error;  ///< nothing: no finding fails
  /// Told of a problem when it is met. May be empty.
  std::function<void(const PortalProblem&)> tell;
};

/// What came of a run.
struct PortalSummary {
  enum class Verdict : unsigned char {
    passes,
    fails,         ///< what `require` asks for is not given; all files are there all the same
    nothing_read,  ///< the inputs hold no release, record or project; there is no file
    cancelled,     ///< by the session; nothing of the run is worth keeping
  };
  Verdict verdict = Verdict::passes;
  std::vector<PortalFile> files;  ///< in the order in which they are to be published
  Summary findings;
  std::map<PortalProblem::Kind, std::uint64_t> problems;  ///< how many of each
  double build_seconds = 0;
  double validate_seconds = 0;  ///< that validating took longer than building
};

/// Makes a portal of releases, records and projects: packages by year, records merged of the
/// releases, the same packed as zip and JSON Lines, and as tables, pages in Spanish and English,
/// catalogues (DCAT-US 1.1, Socrata's data.json) and a manifest with the sums of all files and the
/// verdict on each package; docs/portal.md.
///
/// What is judged is what is published: the packages made, each of them. An item is judged once,
/// where it is read or made. The bytes written depend on the inputs and the options alone: not on
/// the clock, nor on the order of the inputs, the memory or the number of threads. Immutable; run()
/// may be called from several threads at once.
class PortalBuilder {
 public:
  /// Throws as Validator: Error(usage): an unknown profile or rule; Error(schema): an unknown or
  /// broken extension.
  explicit PortalBuilder(PortalOptions options);
  ~PortalBuilder();
  PortalBuilder(PortalBuilder&&) noexcept;
  PortalBuilder& operator=(PortalBuilder&&) noexcept;

  /// Makes a portal of inputs (files, folders, zips, "-") in `folder`, which is made where it is
  /// missing and must hold no file of a portal yet. Findings about items name the input they stand
  /// in; those about what was made, the file within the portal. Memory: Session::memory, the
  /// largest process times the number of threads, and the largest package packed. Throws
  /// Error(input): a file cannot be written ("output.open", "output.write", "output.exists"), an
  /// input has changed meanwhile ("portal.input-changed"), tables as Flattener::run().
  PortalSummary run(const std::vector<std::string>& inputs, const std::string& folder,
                    FindingSink& sink, const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
