#pragma once

#include <array>
#include <bitset>
#include <string>
#include <string_view>

#include "io/grouper.hpp"
#include "items/item_reader.hpp"
#include "items/origin.hpp"

namespace edca::diff {

/// What travels with an item through the Grouper.
struct Head {
  bool newer = false;
  ocds::Kind kind = ocds::Kind::release;
  items::Origin origin;

  /// Appends it to `out`.
  void write(std::string& out) const;
  /// `bytes` are what write() gave.
  static Head read(std::string_view bytes);
};

/// Puts the items of two snapshots into a Grouper: releases and records by OCID, projects by id.
/// What cannot be compared becomes a finding.
class SnapshotReader final : public items::ItemReader {
 public:
  /// Everything handed in must outlive the reader.
  SnapshotReader(Encoding encoding, const std::string& temporary_folder, io::Grouper& grouper,
                 items::RunLog& log);

  /// From now on inputs belong to the newer snapshot.
  void begin_newer() { newer_ = true; }
  /// Whether both snapshots hold something, and nothing of the same kind.
  bool nothing_in_common() const;

  // The key of a group: an OCID, or the id of a project.
  static bool is_project(std::string_view key) { return key.front() == project_mark; }
  static std::string_view name(std::string_view key) { return key.substr(1); }

 private:
  static constexpr char process_mark = 'o';
  static constexpr char project_mark = 'p';

  void take(Kind kind, const Item& item) override;
  std::uint64_t begin_package(Kind, const json::Value&) override { return 0; }
  void end_package(Kind, const json::Value&, std::string_view, std::uint64_t) override {}

  io::Grouper& grouper_;
  bool newer_ = false;
  std::array<std::bitset<16>, 2> kinds_;  ///< in the older and in the newer snapshot
  std::string key_;
  std::string head_;
};

}  // namespace edca::diff
