#include "projects/update.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/instant.hpp"
#include "json/pointer.hpp"
#include "projects/existing.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

using Indexes = std::unordered_map<std::string, std::size_t>;

/// Whether two values say the same: the zone of a date makes no other value of it.
bool same(const json::Value& one, const json::Value& other) {
  if (one == other) return true;
  if (!one.is_string() || !other.is_string()) return false;
  const auto from = base::instant(one.as_string());
  const auto to = base::instant(other.as_string());
  return from && to && *from == *to;
}

bool same_member(const json::Value& one, const json::Value& other, std::string_view name) {
  const json::Value* left = one.find(name);
  const json::Value* right = other.find(name);
  if (left == nullptr || right == nullptr) return left == right;
  return same(*left, *right);
}

/// The elements of the list that is a member; an empty list where there is none.
const json::Array& list_of(const json::Value& object, std::string_view name) {
  static const json::Array none;
  const json::Value* list = object.find(name);
  return list != nullptr && list->is_array() ? list->as_array() : none;
}

/// The same, to be added to. What is no list gives way to one.
json::Value& list_in(json::Value& object, std::string_view name) {
  json::Value& list = object[name];
  if (!list.is_array()) list = json::Array();
  return list;
}

/// The first element of each id.
Indexes by_id(const json::Array& list) {
  Indexes places;
  for (std::size_t at = 0; at < list.size(); ++at)
    if (std::string id = id_text(list[at].find("id")); !id.empty())
      places.try_emplace(std::move(id), at);
  return places;
}

std::string below(std::string pointer, std::string_view name) {
  json::append_token(pointer, name);
  return pointer;
}

/// What is kept as it was written, once it is there.
bool is_words(std::string_view name) {
  return name == "title" || name == "description";
}

