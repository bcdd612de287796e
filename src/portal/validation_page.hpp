#pragma once

#include <memory>
#include <string>

#include "edca/sink.hpp"
#include "messages/messages.hpp"
#include "report/report.hpp"

namespace edca::portal {

/// Hands what a run finds on, and makes a page of it. Files stand there by their names alone:
/// where they lay when the portal was made is nobody's business.
class ValidationPage final : public FindingSink {
 public:
  /// `sink` must outlive it. Without `wanted` nothing is made.
  ValidationPage(FindingSink& sink, bool wanted, messages::Language language);

  /// The page. After the last file.
  std::string finish(const Summary& summary);

  void finding(const Finding& finding) override;
  void others(const Finding& like, std::uint64_t count) override { sink_.others(like, count); }
  void file(const FileSummary& file) override;
  void repeated(const std::string& file, const std::string& first) override {
    sink_.repeated(file, first);
  }
  void skipped(const std::string& file) override { sink_.skipped(file); }
  void item(const ItemSummary& item) override { sink_.item(item); }
  void publisher(const std::string& name) override { sink_.publisher(name); }
  void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) override {
    sink_.progress(files, bytes, total);
  }
  bool cancelled() override { return sink_.cancelled(); }

 private:
  FindingSink& sink_;
  std::string html_;
  std::unique_ptr<report::Report> report_;  ///< none: not wanted
};

}  // namespace edca::portal
