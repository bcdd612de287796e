#include "publish/ckan_metadata.hpp"

#include <algorithm>

#include "base/sha256.hpp"

namespace edca::publish {
namespace {

/// Extras that are not ours stay.
json::Array with_others(const json::Array& extras, const json::Value& package) {
  json::Array all = extras;
  const json::Value* known = package.find("extras");
  if (known == nullptr || !known->is_array()) return all;
  for (const json::Value& each : known->as_array()) {
    const bool ours = std::any_of(extras.begin(), extras.end(), [&](const json::Value& extra) {
      return extra.text("key") == each.text("key");
    });
    if (!ours) all.push_back(each);
  }
  return all;
}

}  // namespace

CkanMetadata::CkanMetadata(const Dataset& from) {
  const std::pair<const char*, const std::string&> texts[] = {
      {"title", from.title},
      {"notes", from.description},
      {"license_id", from.license},
      {"url", from.landing_page},
      {"maintainer", from.contact_name},
      {"maintainer_email", from.contact_email}};
  for (const auto& [key, text] : texts) {
    if (!text.empty()) fields_.emplace_back(key, text);
  }
  json::Array tags;
  for (const std::string& word : from.keywords) tags.push_back(json::Object{{"name", word}});
  if (!tags.empty()) fields_.emplace_back("tags", std::move(tags));
  json::Array extras;
  for (const auto& [key, value] : from.extras) {
    extras.push_back(json::Object{{"key", key}, {"value", value}});
  }
  if (!extras.empty()) fields_.emplace_back("extras", std::move(extras));
  mark_ = base::sha256(json::write(fields_));
}

void CkanMetadata::found(const json::Value& package, const json::Value* manifest) {
  before_.clear();
  for (auto& [key, value] : fields_) {
    const json::Value* before = package.find(key);
    if (value.is_array()) {
      before_.emplace_back(key, before != nullptr ? *before : json::Array{});
    } else {
      before_.emplace_back(key, std::string(package.text(key)));
    }
    if (key == "extras") value = with_others(value.as_array(), package);
  }
  mark_before_ = manifest == nullptr ? std::string_view() : manifest->text(mark_field);
}

json::Value CkanMetadata::update() const {
  const json::Object& fields = restoring_ ? before_ : fields_;
  return fields.empty() ? json::Value() : json::Value(fields);
}

bool CkanMetadata::ignored_by(const json::Value& package) const {
  if (restoring_) return false;
  for (std::size_t at = 0; at < before_.size(); ++at) {
    const auto& [key, before] = before_[at];
    if (!before.is_string() || before.as_string() == fields_[at].second.as_string()) continue;
    if (package.text(key) == before.as_string()) return true;
  }
  return false;
}

}  // namespace edca::publish
