#include "check/worker.hpp"

#include <algorithm>

#include "json/hash.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"
#include "json/spool.hpp"

namespace edca::check {
namespace {

Kind package_kind(std::string_view list) {
  if (list == "records") return Kind::record_package;
  return list == "projects" ? Kind::project_package : Kind::release_package;
}

/// The name of the compiled schema of a kind.
std::string_view plan_name(Kind kind) {
  return kind == Kind::compiled_release ? "release" : name(kind);
}

std::string_view member_plan(Kind package) {
  if (package == Kind::record_package) return "record";
  return package == Kind::project_package ? "project" : "release";
}

json::Place moved(json::Place place, std::string_view text, const char* to) {
  place.advance(text.substr(0, static_cast<std::size_t>(to - text.data())));
  return place;
}

std::uint64_t item_key(std::string_view text, const Structure& structure, bool exact) {
  if (exact) return json::canonical_hash(text).low;
  std::uint64_t key = 0x9E3779B97F4A7C15;
  for (const char c : structure.root_ocid())
    key = (key ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  key ^= 0xFF;
  for (const char c : structure.root_id())
    key = (key ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return key ^ key >> 29;
}

/// `^\d+\.\d+$`, as the package schemas of OCDS 1.1 ask for.
bool is_two_numbers(std::string_view text) {
  const std::size_t point = text.find_first_not_of("0123456789");
  return point != 0 && point < text.size() && text[point] == '.' && point + 1 < text.size() &&
         text.find_first_not_of("0123456789", point + 1) == std::string_view::npos;
}

}  // namespace

/// A package in memory: its text with the list emptied stands in `envelope`.
struct Worker::List {
  json::Envelope envelope;
  std::string_view array;
  json::Place place;  // of the array
  Decision decision;
  Kind kind;
};

std::shared_ptr<const Decision> decide(const Decider& decider, const json::Envelope& envelope,
                                       std::string_view first_item) {
  return std::make_shared<const Decision>(
      decider.package(package_kind(envelope.list), envelope.metadata, first_item));
}

void Worker::run(const json::Batch& batch, Outcome& outcome) {
  for (const json::Unit& unit : batch.units) {
    switch (unit.kind) {
      case json::Unit::Kind::text:
        if (!unit.base.empty() && !unit.envelope) count(Kind::array, {}, outcome);
        text(unit.text, unit.place, unit.base, !unit.base.empty(), outcome);
        break;
      case json::Unit::Kind::item:
        stream_item(unit, outcome);
        break;
      case json::Unit::Kind::envelope:
        stream_envelope(unit, outcome);
        break;
      case json::Unit::Kind::fault:
        if (Finding* finding = checker_.add(unit.fault.rule, unit.place, outcome.findings)) {
          finding->variant = unit.fault.variant;
          finding->arguments = unit.fault.arguments;
          finding->has_position = unit.fault.rule != "input.unreadable";
        }
        break;
    }
  }
}

void Worker::text(std::string_view text, const json::Place& place, const std::string& base,
                  bool nested, Outcome& outcome) {
  if (text.starts_with('{')) {
    if (!quick_release(text, place, base, outcome)) object(text, place, base, outcome);
  } else if (text.starts_with('[') && text.ends_with(']') && !nested) {
    count(Kind::array, {}, outcome);
    elements(text, place, base, outcome);
  } else {
    unrecognized(text, place, base, outcome);
  }
}

void Worker::unrecognized(std::string_view text, const json::Place& place, const std::string& base,
                          Outcome& outcome) {
  const ItemTask task{text, place, base};
  if (!checker_.check(task, outcome.findings)) return;
  outcome.read = true;
  count(Kind::other, {}, outcome);
  checker_.add(task, "document.unrecognized", 0, outcome.findings);
}

/// The elements of a top-level array or of a portal's list, each a text of its own.
void Worker::elements(std::string_view array, json::Place place, const std::string& base,
                      Outcome& outcome) {
  // Portals wrap lists once or twice; more is no data but an attempt on the stack.
  constexpr unsigned deepest = 8;
  if (depth_ == deepest) return unrecognized(array, place, base, outcome);
  ++depth_;
  json::ElementScan scan(array);
  const char* reached = array.data();
  std::size_t index = 0;
  const json::Place start = place;
  while (const auto element = scan.next()) {
    place.advance({reached, static_cast<std::size_t>(element->data() - reached)});
    reached = element->data();
    std::string pointer = base;
    json::append_index(pointer, index++);
    text(*element, place, pointer, true, outcome);
  }
  --depth_;
  outcome.read = outcome.read || index == 0;
  comma_faults(scan, array, start, outcome);
}

void Worker::comma_faults(const json::ElementScan& scan, std::string_view array,
                          const json::Place& place, Outcome& outcome) {
  for (const char* at : {scan.missing_comma(), scan.stray_comma()}) {
    if (at == nullptr) continue;
    if (Finding* finding =
            checker_.add("input.syntax", moved(place, array, at), outcome.findings)) {
      finding->variant = at == scan.missing_comma() ? "missing-comma" : "trailing-comma";
    }
  }
}

void Worker::object(std::string_view text, const json::Place& place, const std::string& base,
                    Outcome& outcome) {
  const Shape shape = shape_of(text);
  switch (shape.kind) {
    case Kind::release_package:
    case Kind::record_package:
    case Kind::project_package:
      package(shape, text, place, base, outcome);
      break;
    case Kind::portal: {
      std::string list = base;
      json::append_token(list, shape.list);
      elements(shape.elements, moved(place, text, shape.elements.data()), list, outcome);
      break;
    }
    case Kind::other:
      unrecognized(text, place, base, outcome);
      break;
    default:
      bare(shape.kind, text, place, base, outcome);
      break;
  }
}

/// Most lines of JSON Lines are releases like the one before: judged as such at once. Answers
/// whether the text was indeed one, so that this was all there is to do.
bool Worker::quick_release(std::string_view text, const json::Place& place, const std::string& base,
                           Outcome& outcome) {
  if (!last_bare_.profile) return false;
  Findings findings;
  const ItemTask task{text, place, base, last_bare_.profile->plan("release"),
                      last_bare_.profile.get()};
  if (!checker_.check(task, findings)) return false;
  const Structure& structure = checker_.structure();
  if (structure.foreign_root() || structure.root_ocid().empty() || !structure.root_has_tag()) {
    return false;
  }
  if (decider_.depends_on_fields(Kind::release)) {
    if (!structure.hint_seen()) return false;
    last_bare_.arguments = {{"field", structure.hint()}};
  }
  const bool compiled = !structure.contexts().empty() && structure.contexts()[0].compiled;
  take(std::move(findings), task, outcome);
  count(compiled ? Kind::compiled_release : Kind::release, last_bare_, outcome);
  return true;
}

/// Adds the findings of an item that was read.
void Worker::take(Findings findings, const ItemTask& task, Outcome& outcome) {
  outcome.items_with_errors += checker_.errors(findings) > 0 ? 1 : 0;
  for (std::size_t at = 0; at < findings.tally.size(); ++at) {
    outcome.findings.tally[at] += findings.tally[at];
  }
  std::move(findings.list.begin(), findings.list.end(), std::back_inserter(outcome.findings.list));
  outcome.read = true;
  ++outcome.items;
  outcome.releases += checker_.structure().releases();
  remember(task, outcome);
}

void Worker::remember(const ItemTask& task, Outcome& outcome) {
  if (checker_.scope().coverage) checker_.cover(outcome.coverage);
  for (semantics::Identity& identity : checker_.identities())
    outcome.seen.push_back({std::move(identity), task.place, task.base});
}

/// Judges an item by EDCA-MX; keeps the result when the item has a field that only EDCA-MX defines.
bool Worker::mexican(Kind kind, std::string_view text, const json::Place& place,
                     const std::string& base, Outcome& outcome) {
  Decision decision = decider_.mexican_item({});
  const ItemTask task{text, place, base, decision.profile->plan(plan_name(kind)),
                      decision.profile.get()};
  Findings findings;
  if (!checker_.check(task, findings) || !checker_.structure().hint_seen()) return false;
  take(std::move(findings), task, outcome);
  decision.arguments = {{"field", checker_.structure().hint()}};
  count(kind, decision, outcome);
  if (kind == Kind::release || kind == Kind::compiled_release) last_bare_ = std::move(decision);
  return true;
}

/// A release, record or project without a package.
void Worker::bare(Kind kind, std::string_view text, const json::Place& place,
                  const std::string& base, Outcome& outcome) {
  bool has_parties = false;
  if (decider_.depends_on_fields(kind)) {
    if (mexican(kind, text, place, base, outcome)) return;
    has_parties = checker_.structure().root_has_parties();
  }
  const Decision decision = decider_.item(kind, text, has_parties);
  const schema::Node* node = decision.profile->plan(plan_name(kind));
  if (node == nullptr) return unrecognized(text, place, base, outcome);
  if (!item({text, place, base, node, decision.profile.get()}, outcome)) return;
  count(kind, decision, outcome);
  if (!decider_.depends_on_fields(kind) &&
      (kind == Kind::release || kind == Kind::compiled_release)) {
    last_bare_ = decision;
  }
}

bool Worker::item(const ItemTask& task, Outcome& outcome) {
  const std::uint64_t errors = checker_.errors(outcome.findings);
  const bool read = checker_.check(task, outcome.findings);
  ++outcome.items;
  if (checker_.errors(outcome.findings) > errors) ++outcome.items_with_errors;
  if (!read) return false;
  outcome.read = true;
  outcome.releases += checker_.structure().releases();
  remember(task, outcome);
  return true;
}

void Worker::package(const Shape& shape, std::string_view text, const json::Place& place,
                     const std::string& base, Outcome& outcome) {
  List list;
  list.kind = shape.kind;
  json::Envelope& envelope = list.envelope;
  envelope.start = place;
  envelope.base = base;
  envelope.metadata = json::read_members(text, item_keys());
  envelope.complete = true;
  if (shape.elements.empty()) {
    envelope.text = text;
    envelope.gap = envelope.text.size();
  } else {
    list.array = shape.elements;
    list.place = moved(place, text, shape.elements.data());
    const char* closing = shape.elements.data() + shape.elements.size() - 1;
    envelope.list = shape.list;
    envelope.gap = static_cast<std::size_t>(shape.elements.data() - text.data()) + 1;
    envelope.after_gap = moved(place, text, closing);
    envelope.text.append(text.data(), envelope.gap);
    envelope.text.append(closing, text.data() + text.size());
  }
  if (const std::size_t bad = json::invalid_utf8(envelope.text); bad < envelope.gap) {
    const json::Fault fault = json::encoding_fault(envelope.text, bad);
    const json::Place at = moved(place, text, text.data() + bad);
    if (Finding* finding = checker_.add(fault.rule, at, outcome.findings)) {
      finding->variant = fault.variant;
      finding->arguments = fault.arguments;
    }
  }
  std::string_view first;
  if (!list.array.empty()) first = json::ElementScan(list.array).next().value_or("");
  list.decision = decider_.package(shape.kind, envelope.metadata, first);
  if (list.decision.profile->plan(name(shape.kind)) == nullptr) {
    return unrecognized(text, place, base, outcome);
  }
  if (!list.array.empty()) items(list, outcome);
  this->envelope(envelope, list.decision, shape.kind, outcome);
}

/// The items of a package in memory; `envelope.count` is set for the check of the envelope.
void Worker::items(const List& list, Outcome& outcome) {
  const schema::Node* node = list.decision.profile->plan(member_plan(list.kind));
  json::ElementScan scan(list.array);
  json::Place place = list.place;
  const char* reached = list.array.data();
  std::vector<std::uint64_t> keys;
  std::uint64_t index = 0;
  while (const auto element = scan.next()) {
    place.advance({reached, static_cast<std::size_t>(element->data() - reached)});
    reached = element->data();
    std::string pointer = list.envelope.base;
    json::append_token(pointer, list.envelope.list);
    json::append_index(pointer, index++);
    const ItemTask task{*element, place, std::move(pointer), node, list.decision.profile.get()};
    if (item(task, outcome)) keys.push_back(item_key(*element, checker_.structure(), false));
  }
  const_cast<json::Envelope&>(list.envelope).count = index;
  comma_faults(scan, list.array, list.place, outcome);
  std::sort(keys.begin(), keys.end());
  if (keys.size() != index || std::adjacent_find(keys.begin(), keys.end()) == keys.end()) {
    return;
  }
  std::vector<json::Hash128> hashes;
  json::canonical_element_hashes(list.array, hashes);
  std::vector<std::pair<json::Hash128, std::uint64_t>> order;
  for (std::size_t at = 0; at < hashes.size(); ++at) order.emplace_back(hashes[at], at);
  std::sort(order.begin(), order.end());
  for (std::size_t at = 1; at < order.size(); ++at) {
    if (order[at].first != order[at - 1].first) continue;
    duplicate_items(list.envelope, order[at - 1].second, order[at].second, outcome);
    break;
  }
}

void Worker::duplicate_items(const json::Envelope& envelope, std::uint64_t first,
                             std::uint64_t second, Outcome& outcome) {
  json::Place place = envelope.start;
  place.advance(std::string_view(envelope.text).substr(0, envelope.gap - 1));
  Finding* finding = checker_.add("schema.uniqueItems", place, outcome.findings);
  if (finding == nullptr) return;
  finding->pointer = envelope.base;
  json::append_token(finding->pointer, envelope.list);
  finding->keyword = "uniqueItems";
  finding->arguments = {{"field", envelope.list},
                        {"first", std::to_string(first)},
                        {"second", std::to_string(second)}};
}

void Worker::stream_item(const json::Unit& unit, Outcome& outcome) {
  const auto& decision = *static_cast<const Decision*>(unit.envelope->decision.get());
  const Kind kind = package_kind(unit.envelope->list);
  const ItemTask task{unit.text, unit.place, unit.base, decision.profile->plan(member_plan(kind)),
                      decision.profile.get()};
  if (!item(task, outcome)) return;
  outcome.keys.push_back({item_key(unit.text, checker_.structure(), exact_keys_), unit.index});
}

void Worker::stream_envelope(const json::Unit& unit, Outcome& outcome) {
  const json::Envelope& envelope = *unit.envelope;
  if (!envelope.is_portal) {
    const auto& decision = *static_cast<const Decision*>(envelope.decision.get());
    this->envelope(envelope, decision, package_kind(envelope.list), outcome);
  }
  outcome.ended.push_back({unit.envelope, outcome.keys.size(), outcome.findings.list.size()});
}

/// The package around its items: its own members, then what they say of version and extensions.
void Worker::envelope(const json::Envelope& envelope, const Decision& decision, Kind kind,
                      Outcome& outcome) {
  count(kind, decision, outcome);
  if (decision.profile->plan(name(kind)) == nullptr) {
    checker_.add("document.unrecognized", envelope.start, outcome.findings);
    return;
  }
  ItemTask task{envelope.text, envelope.start, envelope.base, decision.profile->plan(name(kind)),
                decision.profile.get()};
  task.emptied_key = envelope.list;
  task.emptied_count = envelope.count;
  task.gap = envelope.gap;
  task.after_gap = envelope.after_gap;
  // An envelope that was cut short is no JSON; its end was reported.
  if (envelope.complete && checker_.check(task, outcome.findings)) {
    // Without items this was the whole text; with items one of them has to be read.
    outcome.read = outcome.read || envelope.count == 0;
    metadata(task, decision, outcome);
  }
}

/// What the package says of its version and extensions.
void Worker::metadata(const ItemTask& task, const Decision& decision, Outcome& outcome) {
  json::MemberScan scan(task.text);
  bool version = false;
  while (const auto member = scan.next()) {
    if (member->key == "version") {
      version = true;
      this->version(task, member->value, decision, outcome);
    } else if (member->key == "extensions" && member->value.starts_with('[')) {
      extensions(task, member->value, decision, outcome);
    }
  }
  // A schema that asks for a version says itself that there is none.
  if (version || !decision.reason.starts_with("profile.shape") || decision.version != "1.0") return;
  if (Finding* finding = checker_.add(task, "package.version-assumed", 0, outcome.findings)) {
    finding->arguments = {{"assumed", decision.version}};
  }
}

void Worker::version(const ItemTask& task, std::string_view value, const Decision& decision,
                     Outcome& outcome) {
  if (decision.profile->is_oc4ids() || !value.starts_with('"')) return;
  if (value.starts_with("\"1.0\"") || value.starts_with("\"1.1\"")) return;
  // From 1.1 on the schema itself asks for two numbers.
  if (decision.version != "1.0" && !is_two_numbers(value.substr(1, value.size() - 2))) return;
  const auto offset = static_cast<std::size_t>(value.data() - task.text.data());
  Finding* finding = checker_.add(task, "package.version", offset, outcome.findings);
  if (finding == nullptr) return;
  finding->pointer += "/version";
  finding->value = value.substr(0, 160);
  const bool patch = value.starts_with("\"1.1.") || value.starts_with("\"1.0.");
  finding->variant = patch ? "patch" : "unknown";
  finding->arguments = {{"assumed", decision.version}};
}

void Worker::extensions(const ItemTask& task, std::string_view array, const Decision& decision,
                        Outcome& outcome) {
  const char* reached = task.text.data();
  json::Place place = task.place;
  if (static_cast<std::size_t>(array.data() - reached) >= task.gap) {
    reached += task.gap;
    place = task.after_gap;
  }
  json::ElementScan elements(array);
  for (std::size_t index = 0, known = 0; const auto element = elements.next(); ++index) {
    if (!element->starts_with('"')) continue;
    if (known >= decision.extensions.size()) break;
    const DeclaredExtension& extension = decision.extensions[known++];
    if (extension.status != "unknown") continue;
    place.advance({reached, static_cast<std::size_t>(element->data() - reached)});
    reached = element->data();
    if (Finding* finding = checker_.add("extension.unknown", place, outcome.findings)) {
      finding->pointer = task.base + "/extensions/" + std::to_string(index);
      finding->value = element->substr(0, 160);
      finding->arguments = {{"url", extension.url}};
    }
  }
}

void Worker::count(Kind kind, const Decision& decision, Outcome& outcome) {
  const std::string kind_name(name(kind));
  if (std::find(outcome.kinds.begin(), outcome.kinds.end(), kind_name) == outcome.kinds.end()) {
    outcome.kinds.push_back(kind_name);
  }
  if (!decision.profile) return;
  const auto same = [&](const Decision& other) {
    return other.profile->key().name == decision.profile->key().name;
  };
  if (std::none_of(outcome.decisions.begin(), outcome.decisions.end(), same)) {
    outcome.decisions.push_back(decision);
  }
  outcome.extensions.add(decision.extensions);
}

}  // namespace edca::check
