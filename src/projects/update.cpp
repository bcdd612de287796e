#include "projects/update.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "json/pointer.hpp"
#include "projects/existing.hpp"
#include "projects/same.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

using Indexes = std::unordered_map<std::string, std::size_t>;

/// The elements of the list that is a member; an empty list where there is none.
const json::Array& list_of(const json::Value& object, std::string_view name) {
  static const json::Array none;
  const json::Value* list = object.find(name);
  return list != nullptr && list->is_array() ? list->as_array() : none;
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

/// Of links with the id of a release the one with its date, else the first; it is taken away. Of
/// very many a few are looked at.
std::size_t take_link(std::deque<std::size_t>& same, const json::Array& list,
                      const json::Value& link) {
  constexpr std::size_t most = 16;
  const auto end = same.begin() + static_cast<std::ptrdiff_t>(std::min(most, same.size()));
  const json::Value* date = link.find("date");
  auto found = std::find_if(same.begin(), end, [&](std::size_t number) {
    const json::Value* there = list[number].find("date");
    return there != nullptr && date != nullptr && says_same(*there, *date);
  });
  if (found == end) found = same.begin();
  const std::size_t number = *found;
  same.erase(found);
  return number;
}

/// By what a document is known beside its address: its title and type.
std::string words_of(const json::Value& document) {
  std::string key;
  for (const char* name : {"title", "documentType"}) {
    const json::Value* value = document.find(name);
    key += value == nullptr ? "-" : json::write(*value);
  }
  return key;
}

}  // namespace

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
    const Fields there(known[found->second]);
    json::Object left;
    for (auto& [name, value] : party.as_object())
      if (name == "id" || name == "roles" || !something(there.find(name)))
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

/// The list that is a member, to be added to; nullptr where there is something else.
json::Value* Update::list_in(json::Value& object, std::string_view name,
                             const std::string& pointer) {
  json::Value& list = object[name];
  if (list.is_array()) return &list;
  if (something(&list)) {
    keep(list, json::Array(), below(pointer, name));
    return nullptr;
  }
  list = json::Array();
  return &list;
}

/// Tells of what should have another form and stays.
void Update::keep(const json::Value& there, const json::Value& made, const std::string& pointer) {
  tell_({pointer, ocid_, &there, &made, Change::kept});
}

/// The processes that there are, by the surest of their names, then new ones.
void Update::processes() {
  const json::Array& made = list_of(made_, "contractingProcesses");
  if (made.empty()) return;
  const json::Array& known = list_of(project_, "contractingProcesses");
  std::vector<std::vector<std::string>> names;
  std::size_t most = 0;
  for (const json::Value& each : known) {
    names.push_back(ocids_of(each));
    most = std::max(most, names.back().size());
  }
  std::unordered_set<std::string> wanted;
  for (const json::Value& each : made) wanted.emplace(each.text("id"));
  Indexes places;
  std::vector<bool> placed(names.size());
  for (std::size_t rank = 0; rank < most; ++rank)
    for (std::size_t at = 0; at < names.size(); ++at)
      if (!placed[at] && rank < names[at].size() && wanted.contains(names[at][rank])) {
        placed[at] = true;
        places.try_emplace(names[at][rank], at);
      }
  std::unordered_set<std::size_t> taken;
  ocid_.clear();
  json::Value* list = list_in(project_, "contractingProcesses", "");
  for (const json::Value& each : made) {
    ocid_ = each.text("id");
    const auto found = places.find(ocid_);
    if (list == nullptr) continue;
    if (found == places.end() || !taken.insert(found->second).second) {
      append(*list, each, "/contractingProcesses", "process");
    } else {
      process(list->as_array()[found->second], each,
              "/contractingProcesses/" + std::to_string(found->second));
    }
  }
  whole_ = list != nullptr && taken.size() == names.size();
}

void Update::process(json::Value& process, const json::Value& made, const std::string& pointer) {
  if (process.text("id") != ocid_) set(process, "id", ocid_, pointer, "id");
  if (const json::Value* summary = made.find("summary")) {
    json::Value& there = process["summary"];
    if (something(&there) && !there.is_object()) {
      keep(there, *summary, pointer + "/summary");
    } else {
      if (!there.is_object()) there = json::Object();
      this->summary(there, summary->as_object(), pointer + "/summary");
    }
  }
  links(process, made, pointer);
}

