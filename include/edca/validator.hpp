#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "edca/finding.hpp"
#include "edca/summary.hpp"

namespace edca {

/// What to validate against, and how.
struct ValidateOptions {
  /// "auto", "edca-mx", "ocds-1.1", "ocds-1.0", "oc4ids-0.9", "oc4ids-0.9.2" … "oc4ids-0.9.5".
  std::string profile = "auto";
  bool extensions = true;              ///< false: the core of the standard alone
  std::vector<std::string> extension;  ///< further extensions: names, URLs or folders
  std::string extension_folder;        ///< where added extensions are stored; may be empty
  std::vector<std::string> only;       ///< families or rules; empty: all. Never hides input.*
  std::vector<std::string> skip;       ///< families or rules
  std::uint64_t max_findings = 0;      ///< findings handed on per rule; 0: all
  unsigned jobs = 0;                   ///< threads; 0: as many as there are cores
  std::string encoding = "utf-8";      ///< "utf-8", "latin1" or "windows-1252"
  std::string temporary_folder;        ///< empty: the system's

  /// A file with a draft-04 schema: each JSON text is judged by it alone, without any profile, and
  /// only input.* and schema.* rules speak. Empty: none.
  std::string schema;
  /// The schemas it refers to: URL and file.
  std::vector<std::pair<std::string, std::string>> references;
  /// "plan", or "valijson" for a second opinion: the schema.* findings of that library alone.
  std::string engine = "plan";
  std::string rules_file;     ///< other severities, places to leave alone; may be empty
  std::string baseline_file;  ///< a report: its findings are known and not told again
  bool fingerprints = false;  ///< give each finding its own
  bool items = false;         ///< tell the sink of each item and publisher
  bool coverage = false;      ///< count how often each field is filled
  std::string
      now;  ///< a day, a date-time (RFC 3339) or "@" and seconds since 1970; empty: the clock
};

/// A release, record or project that was read.
struct ItemSummary {
  std::string id;  ///< its OCID, or the id of the project; may be empty
  std::uint64_t releases = 0;
  std::string month;  ///< "2025-03", of its date; empty where there is none
  bool errors = false;
  Share obligatory;   ///< obligatory fields of EDCA-MX that are filled, of those that are asked for
  std::string buyer;  ///< name, else id, of the buyer; of a record in its compiled or last release
};

/// Receives what a run finds, in the order of the input whatever the number of threads; always
/// called from the thread that called Validator::run.
class FindingSink {
 public:
  virtual ~FindingSink() = default;
  virtual void finding(const Finding& finding) = 0;
  /// After the last finding of a file.
  virtual void file(const FileSummary& file) = 0;
  /// Before all else: a file that is `first` under another name, and read only once.
  virtual void repeated(const std::string& file, const std::string& first) {
    static_cast<void>(file), static_cast<void>(first);
  }
  /// Before all else: a file of a folder that is passed over because of its name.
  virtual void skipped(const std::string& file) { static_cast<void>(file); }
  /// After the findings of an item, under ValidateOptions::items.
  virtual void item(const ItemSummary& item) { static_cast<void>(item); }
  /// After the last item of a package, under ValidateOptions::items: the name of its publisher.
  virtual void publisher(const std::string& name) { static_cast<void>(name); }
  /// Now and then: files done, bytes of input read so far and their sum where it is known (else 0).
  virtual void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) {
    static_cast<void>(files), static_cast<void>(bytes), static_cast<void>(total);
  }
  /// Asked between pieces of work; true ends the run early.
  virtual bool cancelled() { return false; }
};

/// Checks OCDS, EDCA-MX and OC4IDS data. Immutable after construction; run() may be called from
/// several threads at once.
class Validator {
 public:
  /// Throws Error(usage): an unknown profile, rule, engine or encoding, a date that is none, a
  /// rules file or baseline that cannot be used; Error(schema): an unknown
  /// or broken extension or schema.
  explicit Validator(ValidateOptions options);
  ~Validator();
  Validator(Validator&&) noexcept;

  /// The rules that speak, ordered by id.
  std::vector<const Rule*> rules() const;

  /// Validates files, folders, zips and "-" (standard input). What is wrong with them is a finding;
  /// `files_read` of the result is 0 when nothing at all could be read. Memory is bounded by the
  /// largest release or record times the number of threads.
  Summary run(const std::vector<std::string>& inputs, FindingSink& sink) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
