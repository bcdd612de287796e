#include "cli/merge/ruleset.hpp"

#include <algorithm>

#include "cli/intake/extensions.hpp"
#include "edca/error.hpp"
#include "json/patch.hpp"
#include "schema/schema_file.hpp"

namespace edca::cli {
namespace {

template <class List, class Item>
void add_once(List& list, const Item& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

json::Value read_schema(const std::string& path) {
  return json::parse(schema::read_schema_file(path), path);
}

}  // namespace

Ruleset::Ruleset(const ValidateOptions& options, std::string schema_file, bool upgrade)
    : options_(options), schema_file_(std::move(schema_file)), upgrade_(upgrade) {
  extra_ = load_extensions(catalog_, options);
  decider_ = std::make_unique<ocds::Decider>(catalog_, options, extra_);
  if (options.profile.starts_with("oc4ids")) {
    throw Error(ErrorKind::usage, "merge.profile", {{"profile", options.profile}});
  }
  // A schema file that cannot be used should be known before gigabytes are read.
  if (!schema_file_.empty()) static_cast<void>(read_schema(schema_file_));
  scope_.enabled.assign(rules().size(), false);
  scope_.keep = 0;
  scope_.fields = scope_.codelists = false;
  checker_ = std::make_unique<check::ItemChecker>(scope_, false);
}

void Ruleset::note(const ocds::Decision& decision) {
  const std::string& name = decision.profile->key().name;
  (name == "edca-mx" ? mexican_ : name == "ocds-1.0" ? older_ : newer_) = true;
  for (const DeclaredExtension& each : decision.extensions) {
    const schema::Extension* extension = catalog_.extension(each.url);
    if (extension != nullptr) add_once(declared_, extension);
  }
}

ocds::Decision Ruleset::package(ocds::Kind kind, const json::Value& metadata,
                                std::string_view first) {
  ocds::Decision decision = decider_->package(kind, metadata, first);
  note(decision);
  return decision;
}

/// Whether a release has a field that only EDCA-MX defines.
bool Ruleset::is_mexican(std::string_view text) {
  if (!mexican_decision_.profile) mexican_decision_ = decider_->mexican_item({});
  const schema::Profile& profile = *mexican_decision_.profile;
  check::Findings findings;
  const check::ItemTask task{text, {}, {}, profile.plan("release"), &profile};
  if (!checker_->check(task, findings) || !checker_->structure().hint_seen()) return false;
  mexican_decision_.arguments = {{"field", checker_->structure().hint()}};
  return true;
}

ocds::Decision Ruleset::item(ocds::Kind kind, std::string_view text) {
  bool has_parties = false;
  if (decider_->depends_on_fields(kind)) {
    // Once there is an item of EDCA-MX, no other can change the rules of the run.
    if (mexican_ && mexican_decision_.profile) return mexican_decision_;
    if (is_mexican(text)) {
      note(mexican_decision_);
      return mexican_decision_;
    }
    has_parties = checker_->structure().root_has_parties();
  }
  if (has_parties && newer_decision_.profile) return newer_decision_;
  ocds::Decision decision = decider_->item(text, has_parties);
  note(decision);
  if (decision.version == "1.1") newer_decision_ = decision;
  return decision;
}

schema::ProfileKey Ruleset::key() const {
  std::string name = options_.profile;
  if (name == "auto") name = mexican_ ? "edca-mx" : older_ && !newer_ ? "ocds-1.0" : "ocds-1.1";
  if (upgrade_ && name == "ocds-1.0") name = "ocds-1.1";
  schema::ProfileKey key = schema::profile_named(catalog_, name);
  if (!options_.extensions) key.extensions.clear();
  if (options_.extensions && name != "edca-mx") key.extensions = declared_;
  for (const schema::Extension* extension : extra_) add_once(key.extensions, extension);
  schema::order_extensions(key.extensions);
  return key;
}

json::Value Ruleset::release_schema() const {
  if (!schema_file_.empty()) return read_schema(schema_file_);
  const schema::ProfileKey used = key();
  json::Value schema = catalog_.schema(used.standard + "/release-schema.json");
  for (const schema::Extension* extension : used.extensions) {
    if (const json::Value* patch = extension->patch("release")) json::merge_patch(schema, *patch);
  }
  return schema;
}

std::string Ruleset::version() const {
  return key().standard.substr(key().standard.find('/') + 1);
}

std::string Ruleset::profile() const {
  return schema_file_.empty() ? key().name : schema_file_;
}

std::vector<std::string> Ruleset::extra_urls() const {
  std::vector<std::string> urls;
  for (const schema::Extension* extension : extra_) {
    if (!extension->url.empty()) urls.push_back(extension->url);
  }
  return urls;
}

}  // namespace edca::cli