/// What is wrong as long as processes of the project are missing.
bool is_sum(std::string_view name) {
  constexpr std::array<std::string_view, 4> names = {"budget", "completion", "period", "status"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool same_change(const json::Value& one, const json::Value& other) {
  for (const char* name : {"type", "releaseID", "newContractValue", "newContractPeriod"})
    if (!same_member(one, other, name)) return false;
  return true;
}

bool same_document(const json::Value& one, const json::Value& other) {
  if (something(one.find("url")) || something(other.find("url")))
    return same_member(one, other, "url");
  return same_member(one, other, "title") && same_member(one, other, "documentType");
}

}  // namespace

bool is_known(const json::Array& modifications, const json::Value& one, const json::Array& made) {
  const Indexes ids = by_id(made);
  return std::any_of(modifications.begin(), modifications.end(), [&](const json::Value& known) {
    const std::string id = id_text(known.find("id"));
    return ids.count(id) != 0 ? id == id_text(one.find("id")) : same_change(known, one);
  });
}

Update::Update(json::Value& project, const json::Value& made, std::string now, Tell tell)
    : project_(project), made_(made), now_(std::move(now)), tell_(std::move(tell)) {}

void Update::leave_out_known(json::Value& made, const json::Value& project) {
  json::Value* list = made.find("parties");
  if (list == nullptr || !list->is_array()) return;
  const json::Array& known = list_of(project, "parties");
  const Indexes places = by_id(known);
  for (json::Value& party : list->as_array()) {
    const auto found = places.find(id_text(party.find("id")));
    if (found == places.end() || !party.is_object()) continue;
    json::Object left;
    for (auto& [name, value] : party.as_object())
      if (name == "id" || name == "roles" || !something(known[found->second].find(name)))
        left.emplace_back(std::move(name), std::move(value));
    party = std::move(left);
  }
}

void Update::run() {
  processes();
  ocid_.clear();
  parties();
  documents();
  fill(project_, made_.as_object(), "");
  if (changed_ && something(project_.find("updated"))) set(project_, "updated", now_, "", "date");
}

void Update::set(json::Value& object, const std::string& name, json::Value now,
                 const std::string& pointer, std::string_view why) {
  const json::Value* there = object.find(name);
  const json::Value old = there == nullptr ? json::Value() : *there;
  const bool was = there != nullptr;
  object[name] = std::move(now);
  tell_({below(pointer, name), ocid_, was ? &old : nullptr, object.find(name), why});
}

void Update::append(json::Value& list, json::Value value, const std::string& pointer,
                    std::string_view why) {
  json::Array& array = list.as_array();
  array.push_back(std::move(value));
  tell_({pointer + "/" + std::to_string(array.size() - 1), ocid_, nullptr, &array.back(), why});
}

/// The processes that there are, by the surest of their names, then new ones.
void Update::processes() {
  const json::Array& made = list_of(made_, "contractingProcesses");
  const json::Array& known = list_of(project_, "contractingProcesses");
  std::vector<std::vector<std::string>> names;
  std::size_t most = 0;
  for (const json::Value& each : known) {
    names.push_back(ocids_of(each));
    most = std::max(most, names.back().size());
  }
  Indexes places;
  for (std::size_t rank = 0; rank < most; ++rank)
    for (std::size_t at = 0; at < names.size(); ++at)
      if (rank < names[at].size()) places.try_emplace(names[at][rank], at);
  std::unordered_set<std::size_t> taken;
  for (const json::Value& each : made) {
    ocid_ = each.text("id");
    const auto found = places.find(ocid_);
    json::Value& list = list_in(project_, "contractingProcesses");
    if (found == places.end() || !taken.insert(found->second).second) {
      append(list, each, "/contractingProcesses", "process");
    } else {
      process(list.as_array()[found->second], each,
              "/contractingProcesses/" + std::to_string(found->second));
    }
  }
  whole_ = taken.size() == names.size();
}

void Update::process(json::Value& process, const json::Value& made, const std::string& pointer) {
  if (process.text("id") != ocid_) set(process, "id", ocid_, pointer, "id");
  if (const json::Value* summary = made.find("summary")) {
    const json::Value* there = process.find("summary");
    if (something(there) && !there->is_object()) {
      set(process, "summary", *summary, pointer, "");
    } else {
      json::Value& object = process["summary"];
      if (!object.is_object()) object = json::Object();
      this->summary(object, summary->as_object(), pointer + "/summary");
    }
  }
  links(process, made, pointer);
}

void Update::summary(json::Value& object, const json::Object& made, const std::string& pointer) {
  for (const auto& [name, value] : made) {
    if (name == "modifications") {
      modifications(object, value, pointer);
    } else if (name == "suppliers") {
      suppliers(object, value, pointer);
    } else if (!is_words(name) || !something(object.find(name))) {
      refresh(object, name, value, pointer);
    }
  }
}

/// Makes a member what it is by now, member by member where both are objects.
void Update::refresh(json::Value& object, const std::string& name, const json::Value& made,
                     const std::string& pointer) {
  json::Value* there = object.find(name);
  if (there == nullptr || there->is_null()) return set(object, name, made, pointer, "added");
  if (same(*there, made)) return;
  if (!there->is_object() || !made.is_object()) return set(object, name, made, pointer, "");
  for (const auto& [inner, value] : made.as_object())
    refresh(*there, inner, value, below(pointer, name));
}

void Update::links(json::Value& process, const json::Value& made, const std::string& pointer) {
  for (const json::Value& link : list_of(made, "releases")) {
    json::Value& list = list_in(process, "releases");
    json::Array& array = list.as_array();
    const auto found = std::find_if(array.begin(), array.end(), [&](const json::Value& each) {
      return each.is_object() && same_member(each, link, "id");
    });
    const std::string place = pointer + "/releases";
    if (found == array.end()) {
      append(list, link, place, "added");
      continue;
    }
    const std::string inner = place + "/" + std::to_string(found - array.begin());
    for (const auto& [name, value] : link.as_object())
      if (name != "url" || !something(found->find(name))) refresh(*found, name, value, inner);
  }
}

void Update::modifications(json::Value& summary, const json::Value& made,
                           const std::string& pointer) {
  for (const json::Value& each : made.as_array()) {
    json::Value& list = list_in(summary, "modifications");
    if (!is_known(list.as_array(), each, made.as_array()))
      append(list, each, pointer + "/modifications", "modification");
  }
}

/// By the ids of the organizations.
void Update::suppliers(json::Value& summary, const json::Value& made, const std::string& pointer) {
  for (const json::Value& each : made.as_array()) {
    json::Value& list = list_in(summary, "suppliers");
    const json::Array& array = list.as_array();
    const auto is_it = [&](const json::Value& known) { return same_member(known, each, "id"); };
    if (std::any_of(array.begin(), array.end(), is_it)) continue;
    append(list, each, pointer + "/suppliers", "added");
  }
}

void Update::parties() {
  const json::Array& made = list_of(made_, "parties");
  const Indexes places = by_id(list_of(project_, "parties"));
  for (const json::Value& party : made) {
    json::Value& list = list_in(project_, "parties");
    const auto found = places.find(id_text(party.find("id")));
    if (found == places.end()) {
      append(list, party, "/parties", "added");
      continue;
    }
    json::Value& known = list.as_array()[found->second];
    const std::string pointer = "/parties/" + std::to_string(found->second);
    for (const json::Value& role : list_of(party, "roles")) {
      json::Value& roles = list_in(known, "roles");
      const json::Array& array = roles.as_array();
      if (std::find(array.begin(), array.end(), role) == array.end())
        append(roles, role, pointer + "/roles", "added");
    }
    for (const auto& [name, value] : party.as_object())
      if (name != "roles" && !something(known.find(name)))
        set(known, name, value, pointer, "added");
  }
}

void Update::documents() {
  Names ids;
  for (const json::Value& each : list_of(project_, "documents"))
    ids.add(id_text(each.find("id")), "document");
  for (const json::Value& each : list_of(made_, "documents")) {
    json::Value& list = list_in(project_, "documents");
    const json::Array& array = list.as_array();
    const auto is_it = [&](const json::Value& known) { return same_document(known, each); };
    if (std::any_of(array.begin(), array.end(), is_it)) continue;
    json::Value document = each;
    document["id"] = ids.add(id_text(each.find("id")), "document");
    append(list, std::move(document), "/documents", "added");
    changed_ = true;
  }
}

/// What the project does not say.
void Update::fill(json::Value& object, const json::Object& made, const std::string& pointer) {
  for (const auto& [name, value] : made) {
    if (name == "parties" || name == "documents" || name == "contractingProcesses") continue;
    if (pointer.empty() && is_sum(name) && !whole_) continue;
    json::Value* there = object.find(name);
    if (!something(there)) {
      set(object, name, value, pointer, "filled");
      changed_ = true;
    } else if (pointer.empty() && name == "budget" && there->is_object()) {
      fill(*there, value.as_object(), "/budget");
    }
  }
}

}  // namespace edca::projects
