#include "projects/link_check.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/instant.hpp"
#include "json/pointer.hpp"
#include "projects/transforms.hpp"
#include "projects/update.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

constexpr std::size_t day_length = 10;

/// Whether two dates can be the same: as points in time, or by the day where one has no zone.
bool same_date(std::string_view one, std::string_view other) {
  const auto left = base::instant(one);
  const auto right = base::instant(other);
  if (left && right && *left == *right) return true;
  return one.substr(0, day_length) == other.substr(0, day_length);
}

std::vector<std::string> words_of(const Node* tags) {
  std::vector<std::string> words;
  const auto add = [&](std::string_view text) {
    text = semantics::trimmed(text);
    if (!text.empty()) words.emplace_back(text);
  };
  if (tags != nullptr && tags->kind == json::NodeKind::string) {
    std::string_view left = tags->view();
    for (std::size_t end = 0; end != left.npos;
         left.remove_prefix(end == left.npos ? 0 : end + 1)) {
      end = left.find(',');
      add(left.substr(0, end));
    }
  }
  for (const Node& each : elements(tags)) add(as_text(&each));
  std::sort(words.begin(), words.end());
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  json::Array array;
  for (const std::string& each : words) array.emplace_back(each);
  return json::write(json::Value(std::move(array)));
}

/// One comparison.
class Comparison {
 public:
  Comparison(const Node& process, const LinkedProcess& data)
      : process_(process),
        data_(data),
        draft_("", {data.process}, nullptr, false, "2000-01-01T00:00:00Z",
               [](const Finding&, const Process*) {}) {
    for (const auto step : {contracting_process_setup, cost_estimate, contract_price,
                            contract_period, final_value, projects::modifications})
      step(draft_);
  }

  std::vector<Mismatch> run(const Node* parties) {
    links();
    amounts();
    period();
    modifications();
    if (parties != nullptr) organizations(*parties);
    return std::move(found_);
  }

 private:
  void add(std::string_view rule, std::string_view variant, std::string pointer, const Node& at,
           Arguments arguments) {
    found_.push_back({rule, variant, std::move(pointer), &at, std::move(arguments)});
  }

  void links() {
    std::size_t number = 0;
    for (const Node& each : list(&process_, "releases")) {
      const std::string pointer = "/releases/" + std::to_string(number++);
      const Node* id = at(&each, "id");
      const std::string name = as_text(id);
      if (name.empty()) continue;
      const auto release = std::find_if(data_.releases.begin(), data_.releases.end(),
                                        [&](const ReleaseFacts& one) { return one.id == name; });
      if (release != data_.releases.end()) {
        link(each, *release, pointer);
      } else if (name == data_.process.ocid) {
        add("link.release", "ocid", pointer + "/id", *id, {});
      } else if (should_be_here(text(&each, "date"))) {
        add("link.release", "", pointer + "/id", *id, {});
      }
    }
  }

  /// Whether a release of that date would be among those that are known, if it were there.
  bool should_be_here(std::string_view date) const {
    if (data_.releases.empty()) return false;
    bool earlier = date.empty();
    bool later = date.empty();
    for (const ReleaseFacts& each : data_.releases) {
      earlier = earlier || !before(date, each.date);
      later = later || !before(each.date, date);
    }
    return earlier && later;
  }

  void link(const Node& link, const ReleaseFacts& release, const std::string& pointer) {
    const Node* date = at(&link, "date");
    const std::string said = as_text(date);
    const auto told = base::instant(said);
    const auto there = base::instant(release.date);
    if (told && there && *told != *there)
      add("link.release-date", "", pointer + "/date", *date, {{"data", release.date}});
    const Node* tag = at(&link, "tag");
    if (const std::vector<std::string> tags = words_of(tag);
        !tags.empty() && !release.tags.empty() && tags != release.tags)
      add("link.release-tag", "", pointer + "/tag", *tag, {{"data", joined(release.tags)}});
  }

  void amounts() {
    Sum contracts;
    for (const Node& each : list(data_.process.compiled, "contracts"))
      contracts.add(at(&each, "value"));
    const bool sum = !contracts.empty() && contracts.one_currency() && !contracts.inexact();
    const json::Value all = sum ? contracts.value() : json::Value();
    const json::Value& made = draft_.summary(0);
    amount({"summary", "contractValue"}, made.find("contractValue"), sum ? &all : nullptr);
    amount({"summary", "finalValue"}, made.find("finalValue"), nullptr);
    const json::Value* tender = made.find("tender");
    if (tender != nullptr)
      amount({"summary", "tender", "costEstimate"}, tender->find("costEstimate"), nullptr);
  }

