#include "projects/geojson.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/instant.hpp"
#include "base/url.hpp"
#include "json/members.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

constexpr std::size_t map_batch = std::size_t{1} << 20;  ///< bytes

void put_text(json::Object& into, const char* name, std::string_view text) {
  if (!text.empty()) into.emplace_back(name, text);
}

/// An amount and its currency, flat: programs for maps show one value for each name.
void put_amount(json::Object& into, const std::string& name, const Node* value) {
  const std::string_view amount = semantics::number(value, "amount");
  if (amount.empty()) return;
  into.emplace_back(name, json::Number{std::string(amount)});
  put_text(into, (name + "Currency").c_str(), text(value, "currency"));
}

/// The sum, where there is one currency in all of it and it is exact.
void put_sum(json::Object& into, const std::string& name, const Sum& sum) {
  if (sum.empty() || !sum.sure_currency() || sum.inexact()) return;
  into.emplace_back(name, json::Number{sum.total()});
  if (!sum.currencies().empty()) into.emplace_back(name + "Currency", sum.currencies().front());
}

/// Where something is delivered, of each item in a list.
void add_items(const Node* part, Geometry& geometry) {
  for (const Node& item : list(part, "items")) {
    geometry.add(at(&item, "deliveryLocation", "geometry"));
    for (const Node& place : list(&item, "deliveryLocations")) geometry.add(at(&place, "geometry"));
  }
}

void add_places(const Node* compiled, Geometry& geometry) {
  for (const Node& place : list(compiled, "planning", "project", "locations"))
    geometry.add(at(&place, "geometry"));
  add_items(at(compiled, "tender"), geometry);
  for (const char* name : {"awards", "contracts"})
    for (const Node& each : list(compiled, name)) add_items(&each, geometry);
}

}  // namespace

MapRun::MapRun(const ocds::ProfileChoice& choice, std::string base_url, const Session& session,
               FindingSink& sink)
    : choice_(choice),
      base_url_(std::move(base_url)),
      session_(session),
      processes_(choice, session, sink),
      projects_(
          {std::max<std::uint64_t>(session.memory / 4, 1 << 20), session.temporary_folder, 0}) {
  if (!base_url_.empty() && !base_url_.ends_with('/')) base_url_ += '/';
}

MapSummary MapRun::run(const io::InputList& inputs, const Write& write) {
  write_ = &write;
  if (read(inputs)) {
    put("{\"type\":\"FeatureCollection\",\"features\":[");
    projects();
    if (!processes_.cancelled())
      processes_.each([this](const io::Group& group, std::span<const io::Entry> entries) {
        return process(group, entries);
      });
    put(summary_.features > 0 ? "\n]}\n" : "]}\n");
  }
  summary_.cancelled = processes_.cancelled();
  summary_.findings = processes_.end();
  return std::move(summary_);
}

bool MapRun::read(const io::InputList& inputs) {
  const std::uint64_t half = std::max<std::uint64_t>(session_.memory / 2, 1 << 20);
  return processes_.read(inputs, half, [&](io::Grouper& grouper) -> items::ItemReader& {
    reader_ = std::make_unique<process::ReleaseReader>(
        choice_.options.encoding, session_.temporary_folder, grouper, processes_.ruleset(),
        packages_, processes_.log());
    reader_->accept_compiled();
    reader_->hand_projects_to([this](const items::Item& item, std::size_t file) {
      head_.clear();
      items::Origin{file, 0, true, item.place, item.base}.write(head_);
      projects_.add(json::decoded(json::member_of(item.text, "id")).value_or(""), head_, item.text);
    });
    return *reader_;
  });
}

void MapRun::projects() {
  projects_.finish();
  io::GroupBatch batch;
  while (!processes_.cancelled() && projects_.next(batch, map_batch)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& each : batch.groups)
      project(each.key, entries.subspan(each.first, each.count));
  }
}

/// Of several versions, the newest by `updated`, else the last one; those without an id are not
/// versions of one another.
void MapRun::project(std::string_view id, std::span<const io::Entry> entries) {
  const io::Entry* newest = nullptr;
  std::string date;
  for (const io::Entry& each : entries) {
    std::string other = json::decoded(json::member_of(each.text, "updated")).value_or("");
    const auto left = base::instant(other);
    const auto right = base::instant(date);
    const bool older = newest != nullptr && !id.empty() && right && (!left || *left < *right);
    if (older) continue;
    if (newest != nullptr && id.empty()) {
      tree_.clear();
      if (tree_.parse(newest->text).error == json::ReadError::none) project(tree_.at(0), *newest);
    }
    newest = &each;
    date = std::move(other);
  }
  tree_.clear();
  if (tree_.parse(newest->text).error == json::ReadError::none) project(tree_.at(0), *newest);
}

