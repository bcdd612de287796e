#include "projects/history.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_set>

#include "base/instant.hpp"
#include "base/number.hpp"
#include "base/url.hpp"
#include "json/members.hpp"
#include "projects/values.hpp"
#include "rows/values.hpp"
#include "schema/formats.hpp"

namespace edca::projects {
namespace {

/// The value of a JSON text; null for what is none.
json::Value parsed(std::string_view text) {
  json::Tree tree;
  if (text.empty() || tree.parse(text).error != json::ReadError::none) return {};
  return copy(tree.at(0));
}

/// A text without its quotes and escapes; anything else as it is written.
std::string plain(std::string_view value) {
  return json::decoded(value).value_or(std::string(value));
}

/// Whether two JSON texts say the same: neither quotes around a number nor the zone of a date make
/// another value of it.
bool same_value(std::string_view one, std::string_view other) {
  const std::string left = plain(one);
  const std::string right = plain(other);
  if (left == right) return true;
  if (rows::is_json_number(left) && rows::is_json_number(right))
    return base::compare(left, right) == 0;
  const auto from = base::instant(left);
  const auto to = base::instant(right);
  return from && to && *from == *to;
}

using Members = std::map<std::string, std::string, std::less<>>;

/// Lays the members of an object over those that are known; whether something that was there is
/// another now.
bool lay_over(Members& known, const Node* object, std::span<const std::string_view> names) {
  bool changed = false;
  for (const std::string_view name : names) {
    const Node* member = at(object, name);
    if (member == nullptr || member->kind == json::NodeKind::null) continue;
    std::string text = json::write(copy(*member));
    std::string& old = known[std::string(name)];
    const bool same = !old.empty() && same_value(old, text);
    changed = changed || (!old.empty() && !same);
    if (!same) old = std::move(text);
  }
  return changed;
}

json::Value object_of(const Members& members, std::span<const std::string_view> names) {
  json::Object object;
  for (const std::string_view name : names)
    if (const auto found = members.find(name); found != members.end() && !found->second.empty())
      object.emplace_back(std::string(name), parsed(found->second));
  return object;
}

constexpr std::array<std::string_view, 2> of_value = {"amount", "currency"};
constexpr std::array<std::string_view, 4> of_period = {"startDate", "endDate", "maxExtentDate",
                                                       "durationInDays"};

bool has_tag(const Node& release, std::string_view tag) {
  const Node* tags = at(&release, "tag");
  if (tags != nullptr && tags->kind == json::NodeKind::string) return tags->view() == tag;
  for (const Node& each : elements(tags))
    if (each.kind == json::NodeKind::string && each.view() == tag) return true;
  return false;
}

void put(json::Object& into, std::string_view name, const Node* value) {
  if (something(value)) into.emplace_back(std::string(name), copy(*value));
}

}  // namespace

/// By their dates as merging orders them: as texts.
std::vector<History::Release> History::sorted(const std::vector<ReleaseText>& releases) const {
  std::vector<Release> result;
  for (const ReleaseText& each : releases)
    result.push_back({each.text, json::member_of(each.text, "date"), &each});
  std::stable_sort(result.begin(), result.end(),
                   [](const Release& one, const Release& other) { return one.date < other.date; });
  return result;
}

void History::link(const Release& release, json::Array& links, json::Array& embedded) const {
  const auto member = [&](std::string_view name) {
    const std::string_view text = json::member_of(release.text, name);
    return parsed(text);
  };
  // A compiled release stands for others, and is another one each time.
  const bool compiled =
      json::member_of(release.text, "tag").find("\"compiled\"") != std::string_view::npos;
  if (compiled && !compatible_) return;
  const std::string& address = release.given->address;
  if (address.empty()) {
    if (compatible_) embedded.push_back(parsed(release.text));
    return;
  }
  const json::Value id = member("id");
  json::Object link;
  if (!compatible_) link.emplace_back("id", id);
  std::string url = address + "#" + id_text(&id);
  if (!compatible_ && !schema::is_uri(url)) url = address + "#" + base::encode_path(id_text(&id));
  if (!compatible_) {
    link.emplace_back("tag", member("tag"));
    link.emplace_back("date", member("date"));
    link.emplace_back("url", std::move(url));
  } else {
    link.emplace_back("url", std::move(url));
    link.emplace_back("date", member("date"));
    link.emplace_back("tag", member("tag"));
  }
  links.emplace_back(std::move(link));
}

void History::estimate(const Node& release, json::Value& made) const {
  const Node* value = at(&release, "tender", "value");
  if (text(&release, "tender", "status") == "planning" && something(value)) made = copy(*value);
}

void History::contracts(const Node& release, json::Array& made) {
  std::unordered_set<std::string> seen;
  for (const Node& each : list(&release, "contracts")) {
    const std::string id = as_text(at(&each, "id"));
    if (!id.empty() && seen.insert(id).second) contract(release, each, id, made);
  }
}

void History::contract(const Node& release, const Node& given, const std::string& id,
                       json::Array& made) {
  const auto [place, first] = known_.try_emplace(id);
  Contract& known = place->second;
  const Members old_value = known.value;
  const Members old_period = known.period;
  const bool was_pending = known.status == "pending";
  const Node* amendment = nullptr;
  for (const Node& each : list(&given, "amendments"))
    if (known.amendments.insert(as_text(at(&each, "id"))).second) amendment = &each;
  const bool value = lay_over(known.value, at(&given, "value"), of_value);
  const bool period = lay_over(known.period, at(&given, "period"), of_period);
  const std::string words = as_text(at(&given, "description"));
  const bool scope = !words.empty() && !known.description.empty() && words != known.description &&
                     has_tag(release, "contractAmendment");
  if (!words.empty()) known.description = words;
  if (const std::string status = as_text(at(&given, "status")); !status.empty())
    known.status = status;
  // What is changed before it is signed is no modification.
  if (first || (was_pending && amendment == nullptr)) return;
  const Node* release_id = at(&release, "id");
  const auto add = [&](const char* type, auto fill) {
    json::Object one;
    const std::string by =
        release_id == nullptr ? as_text(at(&release, "date")) : as_text(release_id);
    one.emplace_back("id", ids_.add(by + "-" + id + "-" + type, {}));
    const Node* date = at(amendment, "date");
    put(one, "date", something(date) ? date : at(&release, "date"));
    put(one, "description", at(amendment, "description"));
    put(one, "rationale", at(amendment, "rationale"));
    one.emplace_back("type", type);
    put(one, "releaseID", release_id);
    fill(one);
    made.emplace_back(std::move(one));
  };
  if (value)
    add("value", [&](json::Object& one) {
      one.emplace_back("oldContractValue", object_of(old_value, of_value));
      one.emplace_back("newContractValue", object_of(known.value, of_value));
    });
  if (period)
    add("duration", [&](json::Object& one) {
      one.emplace_back("oldContractPeriod", object_of(old_period, of_period));
      one.emplace_back("newContractPeriod", object_of(known.period, of_period));
    });
  if (scope) add("scope", [](json::Object&) {});
}

std::string History::tell(const std::vector<ReleaseText>& releases) {
  known_.clear();
  ids_ = {};
  const std::vector<Release> in_order = sorted(releases);
  json::Array links;
  json::Array embedded;
  json::Array changes;
  json::Value estimated;
  for (const Release& release : in_order) {
    std::string_view parts[2];
    json::find_members(release.text, {"tender", "contracts"}, parts);
    const bool history = !compatible_ && releases.size() > 1 && !parts[1].empty();
    if (!history && parts[0].find("planning") == std::string_view::npos) continue;
    tree_.clear();
    if (tree_.parse(release.text).error != json::ReadError::none) continue;
    estimate(tree_.at(0), estimated);
    if (history) contracts(tree_.at(0), changes);
  }
  if (compatible_) {
    for (const ReleaseText& each : releases) link({each.text, {}, &each}, links, embedded);
  } else {
    for (const Release& each : in_order) link(each, links, embedded);
  }
  json::Object result;
  if (!links.empty()) result.emplace_back("releases", std::move(links));
  if (!embedded.empty()) result.emplace_back("embedded", std::move(embedded));
  if (!estimated.is_null()) result.emplace_back("costEstimate", std::move(estimated));
  if (!changes.empty()) result.emplace_back("modifications", std::move(changes));
  return json::write(json::Value(std::move(result)));
}

}  // namespace edca::projects
