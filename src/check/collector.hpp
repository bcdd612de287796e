#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "advertising/listener.hpp"
#include "base/rule_id.hpp"
#include "check/first_cells.hpp"
#include "check/identities.hpp"
#include "check/input_checker.hpp"
#include "edca/validator.hpp"
#include "io/cells.hpp"
#include "io/inputs.hpp"
#include "json/canonical.hpp"
#include "json/reader.hpp"

namespace edca::check {

/// Adds to the figures of a file or of the run.
template <class Figures>
void add_findings(const Rule& rule, Severity level, std::uint64_t count, Figures& figures) {
  figures.by_rule[std::string(rule.id)] += count;
  std::uint64_t& sum = level == Severity::error     ? figures.errors
                       : level == Severity::warning ? figures.warnings
                                                    : figures.notes;
  sum += count;
}

/// What a reader knows of a file once it is through.
struct FileFacts {
  bool byte_order_mark = false;
  bool empty = false;
  bool lines = false;
};

/// Puts together what checkers found: in the order of the input, capped per rule, with the figures
/// of each file and of the run. Used from one thread.
class Collector {
 public:
  /// Canonical hashes of some items of the n-th envelope of the current file, by index.
  using HashItems = std::function<json::NumberedHashes(std::uint64_t envelope,
                                                       const std::vector<std::uint64_t>& indexes)>;

  Collector(FindingSink& sink, const Scope& scope, std::uint64_t max_findings);

  void begin_file(const io::Input& input);
  /// What is known once the first bytes were read; before add().
  void opened(bool byte_order_mark, bool lines);
  /// `checker` makes the finding of equal items; `hash` re-reads suspects, null when keys are
  /// exact.
  void add(Outcome& outcome, InputChecker& checker, const HashItems& hash);
  void end_file(const FileFacts& facts, std::string_view encoding);
  /// A finding about a table of Publicidad Abierta, in the place of add(); one more of a cause that
  /// was told often enough, which is only counted; and, in the place of end_file(), what it is.
  void tell(Finding& finding);
  void tell_others(const Finding& like);
  void end_table(const advertising::FileFacts& facts);
  /// Whether there were both projects and contracting data, and a rule about links between them
  /// speaks.
  bool has_links() const;
  /// A finding about one of the files, once all of them are through.
  void tell_together(Finding finding);
  /// An argument that gave nothing to read.
  void problem(const io::InputProblem& problem);

  /// The figures of the run, once all files are through.
  Summary summary();

 private:
  void emit(Finding& finding);
  void emit(Outcome& outcome, std::size_t end);
  void emit_others(const Findings& findings);
  void note_unlisted(const Findings& findings);
  void keep_one_encoding(Outcome& outcome);
  void count(const Findings& findings);
  void count(std::size_t index, std::uint64_t count);
  void file_finding(base::RuleId rule, std::string variant, Arguments arguments, bool position);
  void end_envelope(const Outcome::Ended& ended, InputChecker& checker, const HashItems& hash);
  void compare_items(Outcome& outcome, InputChecker& checker);
  bool holds_other() const;
  void describe_file();
  void cover_file();

  void tell_cells();
  void locate_cells(Findings& findings);

  FindingSink& sink_;
  const Scope& scope_;
  std::uint64_t max_findings_;
  std::vector<std::uint64_t> printed_;
  Summary summary_;
  FileSummary file_;
  std::vector<std::string> kinds_;
  std::vector<ocds::Decision> decisions_;
  ExtensionList extensions_;
  std::vector<ItemKey> keys_;
  bool lines_ = false;
  bool wrong_encoding_ = false;
  std::uint64_t envelopes_ = 0;
  std::uint64_t unlisted_ = 0;        ///< findings of the file that were only counted
  semantics::Coverage coverage_;      ///< of the file
  semantics::Coverage all_coverage_;  ///< of the run
  bool mexican_ = false;              ///< some file is EDCA-MX
  bool projects_ = false;             ///< some file holds projects,
  bool processes_ = false;            ///< some contracting data
  std::size_t emitted_ = 0;           ///< findings and
  std::size_t told_ = 0;              ///< events of the outcome that is being added
  Identities identities_;
  FirstCells first_cells_;
  std::vector<std::string> files_;               ///< names of those that were read
  std::shared_ptr<const io::CellText> cells_;    ///< of the file, where it is a table
  std::unordered_set<std::string> told_causes_;  ///< of it, that are told once
};

}  // namespace edca::check
