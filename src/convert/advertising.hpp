#pragma once

#include "convert/conversion.hpp"
#include "items/exports.hpp"

// What is made of the exports of Publicidad Abierta.

namespace edca::convert {

/// Tables: a Data Package, a workbook or a database. advertising_tables.cpp
class AdvertisingToTables final : public Conversion {
 public:
  explicit AdvertisingToTables(const ConvertOptions& options) : read_(options.read) {}
  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override;

 private:
  ReadOptions read_;
};

/// The archive that the tool exports: a ZIP of files in Windows-1252 with `leeme.txt`.
/// advertising_archive.cpp
class AdvertisingToArchive final : public Conversion {
 public:
  explicit AdvertisingToArchive(const ConvertOptions& options) : read_(options.read) {}
  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override;

 private:
  ReadOptions read_;
};

/// Campaigns with their orders, invoices and lines, one a line. advertising_campaigns.cpp
class AdvertisingToJson final : public Conversion {
 public:
  explicit AdvertisingToJson(const ConvertOptions& options) : read_(options.read) {}
  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override;

 private:
  ReadOptions read_;
};

/// Contracts and orders as releases of OCDS, one a line. advertising_releases.cpp
class AdvertisingToReleases final : public Conversion {
 public:
  /// Throws Error(usage, "convert.no-prefix").
  explicit AdvertisingToReleases(const ConvertOptions& options);
  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override;

 private:
  ReadOptions read_;
  std::string prefix_;
  bool natural_persons_;
};

/// The archives among inputs; what cannot be read is told. `target` must not be among them:
/// Error(usage, "output.is-input").
std::vector<advertising::Archive> archives_of(const std::vector<std::string>& inputs,
                                              const ReadOptions& read, const std::string& target,
                                              items::RunLog& log);
ConvertSummary summary_of(items::RunLog& log, const items::FileRun& figures, bool cancelled);

}  // namespace edca::convert
