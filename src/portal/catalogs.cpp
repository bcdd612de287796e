#include <set>

#include "json/value.hpp"
#include "portal/packages.hpp"
#include "portal/site.hpp"
#include "portal/words.hpp"

namespace edca::portal {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// Sets a member unless there is nothing to say.
void say(Value& object, std::string_view key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void say(Value& object, std::string_view key, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  Array list(texts.begin(), texts.end());
  object[key] = std::move(list);
}

Value typed(const char* type) {
  return Object{{"@type", type}};
}

/// The terms that the catalogue uses: https://www.w3.org/TR/vocab-dcat-3/
Value context() {
  Object terms;
  constexpr std::pair<const char*, const char*> plain[] = {
      {"dcat", "http://www.w3.org/ns/dcat#"},
      {"dct", "http://purl.org/dc/terms/"},
      {"foaf", "http://xmlns.com/foaf/0.1/"},
      {"spdx", "http://spdx.org/rdf/terms#"},
      {"vcard", "http://www.w3.org/2006/vcard/ns#"},
      {"xsd", "http://www.w3.org/2001/XMLSchema#"},
      {"title", "dct:title"},
      {"description", "dct:description"},
      {"identifier", "dct:identifier"},
      {"language", "dct:language"},
      {"publisher", "dct:publisher"},
      {"accrualPeriodicity", "dct:accrualPeriodicity"},
      {"temporal", "dct:temporal"},
      {"spatial", "dct:spatial"},
      {"format", "dct:format"},
      {"name", "foaf:name"},
      {"mbox", "foaf:mbox"},
      {"dataset", "dcat:dataset"},
      {"distribution", "dcat:distribution"},
      {"keyword", "dcat:keyword"},
      {"theme", "dcat:theme"},
      {"contactPoint", "dcat:contactPoint"},
      {"mediaType", "dcat:mediaType"},
      {"fn", "vcard:fn"},
      {"checksum", "spdx:checksum"},
      {"checksumValue", "spdx:checksumValue"},
  };
  for (const auto& [term, iri] : plain) terms.emplace_back(term, iri);
  constexpr std::tuple<const char*, const char*, const char*> with_type[] = {
      {"modified", "dct:modified", "xsd:dateTime"},
      {"byteSize", "dcat:byteSize", "xsd:nonNegativeInteger"},
      {"license", "dct:license", "@id"},
      {"conformsTo", "dct:conformsTo", "@id"},
      {"homepage", "foaf:homepage", "@id"},
      {"landingPage", "dcat:landingPage", "@id"},
      {"accessURL", "dcat:accessURL", "@id"},
      {"downloadURL", "dcat:downloadURL", "@id"},
      {"hasEmail", "vcard:hasEmail", "@id"},
      {"algorithm", "spdx:algorithm", "@id"},
  };
  for (const auto& [term, iri, type] : with_type) {
    terms.emplace_back(term, Object{{"@id", iri}, {"@type", type}});
  }
  return terms;
}

std::string day(const std::string& date) {
  return date.substr(0, 10);
}

std::string interval(const std::string& first, const std::string& last) {
  return first.empty() ? std::string() : day(first) + "/" + day(last);
}

/// What a file keeps to; of workbooks and databases nothing is laid down.
std::string standard_of(const File& file) {
  if (file.format == "CSV") return "https://datapackage.org/standard/data-package/";
  if (file.format == "XLSX" || file.format == "SQLite") return {};
  return file.kind == package_of(ItemKind::project)
             ? "https://standard.open-contracting.org/infrastructure/0.9/en/"
             : "https://standard.open-contracting.org/1.1/en/";
}

std::string landing_page(const Site& site) {
  const Metadata& metadata = site.metadata;
  if (!metadata.landing_page.empty()) return metadata.landing_page;
  return metadata.base_url.empty() ? "index.html" : metadata.base_url;
}

Value contact(const Site& site) {
  Value contact = typed("vcard:Organization");
  const Metadata& metadata = site.metadata;
  say(contact, "fn",
      metadata.contact_name.empty() ? metadata.publisher.name : metadata.contact_name);
  if (!metadata.contact_email.empty()) contact["hasEmail"] = "mailto:" + metadata.contact_email;
  return contact;
}

/// What both catalogues say of the dataset, by the same names.
void describe_dataset(const Site& site, Value& dataset) {
  const Metadata& metadata = site.metadata;
  const messages::Language language = site.options.languages.front();
  dataset["identifier"] = identifier_of(site);
  dataset["title"] = dataset_title(metadata, language);
  dataset["description"] = dataset_description(metadata, language);
  say(dataset, "keyword", metadata.keywords);
  say(dataset, "theme", metadata.themes);
  say(dataset, "modified", site.dates.last);
  dataset["contactPoint"] = contact(site);
  dataset["landingPage"] = landing_page(site);
  say(dataset, "accrualPeriodicity", metadata.frequency);
  say(dataset, "temporal", interval(site.dates.first, site.dates.last));
  say(dataset, "spatial", metadata.spatial);
  say(dataset, "language", metadata.languages);
  say(dataset, "license", metadata.license);
}

/// What both say of a file.
Value distribution(const Site& site, const File& file) {
  Value result = typed("dcat:Distribution");
  result["identifier"] = identifier_of(site) + "#" + file.path;
  result["title"] = file.title;
  result["downloadURL"] = address(site, file.path);
  result["mediaType"] = file.media_type;
  result["format"] = file.format;
  say(result, "conformsTo", standard_of(file));
  say(result, "license", site.metadata.license);
  return result;
}

template <class Each>
void each_distribution(const Site& site, Each each) {
  for (const File& file : site.data) {
    if (!file.kind.empty()) each(file);
  }
}

Value number(std::uint64_t value) {
  return Value::integer(static_cast<std::int64_t>(value));
}

Value figures_of(const Figures& figures) {
  Value result;
  result["releases"] = number(figures.releases);
  result["processes"] = number(figures.processes);
  result["records"] = number(figures.records);
  result["projects"] = number(figures.projects);
  return result;
}

Value validation_of(const Verdict* verdict) {
  Value result;
  if (verdict == nullptr) {
    result["state"] = "not-validated";
    return result;
  }
  result["state"] = verdict->errors == 0 ? "passed" : "failed";
  result["errors"] = number(verdict->errors);
  result["warnings"] = number(verdict->warnings);
  result["notes"] = number(verdict->notes);
  return result;
}

Value manifest_entry(const Site& site, const File& file) {
  Value entry;
  entry["path"] = file.path;
  if (!site.metadata.base_url.empty()) entry["url"] = address(site, file.path);
  entry["bytes"] = number(file.bytes);
  entry["sha256"] = file.sha256;
  entry["media_type"] = file.media_type;
  say(entry, "year", file.year);
  if (file.kind.empty()) return entry;
  entry["kind"] = file.kind;
  entry["format"] = file.format;
  entry["items"] = number(file.items);
  say(entry, "first_date", file.first_date);
  say(entry, "last_date", file.last_date);
  if (file.package != file.path) entry["package"] = file.package;
  const Verdict* verdict = verdict_of(site, file);
  if (verdict != nullptr) {
    Value& schema = entry["schema"] = Object{};
    say(schema, "profile", verdict->profile);
    say(schema, "version", verdict->version);
  }
  entry["validation"] = validation_of(verdict);
  return entry;
}

}  // namespace

std::string identifier_of(const Site& site) {
  const Metadata& metadata = site.metadata;
  if (!metadata.identifier.empty()) return metadata.identifier;
  if (!metadata.base_url.empty()) return metadata.base_url;
  return metadata.ocid_prefix.empty() ? "ocds" : metadata.ocid_prefix;
}

const Verdict* verdict_of(const Site& site, const File& file) {
  const auto of_tables = site.verdicts.find(file.path);
  const auto found =
      of_tables != site.verdicts.end() ? of_tables : site.verdicts.find(file.package);
  return found == site.verdicts.end() ? nullptr : &found->second;
}

std::string catalog_json(const Site& site) {
  const Metadata& metadata = site.metadata;
  const messages::Language language = site.options.languages.front();
  Value catalog;
  catalog["@context"] = context();
  catalog["@type"] = "dcat:Catalog";
  catalog["title"] = dataset_title(metadata, language);
  catalog["description"] = dataset_description(metadata, language);
  catalog["homepage"] = landing_page(site);
  say(catalog, "modified", site.dates.last);
  say(catalog, "language", metadata.languages);
  say(catalog, "license", metadata.license);

  Value publisher = typed("foaf:Organization");
  say(publisher, "@id", metadata.publisher.uri);
  say(publisher, "name", metadata.publisher.name);
  Value dataset = typed("dcat:Dataset");
  describe_dataset(site, dataset);
  // The guide of datos.gob.mx asks for the address beside the contact.
  say(dataset, "mbox", metadata.contact_email);
  dataset["publisher"] = publisher;
  Array distributions;
  each_distribution(site, [&](const File& file) {
    Value each = distribution(site, file);
    each["accessURL"] = address(site, file.path);
    each["byteSize"] = number(file.bytes);
    say(each, "modified", file.last_date);
    say(each, "temporal", interval(file.first_date, file.last_date));
    each["checksum"] = Object{{"@type", "spdx:Checksum"},
                              {"algorithm", "spdx:checksumAlgorithm_sha256"},
                              {"checksumValue", file.sha256}};
    distributions.push_back(std::move(each));
  });
  dataset["distribution"] = std::move(distributions);
  catalog["publisher"] = publisher;
  catalog["dataset"] = Array{std::move(dataset)};
  return json::write(catalog, 2) + "\n";
}

std::string harvest_json(const Site& site) {
  Value catalog;
  catalog["@context"] = "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld";
  catalog["@type"] = "dcat:Catalog";
  catalog["conformsTo"] = "https://project-open-data.cio.gov/v1.1/schema";
  catalog["describedBy"] = "https://project-open-data.cio.gov/v1.1/schema/catalog.json";
  Value dataset = typed("dcat:Dataset");
  dataset["accessLevel"] = "public";
  describe_dataset(site, dataset);
  Value publisher = typed("org:Organization");
  say(publisher, "name", site.metadata.publisher.name);
  dataset["publisher"] = std::move(publisher);
  (*dataset.find("contactPoint"))["@type"] = "vcard:Contact";
  Array distributions;
  each_distribution(site, [&](const File& file) {
    Value each = distribution(site, file);
    each.erase("identifier");
    each.erase("license");
    distributions.push_back(std::move(each));
  });
  dataset["distribution"] = std::move(distributions);
  catalog["dataset"] = Array{std::move(dataset)};
  return json::write(catalog, 2) + "\n";
}

std::string fiscal_years_json(const Site& site) {
  std::set<std::string> years;
  for (const File& file : site.data) {
    if (file.path.starts_with("edca/contractingprocess/")) years.insert(file.year);
  }
  Array list;
  for (const std::string& year : years) {
    list.push_back(Object{{"id", year}, {"year", year}, {"status", true}});
  }
  return json::write(Object{{"fiscalYears", std::move(list)}}, 2) + "\n";
}

std::string manifest_json(const Site& site, const std::vector<File>& files) {
  const Metadata& metadata = site.metadata;
  Value manifest;
  manifest["manifest"] = "edca-portal/1";
  manifest["identifier"] = identifier_of(site);
  manifest["title"] = dataset_title(metadata, site.options.languages.front());
  say(manifest, "base_url", metadata.base_url);
  say(manifest, "license", metadata.license);
  say(manifest, "first_date", site.dates.first);
  say(manifest, "last_date", site.dates.last);
  manifest["figures"] = figures_of(site.total);
  Array years;
  for (const auto& [year, figures] : site.years) {
    if (year.empty()) continue;
    Value each{Object{{"year", year}}};
    Value counts = figures_of(figures);
    counts.erase("projects");
    for (json::Member& member : counts.as_object()) each[member.first] = std::move(member.second);
    years.push_back(std::move(each));
  }
  manifest["years"] = std::move(years);
  Array list;
  for (const File& file : files) list.push_back(manifest_entry(site, file));
  manifest["files"] = std::move(list);
  return json::write(manifest, 2) + "\n";
}

}  // namespace edca::portal
