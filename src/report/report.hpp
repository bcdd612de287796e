#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "edca/finding.hpp"
#include "edca/summary.hpp"
#include "messages/messages.hpp"
#include "report/bodies.hpp"

namespace edca::report {

/// Where a report is written; called with pieces of text in order.
using Write = std::function<void(std::string_view)>;

struct Options {
  messages::Language language = messages::Language::spanish;
  bool color = false;
  std::string version;                   ///< of the program, for the machine formats
  std::vector<const Rule*> rules = {};   ///< those that were run
  std::string fail_on = "error";         ///< "error", "warning", "note" or "never"
  bool excel = false;                    ///< CSV for spreadsheet programs, and who reads them
  Previous previous = {};                ///< an earlier report to compare with
  std::string csv = {};                  ///< name of the CSV beside an HTML report; may be empty
  std::string group_by = {};             ///< as in Summary
  std::vector<std::string> inputs = {};  ///< as they were given
  std::string date = {};                 ///< the day by which dates were judged; may be empty
  std::uint64_t max_findings = 0;        ///< findings of a rule that are shown; 0: all
};

/// Turns the stream of findings of a run into one document. The calls come in this order: any
/// number of finding(), more(), others() and file() in the order of the input (the findings of a
/// file before its file()), then finish() once. The counts of the files and of the Summary are
/// complete. Text and Markdown keep what they show, HTML a part of it; the other formats write it
/// at once.
class Report {
 public:
  virtual ~Report() = default;
  virtual void finding(const Finding& finding) = 0;
  /// A finding beyond Options::max_findings of its rule, for formats that group them by cause
  /// (wants_all()).
  virtual void more(const Finding& finding) { static_cast<void>(finding); }
  /// So many more findings of the cause of one that came before, for the same formats.
  virtual void others(const Finding& like, std::uint64_t count) {
    static_cast<void>(like), static_cast<void>(count);
  }
  virtual void file(const FileSummary& file) = 0;
  /// Each item, for formats of which wants_items() is true; otherwise only where bodies are told
  /// apart.
  virtual void item(const ItemSummary& item) { static_cast<void>(item); }
  /// The name of the publisher of a package, behind its items; told with the items.
  virtual void publisher(const std::string& name) { static_cast<void>(name); }
  virtual void finish(const Summary& summary) = 0;
};

/// Whether a format shows coverage and items in any case.
inline bool wants_items(std::string_view format) {
  return format == "html";
}

/// Whether a format shows the fingerprints of findings.
inline bool wants_fingerprints(std::string_view format) {
  return format == "json" || format == "jsonl" || format == "sarif" || format == "gitlab";
}

/// Whether a format has no place for more than findings: lists that programs read.
inline bool is_bare_list(std::string_view format) {
  return format == "csv" || format == "gitlab";
}

/// Whether a format counts the findings that it does not show, by their causes.
inline bool wants_all(std::string_view format) {
  return format == "text" || format == "markdown" || format == "html" || format == "json" ||
         format == "jsonl";
}

/// Whether a format has a place for how often fields are filled.
bool shows_coverage(std::string_view format);

/// Whether a format has a place for the figures of bodies and the comparison with an earlier
/// report: those that have one for all causes.
inline bool shows_bodies(std::string_view format) {
  return wants_all(format);
}

/// The names of all formats.
std::vector<std::string> formats();

/// Throws Error(usage, "report.format") when `format` is not among formats().
std::unique_ptr<Report> make_report(std::string_view format, const Options& options, Write write);

}  // namespace edca::report
