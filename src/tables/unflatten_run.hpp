#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "edca/tables.hpp"
#include "io/grouper.hpp"
#include "items/run_log.hpp"
#include "tables/item_builder.hpp"
#include "tables/table_rows.hpp"

namespace edca::tables {

/// One run of an Unflattener: reads all tables into a Grouper, then writes item by item.
class UnflattenRun {
 public:
  /// Everything handed in must outlive the run. Throws as Unflattener::run().
  UnflattenRun(const UnflattenOptions& options, const std::string& tables, const Session& session,
               FindingSink& sink);

  /// Told of each item that is written next, and its JSON Pointer.
  using Watch = std::function<void(ItemBuilder& item, const std::string& pointer)>;

  UnflattenSummary run(const Unflattener::Write& write, Watch watch = nullptr);

  const TableRows& tables() const { return rows_; }

 private:
  static constexpr std::uint64_t none = ~std::uint64_t{0};

  struct Head {
    std::string list;
    std::string text;  ///< the package without its list of items
    bool written = false;
  };

  bool read();
  void keep_head(std::uint64_t number);
  bool write_item(std::uint64_t number);
  bool enter_package(std::uint64_t item);
  bool begin_package(std::uint64_t number, Head& head);
  bool end_package();
  bool write_empty(std::uint64_t item, std::uint64_t but);
  std::string pointer() const;
  bool write(std::string_view text);

  const UnflattenOptions& options_;
  const Session& session_;
  items::RunLog log_;
  io::Grouper grouper_;
  std::unique_ptr<TableSource> source_;
  TableRows rows_;
  ItemBuilder builder_;
  const Unflattener::Write* write_ = nullptr;
  std::map<std::uint64_t, Head> heads_;                 ///< of packages, by their numbers
  std::multimap<std::uint64_t, std::uint64_t> places_;  ///< of packages: in front of which item
  std::uint64_t open_ = none;                           ///< the package at hand
  std::uint64_t filled_ = 0;                            ///< items in it so far
  Watch watch_;
  json::Writer text_;
  UnflattenSummary summary_;
};

}  // namespace edca::tables