  /// Silent where nothing is known of it, on either side.
  void amount(const std::vector<std::string_view>& path, const json::Value* made,
              const json::Value* other) {
    const Node* told = &process_;
    std::string pointer;
    for (const std::string_view name : path) {
      told = at(told, name);
      json::append_token(pointer, name);
    }
    const Node* number = at(told, "amount");
    if (made == nullptr || made->find("amount") == nullptr || number == nullptr ||
        number->kind != json::NodeKind::number || same_amount(*told, *made) ||
        (other != nullptr && same_amount(*told, *other)))
      return;
    add("link.value", "", pointer, *told,
        {{"what", std::string(path.back())}, {"data", json::write(*made)}});
  }

  static bool same_amount(const Node& told, const json::Value& made) {
    const json::Value value = copy(told);
    for (const char* name : {"amount", "currency"}) {
      const json::Value* left = value.find(name);
      const json::Value* right = made.find(name);
      if (left != nullptr && right != nullptr && !(*left == *right)) return false;
    }
    return true;
  }

  void period() {
    std::vector<const Node*> periods = {at(data_.process.compiled, "tender", "contractPeriod")};
    for (const Node& each : list(data_.process.compiled, "awards"))
      periods.push_back(at(&each, "contractPeriod"));
    for (const Node& each : list(data_.process.compiled, "contracts"))
      periods.push_back(at(&each, "period"));
    const json::Value* made = draft_.summary(0).find("contractPeriod");
    for (const char* name : {"startDate", "endDate"}) {
      const Node* told = at(&process_, "summary", "contractPeriod", name);
      const std::string date = as_text(told);
      if (date.empty() || made == nullptr || made->text(name).empty()) continue;
      const bool meant = std::any_of(periods.begin(), periods.end(), [&](const Node* each) {
        return same_date(date, text(each, name));
      });
      if (!meant)
        add("link.period", "", std::string("/summary/contractPeriod/") + name, *told,
            {{"what", name}, {"data", std::string(made->text(name))}});
    }
  }

  void modifications() {
    const json::Value* made = draft_.summary(0).find("modifications");
    if (made == nullptr || !made->is_array()) return;
    const Node* told = at(&process_, "summary", "modifications");
    const json::Value known = told == nullptr ? json::Value(json::Array()) : copy(*told);
    const Node* summary = at(&process_, "summary");
    for (const json::Value& each : made->as_array()) {
      if (known.is_array() && is_known(known.as_array(), each, made->as_array())) continue;
      const std::string_view type = each.text("type");
      const char* field = type == "value" ? "ContractValue" : "ContractPeriod";
      const auto said = [&](const char* which) {
        const json::Value* value = each.find(which + std::string(field));
        return value == nullptr ? std::string() : shown(*value);
      };
      add("link.modification",
          type == "value"      ? ""
          : type == "duration" ? "duration"
                               : "scope",
          summary == nullptr ? "" : "/summary", summary == nullptr ? process_ : *summary,
          {{"release", std::string(each.text("releaseID"))},
           {"old", said("old")},
           {"new", said("new")}});
    }
  }

  void organizations(const Node& parties) {
    std::unordered_map<std::string, std::string> ids;
    for (const Node& each : list(data_.process.compiled, "parties"))
      if (const std::string identifier = Parties::identifier_of(each); !identifier.empty())
        ids.emplace(identifier, as_text(at(&each, "id")));
    std::size_t count = 0;
    std::string party;
    std::string other;
    for (const Node& each : elements(&parties)) {
      const auto found = ids.find(Parties::identifier_of(each));
      const std::string id = as_text(at(&each, "id"));
      if (found == ids.end() || found->second == id || id.empty() || found->second.empty())
        continue;
      if (count++ > 0) continue;
      party = id;
      other = found->second;
    }
    if (count > 0)
      add("link.party", "", "", process_,
          {{"count", std::to_string(count)}, {"party", party}, {"other", other}});
  }

  const Node& process_;
  const LinkedProcess& data_;
  Draft draft_;
  std::vector<Mismatch> found_;
};

}  // namespace

std::vector<Mismatch> compare_links(const Node& process, const Node* parties,
                                    const LinkedProcess& data) {
  return Comparison(process, data).run(parties);
}

}  // namespace edca::projects
