#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pages/overview.hpp"
#include "portal/dates.hpp"
#include "portal/emergency.hpp"
#include "portal/figures.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// All that pages, catalogues and the manifest say.
struct Site {
  Metadata metadata;
  Options options;
  std::vector<File> data;  ///< in the order of writing: each package before its archives
  std::map<std::string, Figures> years;  ///< by year, "undated"; projects under ""
  Figures total;
  std::map<std::string, std::vector<const File*>> of_year;  ///< data files, in their order
  DateRange dates;
  std::map<std::string, Verdict> verdicts;  ///< by path of a package, or of tables
  std::optional<Emergency> emergency;
  std::optional<pages::Overview> overview;  ///< nothing: there are no pages to read processes on
};

/// The address of a file of the portal; relative where it is not known where it will be served.
inline std::string address(const Site& site, const std::string& path) {
  return site.metadata.base_url + path;
}

/// The identifier of the dataset in catalogues.
std::string identifier_of(const Site& site);

/// What was found in the package that a data file holds, or in all whose items tables hold; nullptr
/// when it was not validated.
const Verdict* verdict_of(const Site& site, const File& file);

// The files that are not pages, as JSON.
std::string catalog_json(const Site& site);       ///< DCAT as JSON-LD
std::string harvest_json(const Site& site);       ///< Project Open Data, 1.1
std::string fiscal_years_json(const Site& site);  ///< as INAI's platform
std::string manifest_json(const Site& site, const std::vector<File>& files);

// The pages, in one of the languages of the options.
std::string index_page(const Site& site, messages::Language language);
std::string year_page(const Site& site, const std::string& year, messages::Language language);
/// "index.html", "en/2025.html"; `name` is empty for the index, else a year or the name of a page.
std::string page_path(const Site& site, const std::string& name, messages::Language language);

// The pages for reading, where there are any.
/// The names of the pages that are made, without ending.
std::vector<std::string_view> reading_pages(const Site& site);
std::string reading_page(const Site& site, std::string_view name, messages::Language language);
/// The newest processes (https://www.rfc-editor.org/rfc/rfc4287).
std::string feed_xml(const Site& site);
inline constexpr const char* validation_page_path = "validacion.html";

}  // namespace edca::portal
