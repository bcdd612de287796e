#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "budget/case.hpp"

namespace edca::budget {

/// How a publisher understands its measures.
enum class Convention : unsigned char {
  unknown,
  balances,  ///< modified = executed + committed + reserved + available
  cumulative  ///< modified ≥ committed ≥ accrued ≥ executed ≥ paid, each with what comes after
};
std::string_view name(Convention convention) noexcept;

/// A publisher's convention, and what it was concluded from.
struct PublisherConvention {
  std::string publisher;
  Convention convention = Convention::unknown;
  std::string reason;          ///< of an unknown one: "no-measures", "no-evidence", "contradictory"
  std::uint64_t lines = 0;     ///< different ones
  std::uint64_t measured = 0;  ///< with modified and any of executed, committed, reserved
  std::uint64_t reconciled =
      0;                       ///< of these: executed + committed + reserved + available = modified
  std::uint64_t over = 0;      ///< of these: more than modified
  std::uint64_t executed = 0;  ///< of these: something is executed
  std::uint64_t balanced = 0;  ///< of these: reconciled, or less committed than executed
};

/// Money that comes of several processes, or of parts of them.
struct Flowed {
  Sum sum;
  Sum estimated;        ///< shares by modified, where a process has several lines
  bool shared = false;  ///< whether some of it can only be estimated
};

/// A budget line of a publisher, all its processes together.
struct Line {
  struct Stamp {
    Figures figures;
    std::string date;  ///< of the release that they are of
    std::string ocid;
    std::string pointer;
  };
  /// Amounts of one quarter that differ between processes.
  struct Conflict {
    int quarter = 0;
    Measure measure = Measure::approved;
    std::string kept, other;  ///< amounts as they were written
    std::string kept_ocid, other_ocid;
  };

  std::string publisher;
  std::string body;
  LineKey key;
  std::string shown;  ///< the key, or for want of one where the line stands
  std::string currency;
  bool one_currency = true;
  std::map<int, Stamp> quarters;
  std::vector<std::string> ocids;
  std::vector<Conflict> conflicts;  ///< the first few
  Flowed contracted, paid;

  int year() const { return year_of(key.parts[LineKey::year]); }
};

/// A line as of its latest quarter, moments made comparable.
struct View {
  int quarter = 0;
  Convention convention = Convention::unknown;
  std::optional<base::Decimal> approved, modified, reserved, accrued, executed, paid;
  std::optional<base::Decimal> committed;  ///< with what was executed of it
  std::optional<base::Decimal> available;
  bool measured = false;  ///< any of executed, committed, reserved is told
  const Line::Stamp* stamp = nullptr;

  /// What was approved; of a line that was added in the year, nothing was.
  std::optional<base::Decimal> first_approved() const {
    return approved || !modified ? approved : std::optional(base::Decimal());
  }
};

/// Lines of one programme, year and currency.
struct Programme {
  std::string publisher, body, year, branch, program, currency;
  std::uint64_t lines = 0;
  Sum approved, modified, reserved, committed, executed, available;
  Sum modified_of_executed;  ///< of the lines that tell what was executed
  Flowed contracted, paid;
};

/// All lines of a run, each counted once. What it keeps is bounded by their number.
class Books {
 public:
  void add(const Case& given);
  /// Concludes the conventions; after the last add().
  void finish();

  const std::map<std::string, Line>& lines() const { return lines_; }
  const std::map<std::string, PublisherConvention>& conventions() const { return conventions_; }
  const std::map<std::string, Programme>& programmes() const { return programmes_; }
  /// The line of a case; nullptr where there is none.
  const Line* find(const Case& given, const CaseLine& line) const;
  View view(const Line& line) const;

 private:
  void read(const Case& given, const CaseLine& line);
  void flows(const Case& given);
  static std::string programme_of(const Line& line);
  void conclude(PublisherConvention& convention) const;
  void count(const Line& line);

  std::map<std::string, Line> lines_;  ///< by publisher and identity
  std::map<std::string, PublisherConvention> conventions_;
  std::map<std::string, Programme> programmes_;
};

/// How a whole is parted by modified; nothing where that is not known.
std::optional<std::vector<base::Decimal>> shares(const base::Decimal& whole,
                                                 const std::vector<base::Decimal>& weights);
/// The modified budget of each of the lines in their latest quarter; nothing where one lacks it.
std::optional<std::vector<base::Decimal>> weights(const Case& given);

}  // namespace edca::budget
