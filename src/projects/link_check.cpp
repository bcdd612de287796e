#include "projects/link_check.hpp"

#include <algorithm>
#include <cstdlib>
#include <unordered_set>
#include <utility>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "json/pointer.hpp"
#include "projects/same.hpp"
#include "projects/transforms.hpp"
#include "projects/values.hpp"

namespace edca::projects {
namespace {

/// Releases of one id that links are held against.
constexpr std::size_t most_of_one_id = 64;

/// How far apart two clocks can be, in seconds.
constexpr std::int64_t most_apart = std::int64_t{14} * 60 * 60;

/// A date or date-time without an offset, as one in UTC.
std::string in_utc(std::string_view text) {
  return std::string(text) + (text.size() <= day_length ? "T00:00:00Z" : "Z");
}

/// Whether two dates can be the same: as points in time, by the day, or, where one has no zone, in
/// some zone.
bool same_date(std::string_view one, std::string_view other) {
  one = semantics::trimmed(one);
  other = semantics::trimmed(other);
  if (one.substr(0, day_length) == other.substr(0, day_length)) return true;
  const auto left = base::instant(one);
  const auto right = base::instant(other);
  if (left && right) return *left == *right;
  const std::string one_utc = left ? std::string(one) : in_utc(one);
  const std::string other_utc = right ? std::string(other) : in_utc(other);
  const auto from = base::instant(one_utc);
  const auto to = base::instant(other_utc);
  return from && to && std::abs(from->seconds - to->seconds) <= most_apart;
}

/// "obras.example.mx" of an address; empty where there is none.
std::string_view host_of(std::string_view address) {
  const std::size_t start = address.find("://");
  if (start == address.npos) return {};
  address.remove_prefix(start + 3);
  return address.substr(0, address.find_first_of("/?#"));
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
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  json::Array array;
  for (const std::string& each : words) array.emplace_back(each);
  return json::write(json::Value(std::move(array)));
}

/// The summary that a conversion makes of a process.
json::Value summary_of(const Process& process) {
  Draft draft("", {process}, nullptr, false, "2000-01-01T00:00:00Z",
              [](const Finding&, const Process*) {});
  for (const auto step : {contracting_process_setup, cost_estimate, contract_price, contract_period,
                          final_value, projects::modifications})
    step(draft);
  return std::move(draft.summary(0));
}

/// One comparison.
class Comparison {
 public:
  Comparison(const Node& process, const LinkedProcess& data) : process_(process), data_(data) {
    if (const Node* told = at(&process, "summary", "modifications")) modifications_ = copy(*told);
    if (!modifications_.is_array()) modifications_ = json::Array();
  }

  std::vector<Mismatch> run() {
    links();
    amounts();
    period();
    modifications();
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
      if (semantics::trimmed(name).empty()) continue;
      const std::vector<const ReleaseFacts*> releases = data_.with_id(name);
      if (releases.size() == most_of_one_id) {
        continue;  // which of so many is meant, nobody can tell
      } else if (!releases.empty()) {
        link(each, releases, pointer);
      } else if (loose(name) == loose(data_.process().ocid)) {
        add("link.release", "ocid", pointer + "/id", *id, {});
      } else if (data_.covers(text(&each, "date")) && !data_.is_elsewhere(text(&each, "url"))) {
        add("link.release", "", pointer + "/id", *id, {});
      }
    }
  }

  /// Of several releases with one id, any may be meant.
  void link(const Node& link, const std::vector<const ReleaseFacts*>& releases,
            const std::string& pointer) {
    const Node* date = at(&link, "date");
    const std::string said = as_text(date);
    const auto told = base::instant(said);
    const bool dated = std::any_of(releases.begin(), releases.end(), [&](const auto* each) {
      const auto there = base::instant(each->date);
      return !told || !there || *told == *there;
    });
    if (!dated)
      add("link.release-date", "", pointer + "/date", *date, {{"data", releases.front()->date}});
    const Node* tag = at(&link, "tag");
    const std::vector<std::string> tags = words_of(tag);
    const bool tagged = std::any_of(releases.begin(), releases.end(), [&](const auto* each) {
      return tags.empty() || each->tags.empty() || tags == each->tags;
    });
    if (!tagged)
      add("link.release-tag", "", pointer + "/tag", *tag,
          {{"data", joined(releases.front()->tags)}});
  }

