#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/pool.hpp"
#include "check/collector.hpp"
#include "check/input_checker.hpp"
#include "check/setup.hpp"
#include "edca/session.hpp"
#include "edca/validator.hpp"
#include "merge/rules.hpp"
#include "portal/item_checks.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// Judges the packages of a portal while they are written.
///
/// Records are judged as they go into their package, side by side. Of a package of releases that
/// were judged when they were read, by what the package itself is to be judged by, and none of
/// which concerns another, only what stands around them is left to look at. Any other package is
/// read again.
class PackageChecks final : public PackageObserver {
 public:
  struct Result {
    std::string path;               ///< within the portal; so in all that is below
    FileSummary file;               ///< complete
    std::vector<Finding> findings;  ///< the first of each rule
    std::uint32_t items = 0;        ///< what was found in its items: a number of `ItemChecks`, or 0
  };

  /// `folder` is that of the portal; the setup says how many findings of a rule are kept of each
  /// package. Both must outlive this.
  PackageChecks(const check::Setup& setup, const std::string& folder, const Session& session);
  ~PackageChecks() override;

  /// Before the first package: what was found in releases, and by what rules records are merged;
  /// nullptr: none are.
  void begin(const ItemChecks& items, const merge::Rules* rules);
  /// What was found in the next package, in the order in which they were written; nothing after the
  /// last.
  std::optional<Result> next();

  void begin(ItemKind kind, const std::string& path, std::string_view head,
             std::string_view first) override;
  void item(std::string_view text, bool made) override;
  void written(const File& file, const Envelope& envelope) override;

 private:
  class Package;
  struct Records;
  struct Judged;

  void hand_out();
  void take_oldest();
  std::unique_ptr<Judged> judge(const Records& records, unsigned thread);
  bool is_merged_alike(const schema::Profile& profile);
  std::optional<Result> around_items(const File& file, const Envelope& envelope) const;
  const Validator& validator();
  Result read_again(const std::string& path);

  const check::Setup& setup_;
  std::string folder_;  ///< ends with '/'
  const Session& session_;
  unsigned jobs_;
  const ItemChecks* items_ = nullptr;
  const merge::Rules* rules_ = nullptr;
  std::map<const schema::Profile*, bool> merged_alike_;
  std::vector<std::unique_ptr<check::InputChecker>> workers_;  ///< one for each thread
  std::deque<std::unique_ptr<Package>> packages_;
  std::unique_ptr<Records> records_;  ///< of the package at hand, not handed out yet
  std::deque<std::future<std::unique_ptr<Judged>>> pending_;
  std::atomic<bool> cancelled_ = false;
  std::once_flag validator_once_;
  std::unique_ptr<Validator> validator_;  ///< made when a package is read again
  base::Pool pool_;                       ///< last: its threads use the rest
};

}  // namespace edca::portal