void Update::summary(json::Value& object, const json::Object& made, const std::string& pointer) {
  for (const auto& [name, value] : made) {
    const bool of_contract = name == "contractValue" || name == "contractPeriod";
    json::Value* there = object.find(name);
    if (name == "modifications") {
      modifications(object, value, pointer);
    } else if (name == "suppliers") {
      suppliers(object, value, pointer);
    } else if (of_contract && there != nullptr && there->is_object() && value.is_object()) {
      // An amount of before keeps its currency.
      const bool first_value =
          name == "contractValue" && is_initial(object, name, "amount", *there, made);
      for (const auto& [inner, now] : value.as_object())
        if (!(first_value && inner == "currency") && !is_initial(object, name, inner, *there, made))
          refresh(*object.find(name), inner, now, below(pointer, name));
    } else if (!is_words(name) || !something(there)) {
      refresh(object, name, value, pointer);
    }
  }
}

/// Whether a member of the value or period of the contracts is from before a modification, of those
/// that the project lists or that were made: it tells how they were at first.
/// https://standard.open-contracting.org/infrastructure/0.9/en/reference/schema/#contractingprocesssummary
bool Update::is_initial(const json::Value& summary, const std::string& name,
                        const std::string& inner, const json::Value& value,
                        const json::Object& made) const {
  const json::Value* there = value.find(inner);
  if (there == nullptr) return false;
  const std::string field = name == "contractValue" ? "ContractValue" : "ContractPeriod";
  const auto is_before = [&](const json::Value& modification) {
    const json::Value* old = modification.find("old" + field);
    const json::Value* now = modification.find("new" + field);
    const json::Value* was = old == nullptr ? nullptr : old->find(inner);
    const json::Value* is = now == nullptr ? nullptr : now->find(inner);
    return was != nullptr && says_same(*was, *there) && (is == nullptr || !says_same(*is, *was));
  };
  const json::Array& listed = list_of(summary, "modifications");
  if (std::any_of(listed.begin(), listed.end(), is_before)) return true;
  for (const auto& [member, list] : made)
    if (member == "modifications" && list.is_array())
      return std::any_of(list.as_array().begin(), list.as_array().end(), is_before);
  return false;
}

/// Makes a member what it is by now, member by member where both are objects.
void Update::refresh(json::Value& object, const std::string& name, const json::Value& made,
                     const std::string& pointer) {
  json::Value* there = object.find(name);
  if (there == nullptr || there->is_null()) return set(object, name, made, pointer, "added");
  if (says_same(*there, made)) return;
  if (there->is_object() && made.is_object()) {
    for (const auto& [inner, value] : made.as_object())
      refresh(*there, inner, value, below(pointer, name));
    return;
  }
  const auto is_one = [](const json::Value& value) {
    return !value.is_array() && !value.is_object();
  };
  // One text with all tags says no less than the list.
  const bool fits = !something(there) || (is_one(*there) && is_one(made)) ||
                    (there->is_array() && made.is_array()) || (name == "tag" && there->is_string());
  if (!fits) return keep(*there, made, below(pointer, name));
  set(object, name, made, pointer, "");
}

void Update::links(json::Value& process, const json::Value& made, const std::string& pointer) {
  const json::Array& links = list_of(made, "releases");
  if (links.empty()) return;
  json::Value* list = list_in(process, "releases", pointer);
  if (list == nullptr) return;
  std::unordered_map<std::string, std::deque<std::size_t>> places;  // of those with an id, in order
  for (std::size_t at = 0; at < list->as_array().size(); ++at)
    if (const std::string id = id_text(list->as_array()[at].find("id")); !id.empty())
      places[std::string(semantics::trimmed(id))].push_back(at);
  const std::string place = pointer + "/releases";
  for (const json::Value& link : links) {
    auto& same = places[std::string(semantics::trimmed(id_text(link.find("id"))))];
    if (same.empty()) {
      append(*list, link, place, "added");
      continue;
    }
    const std::size_t number = take_link(same, list->as_array(), link);
    json::Value& there = list->as_array()[number];
    const std::string inner = place + "/" + std::to_string(number);
    for (const auto& [name, value] : link.as_object())
      if (name != "id" && (name != "url" || !something(there.find(name))))
        refresh(there, name, value, inner);
  }
}

