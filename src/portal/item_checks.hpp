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
#include "base/session.hpp"
#include "check/input_checker.hpp"
#include "check/setup.hpp"
#include "edca/finding.hpp"
#include "portal/item_facts.hpp"
#include "portal/portal.hpp"
#include "semantics/tally.hpp"

namespace edca::portal {

/// An item to be published, and how to judge it.
struct CheckedItem {
  NewItem item;
  json::Unit unit;
  // What came of it.
  const schema::Profile* profile = nullptr;  ///< that it was judged by; nullptr: it was not
  std::size_t findings = 0;                  ///< behind its last one, in the outcome of its batch
};

/// Items that were read together.
struct ItemBatch {
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
  /// Takes a batch when all before it were taken; called from the thread that calls add().
  using Take = std::function<void(ItemBatch&)>;

  /// `digests` as for ItemReader. The setup must outlive this.
  ItemChecks(const check::Setup& setup, const Session& session, bool digests, Take take);

  void add(std::unique_ptr<ItemBatch> batch);
  /// Waits for the last one.
  void finish();

  /// The number of a profile, from 1; 0: nothing was judged by it.
  std::uint32_t number(const schema::Profile* profile) const;
  const Found& found(std::uint32_t number) const { return found_[number - 1]; }
  const check::Setup& setup() const { return setup_; }

 private:
  void judge(ItemBatch& batch, unsigned thread);
  void judge(CheckedItem& item, ItemBatch& batch, unsigned thread);
  void count(CheckedItem& item, ItemBatch& batch) const;
  void take(ItemBatch& batch);
  void keep(Finding& finding, std::size_t file, Found& found) const;

  const check::Setup& setup_;
  unsigned jobs_;
  Take take_;
  std::vector<std::unique_ptr<check::InputChecker>> workers_;  ///< one for each thread
  std::deque<ItemReader> readers_;                             ///< the same
  std::vector<const schema::Profile*> profiles_;
  std::deque<Found> found_;  ///< by profile
  std::deque<std::future<std::unique_ptr<ItemBatch>>> pending_;
  base::Pool pool_;  ///< last: its threads use the rest
};

}  // namespace edca::portal
