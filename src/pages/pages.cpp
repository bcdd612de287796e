#include "pages/pages.hpp"

#include <algorithm>

#include "base/packed.hpp"
#include "json/members.hpp"
#include "json/value.hpp"
#include "messages/messages.hpp"
#include "pages/flags.hpp"
#include "pages/package_reader.hpp"
#include "pages/process_pages.hpp"
#include "pages/project_pages.hpp"
#include "pages/words_of.hpp"

namespace edca::pages {
namespace {

/// A finding as a page shows it.
std::string finding_json(const Finding& finding) {
  std::string json = "{";
  add_text("rule", finding.rule->id, json);
  add_text("severity", name(finding.severity), json);
  add_text("message_es", describe(finding, Language::spanish), json);
  add_text("message_en", describe(finding, Language::english), json);
  add_text("pointer", finding.pointer, json);
  return json += '}';
}

std::uint64_t items_of(const std::vector<const PortalFile*>& packages) {
  std::uint64_t items = 0;
  for (const PortalFile* package : packages) items += package->items;
  return items;
}

std::string indicators_json(const std::vector<std::uint16_t>& flagged) {
  std::string list = "[";
  for (const std::uint16_t number : flagged) {
    const Indicator& indicator = all_indicators()[number];
    std::string each = "{";
    add_text("id", indicator.id, each);
    add_text("name_es", explain(indicator, IndicatorText::name, Language::spanish), each);
    add_text("name_en", explain(indicator, IndicatorText::name, Language::english), each);
    list.append(list.size() > 1 ? "," : "").append(each).append("}");
  }
  return list += ']';
}

std::string texts_json(std::span<const std::string_view> texts) {
  std::string list = "[";
  for (const std::string_view text : texts) {
    if (list.size() > 1) list += ',';
    json::write_string(text, list);
  }
  return list += ']';
}

std::string downloads_json(const std::vector<PortalFile>& data) {
  std::string list = "[";
  for (const PortalFile& file : data) {
    if (file.kind.empty()) continue;
    std::string each = "{";
    add_text("path", file.path, each);
    add_text("format", file.format, each);
    add_number("bytes", file.bytes, each);
    add_text("year", file.year, each);
    list.append(list.size() > 1 ? "," : "").append(each).append("}");
  }
  return list += ']';
}

}  // namespace

Pages::Pages(Settings settings, const Session& session)
    : settings_(std::move(settings)),
      session_(session),
      notes_(session.memory / 8, session.temporary_folder) {}

Pages::~Pages() = default;

void Pages::add(const Finding& finding) {
  if (finding.ocid.empty()) return;
  notes_.add(finding.ocid, {Notes::Kind::finding, 0, finding_json(finding)});
}

/// Looks for flags where they are wanted.
void Pages::note_flags(const std::vector<const PortalFile*>& packages, const std::string& folder) {
  if (!settings_.indicators || packages.empty()) return;
  overview_.indicators = pages::note_flags(packages, folder, settings_.reading, session_, notes_);
  for (std::size_t at = 0; at < overview_.indicators.size(); ++at) {
    if (overview_.indicators[at].flagged > 0) flagged_.push_back(static_cast<std::uint16_t>(at));
  }
}

Overview Pages::make(const std::vector<PortalFile>& data, const std::string& folder,
                     const TakeShard& take) {
  const auto records = packages_of(data, "record-package");
  const auto projects = packages_of(data, "project-package");
  note_flags(records, folder);
  std::uint32_t ordinal = 0;
  const auto place = [&](std::string_view name, std::string_view item) {
    notes_.place(json::decoded(json::member_of(item, name)).value_or(""), ordinal++);
  };
  const auto read = [&](const auto& packages, const auto& use) {
    return read_packages(packages, folder, session_, use);
  };
  if (!read(records, [&](std::string_view item) { place("ocid", item); })) return {};
  if (!read(projects, [&](std::string_view item) { place("id", item); })) return {};
  notes_.arrange();
  ordinal = 0;
  Codes currencies;
  ProcessPages of_processes(settings_.search, flagged_, items_of(records), session_, take,
                            currencies, overview_);
  ProjectPages of_projects(take, currencies, overview_);
  const auto add_to = [&](auto& pages) {
    return [&](std::string_view item) { pages.add(item, notes_.of(ordinal++)); };
  };
  if (!read(records, add_to(of_processes))) return {};
  if (!read(projects, add_to(of_projects))) return {};
  const std::string processes = of_processes.finish();
  std::string index = "{\"format\":\"edca-pages/1\"";
  add_text("title_es", settings_.title_es, index);
  add_text("title_en", settings_.title_en, index);
  index.append(",").append(processes);
  add_json("projects", of_projects.finish(), index);
  add_json("columns", R"(["date","method","category","status","buyer","amount","flags"])", index);
  add_json("currencies", currencies.json(), index);
  add_text("currency", overview_.currency, index);
  add_json("indicators", indicators_json(flagged_), index);
  add_json("stopWords", texts_json(passed_over()), index);
  add_json("years", years_json(), index);
  add_json("sections", texts_json(sections(overview_)), index);
  add_json("downloads", downloads_json(data), index);
  take({"index", index + "}", false});
  overview_.currencies = currencies.list();
  return std::move(overview_);
}

std::string Pages::years_json() const {
  std::string list = "[";
  std::string last;
  for (const auto& [month, share] : overview_.months) {
    const std::string year = month.substr(0, 4);
    if (year.empty() || year == last) continue;
    list.append(list.size() > 1 ? ",\"" : "\"").append(year).append("\"");
    last = year;
  }
  return list += ']';
}

std::vector<std::string_view> sections(const Overview& overview) {
  std::vector<std::string_view> sections;
  if (overview.processes > 0) sections.emplace_back("processes");
  if (overview.buyers > 0) sections.emplace_back("buyers");
  if (overview.suppliers > 0) sections.emplace_back("suppliers");
  if (overview.contracts > 0) sections.emplace_back("contracts");
  if (overview.projects > 0) sections.emplace_back("projects");
  if (!overview.indicators.empty()) sections.emplace_back("flags");
  sections.emplace_back("validation");
  return sections;
}

}  // namespace edca::pages