  void amounts() {
    Sum contracts;
    for (const Node& each : list(data_.process().compiled, "contracts"))
      contracts.add(at(&each, "value"));
    std::vector<json::Value> values = initial("oldContractValue");
    if (!contracts.empty() && contracts.sure_currency() && !contracts.inexact())
      values.push_back(contracts.value());
    const json::Value& made = data_.summary();
    amount({"summary", "contractValue"}, made.find("contractValue"), values);
    amount({"summary", "finalValue"}, made.find("finalValue"), {});
    const json::Value* tender = made.find("tender");
    if (tender != nullptr)
      amount({"summary", "tender", "costEstimate"}, tender->find("costEstimate"), {});
  }

  /// What modifications, of the project and of the releases, say was there before them.
  std::vector<json::Value> initial(const char* name) const {
    std::vector<json::Value> values;
    const json::Value* made = data_.summary().find("modifications");
    for (const json::Value* modifications : {&modifications_, made}) {
      if (modifications == nullptr || !modifications->is_array()) continue;
      for (const json::Value& each : modifications->as_array())
        if (const json::Value* old = each.find(name)) values.push_back(*old);
    }
    return values;
  }

  /// Silent where nothing is known of it, on either side.
  void amount(const std::vector<std::string_view>& path, const json::Value* made,
              const std::vector<json::Value>& others) {
    const Node* told = &process_;
    std::string pointer;
    for (const std::string_view name : path) {
      told = at(told, name);
      json::append_token(pointer, name);
    }
    const Node* number = at(told, "amount");
    if (made == nullptr || made->find("amount") == nullptr || number == nullptr ||
        number->kind != json::NodeKind::number)
      return;
    const json::Value value = copy(*told);
    const auto is_it = [&](const json::Value& each) { return same_amount(value, each); };
    if (is_it(*made) || std::any_of(others.begin(), others.end(), is_it)) return;
    add("link.value", "", pointer, *told,
        {{"what", std::string(path.back())}, {"data", json::write(*made)}});
  }

  static bool same_amount(const json::Value& value, const json::Value& made) {
    const json::Value* amount = made.find("amount");
    if (amount == nullptr || !says_same(*value.find("amount"), *amount)) return false;
    const std::string_view left = value.text("currency");
    const std::string_view right = made.text("currency");
    return left.empty() || right.empty() || loose(left) == loose(right);
  }

  void period() {
    const Node* compiled = data_.process().compiled;
    std::vector<const Node*> periods = {at(compiled, "tender", "contractPeriod")};
    for (const Node& each : list(compiled, "awards"))
      periods.push_back(at(&each, "contractPeriod"));
    for (const Node& each : list(compiled, "contracts")) periods.push_back(at(&each, "period"));
    const std::vector<json::Value> before = initial("oldContractPeriod");
    const json::Value* made = data_.summary().find("contractPeriod");
    for (const char* name : {"startDate", "endDate"}) {
      const Node* told = at(&process_, "summary", "contractPeriod", name);
      const std::string date = as_text(told);
      if (date.empty() || made == nullptr || made->text(name).empty()) continue;
      const bool meant =
          std::any_of(periods.begin(), periods.end(),
                      [&](const Node* each) { return same_date(date, text(each, name)); }) ||
          std::any_of(before.begin(), before.end(),
                      [&](const json::Value& each) { return same_date(date, each.text(name)); });
      if (!meant)
        add("link.period", "", std::string("/summary/contractPeriod/") + name, *told,
            {{"what", name}, {"data", std::string(made->text(name))}});
    }
  }

