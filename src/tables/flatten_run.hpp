#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "edca/tables.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"
#include "tables/item_tables.hpp"
#include "tables/table_feeder.hpp"
#include "tables/table_target.hpp"

namespace edca::tables {

/// What a Flattener reads of its options once.
struct FlattenSettings {
  /// Throws as Flattener's constructor.
  explicit FlattenSettings(FlattenOptions asked);
  FlattenSettings(const FlattenSettings&) = delete;
  FlattenSettings& operator=(const FlattenSettings&) = delete;

  FlattenOptions options;
  schema::Catalog catalog;
  std::unique_ptr<const schema::Profile> contracting;
  std::unique_ptr<const schema::Profile> projects;
};

/// One run of a Flattener: reads everything into rows, then writes table by table.
class FlattenRun {
 public:
  /// Everything handed in must outlive the run.
  FlattenRun(const FlattenSettings& settings, const io::InputList& inputs, Numbers numbers,
             const Session& session, FindingSink& sink);

  /// Throws as Flattener::run().
  FlattenSummary run(TableTarget& target);

 private:
  bool read();
  bool write(TableTarget& target);
  std::vector<const Table*> tables() const;

  const FlattenSettings& settings_;
  const io::InputList& inputs_;
  const Session& session_;
  Schemas schemas_;
  items::RunLog log_;
  Layout layout_;
  RowStore store_;
  ItemTables tables_;
  TableFeeder feeder_;
  std::uint64_t total_;  ///< bytes of all inputs
  FlattenSummary summary_;
};

}  // namespace edca::tables
