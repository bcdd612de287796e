#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/hash.hpp"
#include "edca/finding.hpp"
#include "edca/summary.hpp"
#include "edca/validator.hpp"
#include "messages/messages.hpp"

namespace edca::report {

/// Where files belong. Immutable; cheap to ask, however many the inputs are.
class Folders {
 public:
  /// `inputs`: as they were given.
  explicit Folders(const std::vector<std::string>& inputs);

  /// Of a file that was found in a folder or zip of the inputs the top folder below that, or that
  /// itself where nothing is between; of any other one the folder around it, "." for a name alone.
  std::string of(std::string_view file) const;

 private:
  std::unordered_map<std::string, std::size_t> inputs_;  ///< with their places
};

/// Adds up the figures of each body that publishes; takes what a FindingSink is told, in the same
/// order, and every finding. Keeps 16 bytes and a little for each process, and of each file of
/// projects its name.
class Bodies {
 public:
  /// `group_by`: "folder", "publisher", "prefix" or "buyer".
  /// `inputs`: as they were given, for folders.
  explicit Bodies(std::string group_by, const std::vector<std::string>& inputs = {})
      : group_by_(std::move(group_by)), folders_(inputs) {}

  void finding(const Finding& finding);
  void item(const ItemSummary& item);
  void publisher(const std::string& name);
  void file(const FileSummary& file);

  /// The best score first; bodies without a score last.
  std::vector<BodySummary> ranking() const;

 private:
  struct Body {
    BodySummary figures;
    /// By its id: the answers of a process as in Quality, and a bit where it has errors.
    std::unordered_map<std::uint64_t, std::uint8_t> processes;
  };

  Body& body_of(std::string_view id);
  Body& body_of_project(const Finding& finding);
  Body& body_named(const std::string& name);
  Body& settle(const std::string& name);

  std::string group_by_;
  Folders folders_;
  std::map<std::string, Body> bodies_;
  Body pending_;               ///< of which the body is not known yet
  std::set<std::string> met_;  ///< bodies in the current file
  std::string last_;           ///< the one met last
  std::map<std::string, std::set<std::string>> of_projects_;  ///< bodies by file, of projects
  base::KeyedHash hash_;
};

/// "ocds-abc123" of "ocds-abc123-1"; empty when there is no such prefix.
std::string prefix_of(std::string_view id);

/// From 0 to 100 in tenths, by the formula of docs/score.md; none without processes or releases.
std::optional<std::uint64_t> score(const BodySummary& body);

/// The mean of what is filled of the obligatory fields and of what the law wants, in tenths of a
/// percent; none where neither was asked for.
std::optional<std::uint64_t> completeness(const BodySummary& body);

/// Errors for each 1,000 releases in tenths; of data without releases, for each 1,000 items.
std::optional<std::uint64_t> error_rate(const BodySummary& body);

/// 873 as "87.3".
std::string tenths(std::uint64_t number);

/// What an earlier report says.
struct Previous {
  bool known = false;
  std::map<std::string, std::uint64_t> by_rule;
  std::map<std::string, BodySummary> bodies;
};

/// Reads a report in JSON. Throws Error(usage, "compare.format") with argument file: it is none, or
/// its bodies are grouped by something else than `group_by`; Error(usage,
/// "adjustments.unreadable").
Previous read_previous(const std::string& file, const std::string& group_by);

/// What a column of the table of bodies holds: a share, a number in tenths, the same in percent, or
/// a count.
struct Tenths {
  std::optional<std::uint64_t> number;
};
struct TenthsOfPercent {
  std::optional<std::uint64_t> number;
};
using BodyFigure = std::variant<Share, Tenths, TenthsOfPercent, std::uint64_t>;

struct BodyColumn {
  std::string_view heading;  ///< key of the sentence
  BodyFigure (*of)(const BodySummary& body);
};

/// The columns behind the names of bodies, whatever the format.
std::span<const BodyColumn> body_columns();

/// A row for each body under a row of headings, in the language; with what has changed where there
/// is an earlier report. The first column is the name.
std::vector<std::vector<std::string>> body_table(const Summary& summary, const Previous& previous,
                                                 messages::Language language);

/// Rules with more or fewer findings than before under a row of headings: what got worse first.
std::vector<std::vector<std::string>> rule_table(const Summary& summary, const Previous& previous,
                                                 messages::Language language);

}  // namespace edca::report
