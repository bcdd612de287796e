#include "pnt/merged.hpp"

#include <utility>

#include "legacy/values.hpp"

namespace edca::pnt {
namespace {

/// What tells an element of a list from the others.
std::string key_of(const json::Value& element) {
  const json::Value* found = element.find("url");
  if (found == nullptr) found = element.find("id");
  return found == nullptr ? json::write(element) : json::write(*found);
}

/// Whether two texts differ in signs, accents and capitals alone.
bool same_words(const json::Value& left, const json::Value& right) {
  return left.is_string() && right.is_string() &&
         legacy::slug(left.as_string()) == legacy::slug(right.as_string());
}

}  // namespace

json::Value& value_at(json::Value& object, const std::vector<std::string>& keys) {
  json::Value* at = &object;
  for (const std::string& key : keys) {
    const bool list = key.ends_with("[]");
    json::Value& member = (*at)[list ? std::string_view(key).substr(0, key.size() - 2) : key];
    at = &member;
    if (!list) continue;
    if (!member.is_array()) member = json::Array{};
    if (member.as_array().empty()) member.as_array().emplace_back(json::Object{});
    at = &member.as_array().front();
  }
  return *at;
}

void Merged::add(json::Value row, const Differs& differs) {
  differs_ = &differs;
  for (json::Member& each : row.as_object()) {
    json::Value& to = value_[each.first];
    add_member(to, std::move(each.second), each.first);
  }
}

void Merged::add_member(json::Value& to, json::Value from, const std::string& place) {
  if (from.is_array()) {
    if (!to.is_array()) to = json::Array{};
    return add_elements(to, std::move(from), place);
  }
  if (to.is_null() && !from.is_object()) {
    to = std::move(from);
  } else if (from.is_object()) {
    if (!to.is_object()) to = json::Object{};
    for (json::Member& each : from.as_object()) {
      json::Value& member = to[each.first];
      add_member(member, std::move(each.second), place + "/" + each.first);
    }
  } else if (!(to == from) && !same_words(to, from)) {
    (*differs_)(place);
  }
}

void Merged::add_elements(json::Value& to, json::Value from, const std::string& place) {
  for (json::Value& each : from.as_array()) {
    const std::string key = key_of(each);
    const std::string own = place + "/" + key;
    const auto [found, first] = elements_.try_emplace(own, to.as_array().size());
    if (!first) {
      if (each.is_object()) add_member(to.as_array()[found->second], std::move(each), own);
      continue;
    }
    json::Value& added =
        to.as_array().emplace_back(each.is_object() ? json::Value(json::Object{}) : json::Value());
    if (each.find("url") != nullptr) {
      const std::string type(each.text("documentType"));
      const std::size_t number = ++documents_[place + "/" + type];
      if (number > 1) each["id"] = type + "-" + std::to_string(number);
    }
    add_member(added, std::move(each), own);
  }
}

}  // namespace edca::pnt
