#include "projects/to_ocds.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/instant.hpp"
#include "projects/existing.hpp"
#include "projects/process_view.hpp"
#include "projects/values.hpp"
#include "semantics/value.hpp"

namespace edca::projects {
namespace {

bool is_dated(std::string_view date) {
  return base::instant(date).has_value();
}

/// A link to a release, or a modification, with a date.
struct Dated {
  const json::Value* value = nullptr;
  std::string date;
};

/// The earliest first, those without a date last.
std::vector<Dated> by_date(const json::Array& list) {
  std::vector<Dated> dated;
  for (const json::Value& each : list)
    if (each.is_object()) dated.push_back({&each, std::string(each.text("date"))});
  std::stable_sort(dated.begin(), dated.end(), [](const Dated& one, const Dated& other) {
    const auto left = base::instant(one.date);
    const auto right = base::instant(other.date);
    return left && right ? *left < *right : left && !right;
  });
  return dated;
}

/// The tags of a link: a list, or one text such as "planning,tender".
std::vector<std::string> tags_of(const json::Value& link) {
  std::vector<std::string> tags;
  for (const json::Value& each : list_of(&link, "tag"))
    if (each.is_string()) tags.push_back(each.as_string());
  std::string_view left = link.text("tag");
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(','), left.size());
    if (const auto one = semantics::trimmed(left.substr(0, end)); !one.empty())
      tags.emplace_back(one);
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  return tags;
}

bool has_tag(const json::Value& link, std::string_view tag) {
  const std::vector<std::string> tags = tags_of(link);
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_awarded(const json::Value& link) {
  return has_tag(link, "award") || has_tag(link, "contract");
}

/// "C1" of "A-4-C1-value", as conversions name modifications; else empty.
std::string contract_named(const json::Value& modification) {
  const std::string id = id_text(modification.find("id"));
  const std::string start = id_text(modification.find("releaseID")) + "-";
  const std::string end = "-" + std::string(modification.text("type"));
  if (id.size() <= start.size() + end.size() || !id.starts_with(start) || !id.ends_with(end))
    return {};
  return id.substr(start.size(), id.size() - start.size() - end.size());
}

/// The OCID that a process says, or the first of its names that looks like one.
std::string ocid_of(const json::Value& process) {
  const json::Value* told = value_at(&process, {"summary", "ocid"});
  if (told != nullptr && told->is_string())
    if (const std::string_view own = semantics::trimmed(told->as_string()); !own.empty())
      return std::string(own);
  const std::vector<std::string> names = ocids_of(process);
  const auto found = std::find_if(names.begin(), names.end(), [](const std::string& each) {
    return each.starts_with(ocid_start);
  });
  if (names.empty()) return id_text(process.find("id"));
  return std::string(semantics::trimmed(found != names.end() ? *found : names.front()));
}

/// Makes the releases of one process.
class Maker {
 public:
  Maker(const ProjectIndex& index, const json::Value& process, std::size_t n)
      : view_{index, process, n, ocid_of(process)},
        links_(by_date(list_of(&process, "releases"))),
        modifications_(by_date(list_of(view_.summary(), "modifications"))) {
    for (const Dated& each : links_)
      link_places_.try_emplace(id_text(each.value->find("id")), each.value);
    link_places_.erase("");
    for (const char* name : {"contractValue", "contractPeriod", "finalValue", "suppliers",
                             "modifications", "transactions"})
      view_.awarded = view_.awarded || something(view_.of_summary(name));
    view_.awarded = view_.awarded || view_.status() == "active";
    find_contracts();
  }

  MadeReleases run() {
    MadeReleases made;
    made.ocid = view_.ocid;
    if (view_.ocid.empty()) return made;
    if (json::Value planned = planning_release(); !planned.is_null())
      made.releases.push_back(std::move(planned));
    const bool each = dates_allow();
    made.releases.push_back(first_release(each));
    if (each) add_modifications(made.releases);
    if (view_.awarded) close(made.releases.back());
    made.left_out = view_.left_out(view_.awarded ? contracts_.size() : 0);
    // One release holds what came of them, not what was in between.
    if (!each && modifications_.size() > 1) made.left_out.emplace_back("summary.modifications");
    return made;
  }

 private:
  /// A contract, by the modifications that name it.
  struct Contract {
    std::string id;
    std::vector<const json::Value*> modifications;
  };

  /// Without any that modifications name, one.
  void find_contracts() {
    std::unordered_map<std::string, std::size_t> places;
    for (const Dated& each : modifications_) {
      std::string id = contract_named(*each.value);
      if (!id.empty() && places.try_emplace(id, contracts_.size()).second)
        contracts_.push_back({std::move(id), {}});
    }
    if (contracts_.empty()) contracts_.push_back({"1", {}});
    for (const Dated& each : modifications_) {
      const auto found = places.find(contract_named(*each.value));
      const std::size_t place = found == places.end() ? 0 : found->second;
      contracts_[place].modifications.push_back(each.value);
      contract_of_.emplace(each.value, place);
    }
  }

  /// Whether the modifications can be releases, one after the other, behind the first release.
  bool dates_allow() const {
    if (modifications_.empty()) return false;
    std::string last = first_date();
    std::optional<std::string> last_release;  // none yet: the first one has to be later
    if (!is_dated(last)) return false;
    for (const Dated& each : modifications_) {
      const std::string date = date_of(*each.value);
      const std::string release = id_text(each.value->find("releaseID"));
      // Without a release, those of one date were made together.
      const bool same = last_release && release == *last_release;
      if (!is_dated(date) || before(date, last) || (!same && !before(last, date))) return false;
      last = date;
      last_release = release;
    }
    return true;
  }

  const json::Value* link_with(const std::string& id) const {
    const auto found = link_places_.find(id);
    return found == link_places_.end() ? nullptr : found->second;
  }

  /// Of the release that a modification names, where there is a link to it; else its own.
  std::string date_of(const json::Value& modification) const {
    const json::Value* link = link_with(id_text(modification.find("releaseID")));
    const std::string date(link == nullptr ? std::string_view() : link->text("date"));
    return date.empty() ? std::string(modification.text("date")) : date;
  }

  /// The link to the release in which the process was planned, where others follow.
  const json::Value* planned_link() const {
    if (links_.size() < 2 || !is_dated(links_.front().date)) return nullptr;
    const json::Value* link = links_.front().value;
    return has_tag(*link, "planning") && !is_awarded(*link) ? link : nullptr;
  }

  /// The link to the release that the first one here stands for: where something was awarded, the
  /// first that says so.
  const json::Value* first_link() const {
    const json::Value* planned = planned_link();
    const json::Value* first = nullptr;
    const bool dated = std::any_of(links_.begin(), links_.end(),
                                   [](const Dated& each) { return is_dated(each.date); });
    for (const Dated& each : links_) {
      if (each.value == planned || (dated && !is_dated(each.date))) continue;
      if (first == nullptr) first = each.value;
      if (!view_.awarded || is_awarded(*each.value)) return view_.awarded ? each.value : first;
    }
    return first;
  }

  std::string first_date() const {
    if (const json::Value* link = first_link(); link != nullptr && is_dated(link->text("date")))
      return std::string(link->text("date"));
    for (const json::Value* each : {value_at(view_.summary(), {"tender", "datePublished"}),
                                    value_at(view_.summary(), {"contractPeriod", "startDate"}),
                                    view_.project().find("updated")})
      if (each != nullptr && each->is_string() && is_dated(each->as_string()))
        return each->as_string();
    return {};
  }

  json::Value head(const json::Value* link, const std::string& id, const std::string& date,
                   const std::vector<const char*>& tags) {
    json::Value release = json::Object();
    release["ocid"] = view_.ocid;
    const std::string linked = link == nullptr ? std::string() : id_text(link->find("id"));
    release["id"] = ids_.add(linked.empty() ? id : linked, "release");
    if (!date.empty()) release["date"] = date;
    json::Array made;
    if (link != nullptr)
      for (std::string& each : tags_of(*link)) made.emplace_back(std::move(each));
    if (made.empty())
      for (const char* each : tags) made.emplace_back(each);
    release["tag"] = std::move(made);
    release["initiationType"] = "tender";
    put(release, "language", view_.project().find("language"));
    return release;
  }

  /// What the process was to cost stands in a release of the stage of planning.
  json::Value planning_release() {
    const json::Value* link = planned_link();
    const json::Value* estimate = value_at(view_.summary(), {"tender", "costEstimate"});
    if (link == nullptr || !something(estimate)) return {};
    json::Value release = head(link, "", std::string(link->text("date")), {});
    release["tender"] =
        json::Object{{"id", view_.tender_id()}, {"status", "planning"}, {"value", *estimate}};
    view_.estimated = true;
    return release;
  }

  json::Value first_release(bool each) {
    std::vector<const char*> tags = {"tender"};
    if (view_.awarded) tags = {"tender", "award", "contract"};
    json::Value release = head(first_link(), view_.ocid + "-1", first_date(), tags);
    json::Array parties = view_.parties();
    if (!parties.empty()) release["parties"] = std::move(parties);
    view_.add_buyer(release);
    release["planning"] = view_.planning();
    release["tender"] = view_.tender();
    if (!view_.awarded) return release;
    release["awards"] = json::Array{award()};
    json::Array contracts;
    for (const Contract& one : contracts_) contracts.push_back(contract(one, each));
    release["contracts"] = std::move(contracts);
    return release;
  }

  json::Value award() const {
    json::Value award = json::Object{{"id", "1"}};
    award["status"] = view_.status() == "pre-award" ? "pending" : "active";
    put(award, "title", view_.of_summary("title"));
    put(award, "description", view_.of_summary("description"));
    put(award, "value", view_.of_summary("contractValue"));
    put(award, "suppliers", view_.of_summary("suppliers"));
    if (view_.whole_period()) put(award, "contractPeriod", view_.of_summary("contractPeriod"));
    return award;
  }

  /// What a contract was before its first modification.
  static json::Value at_first(const Contract& contract, const std::string& field) {
    for (const json::Value* one : contract.modifications)
      if (const json::Value* value = one->find("old" + field); something(value)) return *value;
    return {};
  }

  /// What a contract is after its modifications: what each says, over what was there before.
  static json::Value at_last(const Contract& contract, const std::string& field) {
    json::Value made;
    for (const json::Value* one : contract.modifications) {
      for (const char* when : {"old", "new"}) {
        const json::Value* said = one->find(when + field);
        if (!something(said)) continue;
        if (!made.is_object() || !said->is_object()) {
          made = *said;
        } else {
          for (const auto& [name, value] : said->as_object()) made[name] = value;
        }
      }
    }
    return made;
  }

  json::Value contract(const Contract& one, bool each) {
    json::Value contract = json::Object{{"id", one.id}, {"awardID", "1"}};
    const json::Value known_value = (each ? at_first : at_last)(one, "ContractValue");
    const json::Value known_period = (each ? at_first : at_last)(one, "ContractPeriod");
    const json::Value* value = something(&known_value) ? &known_value : nullptr;
    const json::Value* period = something(&known_period) ? &known_period : nullptr;
    if (contracts_.size() == 1) {
      put(contract, "title", view_.of_summary("title"));
      put(contract, "description", view_.of_summary("description"));
      if (value == nullptr) value = view_.of_summary("contractValue");
      if (period == nullptr && view_.whole_period()) period = view_.of_summary("contractPeriod");
    }
    put(contract, "value", value);
    put(contract, "period", period);
    if (each) return contract;
    json::Array amendments;
    for (const json::Value* modification : one.modifications)
      amendments.push_back(amendment(*modification));
    if (!amendments.empty()) contract["amendments"] = std::move(amendments);
    return contract;
  }

  json::Value amendment(const json::Value& modification) {
    json::Value amendment = json::Object();
    amendment["id"] = amendments_.add(id_text(modification.find("id")), "amendment");
    for (const char* name : {"date", "description", "rationale", "releaseID"})
      put(amendment, name, modification.find(name));
    return amendment;
  }

  /// A release each, those of one release together.
  void add_modifications(std::vector<json::Value>& releases) {
    std::unordered_map<std::string, std::size_t> places;
    std::unordered_map<std::string, std::size_t> contracts;  // in their releases
    for (const Dated& each : modifications_) {
      const json::Value& modification = *each.value;
      const std::string by = id_text(modification.find("releaseID"));
      const std::string key = by + "\n" + date_of(modification);
      const auto [place, another] = places.try_emplace(key, releases.size());
      if (another) {
        const std::string id =
            by.empty() ? view_.ocid + "-" + std::to_string(releases.size() + 1) : by;
        releases.push_back(head(link_with(by), id, date_of(modification), {"contractAmendment"}));
        releases.back()["contracts"] = json::Array();
      }
      json::Array& list = releases[place->second]["contracts"].as_array();
      const std::string& name = contracts_[contract_of_.at(each.value)].id;
      const auto [known, first] = contracts.try_emplace(key + "\n" + name, list.size());
      if (first) list.emplace_back(json::Object{{"id", name}, {"awardID", "1"}});
      amend(list[known->second], modification);
    }
  }

  void amend(json::Value& contract, const json::Value& modification) {
    put(contract, "value", modification.find("newContractValue"));
    put(contract, "period", modification.find("newContractPeriod"));
    json::Value& amendments = contract["amendments"];
    if (!amendments.is_array()) amendments = json::Array();
    amendments.as_array().push_back(amendment(modification));
  }

  /// How the contracts stand, and what the only one of them cost.
  void close(json::Value& release) {
    json::Value& list = release["contracts"];
    if (!list.is_array()) list = json::Array();
    std::unordered_map<std::string, std::size_t> places;
    for (const json::Value& each : list.as_array()) places.emplace(each.text("id"), places.size());
    const std::string_view status = view_.status();
    const std::string now = status == "closed"      ? "terminated"
                            : status == "active"    ? "active"
                            : status == "pre-award" ? "pending"
                                                    : "";
    for (const Contract& each : contracts_) {
      const auto [place, missing] = places.try_emplace(each.id, list.as_array().size());
      if (missing) list.as_array().emplace_back(json::Object{{"id", each.id}, {"awardID", "1"}});
      json::Value& contract = list.as_array()[place->second];
      if (!now.empty()) contract["status"] = now;
      if (contracts_.size() == 1) add_implementation(contract);
    }
  }

  void add_implementation(json::Value& contract) const {
    put(contract, "milestones", view_.of_summary("milestones"));
    put(contract, "documents", view_.of_summary("documents"));
    json::Value implementation = json::Object();
    put(implementation, "finalValue", view_.of_summary("finalValue"));
    put(implementation, "transactions", view_.of_summary("transactions"));
    json::Array audits;
    if (view_.is_first())
      for (const json::Value& each : list_of(&view_.project(), "documents"))
        if (each.text("documentType") == "finalAudit") audits.push_back(each);
    if (!audits.empty()) implementation["documents"] = std::move(audits);
    if (something(&implementation)) contract["implementation"] = std::move(implementation);
  }

  ProcessView view_;
  std::vector<Dated> links_;
  std::vector<Dated> modifications_;
  std::unordered_map<std::string, const json::Value*> link_places_;  ///< by id
  std::vector<Contract> contracts_;
  std::unordered_map<const json::Value*, std::size_t> contract_of_;  ///< modifications
  Names ids_;
  Names amendments_;
};

}  // namespace

ProjectIndex::ProjectIndex(const json::Value& project)
    : project_(project),
      processes_(&list_of(&project, "contractingProcesses")),
      parties_(&list_of(&project, "parties")) {
  for (std::size_t at = 0; at < parties_->size(); ++at)
    if (std::string id = id_text((*parties_)[at].find("id")); !id.empty())
      places_.try_emplace(std::move(id), at);
  const auto has_ocid = [](const json::Value& each) {
    return each.is_object() && !ocid_of(each).empty();
  };
  first_ = static_cast<std::size_t>(std::find_if(processes_->begin(), processes_->end(), has_ocid) -
                                    processes_->begin());
  const std::string_view purpose = project.text("purpose");
  if (!purpose.starts_with('<') || processes_->size() < 2) return;
  for (std::size_t at = 0; at < purpose.size();) {
    const std::size_t end = std::min(purpose.find("\n<", at), purpose.size());
    const std::string_view line = purpose.substr(at, end - at);
    if (const std::size_t close = line.find("> "); close != line.npos)
      purposes_.try_emplace(std::string(line.substr(1, close - 1)), line.substr(close + 2));
    at = end + 1;
  }
}

std::size_t ProjectIndex::place_of(const std::string& id) const {
  const auto found = places_.find(id);
  return found == places_.end() ? parties_->size() : found->second;
}

std::string ProjectIndex::purpose_of(const std::string& ocid) const {
  if (purposes_.empty()) return std::string(project_.text("purpose"));
  const auto found = purposes_.find(ocid);
  return found == purposes_.end() ? std::string() : found->second;
}

MadeReleases releases_of(const ProjectIndex& index, std::size_t n) {
  const json::Value& process = index.processes()[n];
  return process.is_object() ? Maker(index, process, n).run() : MadeReleases();
}

}  // namespace edca::projects
