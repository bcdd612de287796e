#include "check/input_checker.hpp"

#include <algorithm>

#include "base/moved.hpp"
#include "check/given_schema.hpp"
#include "check/item_facts.hpp"
#include "json/members.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"

namespace edca::check {
namespace {

/// The name of the compiled schema of a kind.
std::string_view plan_name(ocds::Kind kind) {
  return kind == ocds::Kind::compiled_release ? "release" : name(kind);
}

/// Portals wrap lists once or twice; more is no data but an attempt on the stack.
constexpr unsigned deepest = 8;

bool has_member(std::string_view object, std::string_view key) {
  json::MemberScan scan(object);
  while (const auto member = scan.next()) {
    if (member->key == key) return true;
  }
  return false;
}

}  // namespace

void InputChecker::run(const json::Unit& unit, Outcome& outcome) {
  switch (unit.kind) {
    case json::Unit::Kind::text:
      if (!unit.base.empty() && !unit.envelope) count(ocds::Kind::array, {}, outcome);
      texts(unit, outcome);
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

/// A text, or those that stand in the line of one because line breaks between them are missing.
void InputChecker::texts(const json::Unit& unit, Outcome& outcome) {
  const std::uint64_t before = outcome.items;
  checker_.forget();
  text(unit.text, unit.place, unit.base, !unit.base.empty(), outcome);
  if (!checker_.trailing()) return;
  json::TextScan scan(unit.text);
  std::optional<std::string_view> part = scan.next();
  std::vector<Finding>& found = outcome.findings.list;
  if (scan.has_more() && !found.empty() && found.back().variant == "trailing")
    found.back().variant = "missing-line-break";
  // Of a package the items were read already.
  if (outcome.items != before) part = scan.next();
  base::Place place = unit.place;
  for (const char* reached = unit.text.data(); part; part = scan.next()) {
    place.advance({reached, part->data()});
    reached = part->data();
    text(*part, place, unit.base, false, outcome);
  }
}

void InputChecker::text(std::string_view text, const base::Place& place, const std::string& base,
                        bool nested, Outcome& outcome) {
  if (const GivenSchema* given = checker_.scope().given) {
    if (item({text, place, base, given->node()}, outcome)) count(ocds::Kind::other, {}, outcome);
  } else if (text.starts_with('{')) {
    if (!quick_release(text, place, base, outcome)) object(text, place, base, outcome);
  } else if (text.starts_with('[') && text.ends_with(']') && !nested) {
    count(ocds::Kind::array, {}, outcome);
    elements(text, place, base, outcome);
  } else {
    unrecognized(text, place, base, outcome);
  }
}

void InputChecker::unrecognized(std::string_view text, const base::Place& place,
                                const std::string& base, Outcome& outcome) {
  const ItemTask task{text, place, base};
  if (!checker_.check(task, outcome.findings)) return;
  outcome.read = true;
  count(ocds::Kind::other, {}, outcome);
  if (Finding* finding = checker_.add(task, "document.unrecognized", 0, outcome.findings))
    ocds::explain_unrecognized(text, *finding);
}

/// The elements of a top-level array or of a portal's list, each a text of its own.
void InputChecker::elements(std::string_view array, base::Place place, const std::string& base,
                            Outcome& outcome) {
  if (depth_ == deepest) return unrecognized(array, place, base, outcome);
  ++depth_;
  json::ElementScan scan(array);
  const char* reached = array.data();
  std::size_t index = 0;
  const base::Place start = place;
  while (const auto element = scan.next()) {
    place.advance({reached, static_cast<std::size_t>(element->data() - reached)});
    reached = element->data();
    std::string pointer = base;
    json::append_index(pointer, index++);
    text(*element, place, pointer, true, outcome);
    if (checker_.damaged(*element)) scan.mend();
  }
  --depth_;
  outcome.read = outcome.read || index == 0;
  slips(scan, array, start, outcome);
}

void InputChecker::slips(const json::ElementScan& scan, std::string_view array,
                         const base::Place& place, Outcome& outcome) {
  for (const json::Slip& slip : scan.slips()) {
    const json::Fault found = json::fault_between(slip.variant);
    if (Finding* finding =
            checker_.add(found.rule, base::moved(place, array, slip.at), outcome.findings)) {
      finding->variant = found.variant;
    }
  }
}

void InputChecker::object(std::string_view text, const base::Place& place, const std::string& base,
                          Outcome& outcome) {
  const ocds::Shape shape = ocds::shape_of(text);
  switch (shape.kind) {
    case ocds::Kind::release_package:
    case ocds::Kind::record_package:
    case ocds::Kind::project_package:
      package(shape, text, place, base, outcome);
      break;
    case ocds::Kind::portal:
      portal(shape, text, place, base, outcome);
      break;
    case ocds::Kind::other:
      unrecognized(text, place, base, outcome);
      break;
    default:
      bare(shape.kind, text, place, base, outcome);
      break;
  }
}

/// What a portal's object holds: a list, or one object.
void InputChecker::portal(const ocds::Shape& shape, std::string_view text, const base::Place& place,
                          const std::string& base, Outcome& outcome) {
  const base::Place start = moved(place, text, shape.elements.data());
  const std::string pointer = base + shape.pointer();
  if (shape.elements.starts_with('[')) return elements(shape.elements, start, pointer, outcome);
  if (depth_ == deepest) return unrecognized(shape.elements, start, pointer, outcome);
  ++depth_;
  this->text(shape.elements, start, pointer, true, outcome);
  --depth_;
}

/// Most lines of JSON Lines are releases like the one before: judged as such at once. Answers
/// whether the text was indeed one, so that this was all there is to do.
bool InputChecker::quick_release(std::string_view text, const base::Place& place,
                                 const std::string& base, Outcome& outcome) {
  if (!last_bare_.profile) return false;
  Findings findings = Findings::part_of(outcome.findings);
  ItemTask task{text, place, base, last_bare_.profile->plan("release"), last_bare_.profile.get()};
  task.additions = additions(ocds::Kind::release, *last_bare_.profile);
  if (!checker_.check(task, findings)) return false;
  const Structure& structure = checker_.structure();
  if (structure.foreign_root() || !structure.root_has_tag()) return false;
  if (decider_.depends_on_fields(ocds::Kind::release)) {
    const bool mexican = last_bare_.profile->key().name == "edca-mx";
    if (mexican && !structure.hint_seen()) return false;
    if (mexican) last_bare_.arguments = {{"field", structure.hint()}};
    if (!mexican && turns_mexican(ocds::Kind::release, text)) return false;
    const bool old = last_bare_.reason == "profile.shape-1.0";
    if (!mexican && structure.has_shape_of_1_0() != old) return false;
  }
  const bool compiled = !structure.contexts().empty() && structure.contexts()[0].compiled;
  take(std::move(findings), task, outcome);
  count(compiled ? ocds::Kind::compiled_release : ocds::Kind::release, last_bare_, outcome);
  return true;
}

/// Adds the findings of an item that was read.
void InputChecker::take(Findings findings, const ItemTask& task, Outcome& outcome) {
  const bool errors = checker_.errors(findings) > 0;
  outcome.items_with_errors += errors ? 1 : 0;
  outcome.findings.tally.add(findings.tally, outcome.findings.list.size());
  outcome.findings.known += findings.known;
  std::move(findings.list.begin(), findings.list.end(), std::back_inserter(outcome.findings.list));
  outcome.read = true;
  ++outcome.items;
  outcome.releases += checker_.structure().releases();
  remember(task, errors, outcome);
}

void InputChecker::remember(const ItemTask& task, bool errors, Outcome& outcome) {
  if (checker_.scope().items) {
    const Structure& structure = checker_.structure();
    const bool project = structure.root_ocid().empty() && structure.releases() == 0;
    outcome.told.push_back(
        {outcome.findings.list.size(),
         ItemSummary{project ? structure.root_id() : structure.root_ocid(), structure.releases(),
                     checker_.month(), errors, checker_.obligatory(), buyer_of(task.text),
                     checker_.quality()}});
  }
  if (checker_.scope().coverage) checker_.cover(outcome.coverage);
  for (semantics::Identity& identity : checker_.identities())
    outcome.seen.push_back({std::move(identity), task.place, task.base});
}

/// What EDCA-MX adds to the schema of a standard for a kind of items; nullptr where that is not
/// asked.
const schema::Additions* InputChecker::additions(ocds::Kind kind, const schema::Profile& standard) {
  const schema::Node* node = standard.plan(plan_name(kind));
  if (node == nullptr || standard.key().name == "edca-mx" || !decider_.depends_on_fields(kind))
    return nullptr;
  const auto known = additions_.find(node);
  if (known != additions_.end()) return &known->second;
  const ocds::Decision mexican = decider_.mexican_item({});
  const schema::Node* other = mexican.profile->plan(plan_name(kind));
  return other == nullptr ? nullptr : &additions_.try_emplace(node, *node, *other).first->second;
}

/// Whether an item has a field that only EDCA-MX defines; also where judging has to tell.
bool InputChecker::shows_mexican_field(ocds::Kind kind, std::string_view text) {
  const ocds::Decision decision = decider_.mexican_item({});
  const schema::Node* node = decision.profile->plan(plan_name(kind));
  if (node == nullptr) return true;
  const std::span<const Suitability> answers = names_.look(text, {&node, 1});
  return answers.empty() || !answers[0].hint.empty();
}

/// Of an item that was judged by a version of OCDS, whether that was wrong.
bool InputChecker::turns_mexican(ocds::Kind kind, std::string_view text) {
  return checker_.structure().may_be_mexican() && shows_mexican_field(kind, text);
}

/// Judges an item by the version of OCDS whose shape it has; keeps the result when no unknown field
/// in it is one that only EDCA-MX defines.
bool InputChecker::standard(ocds::Kind kind, std::string_view text, const base::Place& place,
                            const std::string& base, Outcome& outcome) {
  if (!decider_.tells_by_unknown_fields()) return false;
  const ocds::Decision decision = decider_.item(text, false);
  ItemTask task{text, place, base, decision.profile->plan(plan_name(kind)), decision.profile.get()};
  task.additions = additions(kind, *decision.profile);
  if (task.additions == nullptr) return false;
  Findings findings = Findings::part_of(outcome.findings);
  if (!checker_.check(task, findings) || turns_mexican(kind, text)) return false;
  take(std::move(findings), task, outcome);
  count(kind, decision, outcome);
  if (kind == ocds::Kind::release) last_bare_ = decision;
  return true;
}

/// Judges an item by EDCA-MX; keeps the result when the item has a field that only EDCA-MX defines.
bool InputChecker::mexican(ocds::Kind kind, std::string_view text, const base::Place& place,
                           const std::string& base, Outcome& outcome) {
  ocds::Decision decision = decider_.mexican_item({});
  const ItemTask task{text, place, base, decision.profile->plan(plan_name(kind)),
                      decision.profile.get()};
  Findings findings = Findings::part_of(outcome.findings);
  if (!checker_.check(task, findings) || !checker_.structure().hint_seen()) return false;
  take(std::move(findings), task, outcome);
  decision.arguments = {{"field", checker_.structure().hint()}};
  count(kind, decision, outcome);
  if (kind == ocds::Kind::release || kind == ocds::Kind::compiled_release)
    last_bare_ = std::move(decision);
  return true;
}

/// A release, record or project without a package.
void InputChecker::bare(ocds::Kind kind, std::string_view text, const base::Place& place,
                        const std::string& base, Outcome& outcome) {
  if (kind == ocds::Kind::release && decider_.only_projects() && !has_member(text, "ocid")) {
    kind = ocds::Kind::project;
  }
  if (kind == ocds::Kind::project && decider_.chooses_project_version()) {
    if (project({text, place, base}, outcome)) count(kind, {}, outcome);
    return;
  }
  bool has_parties = false;
  if (decider_.depends_on_fields(kind)) {
    if (!mexican_first_ && standard(kind, text, place, base, outcome)) return;
    if (mexican_first_ || shows_mexican_field(kind, text)) {
      mexican_first_ = mexican(kind, text, place, base, outcome);
      if (mexican_first_) return;
      has_parties = checker_.structure().root_has_parties();
    }
  }
  const ocds::Decision decision = decider_.item(text, has_parties);
  const schema::Node* node = decision.profile->plan(plan_name(kind));
  if (node == nullptr) return unrecognized(text, place, base, outcome);
  if (!item({text, place, base, node, decision.profile.get()}, outcome)) return;
  count(kind, decision, outcome);
  if (!decider_.depends_on_fields(kind) &&
      (kind == ocds::Kind::release || kind == ocds::Kind::compiled_release)) {
    last_bare_ = decision;
  }
}

bool InputChecker::item(const ItemTask& task, Outcome& outcome) {
  const std::uint64_t errors_before = checker_.errors(outcome.findings);
  const bool read = checker_.check(task, outcome.findings);
  // What stands before the rest of the line is judged by itself.
  if (!read && checker_.trailing()) return false;
  ++outcome.items;
  const bool errors = checker_.errors(outcome.findings) > errors_before;
  if (errors) ++outcome.items_with_errors;
  if (!read) {
    ItemSummary unread;
    unread.errors = errors;
    if (checker_.scope().items) outcome.told.push_back({outcome.findings.list.size(), unread});
    return false;
  }
  outcome.read = true;
  outcome.releases += checker_.structure().releases();
  remember(task, errors, outcome);
  return true;
}

void InputChecker::count(ocds::Kind kind, const ocds::Decision& decision, Outcome& outcome) {
  const std::string kind_name(name(kind));
  if (std::find(outcome.kinds.begin(), outcome.kinds.end(), kind_name) == outcome.kinds.end()) {
    outcome.kinds.push_back(kind_name);
  }
  if (decision.profile) use(decision, outcome);
}

void InputChecker::use(const ocds::Decision& decision, Outcome& outcome) {
  const auto same = [&](const ocds::Decision& other) {
    return other.profile->key().name == decision.profile->key().name;
  };
  if (std::none_of(outcome.decisions.begin(), outcome.decisions.end(), same)) {
    outcome.decisions.push_back(decision);
  }
  outcome.extensions.add(decision.extensions);
}

}  // namespace edca::check
