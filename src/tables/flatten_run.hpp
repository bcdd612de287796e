#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "edca/merger.hpp"
#include "edca/tables.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"
#include "tables/flat_tables.hpp"
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
  std::optional<Merger> merger;  ///< where releases are merged first
};

/// One run of a Flattener: reads everything into rows, then writes table by table.
class FlattenRun {
 public:
  /// Everything handed in must outlive the run.
  /// `arguments` are those that `inputs` come from.
  FlattenRun(const FlattenSettings& settings, const std::vector<std::string>& arguments,
             const io::InputList& inputs, const CellForm& form, const Session& session,
             FindingSink& sink);

  /// Throws as Flattener::run().
  FlattenSummary run(TableTarget& target);

 private:
  bool read();
  bool read_merged();
  bool flat() const { return settings_.options.style == TableStyle::flatten; }
  bool knows(std::string_view path, std::string& meant) const;
  void look_for_slips() const;
  bool write(TableTarget& target);
  Resource resource_of(const Table& table, const TableView& view) const;
  std::vector<const Table*> tables() const;

  const FlattenSettings& settings_;
  const std::vector<std::string>& arguments_;
  const io::InputList& inputs_;
  const Session& session_;
  FindingSink& sink_;
  Schemas schemas_;
  items::RunLog log_;
  Layout layout_;
  RowStore store_;
  ItemTables tables_;
  FlatTables flat_;
  TableFeeder feeder_;
  std::uint64_t merged_ = 0;  ///< compiled releases
  std::map<const Table*, std::string> names_;
  std::uint64_t total_;  ///< bytes of all inputs
  FlattenSummary summary_;
};

/// What Flattener::run() does with inputs that were found before; `arguments` are those that they
/// come from, of which only a run that merges knows. Throws as it does.
FlattenSummary flatten_inputs(const FlattenSettings& settings,
                              const std::vector<std::string>& arguments,
                              const io::InputList& inputs, const std::string& target,
                              bool overwrite, FindingSink& sink, const Session& session);

}  // namespace edca::tables
