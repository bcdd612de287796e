#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/error.hpp"
#include "json/value.hpp"
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
  std::string reading();  ///< the page of this name, one of reading_pages()

 private:
  using Language = messages::Language;
  struct Kind;
  struct Column;

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

  static std::span<const Kind> kinds();
  static const Kind* kind_of(std::string_view name);
  friend std::vector<std::string_view> reading_pages(const Site& site);
  bool has_section(std::string_view section) const;
  std::string language_links() const;
  std::string section_links() const;
  std::string description() const;
  void head(const std::string& title);
  void begin(const std::string& title);
  void scripts();
  std::string body_attributes(const Kind& kind) const;
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

  // Of pages for reading.
  void view();
  void table(std::string_view caption, const std::vector<std::string>& rows,
             std::initializer_list<Column> columns);
  std::string process_link(const json::Value& row) const;
  std::string party_link(std::string_view page, std::string_view id, std::string_view name) const;
  static std::string names_cell(const json::Value* parties);
  std::string amounts_cell(const json::Value& row) const;
  void charts();
  void month_chart();
  void share_table(std::string_view id, std::string_view key, std::string_view column,
                   const std::map<std::string, pages::Share>& shares);
  void top_parties(std::string_view id, std::string_view key, std::string_view page,
                   const std::vector<pages::TopParty>& parties);
  std::string sums_cell(const pages::Sums& sums) const;
  void changes();
  void flags();
  void emergency();
  void emergency_table(std::string_view id, std::string_view key, std::string_view list,
                       std::string_view words);
  void flag_rows(bool flagged);

  std::string badge(const Verdict* verdict) const;
  std::string badge(const std::string& text, std::string_view style) const;
  std::string state_of_all() const;

  const Site& site_;
  std::string year_;  ///< empty: the index; else a year, or the name of a page for reading
  Language language_;
  std::string root_;
  std::string out_;
};

}  // namespace edca::portal
