#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "advertising/archive.hpp"
#include "diff/export_format.hpp"
#include "edca/differ.hpp"
#include "io/grouper.hpp"
#include "items/exports.hpp"

namespace edca::diff {

/// Compares two exports of Publicidad Abierta row by row: of each table the rows with the same
/// primary key, or, where it has none, with the same content. The numbers of rows (“#”) and the
/// form of amounts, days and codes do not count.
class ExportDiff {
 public:
  /// Everything handed in must outlive it.
  ExportDiff(const DiffOptions& options, const Session& session, FindingSink& sink);

  /// Takes the lists apart. What is read twice may not be standard input.
  DiffSummary run(io::InputList older, io::InputList newer, const Differ::Write& write);

 private:
  /// The rows of one key in one of the exports.
  using Side = std::vector<const io::Entry*>;

  bool read(io::InputList& list, bool newer);
  void read(const advertising::TableFile& file, bool newer);
  bool group(const io::Group& group, std::span<const io::Entry> entries,
             const Differ::Write& write);
  void pair_equal(const advertising::Table& table, Side& before, Side& after, ChangeCounts& counts);
  void warn_of_same(std::string_view table, std::string_view key, const Side& side);
  bool cancelled();

  const DiffOptions& options_;
  const Session& session_;
  items::RunLog log_;
  io::Grouper grouper_;
  std::unique_ptr<ExportFormat> format_;
  std::map<std::string, ChangeCounts, std::less<>> counts_;  ///< by table
  DiffSummary summary_;
};

}  // namespace edca::diff