void Update::modifications(json::Value& summary, const json::Value& made,
                           const std::string& pointer) {
  json::Value* list = list_in(summary, "modifications", pointer);
  if (list == nullptr || !made.is_array()) return;
  const std::vector<bool> known = known_of(list->as_array(), made.as_array());
  for (std::size_t at = 0; at < known.size(); ++at)
    if (!known[at]) append(*list, made.as_array()[at], pointer + "/modifications", "modification");
}

/// By the ids of the organizations.
void Update::suppliers(json::Value& summary, const json::Value& made, const std::string& pointer) {
  json::Value* list = list_in(summary, "suppliers", pointer);
  if (list == nullptr || !made.is_array()) return;
  std::unordered_set<std::string> known;
  for (const json::Value& each : list->as_array()) known.insert(id_text(each.find("id")));
  for (const json::Value& each : made.as_array())
    if (known.insert(id_text(each.find("id"))).second)
      append(*list, each, pointer + "/suppliers", "added");
}

void Update::parties() {
  const json::Array& made = list_of(made_, "parties");
  if (made.empty()) return;
  const Indexes places = by_id(list_of(project_, "parties"));
  json::Value* list = list_in(project_, "parties", "");
  if (list == nullptr) return;
  for (const json::Value& each : made) {
    const auto found = places.find(id_text(each.find("id")));
    if (found == places.end()) {
      append(*list, each, "/parties", "added");
    } else {
      party(list->as_array()[found->second], each, "/parties/" + std::to_string(found->second));
    }
  }
}

/// Adds to a party the roles and members that it lacks.
void Update::party(json::Value& known, const json::Value& made, const std::string& pointer) {
  const json::Array& given = list_of(made, "roles");
  json::Value* roles = given.empty() ? nullptr : list_in(known, "roles", pointer);
  if (roles != nullptr) {
    std::unordered_set<std::string> there;
    for (const json::Value& role : roles->as_array()) there.insert(json::write(role));
    for (const json::Value& role : given)
      if (there.insert(json::write(role)).second) append(*roles, role, pointer + "/roles", "added");
  }
  const Fields fields(known);
  std::vector<const json::Member*> missing;
  for (const json::Member& member : made.as_object())
    if (member.first != "roles" && !something(fields.find(member.first)))
      missing.push_back(&member);
  for (const json::Member* member : missing)
    set(known, member->first, member->second, pointer, "added");
}

void Update::documents() {
  const json::Array& made = list_of(made_, "documents");
  if (made.empty()) return;
  Names ids;
  // One address may be that of many; one with the same words may have had none that is one.
  std::unordered_map<std::string, std::size_t> addresses;
  std::unordered_set<std::string> known;
  for (const json::Value& each : list_of(project_, "documents")) {
    ids.add(id_text(each.find("id")), "document");
    known.insert(words_of(each));
    if (const json::Value* url = each.find("url"); something(url)) ++addresses[json::write(*url)];
  }
  const auto address_of = [&](const json::Value& document) {
    const json::Value* url = document.find("url");
    return something(url) ? addresses.find(json::write(*url)) : addresses.end();
  };
  std::vector<const json::Value*> others;
  for (const json::Value& each : made) {
    if (known.contains(words_of(each))) {
      if (const auto at = address_of(each); at != addresses.end() && at->second > 0) --at->second;
    } else {
      others.push_back(&each);
    }
  }
  json::Value* list = list_in(project_, "documents", "");
  if (list == nullptr) return;
  for (const json::Value* each : others) {
    // Its title may have been written anew by hand.
    if (const auto at = address_of(*each); at != addresses.end() && at->second > 0) {
      --at->second;
      continue;
    }
    json::Value document = *each;
    document["id"] = ids.add(id_text(each->find("id")), "document");
    append(*list, std::move(document), "/documents", "added");
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
