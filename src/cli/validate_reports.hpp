#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "io/output.hpp"
#include "report/report.hpp"

namespace edca::cli {

/// The reports of one run of `validate`: that of --format, those of --also, and the list of all
/// findings beside a page in a file (report.csv beside report.html).
class Reports {
 public:
  /// Throws Error(usage): a format that is none, an argument that is not of the form FORMAT=FILE,
  /// two reports for one file, an option that no format has a place for. Opens no file.
  Reports(const ValidateCommand& command, Console& console);

  /// Whether some format is among those of `property` (report::wants_all, …).
  bool any(bool (*property)(std::string_view format)) const;
  /// Findings of a rule that somebody wants to hear of; 0: all.
  std::uint64_t most() const;
  /// Whether nobody reads what is written.
  bool closed() const;

  /// Opens the files and begins; `common` is what the reports have in common. Throws as
  /// io::Output.
  void open(const report::Options& common);
  void finding(const Finding& finding);
  void file(const FileSummary& file);
  void item(const ItemSummary& item);
  void publisher(const std::string& name);
  /// Ends the reports and gives the files their names.
  void finish(const Summary& summary);

 private:
  struct One {
    std::string format;
    std::string path;  ///< empty: where --output says
    std::uint64_t most = 0;
    bool excel = false;
    std::string csv = {};  ///< the list beside a page
    std::unique_ptr<io::Output> output = nullptr;
    std::unique_ptr<report::Report> report = nullptr;
  };

  void add(const std::string& argument, const ValidateCommand& command);
  void add_lists(const std::string& main_output);

  Console& console_;
  bool coverage_;  ///< asked for; a page shows it in any case
  std::vector<One> reports_;
  std::unordered_map<const Rule*, std::uint64_t> told_;
};

}  // namespace edca::cli
