#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "edca/session.hpp"
#include "edca/sink.hpp"
#include "wire.hpp"

namespace edca::page {

/// What a run finds, made ready for the page: counted whole by cause, file and body, and of each
/// cause in each file the first places, with their sentences in both languages. Memory is bounded
/// by the number of files and of bodies, not by that of the findings.
class Findings final : public FindingSink {
 public:
  static constexpr std::size_t most_causes = 5'000;
  static constexpr std::size_t most_places = 10'000;
  static constexpr std::uint64_t places_each = 25;  ///< of one cause in one file
  static constexpr std::size_t most_bodies = 2'000;

  void finding(const Finding& finding) override;
  void file(const FileSummary& file) override;
  void item(const ItemSummary& item) override;
  void skipped(const std::string& file) override;
  void repeated(const std::string& file, const std::string& first) override;
  void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) override;

  /// The whole of it as JSON; web/page/report.js reads it.
  std::string json(const Summary& summary);

 private:
  /// What several findings have in common, as in the reports: rule, variant, path and property.
  struct Cause {
    const Rule* rule;
    Severity severity;
    std::string path;
    std::string property;
    std::uint64_t count = 0;
  };
  /// A finding whose body is not known yet, as its item has not ended.
  struct Pending {
    std::size_t cause;
    std::size_t file;
    std::string ocid;
  };

  std::size_t cause_of(const Finding& finding);
  std::size_t file_named(const std::string& name);
  std::size_t body_named(const std::string& name);
  void add_place(const Finding& finding, std::size_t cause, std::size_t file);
  void settle(const std::string& id, const std::string& body);

  std::vector<Cause> causes_;
  std::unordered_map<std::string, std::size_t> cause_index_;
  std::vector<std::string> files_;
  std::unordered_map<std::string, std::size_t> file_index_;
  std::vector<std::string> bodies_;
  std::unordered_map<std::string, std::size_t> body_index_;
  std::vector<Pending> pending_;
  std::map<std::pair<std::size_t, std::size_t>, std::uint64_t> placed_;  ///< by cause and file
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::uint64_t> counts_;
  std::vector<std::size_t> body_of_place_;
  std::vector<std::size_t> unsettled_;  ///< by index of pending_: the place, or `none`
  std::vector<std::string> places_;     ///< JSON texts
  std::size_t place_bytes_ = 0;
  std::vector<std::string> summaries_;  ///< JSON texts of files
  Json left_out_;
  std::uint64_t others_ = 0;  ///< findings whose cause is not in causes_
};

/// Tells the page how far a run is.
void tell_progress(const Progress& progress);

}  // namespace edca::page
