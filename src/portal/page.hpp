#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/error.hpp"
#include "portal/site.hpp"
#include "portal/words.hpp"

namespace edca::portal {

/// One page that is being written.
class Page {
 public:
  Page(const Site& site, std::string year, messages::Language language)
      : site_(site),
        year_(std::move(year)),
        language_(language),
        root_(language == site.options.languages.front() ? "" : "../") {}

  // The text of the page. To be called once.
  std::string index();
  std::string year();

 private:
  using Language = messages::Language;

  std::string say(std::string_view key, const Arguments& arguments = {}) const {
    return words(key, language_, arguments);
  }
  /// A file of the portal, as this page links to it.
  std::string here(const std::string& path) const { return root_ + path; }
  std::string page(const std::string& year, Language language) const {
    return here(page_path(site_, year, language));
  }
  std::string year_name(const std::string& year) const {
    return year == undated ? say("undated") : year;
  }

  std::string language_links() const;
  void begin(const std::string& title);
  void end();
  void heading(std::string_view id, std::string_view key);
  void figure(std::string_view key, std::uint64_t count);
  void figures(const Figures& figures);
  void amounts(const Figures& figures);
  std::string amount_cell(const std::map<std::string, Sum>& sums) const;
  std::vector<std::string> years_backwards() const;
  void years();
  void methods(const Figures& figures);
  void downloads();
  void downloads_of(const std::string& year);
  void download(std::span<const File* const> files);
  void checksums();
  void programs();
  void about();
  void fact(std::string_view key, const std::string& html);
  void facts();
  void year_links();
  std::string badge(const Verdict* verdict) const;
  std::string state_of_all() const;

  const Site& site_;
  std::string year_;  ///< empty: the index
  Language language_;
  std::string root_;
  std::string out_;
};

}  // namespace edca::portal
