#include "projects/same.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/instant.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "projects/values.hpp"
#include "rows/values.hpp"

namespace edca::projects {
namespace {

/// Modifications that are alike with which one is compared.
constexpr std::size_t most_compared = 16;

/// The text of a number, in quotes or not; empty for all else.
std::string_view number_of(const json::Value& value) {
  if (value.is_number()) return value.number_text();
  if (value.is_string() && rows::is_json_number(value.as_string())) return value.as_string();
  return {};
}

bool same_scalar(const json::Value& one, const json::Value& other) {
  if (one == other) return true;
  const std::string_view left = number_of(one);
  const std::string_view right = number_of(other);
  if (!left.empty() && !right.empty()) return base::compare(left, right) == 0;
  if (!one.is_string() || !other.is_string()) return false;
  const auto from = base::instant(one.as_string());
  const auto to = base::instant(other.as_string());
  return from && to && *from == *to;
}

/// The same day will do for dates.
bool same_or_day(const json::Value& one, const json::Value& other) {
  if (says_same(one, other)) return true;
  if (!one.is_string() || !other.is_string()) return false;
  const std::string_view left = one.as_string();
  const std::string_view right = other.as_string();
  return left.size() >= day_length && left.substr(0, day_length) == right.substr(0, day_length);
}

/// Whether what both say of a member that is an object is the same.
bool agree(const json::Value& one, const json::Value& other, std::string_view name) {
  const json::Value* left = one.find(name);
  const json::Value* right = other.find(name);
  if (left == nullptr || right == nullptr) return true;
  if (!left->is_object() || !right->is_object()) return says_same(*left, *right);
  for (const std::string_view inner :
       {"amount", "currency", "startDate", "endDate", "maxExtentDate", "durationInDays"}) {
    const json::Value* from = left->find(inner);
    const json::Value* to = right->find(inner);
    if (something(from) && something(to) && !same_or_day(*from, *to)) return false;
  }
  return true;
}

std::string type_of(const json::Value& modification) {
  if (const std::string_view type = modification.text("type"); !type.empty())
    return base::fold(type);
  if (modification.find("newContractValue") != nullptr) return "value";
  return modification.find("newContractPeriod") != nullptr ? "duration" : "scope";
}

std::string release_of(const json::Value& modification) {
  return base::fold(rows::without_spaces(id_text(modification.find("releaseID"))));
}

/// The day of a date as it is written, and in UTC.
void add_days(const std::string& key, std::string_view date, std::vector<std::string>& keys) {
  if (date.size() < day_length) return;
  keys.push_back(key + std::string(date.substr(0, day_length)));
  constexpr std::int64_t day = 86400;
  if (const auto point = base::instant(date))
    keys.push_back(key + std::to_string(point->seconds / day));
}

/// By what a modification can be found that names no release.
std::vector<std::string> keys_of(const json::Value& modification) {
  std::vector<std::string> keys;
  const std::string type = type_of(modification) + "|";
  if (const json::Value* value = modification.find("newContractValue")) {
    const json::Value* amount = value->find("amount");
    const std::string_view number = amount == nullptr ? std::string_view() : number_of(*amount);
    if (!number.empty()) keys.push_back(type + "n" + base::canonical(number));
  }
  if (const json::Value* period = modification.find("newContractPeriod")) {
    add_days(type + "e", period->text("endDate"), keys);
    add_days(type + "s", period->text("startDate"), keys);
    if (const std::string days = id_text(period->find("durationInDays")); !days.empty())
      keys.push_back(type + "d" + days);
  }
  if (keys.empty()) {
    add_days(type + "t", modification.text("date"), keys);
    for (const char* name : {"description", "rationale"})
      if (const std::string_view words = modification.text(name); !words.empty())
        keys.push_back(type + "w" + base::fold(words));
  }
  return keys;
}

/// Modifications that a project lists, by what they can be found by; each is found once.
class Listed {
 public:
  explicit Listed(const json::Array& listed) : listed_(listed), taken_(listed.size()) {}

  void take(std::size_t at) { taken_[at] = true; }
  bool taken(std::size_t at) const { return taken_[at]; }
  void add(std::string key, std::size_t at) { places_[std::move(key)].push_back(at); }

  bool find(const std::string& key, const json::Value& made) {
    const auto found = places_.find(key);
    if (found == places_.end()) return false;
    std::deque<std::size_t>& places = found->second;
    while (!places.empty() && taken_[places.front()]) places.pop_front();
    for (std::size_t n = 0; n < places.size() && n < most_compared; ++n) {
      if (taken_[places[n]]) continue;
      const json::Value& one = listed_[places[n]];
      const std::string release = release_of(one);
      const std::string other = release_of(made);
      if (!release.empty() && !other.empty() && release != other) continue;
      if (!agree(one, made, "newContractValue") || !agree(one, made, "newContractPeriod")) continue;
      taken_[places[n]] = true;
      return true;
    }
    return false;
  }

 private:
  const json::Array& listed_;
  std::vector<bool> taken_;
  std::unordered_map<std::string, std::deque<std::size_t>> places_;
};

}  // namespace

bool says_same(const json::Value& one, const json::Value& other) {
  if (one.is_object() && other.is_object() && !(one == other)) {
    const json::Object& left = one.as_object();
    if (left.size() != other.as_object().size() || left.size() > most_compared) return false;
    for (const auto& [name, value] : left) {
      const json::Value* same = other.find(name);
      if (same == nullptr || value.is_object() || !says_same(value, *same)) return false;
    }
    return true;
  }
  return same_scalar(one, other);
}

std::vector<bool> known_of(const json::Array& listed, const json::Array& made) {
  std::unordered_map<std::string, std::size_t> ids;
  for (std::size_t at = 0; at < made.size(); ++at)
    if (std::string id = id_text(made[at].find("id")); !id.empty())
      ids.try_emplace(std::move(id), at);
  std::vector<bool> known(made.size());
  Listed places(listed);
  for (std::size_t at = 0; at < listed.size(); ++at) {
    const auto found = ids.find(id_text(listed[at].find("id")));
    if (found == ids.end()) continue;
    known[found->second] = true;
    places.take(at);
  }
  for (std::size_t at = 0; at < listed.size(); ++at) {
    if (places.taken(at) || !listed[at].is_object()) continue;
    if (const std::string release = release_of(listed[at]); !release.empty())
      places.add(type_of(listed[at]) + "|r" + release, at);
    for (std::string& key : keys_of(listed[at])) places.add(std::move(key), at);
  }
  for (std::size_t at = 0; at < made.size(); ++at) {
    if (known[at]) continue;
    const std::string release = release_of(made[at]);
    known[at] = !release.empty() && places.find(type_of(made[at]) + "|r" + release, made[at]);
    for (const std::string& key : keys_of(made[at]))
      known[at] = known[at] || places.find(key, made[at]);
  }
  return known;
}

}  // namespace edca::projects
