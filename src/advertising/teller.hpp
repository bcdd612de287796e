#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "advertising/listener.hpp"
#include "advertising/table_file.hpp"
#include "base/rule_id.hpp"
#include "edca/finding.hpp"

namespace edca::advertising {

/// Makes findings about the cells of one file.
class Teller {
 public:
  Teller(const TableFile& file, Listener& listener) : file_(file), listener_(listener) {}

  /// The row that is spoken of from now on.
  void row(const TableRows& rows);
  /// A finding about a cell of the row; `column` nowhere: about the row. Its heading is the
  /// argument `field`.
  void tell(base::RuleId rule, std::size_t column, Arguments arguments = {});
  /// That the row has more or fewer cells than there are headings; where its cells surely stand
  /// beside their columns, from which one on.
  void tell_width(const TableRows& rows);
  /// That a cell was changed, or (`column` nowhere) the row.
  void tell_change(base::RuleId rule, std::size_t column, std::string_view old,
                   std::string_view now);
  /// About a heading, and about the file as a whole.
  void tell_heading(base::RuleId rule, std::size_t column, Arguments arguments = {});
  void tell_file(base::RuleId rule, Arguments arguments = {});
  /// That the file cannot be read, or not on.
  void tell_fault(const io::InputFault& fault);

  /// What is so habitual that it is told once for all of a group, where it stands first, with how
  /// often it is so (argument `count`) and, after among(), of how many (argument `of`).
  void tally(base::RuleId rule, std::size_t column, const std::string& group,
             Arguments arguments = {});
  void among(base::RuleId rule, const std::string& group);
  /// Tells what was tallied. `always`: a rule that is told only where it holds for all, and these
  /// are ten at least.
  void finish(base::RuleId always);

  /// How many findings were told or tallied, wanted or not.
  std::uint64_t told() const { return told_; }
  /// Rows of which an error was told or tallied.
  std::uint64_t rows_with_errors() const { return rows_with_errors_; }

 private:
  struct Tallied {
    Finding finding;
    std::uint64_t count = 0;
  };
  using Group = std::tuple<std::size_t, std::string, std::string>;

  Finding make(base::RuleId rule, std::size_t column, Arguments arguments) const;
  void count_row(base::RuleId rule);

  const TableFile& file_;
  Listener& listener_;
  const TableRows* rows_ = nullptr;
  std::map<Group, Tallied> tallied_;
  std::map<std::pair<std::size_t, std::string>, std::uint64_t> among_;
  std::uint64_t told_ = 0;
  std::uint64_t rows_with_errors_ = 0;
  std::uint64_t last_wrong_ = 0;
};

}  // namespace edca::advertising
