#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>

#include "items/item_reader.hpp"
#include "items/run_log.hpp"
#include "portal/item_checks.hpp"
#include "portal/portal.hpp"
#include "process/ruleset.hpp"

namespace edca::portal {

/// Hands releases, records and projects of any input to the builder of a portal, and has them
/// judged on the way.
class InputReader final : public items::ItemReader {
 public:
  /// `digests` as for ItemReader; `rules`, which may be nullptr, learns what the inputs
  /// declare. All must outlive this.
  InputReader(const check::Setup& setup, const Session& session, bool digests, Builder& builder,
              process::Ruleset* rules, items::RunLog& log);

  /// Reads all inputs, and waits for what was found.
  void read_all(const io::InputList& inputs, const Proceed& progress);

  std::uint64_t items() const { return items_; }
  /// Whether there are releases or records: something that can be merged.
  bool any_release() const { return any_release_; }
  /// What was found. After read_all().
  const ItemChecks& checks() const { return checks_; }

 private:
  void take(Kind kind, const Item& item) override;
  void done(std::unique_ptr<json::Batch> batch) override;
  std::uint64_t begin_package(Kind kind, const json::Value& metadata) override;
  void end_package(Kind kind, const json::Value& metadata, std::string_view first,
                   std::uint64_t number) override;
  std::uint64_t add_package();
  std::uint64_t package_of(const Item& item);
  json::Unit unit_of(const Item& item);
  void taken(ItemBatch& batch);

  /// A package whose items are being read.
  struct Package {
    std::uint64_t number = 0;  ///< the builder's
    std::shared_ptr<json::Envelope> envelope;
  };

  const check::Setup& setup_;
  Builder& builder_;
  process::Ruleset* rules_;
  std::map<std::size_t, std::uint64_t> bare_;  ///< by file: the number of its bare items
  std::map<std::uint64_t, Package> packages_;  ///< by our number, which is not 0
  std::uint64_t begun_ = 0;                    ///< packages
  std::unique_ptr<ItemBatch> batch_;           ///< items of the batch at hand
  std::uint64_t items_ = 0;
  bool any_release_ = false;
  ItemChecks checks_;
};

}  // namespace edca::portal
