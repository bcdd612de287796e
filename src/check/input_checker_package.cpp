#include <algorithm>

#include "base/moved.hpp"
#include "check/input_checker.hpp"
#include "io/spool.hpp"
#include "json/canonical.hpp"
#include "json/lookahead.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"
#include "json/tolerant.hpp"

// The part of InputChecker that judges packages: their items, then the object around them.

namespace edca::check {
namespace {

ocds::Kind package_kind(std::string_view list) {
  if (list == "records") return ocds::Kind::record_package;
  return list == "projects" ? ocds::Kind::project_package : ocds::Kind::release_package;
}

std::string_view member_plan(ocds::Kind package) {
  if (package == ocds::Kind::record_package) return "record";
  return package == ocds::Kind::project_package ? "project" : "release";
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

struct KeyedItem {
  std::uint64_t key;
  std::uint64_t index;
  std::string_view text;
};

/// Looks for equal items: quick keys first, then the items themselves.
std::optional<json::EqualElements> equal_items(std::vector<KeyedItem>& items) {
  std::sort(items.begin(), items.end(),
            [](const KeyedItem& a, const KeyedItem& b) { return a.key < b.key; });
  json::NumberedHashes suspects;
  for (std::size_t at = 0; at < items.size(); ++at) {
    const bool before = at > 0 && items[at - 1].key == items[at].key;
    const bool after = at + 1 < items.size() && items[at + 1].key == items[at].key;
    if (before || after) {
      suspects.emplace_back(json::canonical_hash(items[at].text), items[at].index);
    }
  }
  return json::find_equal(std::move(suspects));
}

/// `^\d+\.\d+$`, as the package schemas of OCDS 1.1 ask for.
bool is_two_numbers(std::string_view text) {
  const std::size_t point = text.find_first_not_of("0123456789");
  return point != 0 && point < text.size() && text[point] == '.' && point + 1 < text.size() &&
         text.find_first_not_of("0123456789", point + 1) == std::string_view::npos;
}

}  // namespace

/// A package in memory: its text with the list emptied stands in `envelope`.
struct InputChecker::List {
  json::Envelope envelope;
  std::string_view array;
  base::Place place;  // of the array
  ocds::Decision decision;
  ocds::Kind kind;
};

std::shared_ptr<const ocds::Decision> decide(const ocds::Decider& decider,
                                             const json::Envelope& envelope,
                                             std::string_view first_item) {
  return std::make_shared<const ocds::Decision>(
      decider.package(package_kind(envelope.list), envelope.metadata, first_item));
}

void InputChecker::package(const ocds::Shape& shape, std::string_view text,
                           const base::Place& place, const std::string& base, Outcome& outcome) {
  List list;
  list.kind = shape.kind;
  json::Envelope& envelope = list.envelope;
  envelope.start = place;
  envelope.base = base;
  envelope.complete = true;
  if (shape.elements.empty()) {
    envelope.text = text;
    envelope.gap = envelope.text.size();
  } else {
    list.array = shape.elements;
    list.place = base::moved(place, text, shape.elements.data());
    const char* closing = shape.elements.data() + shape.elements.size() - 1;
    envelope.list = shape.list;
    envelope.gap = static_cast<std::size_t>(shape.elements.data() - text.data()) + 1;
    envelope.after_gap = base::moved(place, text, closing);
    envelope.text.append(text.data(), envelope.gap);
    envelope.text.append(closing, text.data() + text.size());
  }
  envelope.metadata = json::read_members(envelope.text, ocds::item_keys());
  if (const std::size_t bad = base::invalid_utf8(envelope.text); bad < envelope.gap) {
    const json::Fault fault = json::encoding_fault(envelope.text, bad);
    const base::Place at = base::moved(place, text, text.data() + bad);
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
  if (!list.array.empty()) envelope.count = items(list, outcome);
  this->envelope(envelope, list.decision, shape.kind, outcome);
}

/// The items of a package in memory. Answers how many there are.
std::uint64_t InputChecker::items(const List& list, Outcome& outcome) {
  const schema::Node* node = list.decision.profile->plan(member_plan(list.kind));
  json::ElementScan scan(list.array);
  base::Place place = list.place;
  const char* reached = list.array.data();
  std::vector<KeyedItem> readable;
  std::uint64_t index = 0;
  while (const auto element = scan.next()) {
    place.advance({reached, static_cast<std::size_t>(element->data() - reached)});
    reached = element->data();
    std::string pointer = list.envelope.base;
    json::append_token(pointer, list.envelope.list);
    json::append_index(pointer, index);
    const ItemTask task{*element,
                        place,
                        std::move(pointer),
                        node,
                        list.decision.profile.get(),
                        list.decision.unknown_extension};
    if (item(task, list.kind, outcome)) {
      readable.push_back({item_key(*element, checker_.structure(), false), index, *element});
    } else if (checker_.damaged(*element)) {
      scan.mend();
    }
    ++index;
  }
  slips(scan, list.array, list.place, outcome);
  if (const auto equal = equal_items(readable)) duplicate_items(list.envelope, *equal, outcome);
  return index;
}

void InputChecker::duplicate_items(const json::Envelope& envelope, const json::EqualElements& equal,
                                   Outcome& outcome) {
  base::Place place = envelope.start;
  place.advance(std::string_view(envelope.text).substr(0, envelope.gap - 1));
  Finding* finding = checker_.add("schema.uniqueItems", place, outcome.findings);
  if (finding == nullptr) return;
  finding->pointer = envelope.base;
  json::append_token(finding->pointer, envelope.list);
  finding->keyword = "uniqueItems";
  finding->arguments = {{"field", envelope.list},
                        {"first", std::to_string(equal.first)},
                        {"second", std::to_string(equal.second)}};
}

void InputChecker::stream_item(const json::Unit& unit, Outcome& outcome) {
  const auto& decision = *static_cast<const ocds::Decision*>(unit.envelope->decision.get());
  const ocds::Kind kind = package_kind(unit.envelope->list);
  const ItemTask task{unit.text,
                      unit.place,
                      unit.base,
                      decision.profile->plan(member_plan(kind)),
                      decision.profile.get(),
                      decision.unknown_extension};
  if (!item(task, kind, outcome)) return swallowed(unit, task, kind, outcome);
  outcome.keys.push_back({item_key(unit.text, checker_.structure(), exact_keys_), unit.index});
}

/// Items that a damaged one before them seemed to hold. They have its number.
void InputChecker::swallowed(const json::Unit& unit, ItemTask task, ocds::Kind package,
                             Outcome& outcome) {
  if (!checker_.damaged(unit.text)) return;
  const json::Tolerant value = json::tolerant_value(unit.text);
  const char* const stop = json::damaged_end(unit.text, value);
  const char* const end = unit.text.data() + unit.text.size();
  if (stop == nullptr || stop == end || *json::skip_space(stop, end) != ',') return;
  json::ElementScan scan({stop, end}, true);
  const char* reached = unit.text.data();
  while (const auto element = scan.next()) {
    task.place.advance({reached, element->data()});
    reached = element->data();
    task.text = *element;
    if (!item(task, package, outcome) && checker_.damaged(*element)) scan.mend();
  }
}

void InputChecker::stream_envelope(const json::Unit& unit, Outcome& outcome) {
  const json::Envelope& envelope = *unit.envelope;
  if (!envelope.is_portal) {
    ocds::Decision decision = *static_cast<const ocds::Decision*>(envelope.decision.get());
    // Where they do not count for the items, those behind the list were not looked for.
    decider_.declare(decision, json::read_members(envelope.text, ocds::item_keys()));
    this->envelope(envelope, decision, package_kind(envelope.list), outcome);
  }
  outcome.ended.push_back({unit.envelope, outcome.keys.size(), outcome.findings.list.size()});
}

/// The package around its items: its own members, then what they say of version and extensions.
void InputChecker::envelope(const json::Envelope& envelope, const ocds::Decision& decision,
                            ocds::Kind kind, Outcome& outcome) {
  const bool by_item = kind == ocds::Kind::project_package && decider_.chooses_project_version();
  count(kind, by_item && envelope.count > 0 ? ocds::Decision{} : decision, outcome);
  if (decision.profile->plan(name(kind)) == nullptr) {
    checker_.add("document.unrecognized", envelope.start, outcome.findings);
    return;
  }
  ItemTask task{envelope.text,          envelope.start,
                envelope.base,          decision.profile->plan(name(kind)),
                decision.profile.get(), decision.unknown_extension};
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
  tell_publisher(envelope, outcome);
}

void InputChecker::tell_publisher(const json::Envelope& envelope, Outcome& outcome) const {
  if (!checker_.scope().items) return;
  const json::Value members = json::read_members(envelope.text, ocds::item_keys());
  const json::Value* publisher = members.find("publisher");
  outcome.told.push_back({outcome.findings.list.size(),
                          std::string(publisher == nullptr ? "" : publisher->text("name"))});
}

/// One item of a package of this kind.
bool InputChecker::item(const ItemTask& task, ocds::Kind package, Outcome& outcome) {
  if (package == ocds::Kind::project_package && decider_.chooses_project_version()) {
    return project(task, outcome);
  }
  return item(task, outcome);
}

std::span<const schema::Node* const> InputChecker::project_plans() {
  for (std::size_t n = project_plans_.size(); n < ocds::Decider::project_versions(); ++n)
    project_plans_.push_back(decider_.project(n, 0).profile->plan("project"));
  return project_plans_;
}

/// Judges a project by the newest version of OC4IDS that knows all of it, or the most of it.
bool InputChecker::project(ItemTask task, Outcome& outcome) {
  Findings findings = Findings::part_of(outcome.findings);
  std::size_t checked = ocds::Decider::project_versions();
  const auto check = [&](std::size_t version) {
    const ocds::Decision decision = decider_.project(checked = version, 0);
    task.profile = decision.profile.get();
    task.node = project_plans()[version];
    findings = Findings::part_of(outcome.findings);
    return checker_.check(task, findings);
  };
  std::size_t chosen = 0;
  std::uint64_t fewest = ~std::uint64_t{0};
  const auto choose = [&](std::size_t version, std::uint64_t misfits) {
    if (misfits < fewest) chosen = version;
    fewest = std::min(fewest, misfits);
  };
  // What cannot be read is reported once.
  if (project_version_ == 0) {
    if (!check(0)) return item(task, outcome);
    if (checker_.structure().misfits() == 0) choose(0, 0);
  }
  if (fewest != 0) {
    const std::span<const Suitability> answers = names_.look(task.text, project_plans());
    for (std::size_t n = 0; n < answers.size(); ++n) choose(n, answers[n].misfits);
    if (checked != chosen && !check(chosen)) return item(task, outcome);
    // Of names that stand twice the last one counts, which only judging tells.
    if (answers.empty() || checker_.repeats_names()) {
      fewest = ~std::uint64_t{0};
      for (std::size_t n = 0; n < ocds::Decider::project_versions() && fewest > 0; ++n) {
        if (!check(n)) return item(task, outcome);
        choose(n, checker_.structure().misfits());
      }
      if (checked != chosen) check(chosen);
    }
  }
  take(std::move(findings), task, outcome);
  use(decider_.project(project_version_ = chosen, fewest), outcome);
  return true;
}

/// What the package says of its version and extensions.
void InputChecker::metadata(const ItemTask& task, const ocds::Decision& decision,
                            Outcome& outcome) {
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
  if (version || !decision.reason.starts_with("profile.shape")) return;
  if (decision.profile->packages_have_version()) return;
  if (Finding* finding = checker_.add(task, "package.version-assumed", 0, outcome.findings)) {
    finding->arguments = {{"assumed", decision.version}};
  }
}

void InputChecker::version(const ItemTask& task, std::string_view value,
                           const ocds::Decision& decision, Outcome& outcome) {
  if (decision.profile->is_oc4ids() || !value.starts_with('"')) return;
  const std::string_view said = value.substr(1, value.size() - 2);
  const auto versions = schema::versions_of("ocds");
  const auto is = [&](const schema::Standard& each) { return said == each.version; };
  if (std::any_of(versions.begin(), versions.end(), is)) return;
  // From 1.1 on the schema itself asks for two numbers.
  if (decision.profile->packages_have_version() && !is_two_numbers(said)) return;
  const auto offset = static_cast<std::size_t>(value.data() - task.text.data());
  Finding* finding = checker_.add(task, "package.version", offset, outcome.findings);
  if (finding == nullptr) return;
  finding->pointer += "/version";
  finding->value = value.substr(0, 160);
  const bool patch = std::any_of(versions.begin(), versions.end(), [&](const auto& each) {
    return said.starts_with(each.version + ".");
  });
  finding->variant = patch ? "patch" : "unknown";
  finding->arguments = {{"assumed", decision.version}};
}

void InputChecker::extensions(const ItemTask& task, std::string_view array,
                              const ocds::Decision& decision, Outcome& outcome) {
  const char* reached = task.text.data();
  base::Place place = task.place;
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

}  // namespace edca::check
