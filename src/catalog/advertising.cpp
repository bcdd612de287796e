#include "catalog/advertising.hpp"

#include <vector>

#include "advertising/archive.hpp"
#include "advertising/standard.hpp"
#include "base/csv.hpp"
#include "base/embedded.hpp"
#include "base/suggest.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"

namespace edca::catalog {
namespace {

constexpr std::string_view folder = "schemas/publicidad-abierta/";

std::string_view table_text(std::string_view table) {
  return embedded_file(std::string(folder).append(table).append(".json"));
}

std::vector<std::string_view> codelist_names() {
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with(std::string(folder) + "codelists/"))
      names.push_back(file.path.substr(file.path.rfind('/') + 1));
  }
  return names;
}

/// Of the files of an export: where each stands, how it is written and what its columns are.
std::string descriptor() {
  json::Array resources;
  for (const advertising::Table& table : advertising::Standard::get().tables()) {
    const json::Value schema = json::parse(table_text(table.name), table.name);
    std::string name;
    for (const char c : table.name) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    resources.emplace_back(json::Object{{"name", name},
                                        {"path", "data/archivos/" + table.name + ".csv"},
                                        {"profile", "tabular-data-resource"},
                                        {"title", schema.text("title")},
                                        {"encoding", "iso-8859-1"},
                                        {"schema", schema}});
  }
  return json::write(json::Object{{"profile", "tabular-data-package"},
                                  {"name", advertising::profile},
                                  {"resources", std::move(resources)}},
                     2) +
         "\n";
}

}  // namespace

bool is_advertising(std::string_view profile) {
  return profile == advertising::profile;
}

ProfileEntry advertising_entry() {
  ProfileEntry entry;
  entry.name = advertising::profile;
  for (const advertising::Table& table : advertising::Standard::get().tables())
    entry.tables.push_back(table.name);
  for (const std::string_view name : codelist_names()) entry.codelists.emplace_back(name);
  return entry;
}

std::string advertising_schema(const std::string& table) {
  if (table.empty()) return descriptor();
  if (const std::string_view text = table_text(table); !text.empty()) return std::string(text);
  std::string known;
  std::vector<std::string_view> names;
  for (const advertising::Table& each : advertising::Standard::get().tables()) {
    known.append(known.empty() ? "" : ",").append(each.name);
    names.emplace_back(each.name);
  }
  throw Error(ErrorKind::usage, "schema.kind",
              {{"schema", table},
               {"known", known},
               {"suggestion", std::string(base::nearest(table, names))}});
}

std::string_view advertising_codelist(const std::string& list) {
  const std::string file = list.ends_with(".csv") ? list : list + ".csv";
  const std::string_view text = embedded_file(std::string(folder) + "codelists/" + file);
  if (!text.empty()) return text;
  std::vector<std::string_view> names = codelist_names();
  for (std::string_view& name : names) name.remove_suffix(4);
  throw Error(ErrorKind::usage, "codelist.unknown",
              {{"name", list}, {"suggestion", std::string(base::nearest(list, names))}});
}

std::vector<CodeEntry> advertising_codes(const std::string& list) {
  std::vector<CodeEntry> codes;
  const std::vector<base::Row> rows = base::parse_csv(advertising_codelist(list), list);
  for (std::size_t at = 1; at < rows.size(); ++at)
    codes.push_back({rows[at][0], rows[at][2], rows[at][1], {}});
  return codes;
}

}  // namespace edca::catalog
