#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/pool.hpp"
#include "check/input_checker.hpp"
#include "check/setup.hpp"
#include "edca/finding.hpp"
#include "portal/item_facts.hpp"
#include "portal/portal.hpp"
#include "semantics/tally.hpp"

namespace edca::cli {

/// An item to be published, and how to judge it.
struct CheckedItem {
  portal::NewItem item;
  json::Unit unit;
  // What came of it.
  const schema::Profile* profile = nullptr;  ///< that it was judged by; nullptr: it was not
  std::size_t findings = 0;                  ///< behind its last one, in the outcome of its load
};

/// Items that were read together.
struct Load {
  std::unique_ptr<json::Batch> batch;  ///< holds their texts
  std::size_t file = 0;                ///< in the log
  std::vector<CheckedItem> items;
  // What came of them.
  check::Outcome outcome;
  std::vector<std::pair<const schema::Profile*, semantics::Tally>> tallies;
};

/// Judges releases as they are read, side by side, and hands them and other items on in the order
/// in which they came: each is parsed once.
class ItemChecks {
 public:
  /// What was found in all releases that were judged by one profile.
  struct Found {
    std::vector<std::pair<Finding, std::size_t>> list;  ///< the first of each rule, with their file
    semantics::Tally listed;
    semantics::Tally tally;  ///< all of them
  };
  /// Takes a load when all before it were taken; called from the thread that calls add().
  using Take = std::function<void(Load&)>;

  /// `digests` as for ItemReader. The setup must outlive this.
  ItemChecks(const check::Setup& setup, bool digests, Take take);

  void add(std::unique_ptr<Load> load);
  /// Waits for the last one.
  void finish();

  /// The number of a profile, from 1; 0: nothing was judged by it.
  std::uint32_t number(const schema::Profile* profile) const;
  const Found& found(std::uint32_t number) const { return found_[number - 1]; }
  const check::Setup& setup() const { return setup_; }

 private:
  void judge(Load& load, unsigned thread);
  void judge(CheckedItem& item, Load& load, unsigned thread);
  void count(CheckedItem& item, Load& load) const;
  void take(Load& load);
  void keep(Finding& finding, std::size_t file, Found& found) const;

  const check::Setup& setup_;
  Take take_;
  std::vector<std::unique_ptr<check::InputChecker>> workers_;  ///< one for each thread
  std::deque<portal::ItemReader> readers_;                     ///< the same
  std::vector<const schema::Profile*> profiles_;
  std::deque<Found> found_;  ///< by profile
  std::deque<std::future<std::unique_ptr<Load>>> pending_;
  std::unique_ptr<base::Pool> pool_;  ///< none: with one thread; last, as its threads use the rest
};

}  // namespace edca::cli
