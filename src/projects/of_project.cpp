#include <algorithm>
#include <optional>

#include "projects/transforms.hpp"

namespace edca::projects {
namespace {

/// "<OCID> text" for each process that has one, a line each.
std::string by_process(const Draft& draft, std::string_view part, std::string_view name) {
  std::string lines;
  for (const Process& each : draft.processes()) {
    const std::string words = as_text(at(each.compiled, part, name));
    if (!words.empty()) lines += "<" + each.ocid + "> " + words + "\n";
  }
  if (!draft.compatible() && !lines.empty()) lines.pop_back();
  return lines;
}

/// What all processes say that say anything; nothing where they differ, which is told.
std::optional<std::string> agreed(Draft& draft, std::string_view field) {
  std::vector<std::string> values;
  for (const Process& each : draft.processes()) {
    std::string value = as_text(at(each.compiled, "planning", "project", field));
    if (!value.empty()) values.push_back(std::move(value));
  }
  if (values.empty()) return std::nullopt;
  const auto same = [&](const std::string& value) { return value == values.front(); };
  if (std::all_of(values.begin(), values.end(), same)) return values.front();
  draft.clash(field, values);
  return std::nullopt;
}

/// An id for each place, and each place once.
json::Array numbered(json::Array places) {
  Once known;
  Names names;
  json::Array result;
  for (json::Value& place : places) {
    if (!place.is_object() || !known.add(place)) continue;
    json::Object& object = place.as_object();
    const bool named = place.find("id") != nullptr;
    std::string id = names.add(id_text(place.find("id")), std::to_string(result.size() + 1));
    if (named)
      place["id"] = std::move(id);
    else
      object.insert(object.begin(), {"id", std::move(id)});
    result.push_back(std::move(place));
  }
  return result;
}

void put_places(Draft& draft, json::Array places) {
  if (places.empty()) return;
  draft.output["locations"] = draft.compatible() ? std::move(places) : numbered(std::move(places));
}

}  // namespace

void sector(Draft& draft) {
  json::Array sectors;
  Once known;
  for (const Process& each : draft.processes()) {
    const Node* given = at(each.compiled, "planning", "project", "sector");
    const std::string id = as_text(at(given, "id"));
    if (id.empty() && !draft.compatible()) continue;
    const std::string scheme = as_text(at(given, "scheme"));
    // OC4IDS has the codes of its own list without its name.
    const bool own = scheme.empty() || (!draft.compatible() && scheme == "oc4idsProjectSector");
    std::string name = own ? id : scheme + "-" + id;
    if (!name.empty() && known.add(name)) sectors.emplace_back(std::move(name));
  }
  if (!sectors.empty()) draft.output["sector"] = std::move(sectors);
}

void additional_classifications(Draft& draft) {
  json::Array all;
  Once known;
  for (const Process& each : draft.processes())
    for (const Node& one : list(each.compiled, "planning", "project", "additionalClassifications"))
      if (json::Value value = copy(one); known.add(value)) all.push_back(std::move(value));
  if (!all.empty()) draft.output["additionalClassifications"] = std::move(all);
}

void title(Draft& draft) {
  if (!draft.compatible()) {
    if (auto value = agreed(draft, "title")) draft.output["title"] = std::move(*value);
    return;
  }
  // The last one counts, even where it is missing.
  const Node* found = nullptr;
  for (const Process& each : draft.processes()) {
    const Node* value = at(each.compiled, "planning", "project", "title");
    if (something(value) && something(found) && as_text(found) != as_text(value))
      return draft.clash("title", {as_text(found), as_text(value)});
    found = value;
  }
  if (something(found)) draft.output["title"] = copy(*found);
}

void title_from_tender(Draft& draft) {
  if (something(draft.output.find("title"))) return;
  std::vector<const Node*> titles;
  for (const Process& each : draft.processes())
    if (const Node* value = at(each.compiled, "tender", "title"); something(value))
      titles.push_back(value);
  if (titles.size() > 1)
    draft.output["title"] = by_process(draft, "tender", "title");
  else if (titles.size() == 1)
    draft.output["title"] = copy(*titles.front());
}

void location(Draft& draft) {
  json::Array places;
  for (const Process& each : draft.processes())
    for (const Node& place : list(each.compiled, "planning", "project", "locations"))
      places.push_back(copy(place));
  put_places(draft, std::move(places));
}

/// Those of the first process that says where things are delivered.
void location_from_items(Draft& draft) {
  if (something(draft.output.find("locations"))) return;
  json::Array places;
  for (const Process& each : draft.processes()) {
    for (const Node& item : list(each.compiled, "tender", "items")) {
      if (const Node* place = at(&item, "deliveryLocation"); something(place))
        places.push_back(copy(*place));
      if (const Node* address = at(&item, "deliveryAddress"); something(address))
        places.emplace_back(json::Object{{"address", copy(*address)}});
    }
    if (!places.empty()) break;
  }
  put_places(draft, std::move(places));
}

void budget(Draft& draft) {
  const auto given = [](const Process& process) {
    return at(process.compiled, "planning", "budget", "amount");
  };
  if (draft.processes().size() == 1) {
    const Node* value = given(draft.processes().front());
    if (something(value)) draft.output["budget"] = json::Object{{"amount", copy(*value)}};
    return;
  }
  Sum sum;
  bool without = false;
  for (const Process& each : draft.processes()) {
    sum.add(given(each));
    without = without || as_text(at(given(each), "currency")).empty();
  }
  const bool several = draft.compatible()
                           ? !sum.one_currency() || (without && !sum.currencies().empty())
                           : !sum.sure_currency();
  if (several || sum.inexact()) return draft.no_sum("budget.amount", sum);
  if (sum.empty() && !draft.compatible()) return;
  json::Value amount = sum.value();
  if (sum.currencies().empty() && draft.compatible()) amount["currency"] = json::Value();
  draft.output["budget"] = json::Object{{"amount", std::move(amount)}};
}

void purpose(Draft& draft) {
  std::vector<std::string> values;
  for (const Process& each : draft.processes())
    values.push_back(as_text(at(each.compiled, "planning", "rationale")));
  const auto same = [&](const std::string& value) { return value == values.front(); };
  if (values.size() == 1 ||
      (!draft.compatible() && std::all_of(values.begin(), values.end(), same))) {
    const Node* value = at(draft.processes().front().compiled, "planning", "rationale");
    if (something(value)) draft.output["purpose"] = copy(*value);
    return;
  }
  std::string lines = by_process(draft, "planning", "rationale");
  if (!lines.empty()) draft.output["purpose"] = std::move(lines);
}

void description(Draft& draft) {
  if (auto value = agreed(draft, "description")) draft.output["description"] = std::move(*value);
}

void description_tender(Draft& draft) {
  if (something(draft.output.find("description"))) return;
  if (draft.processes().size() == 1) {
    const Node* value = at(draft.processes().front().compiled, "tender", "description");
    if (something(value)) draft.output["description"] = copy(*value);
    return;
  }
  std::string lines = by_process(draft, "tender", "description");
  if (!lines.empty()) draft.output["description"] = std::move(lines);
}

/// As the processes say it of the project, where they agree.
void project_period(Draft& draft) {
  std::vector<std::string> values;
  const Node* first = nullptr;
  for (const Process& each : draft.processes()) {
    const Node* period = at(each.compiled, "planning", "project", "period");
    if (!something(period)) continue;
    if (first == nullptr) first = period;
    values.push_back(json::write(copy(*period)));
  }
  if (first == nullptr) return;
  const auto same = [&](const std::string& value) { return value == values.front(); };
  if (!std::all_of(values.begin(), values.end(), same)) return draft.clash("period", values);
  draft.output["period"] = copy(*first);
}

}  // namespace edca::projects