void MapRun::project(const Node& project, const io::Entry& entry) {
  const std::string id = as_text(at(&project, "id"));
  Geometry places = geometry(id, entry, true);
  for (const Node& place : list(&project, "locations")) places.add(at(&place, "geometry"));
  Sum contracts;
  std::string release;
  for (const Node& each : list(&project, "contractingProcesses")) {
    contracts.add(at(&each, "summary", "contractValue"));
    for (const Node& link : list(&each, "releases"))
      if (release.empty()) release = text(&link, "url");
  }
  json::Object properties;
  properties.emplace_back("kind", "project");
  for (const char* name : {"title", "status", "type"})
    put_text(properties, name, text(&project, name));
  if (const Node* sector = at(&project, "sector"); something(sector))
    properties.emplace_back("sector", copy(*sector));
  put_text(properties, "publicAuthority", text(&project, "publicAuthority", "name"));
  put_amount(properties, "budget", at(&project, "budget", "amount"));
  put_sum(properties, "contractValue", contracts);
  put_amount(properties, "finalValue", at(&project, "completion", "finalValue"));
  put_text(properties, "updated", text(&project, "updated"));
  if (json::Value address = link(entry, id, std::move(release)); !address.is_null())
    properties.emplace_back("link", std::move(address));
  feature(id, places, std::move(properties));
}

bool MapRun::process(const io::Group& group, std::span<const io::Entry> entries) {
  process::Compiled compiled;
  if (!processes_.merged(group, entries, compiled)) return true;
  const Node* release = compiled.release;
  Geometry places = geometry(group.key, entries.front(), false);
  add_places(release, places);
  Sum contracts;
  for (const Node& each : list(release, "contracts"))
    if (text(&each, "status") != "cancelled") contracts.add(at(&each, "value"));
  json::Object properties;
  properties.emplace_back("kind", "contracting process");
  put_text(properties, "title", text(release, "tender", "title"));
  put_text(properties, "status", text(release, "tender", "status"));
  put_text(properties, "buyer", text(release, "buyer", "name"));
  put_amount(properties, "tenderValue", at(release, "tender", "value"));
  put_sum(properties, "contractValue", contracts);
  put_text(properties, "updated", text(release, "date"));
  const items::Origin origin = items::Origin::read(entries.back().head);
  if (json::Value address = link(entries.back(), group.key, packages_.uri(origin.package));
      !address.is_null())
    properties.emplace_back("link", std::move(address));
  feature(group.key, places, std::move(properties));
  return !processes_.cancelled();
}

/// `placed`: the pointers of what is told lead on from the entry.
Geometry MapRun::geometry(std::string_view id, const io::Entry& entry, bool placed) {
  if (placed) places_.begin(entry.text, items::Origin::read(entry.head).place);
  return Geometry([this, id = std::string(id), &entry, placed](
                      base::RuleId rule, const Arguments& arguments, const Node& value) {
    Finding finding = items::RunLog::make(rule);
    const items::Origin origin = items::Origin::read(entry.head);
    const base::Place place = placed ? places_.at(tree_.offset_of(value)) : origin.place;
    finding.at = {reader_->one_byte() ? place.code_points : place.offset, place.line, place.column};
    finding.pointer = origin.base;
    finding.value = shown(copy(value));
    finding.arguments = arguments;
    finding.variant = finding.rule->id == "convert.dropped" ? "geometry" : "map";
    finding.arguments.emplace_back("id", id);
    if (!placed) finding.ocid = id;
    processes_.log().add(std::move(finding), origin.file);
  });
}

/// Where the file with it is published.
json::Value MapRun::link(const io::Entry& entry, std::string_view id, std::string otherwise) {
  const items::Origin origin = items::Origin::read(entry.head);
  const std::string_view name = file_name(processes_.log().file(origin.file).file);
  if (!base_url_.empty() && name != "-")
    return base_url_ + base::encode_path(name) + "#" + base::encode_path(id);
  return otherwise.empty() ? json::Value() : json::Value(std::move(otherwise));
}

void MapRun::feature(std::string_view id, const Geometry& geometry, json::Object properties) {
  if (geometry.empty()) {
    ++summary_.left_out;
    return;
  }
  json::Object feature;
  feature.emplace_back("type", "Feature");
  if (!id.empty()) feature.emplace_back("id", id);
  feature.emplace_back("geometry", geometry.value());
  feature.emplace_back("properties", std::move(properties));
  put((summary_.features++ > 0 ? ",\n" : "\n") + json::write(json::Value(std::move(feature))));
}

void MapRun::put(std::string_view text) {
  if (!processes_.cancelled() && !(*write_)(text)) processes_.stop();
}

}  // namespace edca::projects
