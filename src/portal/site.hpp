#pragma once

#include <map>
#include <string>
#include <vector>

#include "portal/dates.hpp"
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
/// "index.html", "en/2025.html"; `year` is empty for the index.
std::string page_path(const Site& site, const std::string& year, messages::Language language);

}  // namespace edca::portal
