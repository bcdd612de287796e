#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "items/run_log.hpp"
#include "report/report.hpp"

namespace edca::cli {

/// Says findings on standard error, a few of each rule and how many more there are; puts everything
/// into the report where one was asked for.
class FindingPrinter : public FindingSink {
 public:
  static constexpr std::uint64_t most_said = 5;  ///< findings of a rule
  /// What of the findings is said.
  struct Options {
    Severity least = Severity::warning;  ///< without --quiet and --verbose
    bool advice = false;                 ///< what to do, as well
    std::uint64_t of_a_rule = most_said;
    std::string_view advised = {};  ///< a rule whose findings come with what to do all the same
  };
  /// `report` may be nullptr.
  FindingPrinter(Console& console, report::Report* report)
      : FindingPrinter(console, report, Options{}) {}
  FindingPrinter(Console& console, report::Report* report, Options options);

  void finding(const Finding& finding) override;
  void file(const FileSummary& file) override;
  void repeated(const std::string& file, const std::string& first) override;
  void skipped(const std::string& file) override;
  /// Says how many findings were not shown and ends the report; nothing may come after.
  void finish(const Summary& summary);

 private:
  bool is_said(Severity severity) const;
  void say(const Finding& finding);
  void say_skipped();

  Console& console_;
  report::Report* report_;
  Options options_;
  std::vector<std::uint64_t> counts_;  ///< by index of rules()
  std::uint64_t skipped_ = 0;          ///< files of which nothing was said yet
};

/// Why a run has made nothing: the key of a sentence.
inline const char* missing(const Summary& summary) {
  return summary.files_read == 0 ? "input.none" : "input.no-items";
}

/// A report in JSON, where one was asked for.
class ReportFile {
 public:
  /// Empty `path`: there is none. Throws as io::Output.
  ReportFile(const std::string& path, Console& console);

  /// May be nullptr.
  report::Report* report() { return report_.get(); }
  void commit();

 private:
  std::unique_ptr<io::Output> output_;
  std::unique_ptr<report::Report> report_;
};

/// Whether there is something of this severity ("error", "warning", "note"; "never"). An input that
/// could not be read weighs as an error.
bool fails(const Summary& summary, std::string_view fail_on);

/// What a run says at its end: what was found, and that nothing was `made`, by the sentence with
/// that key or that nothing could be read. Answers the exit code where the run ends here, because
/// of that or because it was interrupted.
std::optional<int> ends(Console& console, FindingPrinter& printer, const Summary& summary,
                        bool made, std::string_view nothing);

/// The log of a command: what is found is said, and goes into a report.
class Log : private FindingPrinter, public items::RunLog {
 public:
  using FindingPrinter::most_said;
  using FindingPrinter::Options;
  using items::RunLog::file;
  using items::RunLog::repeated;
  using items::RunLog::skipped;

  /// `report` may be nullptr.
  Log(Console& console, report::Report* report, Options options = {});

  /// After it, nothing may come.
  void finish();
  /// After finish().
  bool fails(std::string_view fail_on) const { return cli::fails(summary(), fail_on); }
};

}  // namespace edca::cli
