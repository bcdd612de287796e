#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edca/language.hpp"
#include "edca/sink.hpp"
#include "edca/validator.hpp"

namespace edca {

/// docs/commands/validate.md describes the formats.
enum class ReportFormat : unsigned char {
  text,
  json,  ///< docs/report.schema.json
  jsonl,
  sarif,  ///< SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
  junit,
  github,  ///< lines that GitHub Actions understands
  gitlab,  ///< GitLab Code Quality
  csv,
  markdown,
  html,  ///< one page in both languages
};

/// "text", "json", …
std::string_view name(ReportFormat format) noexcept;

/// The format of this name. Throws Error(usage, "report.format") with arguments format and known.
ReportFormat report_format(std::string_view name);

/// By what the bodies that publish are told apart; docs/score.md has the figures of each.
enum class Grouping : unsigned char {
  none,
  folder,     ///< the top one under the input, else the one of the file
  publisher,  ///< of the package, by name
  prefix,     ///< of the OCIDs
  buyer,      ///< by name, else by id
};

/// "folder", "publisher", "prefix", "buyer"; "" for none.
std::string_view name(Grouping grouping) noexcept;

/// Which findings make a run fail: those of this severity and above.
enum class FailOn : unsigned char { error, warning, note, never };

/// "error", "warning", "note", "never".
std::string_view name(FailOn fail_on) noexcept;

/// Whether there is such a finding. An input that could not be read weighs as an error.
bool fails(const Summary& summary, FailOn fail_on) noexcept;

/// One document of a Report.
struct ReportDocument {
  /// Takes pieces of the document in order; false: nobody reads it any more.
  using Write = std::function<bool(std::string_view text)>;

  ReportFormat format = ReportFormat::text;
  std::string path = {};  ///< a file, written whole or not at all; "" or "-": standard output
  bool color = false;     ///< of text, for a terminal
  Write write = {};       ///< takes the document instead; then `path` is what it is called, or ""
};

struct ReportOptions {
  Language language = Language::spanish;
  std::vector<ReportDocument> documents = {ReportDocument()};  ///< of one run; the first leads
  /// Findings of a rule that are shown; 0: all. Nothing: 5 in text, else all.
  std::optional<std::uint64_t> max_findings = std::nullopt;
  FailOn fail_on = FailOn::error;
  Grouping group_by = Grouping::none;
  std::vector<std::string> inputs = {};  ///< what Validator::run() gets, for Grouping::folder
  std::string compare = {};              ///< file of an earlier report in JSON; empty: none
  bool coverage = false;   ///< show how often fields are filled, where a format has a place for it
  bool excel = false;      ///< CSV for spreadsheet programs: BOM, headings in the language
  bool overwrite = false;  ///< files that are there
};

/// Writes what a run of a Validator finds, in one or several formats at once:
///
///     edca::Report report(options);
///     report.prepare(validate_options);
///     const edca::Validator validator(validate_options);
///     report.begin(validator.rules());
///     const edca::Summary summary = report.finish(validator.run(inputs, report));
///
/// A page (html) in a file shows a part of the findings: a list of all (csv) is written beside it,
/// unless `documents` has one in its folder. Memory is bounded by what is shown. For one run, from
/// one thread.
class Report : public FindingSink {
 public:
  /// Reads `compare`, opens nothing. Throws Error(usage): documents in one file, an option that no
  /// document has a place for, an earlier report that is none or has other bodies.
  explicit Report(ReportOptions options);
  ~Report() override;
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  /// Asks of a validator what the documents show: sets `items`, `coverage`, `fingerprints`,
  /// `max_findings` and `max_places`.
  void prepare(ValidateOptions& options);
  /// Opens the documents. `rules`: those that speak. Throws as Writer.
  void begin(std::vector<const Rule*> rules);
  /// Ends the documents and gives files their names. Answers the figures, with those of the bodies
  /// where they are told apart. Throws as Writer::commit().
  Summary finish(Summary summary);

  /// The files that are written, the list beside a page among them; "-": standard output.
  std::vector<std::string> files() const;
  /// Whether nobody reads the only document any more.
  bool closed() const;

  void finding(const Finding& finding) override;
  void others(const Finding& like, std::uint64_t count) override;
  void file(const FileSummary& file) override;
  void item(const ItemSummary& item) override;
  void publisher(const std::string& name) override;
  /// As closed().
  bool cancelled() override { return closed(); }

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
