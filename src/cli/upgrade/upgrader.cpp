#include "cli/upgrade/upgrader.hpp"

#include <algorithm>

#include "cli/intake/extensions.hpp"
#include "upgrade/oc4ids.hpp"
#include "upgrade/ocds.hpp"
#include "upgrade/walk.hpp"

namespace edca::cli {
namespace {

using Kind = ocds::Kind;

/// Of a value in a sentence, in code points.
constexpr std::size_t shown = 120;

bool is_project(Kind kind) {
  return kind == Kind::project || kind == Kind::project_package;
}

std::string_view plan_name(Kind kind) {
  return kind == Kind::compiled_release ? "release" : ocds::name(kind);
}

/// Packages without a version are of OCDS 1.0, which did not ask for one.
bool is_of_1_0(const json::Value& metadata) {
  const json::Value* version = metadata.find("version");
  return version == nullptr || (version->is_string() && version->as_string() == "1.0");
}

}  // namespace

Kind item_kind(Kind package) {
  if (package == Kind::record_package) return Kind::record;
  return package == Kind::project_package ? Kind::project : Kind::release;
}

Upgrader::Upgrader(const ValidateOptions& options, const upgrade::Ids* repair)
    : repair_(repair),
      decider_(catalog_, options, load_extensions(catalog_, options)),
      profiles_(catalog_),
      checker_(scope_, false) {
  scope_.enabled.assign(rules().size(), false);
  scope_.keep = 0;
  scope_.fields = scope_.codelists = false;
}

std::string Upgrader::release(std::string_view text, const Target* target,
                              upgrade::Changes& changes) {
  check::Findings findings;
  if (!text.starts_with('{') || !checker_.check({text, {}, {}}, findings)) {
    return std::string(text);
  }
  upgrade::Document document(text);
  item(document, 0, Kind::release, target == nullptr ? bare(document, 0, Kind::release) : *target,
       changes);
  std::string out;
  document.write(out);
  return out;
}

Upgrader::Target Upgrader::target(ocds::Decision decision, bool from_1_0) {
  schema::ProfileKey key = decision.profile->key();
  if (decision.profile->is_oc4ids()) {
    key = schema::profile_named(catalog_, "oc4ids-0.9.5");
  } else if (key.standard == "ocds/1.0") {
    key.name = "ocds-1.1";
    key.standard = "ocds/1.1";
  }
  return {profiles_.get(key), from_1_0, std::move(decision)};
}

/// What the metadata of a package will be after repair decides: two runs must do what one does.
Upgrader::Target Upgrader::package(Kind kind, const json::Value& given, std::string_view first) {
  const json::Value metadata = repair_ == nullptr ? given : repaired(kind, given, first);
  return target(decider_.package(kind, metadata, first), !is_project(kind) && is_of_1_0(metadata));
}

json::Value Upgrader::repaired(Kind kind, const json::Value& metadata, std::string_view first) {
  const std::string text = json::write(metadata);
  upgrade::Document document(text);
  upgrade::Changes changes;
  const auto profile = decider_.package(kind, metadata, first).profile;
  upgrade::Walk walk(document, *profile, repair_, changes);
  walk.run(0, profile->plan(ocds::name(kind)));
  return document.changed() ? json::parse(document.text(0), {}) : metadata;
}

Upgrader::Target Upgrader::bare(const upgrade::Document& document, Id id, Kind kind) {
  if (is_project(kind))
    return target(decider_.package(kind, json::Value(json::Object{}), {}), false);
  if (decider_.depends_on_fields(kind)) {
    const ocds::Decision decision = decider_.mexican_item({});
    const schema::Profile& profile = *decision.profile;
    const std::string field = upgrade::mexican_field(
        document, id, profile, profile.plan(plan_name(kind)), repair_ != nullptr);
    // EDCA-MX began with OCDS 1.1.
    if (!field.empty()) return target(decider_.mexican_item(field), false);
  }
  const bool old = upgrade::is_1_0(document, id);
  return target(decider_.item(document.original(id), !old), old && kind != Kind::versioned_release);
}

void Upgrader::item(upgrade::Document& document, Id id, Kind kind, const Target& target,
                    upgrade::Changes& changes) const {
  const Id ocid = document.find(id, "ocid");
  changes.set_ocid(ocid == upgrade::Document::none ? std::string()
                                                   : document.string(ocid).value_or(""));
  upgrade::Walk walk(document, *target.profile, repair_, changes);
  const schema::Node* plan = target.profile->plan(plan_name(kind));
  if (is_project(kind)) return upgrade::project_to_0_9_5(document, id, plan, walk, changes);
  walk.run(id, plan);
  if (!target.from_1_0) return;
  if (kind == Kind::record) {
    upgrade::record_to_1_1(document, id, changes);
  } else {
    upgrade::release_to_1_1(document, id, changes);
  }
}

void Upgrader::around(upgrade::Document& document, Id id, Kind kind, const Target& target,
                      bool lacks_version, upgrade::Changes& changes) const {
  changes.set_ocid({});
  upgrade::Walk walk(document, *target.profile, repair_, changes);
  walk.run(id, target.profile->plan(ocds::name(kind)), ocds::item_keys());
  if (target.from_1_0) upgrade::version_to_1_1(document, id, lacks_version, changes);
}

void list_changes(upgrade::Changes& changes, const ChangedText& text,
                  const std::function<Finding&(std::string_view, const Item&)>& add) {
  std::vector<upgrade::Change>& all = changes.list();
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& one, const auto& other) { return one.offset < other.offset; });
  base::Place place = text.place;
  std::size_t reached = 0;
  std::size_t added = 0;  // bytes that the text had not before it was UTF-8
  for (upgrade::Change& change : all) {
    if (change.offset >= text.gap && reached < text.gap) {
      place = text.after_gap;
      reached = text.gap;
    }
    const std::string_view passed = text.text.substr(reached, change.offset - reached);
    place.advance(passed);
    if (text.latin1) added += passed.size() - base::code_points(passed);
    reached = change.offset;
    Item item{{}, place, text.base + change.pointer};
    item.place.offset -= added;
    Finding& finding = add(change.rule, item);
    finding.variant = std::move(change.variant);
    finding.property = std::move(change.property);
    finding.ocid = std::move(change.ocid);
    finding.arguments = {{"old", messages::shorten(messages::readable(change.old), shown)},
                         {"new", messages::shorten(messages::readable(change.now), shown)}};
    finding.old_value = std::move(change.old);
    finding.new_value = std::move(change.now);
  }
}

}  // namespace edca::cli
