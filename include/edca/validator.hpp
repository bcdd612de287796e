#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "edca/finding.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"
#include "edca/summary.hpp"

namespace edca {

/// What to validate against, and how.
struct ValidateOptions : ReadOptions {
  std::vector<std::string> only;   ///< families or rules; empty: all. Never hides input.*
  std::vector<std::string> skip;   ///< families or rules
  std::uint64_t max_findings = 0;  ///< findings handed on per rule; 0: all
  /// Findings of one cause (rule, sentence, property and path without indices) that are handed on
  /// of each stretch of input; the others are only counted (FindingSink::others). For those who set
  /// no max_findings, no rules file with places to leave alone and no baseline; 0: all.
  std::uint64_t max_places = 0;
  unsigned jobs = 0;             ///< threads; 0: as many as there are cores; 1: none is started
  Executor* executor = nullptr;  ///< does their work; as in Session
  std::string temporary_folder;  ///< empty: $TMPDIR, else the system's

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

/// Checks OCDS, EDCA-MX and OC4IDS data. Immutable after construction; run() may be called from
/// several threads at once.
class Validator {
 public:
  /// Throws Error(usage): an unknown profile, rule or engine, a date that is none, a
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

  /// A check over all inputs together, such as LinkChecker: hands on its findings, each with its
  /// file, which are filtered, counted and told as those of the run.
  using Together = std::function<void(const std::function<void(Finding finding)>& tell)>;

  /// The same, and then `together` where the inputs hold both projects and contracting data and a
  /// rule of the family "link" speaks. Throws what it throws.
  Summary run(const std::vector<std::string>& inputs, FindingSink& sink,
              const Together& together) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
