#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edca/summary.hpp"
#include "report/report.hpp"

// The parts of the HTML page that come of figures, each as HTML. What they list is bounded, and
// says so.
namespace edca::report::html {

/// Whose data these are and how they were judged.
class About {
 public:
  void publisher(const std::string& name);
  void file(const FileSummary& file);
  /// `date`: the day by which dates were judged; may be empty.
  std::string html(const std::string& date) const;

 private:
  /// What there is of a kind, with counts, in the order of its appearance; so much and no more.
  class Names {
   public:
    void add(const std::string& name);
    std::string html(bool counts) const;
    bool empty() const { return order_.empty(); }

   private:
    static constexpr std::size_t most = 20;
    std::map<std::string, std::uint64_t> counts_;
    std::vector<std::string> order_;
    bool more_ = false;
  };

  Names publishers_;
  Names profiles_;  ///< with the reason, HTML in both languages
  Names extensions_;
  Names unknown_;
};

std::string figures(const Summary& summary);

/// `months`: items by the month of their date.
std::string charts(const Summary& summary, const std::map<std::string, std::uint64_t>& months);

/// Empty where no bodies were told apart. Names lead to the findings of the body.
std::string bodies(const Summary& summary, const Previous& previous);

/// Empty where there is no earlier report.
std::string comparison(const Summary& summary, const Previous& previous);

struct FileRow {
  std::string name;
  std::string profile;
  std::uint64_t items;
  std::uint64_t releases;
  std::uint64_t errors;
  std::uint64_t warnings;
  std::uint64_t notes;
  bool read;
};
std::string files(std::vector<FileRow> rows);

/// A name as it stands in data: made harmless, shortened, in a <code>.
std::string code(std::string_view text);

/// The section of the page that tells of a rule.
std::string anchor(std::string_view rule);

}  // namespace edca::report::html
