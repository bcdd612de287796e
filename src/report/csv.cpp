#include "report/fields.hpp"

#include "base/csv.hpp"

#include <utility>

namespace edca::report {

namespace {

/// What a spreadsheet program would take for a formula, and is no number, gets an apostrophe in
/// front.
std::string harmless(std::string text) {
  if (text.find_first_not_of("0123456789.eE-") != std::string::npos && text.size() > 1 &&
      std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  return text;
}

/// CSV (RFC 4180), a finding a row.
class CsvReport : public Report {
 public:
  CsvReport(Options options, Write write)
      : options_(std::move(options)), write_(std::move(write)) {}

  void finding(const Finding& finding) override {
    begin();
    const auto number = [&](std::uint64_t value) {
      return finding.has_position ? std::to_string(value) : std::string();
    };
    const auto safe = [&](std::string text) {
      return options_.excel ? harmless(std::move(text)) : text;
    };
    const auto plain = [&](std::string_view text) { return safe(messages::printable(text)); };
    row({std::string(finding.rule->id), severity(finding.severity), plain(finding.file),
         number(finding.at.line), number(finding.at.column),
         finding.cell.row == 0 ? number(finding.at.offset) : std::string(), plain(finding.pointer),
         finding.keyword, plain(finding.property), safe(messages::readable(finding.value)),
         plain(finding.ocid), plain(finding.release), safe(sentences(finding, options_.language)),
         plain(finding.cell.sheet), finding.cell.name, plain(finding.cell.heading)});
  }

  void file(const FileSummary&) override {}
  void finish(const Summary&) override { begin(); }

 private:
  void begin() {
    if (std::exchange(begun_, true)) return;
    base::Row names = {"rule",    "severity", "file",     "line",   "column", "offset",
                       "pointer", "keyword",  "property", "value",  "ocid",   "release",
                       "message", "sheet",    "cell",     "heading"};
    if (options_.excel) {
      write_("\xEF\xBB\xBF");
      for (std::string& name : names)
        name = messages::text("report.csv." + name, options_.language);
    }
    row(names);
  }

  /// In words where people read it.
  std::string severity(Severity level) const {
    const std::string word(name(level));
    return options_.excel ? messages::text("severity." + word, options_.language) : word;
  }

  void row(const base::Row& fields) {
    line_.clear();
    base::write_csv_row(fields, line_);
    write_(line_);
  }

  Options options_;
  Write write_;
  std::string line_;
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<Report> make_csv(const Options& options, Write write) {
  return std::make_unique<CsvReport>(options, std::move(write));
}

}  // namespace edca::report
