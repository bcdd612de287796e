#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/rule_id.hpp"
#include "base/text.hpp"
#include "edca/sink.hpp"
#include "io/cells.hpp"
#include "io/inputs.hpp"

namespace edca::items {

/// Adds the figures of another run, but for what is about bodies and coverage.
void add_figures(Summary& to, const Summary& more);

/// What a run found: the figures of each input and of all; findings go to a sink as they come.
class RunLog {
 public:
  /// `sink` must outlive the log.
  explicit RunLog(FindingSink& sink) : sink_(sink), counts_(rules().size(), 0) {}

  /// A finding of a rule, to be filled.
  static Finding make(base::RuleId rule);
  /// The same about the run or its result, not about a place in an input.
  static Finding make_general(base::RuleId rule);
  /// Why an input is not read.
  static Finding make_general(const io::InputFault& fault);

  /// The index of a new input. What is wrong with the cells of tables is said now.
  std::size_t begin_file(const io::Input& input);
  FileSummary& file(std::size_t index) { return files_[index]; }
  std::size_t files() const { return files_.size(); }

  /// A new input that is not read.
  void unreadable(const io::Input& input, const io::InputFault& fault);
  /// What is to be told of a list before its inputs are read: what stands in it twice, is passed
  /// over, or cannot be had.
  void announce(const io::InputList& list);
  /// A file that is `first` under another name, and read only once.
  void repeated(const std::string& file, const std::string& first) { sink_.repeated(file, first); }
  /// Files of folders that are passed over because of their names.
  void skipped(const std::vector<std::string>& files);

  /// The cell of an item, and its file; of one in no table the file alone.
  std::pair<std::string, Cell> cell_at(const base::Place& at, std::size_t file) const;

  /// Sets the name of the file and takes the finding.
  void add(Finding finding, std::size_t file);
  /// The same for one that is about the result, not about an input; it may name a file.
  void add(const Finding& finding);
  /// Further findings of a rule, of which nothing but their number is known.
  void add_unsaid(const Rule& rule, std::uint64_t count);
  /// The same of an input.
  void add_unsaid(const Rule& rule, std::uint64_t count, std::size_t file);
  void add_releases(std::uint64_t count) { summary_.releases += count; }
  void add_item_with_errors(std::size_t file);

  /// Completes the figures and tells the sink of each file; nothing may come after.
  void finish();
  /// After finish().
  const Summary& summary() const { return summary_; }
  /// Whether an input was read so far.
  bool any_read() const;

 private:
  void hand_on(const Finding& finding);

  FindingSink& sink_;
  std::vector<FileSummary> files_;
  std::vector<std::shared_ptr<const io::CellText>> cells_;  ///< by file; nullptr for no table
  std::vector<std::uint64_t> counts_;                       ///< by index of rules()
  Summary summary_;
};

}  // namespace edca::items
