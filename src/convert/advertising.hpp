#pragma once

#include "convert/conversion.hpp"

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

}  // namespace edca::convert
