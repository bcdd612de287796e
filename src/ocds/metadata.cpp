#include "ocds/metadata.hpp"

#include "base/instant.hpp"

namespace edca::ocds {
namespace {

bool is_newer(std::string_view date, std::string_view than) {
  const auto time = base::instant(date);
  const auto other = base::instant(than);
  if (time && other) return *time > *other;
  return time.has_value() != other.has_value() ? time.has_value() : date > than;
}

/// Whether they have the same name and neither contradicts the other.
bool agree(const json::Value& publisher, const json::Value& other) {
  if (!publisher.is_object() || !other.is_object()) return false;
  if (publisher.text("name").empty() || publisher.text("name") != other.text("name")) return false;
  for (const auto& [key, value] : other.as_object()) {
    const json::Value* known = publisher.find(key);
    if (known != nullptr && !known->is_null() && !value.is_null() && !(*known == value)) {
      return false;
    }
  }
  return true;
}

}  // namespace

const Metadata::Member* Metadata::find(std::string_view name) const {
  const auto found = index_.find(std::string(name));
  if (found == index_.end() || members_[found->second].count == 0) return nullptr;
  return &members_[found->second];
}

Metadata::Member& Metadata::member(const std::string& name) {
  const auto [found, added] = index_.try_emplace(name, members_.size());
  if (added) members_.emplace_back().name = name;
  return members_[found->second];
}

/// Appends what the list has and the member has not.
void Metadata::join(Member& member, const json::Value& list) {
  if (!member.value.is_array()) member.value = json::Array{};
  std::unordered_set<std::string>& known = joined_[member.name];
  const auto add_once = [&](const json::Value& each) {
    if (known.insert(json::write(each)).second) member.value.as_array().push_back(each);
  };
  // Publishers write a single address without a list around it.
  if (!list.is_array()) return add_once(list);
  for (const json::Value& each : list.as_array()) add_once(each);
}

/// Adds what the other publisher says in addition. False when they contradict: then the member is
/// what the first who is contradicted said.
bool Metadata::complete_publisher(Member& known, const json::Value& other, const Source& source) {
  if (publishers_.empty()) publishers_.emplace_back(known.value, known.source);
  if (!agree(known.value, other)) {
    for (const auto& [said, by] : publishers_) {
      if (agree(said, other)) continue;
      known.value = said;
      known.source = by;
      break;
    }
    return false;
  }
  bool more = false;
  for (const auto& [key, value] : other.as_object()) {
    json::Value& member = known.value[key];
    if (!member.is_null()) continue;
    member = value;
    more = more || !value.is_null();
  }
  if (more) publishers_.emplace_back(other, source);
  return true;
}

void Metadata::add(const json::Value& package, const Source& source) {
  ++packages_;
  const json::Value* version = package.find("version");
  if ((version == nullptr || version->is_null()) && !unversioned_) unversioned_ = source;
  for (const auto& [key, value] : package.as_object()) {
    Member& known = member(key);
    if (value.is_null()) continue;
    if (key == "extensions" || key == "packages") {
      join(known, value);
    } else if (known.count == 0) {
      known.value = value;
      known.source = source;
    } else if (key == "publishedDate" && value.is_string() && known.value.is_string()) {
      if (is_newer(value.as_string(), known.value.as_string())) known.value = value;
    } else if (!known.differs && !(known.value == value) &&
               !(key == "publisher" && complete_publisher(known, value, source))) {
      known.differs = true;
      known.other = value;
      known.other_source = source;
    }
    ++known.count;
  }
}

}  // namespace edca::ocds
