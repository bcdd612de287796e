#include "process/ruleset.hpp"

#include <algorithm>

#include "edca/error.hpp"
#include "json/members.hpp"
#include "json/patch.hpp"
#include "schema/schema_file.hpp"
#include "schema/standards.hpp"

namespace edca::process {
namespace {

template <class List, class Item>
void add_once(List& list, const Item& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

json::Value read_schema(const std::string& path) {
  return json::parse(schema::read_schema_file(path), path);
}

}  // namespace

Ruleset::Ruleset(const ocds::ProfileChoice& choice, std::string schema_file, bool upgrade)
    : choice_(choice), schema_file_(std::move(schema_file)), upgrade_(upgrade) {
  if (choice.options.profile.starts_with("oc4ids")) {
    throw Error(ErrorKind::usage, "merge.profile", {{"profile", choice.options.profile}});
  }
  // A schema file that cannot be used should be known before gigabytes are read.
  if (!schema_file_.empty()) static_cast<void>(read_schema(schema_file_));
  scope_.enabled.assign(rules().size(), false);
  scope_.keep = 0;
  scope_.fields = scope_.codelists = false;
  checker_ = std::make_unique<check::ItemChecker>(scope_, false);
}

void Ruleset::note(const ocds::Decision& decision) {
  const schema::ProfileKey& key = decision.profile->key();
  mexican_ = mexican_ || key.name == "edca-mx";
  if (!decision.profile->is_oc4ids()) versions_.insert(key.standard);
  for (const DeclaredExtension& each : decision.extensions) {
    const schema::Extension* extension = choice_.catalog.extension(each.url);
    if (extension != nullptr) add_once(declared_, extension);
  }
}

ocds::Decision Ruleset::package(ocds::Kind kind, const json::Value& metadata,
                                std::string_view first) {
  ocds::Decision decision = choice_.decider.package(kind, metadata, first);
  note(decision);
  return decision;
}

const ocds::Decision& Ruleset::mexican() {
  if (!mexican_decision_.profile) mexican_decision_ = choice_.decider.mexican_item({});
  return mexican_decision_;
}

/// The first field of a release that only EDCA-MX defines; empty when there is none.
std::string Ruleset::mexican_field(std::string_view text) {
  const schema::Profile& profile = *mexican().profile;
  check::Findings findings;
  const check::ItemTask task{text, {}, {}, profile.plan("release"), &profile};
  const bool seen = checker_->check(task, findings) && checker_->structure().hint_seen();
  return seen ? checker_->structure().hint() : std::string();
}

ocds::Decision Ruleset::item(ocds::Kind kind, std::string_view text) {
  if (!choice_.decider.depends_on_fields(kind)) return take(text, {}, false);
  // Once there is an item of EDCA-MX, no other can change the rules of the run.
  if (mexican_ && mexican_decision_.profile) return mexican_decision_;
  const std::string field = mexican_field(text);
  return take(text, field, checker_->structure().root_has_parties());
}

ocds::Decision Ruleset::release(std::string_view text, const std::string& mexican_field) {
  if (!choice_.decider.depends_on_fields(ocds::Kind::release)) return take(text, {}, false);
  if (mexican_ && mexican_decision_.profile) return mexican_decision_;
  return take(text, mexican_field, !json::member_of(text, "parties").empty());
}

ocds::Decision Ruleset::take(std::string_view text, const std::string& mexican_field,
                             bool has_parties) {
  if (!mexican_field.empty()) {
    mexican();
    mexican_decision_.arguments = {{"field", mexican_field}};
    note(mexican_decision_);
    return mexican_decision_;
  }
  if (has_parties && newer_decision_.profile) return newer_decision_;
  ocds::Decision decision = choice_.decider.item(text, has_parties);
  note(decision);
  if (decision.version == schema::newest_of("ocds").version) newer_decision_ = decision;
  return decision;
}

const schema::Standard& Ruleset::newest_seen() const {
  const auto known = schema::versions_of("ocds");
  const auto seen = std::find_if(known.rbegin(), known.rend(),
                                 [&](const auto& each) { return versions_.contains(each.folder); });
  return seen == known.rend() ? known.back() : *seen;
}

schema::ProfileKey Ruleset::key() const {
  std::string name = choice_.options.profile;
  if (name == "auto") name = mexican_ ? "edca-mx" : newest_seen().profile;
  if (upgrade_ && name != "edca-mx") name = schema::newest_of("ocds").profile;
  schema::ProfileKey key = schema::profile_named(choice_.catalog, name, "auto");
  if (!choice_.options.extensions) key.extensions.clear();
  if (choice_.options.extensions && name != "edca-mx") key.extensions = declared_;
  for (const schema::Extension* extension : choice_.extra) add_once(key.extensions, extension);
  schema::order_extensions(key.extensions);
  return key;
}

json::Value Ruleset::release_schema() const {
  if (!schema_file_.empty()) return read_schema(schema_file_);
  const schema::ProfileKey used = key();
  json::Value schema = choice_.catalog.schema(used.standard + "/release-schema.json");
  for (const schema::Extension* extension : used.extensions) {
    if (const json::Value* patch = extension->patch("release")) json::merge_patch(schema, *patch);
  }
  return schema;
}

std::string Ruleset::version() const {
  return schema::standard_named(key().standard)->version;
}

std::string Ruleset::profile() const {
  return schema_file_.empty() ? key().name : schema_file_;
}

std::vector<std::string> Ruleset::extra_urls() const {
  std::vector<std::string> urls;
  for (const schema::Extension* extension : choice_.extra) {
    if (!extension->url.empty()) urls.push_back(extension->url);
  }
  return urls;
}

}  // namespace edca::process
