#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "items/item_reader.hpp"
#include "tables/item_sink.hpp"

namespace edca::tables {

/// Reads inputs of any form and takes what is in them apart into rows.
class TableFeeder final : public items::ItemReader {
 public:
  /// Everything handed in must outlive the reader.
  TableFeeder(Encoding encoding, const std::string& temporary_folder, ItemSink& tables,
              items::RunLog& log);

  std::uint64_t items() const { return items_; }
  std::uint64_t packages() const { return packages_; }

 private:
  void take(Kind kind, const Item& item) override;
  std::uint64_t begin_package(Kind kind, const json::Value& metadata) override;
  void end_package(Kind kind, const json::Value& metadata, std::string_view first,
                   std::uint64_t number) override;

  ItemSink& tables_;
  std::uint64_t items_ = 0;
  std::uint64_t packages_ = 0;
  std::unordered_map<std::uint64_t, std::uint64_t> first_items_;  ///< of packages being read
};

}  // namespace edca::tables
