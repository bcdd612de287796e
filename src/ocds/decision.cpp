#include "ocds/decision.hpp"

#include <algorithm>

#include "edca/error.hpp"
#include "json/members.hpp"

namespace edca::ocds {
namespace {

bool is_project(Kind kind) {
  return kind == Kind::project || kind == Kind::project_package;
}

std::string version_of(const schema::ProfileKey& key) {
  return schema::standard_named(key.standard)->version;
}

const std::string& usable_version(const json::Value& metadata) {
  static const std::string none;
  const json::Value* version = metadata.find("version");
  if (version == nullptr || !version->is_string()) return none;
  const std::string& text = version->as_string();
  return schema::standard_named("ocds-" + text) != nullptr ? text : none;
}

}  // namespace

Decider::Decider(const schema::Catalog& catalog, const ReadOptions& options,
                 std::vector<const schema::Extension*> extra)
    : catalog_(catalog),
      cache_(catalog),
      automatic_(options.profile == "auto"),
      apply_extensions_(options.extensions),
      extra_(std::move(extra)) {
  if (!automatic_) fixed_key_ = schema::profile_named(catalog, options.profile, "auto");
  if (!apply_extensions_) fixed_key_.extensions.clear();
}

bool Decider::decided(const json::Value& metadata) const {
  if (metadata.find("uri") == nullptr && metadata.find("publisher") == nullptr) return false;
  if (!automatic_) return metadata.find("extensions") != nullptr;
  return metadata.find("version") != nullptr && metadata.find("extensions") != nullptr;
}

bool Decider::depends_on_fields(Kind kind) const {
  return automatic_ && apply_extensions_ && !is_project(kind);
}

void Decider::use(Decision& decision, schema::ProfileKey key) const {
  for (const schema::Extension* extension : extra_) {
    if (std::find(key.extensions.begin(), key.extensions.end(), extension) ==
        key.extensions.end()) {
      key.extensions.push_back(extension);
    }
  }
  schema::order_extensions(key.extensions);
  decision.version = version_of(key);
  decision.profile = cache_.get(key);
}

void Decider::declare(Decision& decision, const json::Value& metadata) const {
  decision.extensions.clear();
  const json::Value* declared = metadata.find("extensions");
  if (declared == nullptr || !declared->is_array()) return;
  for (const json::Value& url : declared->as_array()) {
    if (!url.is_string()) continue;
    const schema::Extension* extension = catalog_.extension(url.as_string());
    decision.extensions.push_back({url.as_string(), extension == nullptr ? "" : extension->name,
                                   extension == nullptr ? "unknown" : extension->status});
    decision.unknown_extension = decision.unknown_extension || extension == nullptr;
  }
}

Decision Decider::fixed() const {
  Decision decision;
  decision.reason = "profile.given";
  decision.arguments = {{"profile", fixed_key_.name}};
  return decision;
}

Decision Decider::edca_mx(std::string reason, Arguments arguments) const {
  Decision decision;
  decision.reason = std::move(reason);
  decision.arguments = std::move(arguments);
  schema::ProfileKey key = schema::profile_named(catalog_, "edca-mx");
  if (!apply_extensions_) key.extensions.clear();
  use(decision, std::move(key));
  return decision;
}

/// The oldest version or the newest, by what a release looks like.
Decision Decider::by_shape(std::string_view text, bool has_parties) const {
  bool old = false;
  if (!has_parties && text.starts_with('{')) {
    std::string_view values[2];
    json::find_members(text, {"parties", "compiledRelease"}, values);
    old = values[0].empty() && has_shape_of_1_0(values[1].empty() ? text : values[1]);
  }
  Decision decision;
  decision.reason = old ? "profile.shape-1.0" : "profile.shape-1.1";
  const schema::Standard& standard =
      old ? schema::versions_of("ocds").front() : schema::newest_of("ocds");
  use(decision, schema::profile_named(catalog_, standard.profile));
  return decision;
}

Decision Decider::package(Kind kind, const json::Value& metadata, std::string_view first) const {
  Decision decision;
  const json::Value* declared = metadata.find("extensions");
  if (automatic_ && is_project(kind)) return project(0, 0);
  if (automatic_ && declared != nullptr && declared->is_array()) {
    for (const json::Value& url : declared->as_array()) {
      if (!url.is_string() || !catalog_.is_mexican(url.as_string())) continue;
      decision = edca_mx("profile.extensions", {{"url", url.as_string()}});
      declare(decision, metadata);
      return decision;
    }
  }
  const std::string& version = usable_version(metadata);
  schema::ProfileKey key = fixed_key_;
  if (!automatic_) {
    decision = fixed();
  } else if (!version.empty()) {
    decision.reason = "profile.version";
    decision.arguments = {{"version", version}};
    key = schema::profile_named(catalog_, "ocds-" + version);
  } else {
    decision = by_shape(first, false);
    key = decision.profile->key();
  }
  declare(decision, metadata);
  if (apply_extensions_ && !key.name.starts_with("oc4ids") && key.name != "edca-mx") {
    for (const DeclaredExtension& each : decision.extensions) {
      const schema::Extension* extension = catalog_.extension(each.url);
      if (extension != nullptr && std::find(key.extensions.begin(), key.extensions.end(),
                                            extension) == key.extensions.end()) {
        key.extensions.push_back(extension);
      }
    }
  }
  use(decision, std::move(key));
  return decision;
}

Decision Decider::item(std::string_view text, bool has_parties) const {
  if (!automatic_) {
    Decision decision = fixed();
    use(decision, fixed_key_);
    return decision;
  }
  return by_shape(text, has_parties);
}

Decision Decider::project(std::size_t n, std::uint64_t misfits) const {
  const auto versions = schema::versions_of("oc4ids");
  Decision decision;
  decision.reason = misfits > 0 ? "profile.oc4ids-nearest"
                    : n == 0    ? "profile.oc4ids-newest"
                                : "profile.oc4ids-shape";
  use(decision, schema::profile_named(catalog_, versions[versions.size() - 1 - n].profile));
  return decision;
}

Decision Decider::mexican_item(const std::string& field) const {
  return edca_mx("profile.fields", {{"field", field}});
}

}  // namespace edca::ocds