  void modifications() {
    const json::Value* made = data_.summary().find("modifications");
    if (made == nullptr || !made->is_array()) return;
    const std::vector<bool> known = known_of(modifications_.as_array(), made->as_array());
    const Node* summary = at(&process_, "summary");
    for (std::size_t number = 0; number < known.size(); ++number) {
      if (known[number]) continue;
      const json::Value& each = made->as_array()[number];
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

  const Node& process_;
  const LinkedProcess& data_;
  json::Value modifications_;  ///< that the project lists
  std::vector<Mismatch> found_;
};

}  // namespace

std::string loose(std::string_view text) {
  return base::fold(semantics::trimmed(text));
}

PartyIds party_ids(const Node* parties) {
  PartyIds ids;
  for (const Node& each : elements(parties)) {
    const std::string identifier = Parties::identifier_of(each);
    std::string id = as_text(at(&each, "id"));
    if (!identifier.empty() && !id.empty()) ids.emplace_back(loose(identifier), std::move(id));
  }
  return ids;
}

LinkedProcess::LinkedProcess(Process process, std::vector<ReleaseFacts> releases)
    : process_(std::move(process)), releases_(std::move(releases)), summary_(summary_of(process_)) {
  for (std::size_t number = 0; number < releases_.size(); ++number) {
    ReleaseFacts& each = releases_[number];
    if (auto& same = by_id_[loose(each.id)]; same.size() < most_of_one_id) same.push_back(number);
    each.host = host_of(each.host);
    hosts_known_ = hosts_known_ || !each.host.empty();
    if (number == 0 || before(each.date, first_)) first_ = each.date;
    if (number == 0 || before(last_, each.date)) last_ = each.date;
  }
}

std::vector<const ReleaseFacts*> LinkedProcess::with_id(std::string_view id) const {
  std::vector<const ReleaseFacts*> same;
  std::vector<const ReleaseFacts*> alike;
  const auto found = by_id_.find(loose(id));
  if (found == by_id_.end()) return same;
  for (const std::size_t number : found->second) {
    if (releases_[number].id == id) same.push_back(&releases_[number]);
    alike.push_back(&releases_[number]);
  }
  return same.empty() ? alike : same;
}

bool LinkedProcess::covers(std::string_view date) const {
  if (releases_.empty()) return false;
  return date.empty() || (!before(date, first_) && !before(last_, date));
}

bool LinkedProcess::is_elsewhere(std::string_view address) const {
  const std::string_view host = host_of(address);
  return hosts_known_ && !host.empty() &&
         std::none_of(releases_.begin(), releases_.end(),
                      [&](const ReleaseFacts& each) { return each.host == host; });
}

std::vector<Mismatch> compare_links(const Node& process, const LinkedProcess& data) {
  return Comparison(process, data).run();
}

ProjectParties::ProjectParties(const PartyIds& parties) {
  for (const auto& [identifier, id] : parties) {
    Organization& one =
        organizations_.try_emplace(identifier, Organization{organizations_.size(), {}})
            .first->second;
    one.ids.push_back(id);
  }
}

OtherIds ProjectParties::compare(const PartyIds& process) const {
  std::unordered_map<std::string_view, std::vector<std::string_view>> theirs;
  for (const auto& [identifier, id] : process) theirs[identifier].push_back(id);
  OtherIds found;
  std::size_t first = organizations_.size();
  for (const auto& [identifier, ids] : theirs) {
    const auto known = organizations_.find(std::string(identifier));
    if (known == organizations_.end()) continue;
    std::unordered_set<std::string> there;
    for (const std::string_view id : ids) there.insert(loose(id));
    const Organization& one = known->second;
    const bool shared = std::any_of(one.ids.begin(), one.ids.end(), [&](const std::string& id) {
      return there.count(loose(id)) != 0;
    });
    if (shared) continue;
    ++found.count;
    if (one.place >= first) continue;
    first = one.place;
    found.party = one.ids.front();
    found.other = ids.front();
  }
  return found;
}

}  // namespace edca::projects
