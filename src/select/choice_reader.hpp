#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "io/grouper.hpp"
#include "items/item_reader.hpp"
#include "process/ruleset.hpp"

namespace edca::select {

/// Puts releases and records into a Grouper by OCID, whole and as they are written. What belongs to
/// no process becomes a finding. That an item is JSON is not looked at here.
class ChoiceReader final : public items::ItemReader {
 public:
  /// Everything handed in must outlive it. `keep`: what packages say of themselves is needed.
  ChoiceReader(Encoding encoding, const std::string& temporary_folder, io::Grouper& grouper,
               process::Ruleset& ruleset, items::RunLog& log, bool keep)
      : items::ItemReader(encoding, temporary_folder, log),
        grouper_(grouper),
        ruleset_(ruleset),
        keep_(keep) {}

  /// What the package with this number says of itself, as a JSON object; "" for 0.
  const std::string& metadata(std::uint64_t package) const { return packages_.at(package); }

 private:
  void take(Kind kind, const Item& item) override;
  std::uint64_t begin_package(Kind kind, const json::Value& metadata) override;
  void end_package(Kind kind, const json::Value& metadata, std::string_view first,
                   std::uint64_t number) override;
  void judged(const ocds::Decision& decision);

  io::Grouper& grouper_;
  process::Ruleset& ruleset_;
  bool keep_;
  std::vector<std::string> packages_ = {std::string()};
  std::unordered_set<std::string> unknown_extensions_;
  std::string head_;
};

}  // namespace edca::select
