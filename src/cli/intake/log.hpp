#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "edca/finding.hpp"
#include "edca/summary.hpp"
#include "io/source.hpp"
#include "report/report.hpp"

namespace edca::cli {

/// What there is to say of a run: errors and warnings on standard error, a few of each rule and how
/// many more there are; everything in the report where one was asked for.
class Log {
 public:
  static constexpr std::uint64_t most_said = 5;  ///< findings of a rule
  /// What of the findings is said.
  struct Options {
    Severity least = Severity::warning;  ///< without --quiet and --verbose
    bool advice = false;                 ///< what to do, as well
    std::uint64_t of_a_rule = most_said;
  };
  /// `report` may be nullptr.
  Log(Console& console, report::Report* report) : Log(console, report, Options{}) {}
  Log(Console& console, report::Report* report, Options options);

  /// A finding of a rule, to be filled.
  static Finding make(std::string_view rule);

  /// The index of a new input.
  std::size_t begin_file(const io::Input& input);
  FileSummary& file(std::size_t index) { return files_[index]; }
  std::size_t files() const { return files_.size(); }

  /// A file that is `first` under another name, and read only once.
  void repeated(const std::string& file, const std::string& first);
  /// Files of folders that are passed over because of their names: how many, and which with
  /// --verbose.
  void skipped(const std::vector<std::string>& files);

  /// Sets the name of the file and takes the finding.
  void add(Finding finding, std::size_t file);
  /// The same for one that is about the result, not about an input; it may name a file.
  void add(const Finding& finding);
  /// Further findings of a rule, of which nothing but their number is known.
  void add_unsaid(const Rule& rule, std::uint64_t count);
  void add_releases(std::uint64_t count) { summary_.releases += count; }
  void add_item_with_errors(std::size_t file);

  /// Says how many findings were not shown and ends the report; nothing may come after.
  void finish();
  /// After finish().
  const Summary& summary() const { return summary_; }
  /// The same: whether there is something of this severity ("error", "warning", "note"; "never").
  /// An input that could not be read weighs as an error.
  bool fails(std::string_view fail_on) const;
  /// Whether an input was read so far.
  bool any_read() const;

 private:
  void report(const Finding& finding);
  bool is_said(Severity severity) const;
  void say(const Finding& finding);

  Console& console_;
  report::Report* report_;
  Options options_;
  std::vector<FileSummary> files_;
  std::vector<std::uint64_t> counts_;  ///< by index of rules()
  Summary summary_;
};

}  // namespace edca::cli
