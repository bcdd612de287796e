#include "upgrade/item_upgrader.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "messages/messages.hpp"
#include "schema/standards.hpp"
#include "upgrade/oc4ids.hpp"
#include "upgrade/ocds.hpp"
#include "upgrade/walk.hpp"

namespace edca::upgrade {
namespace {

/// Of a value in a sentence, in code points.
constexpr std::size_t shown = 120;

bool is_project(ocds::Kind kind) {
  return kind == ocds::Kind::project || kind == ocds::Kind::project_package;
}

std::string_view plan_name(ocds::Kind kind) {
  return kind == ocds::Kind::compiled_release ? "release" : ocds::name(kind);
}

/// Packages without a version are of OCDS 1.0, which did not ask for one.
bool is_of_1_0(const json::Value& metadata) {
  const json::Value* version = metadata.find("version");
  return version == nullptr || (version->is_string() && version->as_string() == "1.0");
}

}  // namespace

ocds::Kind item_kind(ocds::Kind package) {
  if (package == ocds::Kind::record_package) return ocds::Kind::record;
  return package == ocds::Kind::project_package ? ocds::Kind::project : ocds::Kind::release;
}

ItemUpgrader::ItemUpgrader(const ocds::ProfileChoice& choice, const Ids* repair)
    : choice_(choice), repair_(repair), profiles_(choice.catalog), checker_(scope_, false) {
  scope_.enabled.assign(rules().size(), false);
  scope_.keep = 0;
  scope_.fields = scope_.codelists = false;
}

ItemUpgrader::Upgraded ItemUpgrader::release(std::string_view text, const Target* target,
                                             Changes& changes) {
  check::Findings findings;
  if (!text.starts_with('{') || !checker_.check({text, {}, {}}, findings)) {
    return {std::string(text), false, {}};
  }
  Upgraded upgraded;
  upgraded.readable = true;
  Document document(text);
  const Target own = target == nullptr ? bare(document, 0, ocds::Kind::release) : Target{};
  if (target == nullptr && own.decision.reason == "profile.fields") {
    upgraded.mexican_field = own.decision.arguments.front().second;
  }
  item(document, 0, ocds::Kind::release, target == nullptr ? own : *target, changes);
  document.write(upgraded.text);
  return upgraded;
}

ItemUpgrader::Target ItemUpgrader::target(ocds::Decision decision, bool from_1_0) {
  schema::ProfileKey key = decision.profile->key();
  if (decision.profile->is_oc4ids()) {
    key = schema::profile_named(choice_.catalog, schema::newest_of("oc4ids").profile);
  } else if (key.standard == schema::versions_of("ocds").front().folder) {
    const schema::Standard& today = schema::newest_of("ocds");
    key.name = today.profile;
    key.standard = today.folder;
  }
  return {profiles_.get(key), from_1_0, std::move(decision)};
}

/// What the metadata of a package will be after repair decides: two runs must do what one does.
ItemUpgrader::Target ItemUpgrader::package(ocds::Kind kind, const json::Value& given,
                                           std::string_view first) {
  const json::Value metadata = repair_ == nullptr ? given : repaired(kind, given, first);
  return target(choice_.decider.package(kind, metadata, first),
                !is_project(kind) && is_of_1_0(metadata));
}

json::Value ItemUpgrader::repaired(ocds::Kind kind, const json::Value& metadata,
                                   std::string_view first) const {
  const std::string text = json::write(metadata);
  Document document(text);
  Changes changes;
  const auto profile = choice_.decider.package(kind, metadata, first).profile;
  Walk walk(document, *profile, repair_, changes);
  walk.run(0, profile->plan(ocds::name(kind)));
  return document.changed() ? json::parse(document.text(0), {}) : metadata;
}

ItemUpgrader::Target ItemUpgrader::bare(const Document& document, Id id, ocds::Kind kind) {
  if (is_project(kind))
    return target(choice_.decider.package(kind, json::Value(json::Object{}), {}), false);
  if (choice_.decider.depends_on_fields(kind)) {
    const ocds::Decision decision = choice_.decider.mexican_item({});
    const schema::Profile& profile = *decision.profile;
    const std::string field =
        mexican_field(document, id, profile, profile.plan(plan_name(kind)), repair_ != nullptr);
    // EDCA-MX began with OCDS 1.1.
    if (!field.empty()) return target(choice_.decider.mexican_item(field), false);
  }
  const bool old = is_1_0(document, id);
  return target(choice_.decider.item(document.original(id), !old),
                old && kind != ocds::Kind::versioned_release);
}

void ItemUpgrader::item(Document& document, Id id, ocds::Kind kind, const Target& target,
                        Changes& changes) const {
  const Id ocid = document.find(id, "ocid");
  changes.set_ocid(ocid == Document::none ? std::string() : document.string(ocid).value_or(""));
  Walk walk(document, *target.profile, repair_, changes);
  const schema::Node* plan = target.profile->plan(plan_name(kind));
  if (is_project(kind)) return project_to_newest(document, id, plan, walk, changes);
  walk.run(id, plan);
  if (!target.from_1_0) return;
  if (kind == ocds::Kind::record) {
    record_to_1_1(document, id, changes);
  } else {
    release_to_1_1(document, id, changes);
  }
}

void ItemUpgrader::around(Document& document, Id id, ocds::Kind kind, const Target& target,
                          bool lacks_version, Changes& changes) const {
  changes.set_ocid({});
  Walk walk(document, *target.profile, repair_, changes);
  walk.run(id, target.profile->plan(ocds::name(kind)), ocds::item_keys());
  if (target.from_1_0) version_to_1_1(document, id, lacks_version, changes);
}

void list_changes(Changes& changes, const ChangedText& text,
                  const std::function<Finding&(base::RuleId, const items::Item&)>& add) {
  std::vector<Change>& all = changes.list();
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& one, const auto& other) { return one.offset < other.offset; });
  base::Place place = text.place;
  std::size_t reached = 0;
  std::size_t added = 0;  // bytes that the text had not before it was UTF-8
  for (Change& change : all) {
    if (change.offset >= text.gap && reached < text.gap) {
      place = text.after_gap;
      reached = text.gap;
    }
    const std::string_view passed = text.text.substr(reached, change.offset - reached);
    place.advance(passed);
    if (text.latin1) added += passed.size() - base::code_points(passed);
    reached = change.offset;
    items::Item item{{}, place, text.base + change.pointer};
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

}  // namespace edca::upgrade
