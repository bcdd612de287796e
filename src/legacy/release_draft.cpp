#include "legacy/release_draft.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/tax_id.hpp"
#include "json/value.hpp"
#include "rows/values.hpp"

namespace edca::legacy {
namespace {

std::vector<std::string> keys(std::initializer_list<const char*> names) {
  return {names.begin(), names.end()};
}

std::string_view without_quotes(std::string_view json) {
  return json.size() < 2 ? json : json.substr(1, json.size() - 2);
}

/// Of a text as JSON has it.
std::string slug_of(std::string_view text) {
  if (text.find('\\') == text.npos) return slug(without_quotes(text));
  return slug(json::parse(text, "name").as_string());
}

bool has_space_around(std::string_view text) {
  const auto plain = [](char c) { return c > ' ' && c < '\x7F'; };
  return !plain(text.front()) || !plain(text.back());
}

constexpr std::string_view rfc_scheme = R"("MX-RFC")";

/// What a budget line is made of, in this order.
constexpr std::array<std::string_view, 3> components = {"branch", "budgetProgram",
                                                        "spendingObject"};
constexpr std::size_t object_component = 2;

}  // namespace

Places::Places(std::span<const Layout> layouts) {
  const auto at = [this](Root root, std::initializer_list<const char*> names) {
    return add(root, keys(names));
  };
  at(Root::release, {"planning", "budget", "project"});
  number = at(Root::release, {"tender", "id"});
  party_id = at(Root::supplier, {"id"});
  scheme = at(Root::supplier, {"identifier", "scheme"});
  tax_id = at(Root::supplier, {"identifier", "id"});
  party_name = at(Root::supplier, {"name"});
  for (const Layout& layout : layouts)
    for (const LayoutColumn& column : layout.columns) {
      const bool writes = column.kind != Kind::drop && column.kind != Kind::rfc &&
                          column.kind != Kind::budget && column.kind != Kind::budget_text &&
                          column.kind != Kind::related && column.kind != Kind::related_id &&
                          column.kind != Kind::related_number && column.kind != Kind::element &&
                          column.kind != Kind::contract && column.path != "date";
      if (writes) add(column.root, column.keys);
    }
  method = at(Root::release, {"tender", "procurementMethod"});
  method_name = at(Root::release, {"tender", "procurementMethodDetails"});
  rationale = at(Root::release, {"tender", "procurementMethodRationale"});
  category = at(Root::release, {"tender", "mainProcurementCategory"});
  categories = at(Root::release, {"tender", "additionalProcurementCategories"});
  status = at(Root::release, {"tender", "status"});
  framework = at(Root::release, {"tender", "x_contratoMarco"});
  unit_id = at(Root::release, {"tender", "procuringEntity", "id"});
  unit_name = at(Root::release, {"tender", "procuringEntity", "name"});
  buyer_id = at(Root::release, {"buyer", "id"});
  buyer_name = at(Root::release, {"buyer", "name"});
  breakdown_id = at(Root::release, {"planning", "budget", "budgetBreakdown[]", "id"});
  breakdown_lines = at(Root::release, {"planning", "budget", "budgetBreakdown[]", "budgetLines"});
  item_id = at(Root::release, {"tender", "items[]", "id"});
  item_scheme = at(Root::release, {"tender", "items[]", "classification", "scheme"});
  item_class = at(Root::release, {"tender", "items[]", "classification", "id"});
  meeting_id = at(Root::release, {"tender", "clarificationMeetings[]", "id"});
  meeting_date = at(Root::release, {"tender", "clarificationMeetings[]", "date"});
  amount = at(Root::contract, {"value", "amount"});
  net_amount = at(Root::contract, {"value", "netAmount"});
  currency = at(Root::contract, {"value", "currency"});
  amendment_id = at(Root::contract, {"amendments[]", "id"});
  registry_id = at(Root::supplier, {"additionalIdentifiers[]", "id"});
  registry_scheme = at(Root::supplier, {"additionalIdentifiers[]", "scheme"});
  award_id = at(Root::award, {"id"});
  award_status = at(Root::award, {"status"});
  contract_id = at(Root::contract, {"id"});
  contract_award = at(Root::contract, {"awardID"});
  at(Root::release, {"planning", "documents[]", "id"});
}

Tree& Places::of(Root root) {
  switch (root) {
    case Root::release:
      return release;
    case Root::award:
      return award;
    case Root::contract:
      return contract;
    default:
      return party;
  }
}

ReleaseDraft::ReleaseDraft(const Plan& plan, Notes& notes)
    : plan_(plan),
      notes_(notes),
      places_(plan.layouts()),
      hear_([this](const std::string& place) { differs(place); }) {}

void ReleaseDraft::differs(const std::string& place) {
  notes_.tally("convert.differs", *row_, Notes::no_column, place,
               std::string_view(place).substr(0, place.find('"')));
}

ReleaseDraft::Cell ReleaseDraft::cell_of(const Sheet& sheet, std::size_t at) {
  Cell cell;
  cell.at = at;
  cell.column = sheet.column(at);
  if (cell.column == nullptr) {
    const std::string name = sheet.additional[at];
    cell.spot = places_.add(Root::contract, std::array{name}, true);
    cell.other = places_.add(Root::release, std::array{std::string("tender"), name}, true);
    return cell;
  }
  const LayoutColumn& column = *cell.column;
  cell.kind = column.kind;
  cell.root = column.root;
  cell.apostrophe = column.apostrophe;
  if (column.kind == Kind::code || column.kind == Kind::label) cell.codes = &known_[column.detail];
  if (column.kind == Kind::currency) cell.codes = &known_["currency"];
  if (column.kind == Kind::category) cell.codes = &known_["category"];
  if (column.kind == Kind::budget || column.kind == Kind::budget_text) {
    const auto found = std::ranges::find(components, column.detail);
    if (found != components.end())
      cell.component = static_cast<std::size_t>(found - components.begin());
  }
  if (column.keys.empty()) return cell;
  std::vector<std::string> way = column.keys;
  if (column.tax_unsaid && plan_.options.amounts_include_tax && way.back() == "netAmount")
    way.back() = "amount";
  if (column.path != "date") cell.spot = places_.add(column.root, way);
  cell.other = cell.spot;
  cell.of_tender = column.root == Root::release && way.front().starts_with("tender");
  cell.list = way.back() == "submissionMethod";
  cell.happened = column.root == Root::award || column.path == "date" ||
                  column.path == "tender/tenderPeriod/startDate" ||
                  (column.root == Root::contract && way.back().starts_with("date"));
  if (column.kind == Kind::document && column.path.starts_with("tender/documents[]"))
    cell.planning = places_.add(Root::release, keys({"planning", "documents[]", "id"})).list;
  return cell;
}

ReleaseDraft::SheetPlan& ReleaseDraft::plan_of(const Row& row) {
  if (row.number >= sheets_.size()) sheets_.resize(row.number + 1);
  if (sheets_[row.number]) return *sheets_[row.number];
  auto plan = std::make_unique<SheetPlan>();
  const Sheet& sheet = *row.sheet;
  for (const std::size_t at : sheet.order) plan->cells.push_back(cell_of(sheet, at));
  plan->personal.resize(sheet.columns.size());
  for (const AmountPlace& place : sheet.layout->amounts) {
    std::array<Tree::Spot, 3> spots;
    for (std::size_t each = 0; each < 3; ++each) {
      constexpr std::array<const char*, 3> names = {"amount", "netAmount", "currency"};
      std::vector<std::string> way = place.keys;
      way.emplace_back(names[each]);
      spots[each] = places_.add(place.root, way);
    }
    plan->amounts.emplace_back(place.root, spots);
  }
  sheets_[row.number] = std::move(plan);
  return *sheets_[row.number];
}

void ReleaseDraft::begin(std::function<const TaxIds&()> tax_ids) {
  tax_ids_ = std::move(tax_ids);
  arena_.clear();
  release_.clear();
  for (std::size_t at = 0; at < party_ids_.size(); ++at) {
    Party& each = *parties_[at];
    each.total.clear();
    each.roles.clear();
    each.groups.clear();
    each.members.clear();
  }
  constexpr std::size_t most_parties = 1000;
  if (parties_.size() > most_parties) parties_.resize(most_parties);
  party_ids_.clear();
  line_ids_.clear();
  lines_.clear();
  related_.clear();
  contracts_.clear();
  awards_.clear();
  last_ = {};
}

void ReleaseDraft::add(const Row& row, const RowFacts& facts) {
  row_ = &row;
  facts_ = &facts;
  sheet_ = &plan_of(row);
  // Text of CSV was read as UTF-8, or made it.
  arena_.trust(row.sheet->csv);
  damaged_ = row.content.find(lost_letter) != std::string_view::npos;
  for (Part& each : parts_) each.clear();
  award_.clear();
  contract_.clear();
  rationale_.clear();
  for (Component& each : budget_) {
    each.said = each.described = false;
    each.codes.clear();
  }
  row_related_.clear();
  placeholders_.clear();
  currency_unknown_ = false;
  row_last_ = {};
  row_planned_ = {};
  if (!facts.joined) part(Root::release).set(places_.number, arena_.quoted(facts.number));
  for (const Cell& each : sheet_->cells) {
    std::string_view text = row.cells[each.at];
    if (text.empty()) continue;
    // As Row::text() does.
    if (has_space_around(text)) text = edca::rows::without_spaces(text);
    if (each.apostrophe && text.starts_with('\''))
      text = edca::rows::without_spaces(text.substr(1));
    if (!text.empty()) cell(each, text);
  }
  if (!rationale_.empty() && !facts.joined)
    part(Root::release).set(places_.rationale, arena_.quoted(rationale_));
  finish_amounts();
  finish_budget();
  finish_related();
  finish_parties();
  release_.add(part(Root::release), places_.release, arena_, {}, hear_);
  finish_contract();
  const Point& last = row_last_.json.empty() ? row_planned_ : row_last_;
  if (!last.json.empty() && (last_.json.empty() || last_.seconds < last.seconds)) last_ = last;
}

/// A currency without an amount is nothing; that of a cell goes before that of the layout.
void ReleaseDraft::finish_amounts() {
  for (const Placeholder& each : placeholders_)
    notes_.tally("convert.placeholder", *row_, each.column);
  const std::string& usual = row_->sheet->layout->currency;
  if (!usual.empty() && !currency_unknown_) {
    for (const auto& [root, spots] : sheet_->amounts) {
      Part& said = part(root);
      const bool any = !said.at(spots[0]).empty() || !said.at(spots[1]).empty();
      if (any && said.at(spots[2]).empty()) said.set(spots[2], arena_.quoted(usual));
    }
  }
  for (const auto& [root, spots] : sheet_->amounts) {
    Part& said = part(root);
    if (said.at(spots[0]).empty() && said.at(spots[1]).empty()) said.unset(spots[2]);
  }
  Part& contract = part(Root::contract);
  if (contract.at(places_.amount).empty() && contract.at(places_.net_amount).empty())
    contract.unset(places_.currency);
}

/// A budget line for each code of the object of spending, with the other components.
void ReleaseDraft::finish_budget() {
  if (std::ranges::none_of(budget_, &Component::said)) return;
  Line line;
  scratch_.clear();
  for (std::size_t at = 0; at < object_component; ++at)
    if (!budget_[at].codes.empty()) add_component(at, budget_[at].codes.front(), line);
  const Component& objects = budget_[object_component];
  if (!objects.said) return add_line(line);
  const std::size_t others = scratch_.size();
  const std::size_t count = line.components.size();
  for (const std::string_view object : objects.codes) {
    scratch_.cut(others);
    line.components.resize(count);
    add_component(object_component, object, line);
    add_line(line);
  }
}

/// Adds a code to a line, and to its id in scratch_.
void ReleaseDraft::add_component(std::size_t at, std::string_view code, Line& line) {
  const Component& said = budget_[at];
  const std::string_view described = said.described ? R"(,"description":)" : "";
  line.components.push_back(
      arena_.join({R"({"name":")", components[at], R"(","level":")", components[at], R"(","code":)",
                   arena_.quoted(code), described,
                   said.described ? arena_.quoted(said.description) : "", "}"}));
  if (!scratch_.empty()) scratch_.add('.');
  scratch_.add(code);
}

/// The line whose id is in scratch_.
void ReleaseDraft::add_line(const Line& line) {
  if (line.components.empty()) return;
  std::size_t number = line_ids_.find(scratch_.view());
  if (number == Index::none) {
    number = line_ids_.add(scratch_.view());
    lines_.emplace_back();
    part(Root::release).set(places_.breakdown_id, "\"1\"");
  }
  std::vector<std::string_view>& all = lines_[number].components;
  for (const std::string_view each : line.components)
    if (std::ranges::find(all, each) == all.end()) all.push_back(each);
}

/// Puts what is said in its place among what was said; the first stands, or the last.
void ReleaseDraft::relate(std::vector<Related>& all, const Related& said, bool first_stands) {
  const auto place = std::lower_bound(all.begin(), all.end(), said);
  if (place == all.end() || !place->is_of(said)) {
    all.insert(place, said);
  } else if (!first_stands) {
    place->value = said.value;
  } else if (place->value != said.value && slug(place->value) != slug(said.value)) {
    differs("relatedProcesses/\"" + std::string(said.relationship) + "\"/" +
            std::string(said.name));
  }
}

void ReleaseDraft::finish_related() {
  for (const Related& each : row_related_) {
    const Related kept{each.relationship, each.name, arena_.keep(each.value)};
    relate(related_, kept, true);
  }
}

std::string_view ReleaseDraft::id_of(Root root) {
  const std::string_view id = part(root).at(places_.party_id);
  return id.empty() ? id_by_name(root) : without_quotes(id);
}

/// Another one than that of an organization with another name.
std::string_view ReleaseDraft::id_by_name(Root root) {
  const std::string_view said = part(root).at(places_.party_name);
  if (said.empty()) return {};
  const std::string id = slug_of(said);
  const std::size_t there = party_ids_.find(id);
  if (there == Index::none || parties_[there]->made) return arena_.keep(id);
  const std::string_view name = parties_[there]->total.values().at(places_.party_name.slot);
  return name.empty() || slug_of(name) == id ? arena_.keep(id) : arena_.join({id, "-2"});
}

ReleaseDraft::Party& ReleaseDraft::party(std::string_view id) {
  const std::size_t found = party_ids_.find(id);
  if (found != Index::none) return *parties_[found];
  const std::size_t number = party_ids_.add(id);
  if (number == parties_.size()) parties_.push_back(std::make_unique<Party>());
  return *parties_[number];
}

/// Adds an organization, and makes what refers to it. Ids are JSON without their quotes.
std::string_view ReleaseDraft::reference(Root root, std::string_view role, std::string_view id) {
  if (id.empty()) return {};
  Part& said = part(root);
  const std::string_view own = said.at(places_.party_id);
  const bool made = own.empty() && !id.starts_with("MX-RFC-");
  const std::string_view json = without_quotes(own) == id ? own : arena_.join({"\"", id, "\""});
  said.set(places_.party_id, json);
  const bool first = party_ids_.find(id) == Index::none;
  Party& all = party(id);
  if (first) all.made = made;
  all.total.add(said, places_.party, arena_, {"parties/\"", id, "\"/"}, hear_);
  if (std::ranges::find(all.roles, role) == all.roles.end()) all.roles.push_back(role);
  const std::string_view name = said.at(places_.party_name);
  return arena_.join({R"({"id":)", json, name.empty() ? "" : R"(,"name":)", name, "}"});
}

/// The RFC that the name has elsewhere in the process, where the row has none.
void ReleaseDraft::find_supplier_rfc() {
  Part& supplier = part(Root::supplier);
  if (!supplier.at(places_.tax_id).empty() || supplier.at(places_.party_name).empty()) return;
  const TaxIds& ids = tax_ids_();
  if (ids.empty()) return;
  const auto found = ids.find(slug_of(supplier.at(places_.party_name)));
  if (found == ids.end()) return;
  supplier.set(places_.scheme, rfc_scheme);
  supplier.set(places_.tax_id, arena_.quoted(found->second));
}

void ReleaseDraft::finish_parties() {
  const std::string_view buyer_id = id_of(Root::buyer);
  const std::string_view buyer = reference(Root::buyer, "buyer", buyer_id);
  const std::string_view unit_id = id_of(Root::unit);
  const std::string_view unit = reference(Root::unit, "procuringEntity", unit_id);
  if (!unit.empty() && !buyer.empty() && unit_id != buyer_id) {
    Party& member = party(unit_id);
    if (member.groups.find(buyer_id) == Index::none) {
      member.groups.add(buyer_id);
      member.members.push_back(buyer);
    }
  }
  Part& release = part(Root::release);
  // The first that is named is the buyer, and not the name of one with the id of another.
  const auto is_other = [this](const Tree::Spot& spot, std::string_view id) {
    const std::string_view there = release_.values().at(spot.slot);
    return !there.empty() && there != id;
  };
  if (!buyer.empty() && !is_other(places_.buyer_id, part(Root::buyer).at(places_.party_id))) {
    release.set(places_.buyer_id, part(Root::buyer).at(places_.party_id));
    release.set(places_.buyer_name, part(Root::buyer).at(places_.party_name));
  }
  if (!unit.empty() && !facts_->joined &&
      !is_other(places_.unit_id, part(Root::unit).at(places_.party_id))) {
    release.set(places_.unit_id, part(Root::unit).at(places_.party_id));
    release.set(places_.unit_name, part(Root::unit).at(places_.party_name));
  }
  if (const std::string_view funder = id_of(Root::funder); !funder.empty())
    reference(Root::funder, "funder", funder);
}

/// A row of a contract: its award has the same id.
void ReleaseDraft::finish_contract() {
  find_supplier_rfc();
  Part& said = part(Root::supplier);
  const std::string_view tax_id = said.at(places_.tax_id);
  const bool has_rfc = said.at(places_.scheme) == rfc_scheme && !tax_id.empty();
  const std::string_view supplier_id =
      has_rfc ? arena_.join({"MX-RFC-", without_quotes(tax_id)}) : id_by_name(Root::supplier);
  const std::string_view supplier = reference(Root::supplier, "supplier", supplier_id);
  if (facts_->contract.empty()) return;
  add_contract();
  const std::string_view id = arena_.quoted(facts_->contract);
  awards_.add(awards_.empty() ? "{" : ",{").add(R"("id":)").add(id);
  places_.award.write(award_.finish(places_.award, arena_), awards_);
  if (!supplier.empty()) awards_.add(R"(,"suppliers":[)").add(supplier).add(']');
  awards_.add('}');
  contracts_.add(contracts_.empty() ? "{" : ",{").add(R"("id":)").add(id);
  contracts_.add(R"(,"awardID":)").add(id);
  places_.contract.write(contract_.finish(places_.contract, arena_), contracts_);
  contracts_.add('}');
}

/// What the row says of its contract and award.
void ReleaseDraft::add_contract() {
  if (part(Root::award).at(places_.award_status).empty())
    part(Root::award).set(places_.award_status, R"("active")");
  part(Root::award).unset(places_.award_id);
  part(Root::contract).unset(places_.contract_id);
  part(Root::contract).unset(places_.contract_award);
  award_.add(part(Root::award), places_.award, arena_, {"awards/"}, hear_);
  contract_.add(part(Root::contract), places_.contract, arena_, {"contracts/"}, hear_);
  contract_.each_element(places_.amendment_id.list, [&](Filled& amendment) {
    // A date tells of an amendment as well as its number does.
    if (amendment.at(places_.amendment_id.slot).empty())
      amendment.set(places_.amendment_id.slot, "\"1\"");
  });
}

void ReleaseDraft::write_parties(Pen& out) {
  if (party_ids_.size() == 0) return;
  out.add(R"(,"parties":[)");
  for (std::size_t at = 0; at < party_ids_.size(); ++at) {
    Party& each = *parties_[at];
    out.add(at == 0 ? "{" : ",{");
    places_.party.write(each.total.finish(places_.party, arena_), out);
    for (std::size_t group = 0; group < each.members.size(); ++group)
      out.add(group == 0 ? R"(,"memberOf":[)" : ",").add(each.members[group]);
    out.add(each.members.empty() ? R"(,"roles":[)" : R"(],"roles":[)");
    for (const std::string_view role : each.roles) {
      if (out.back() != '[') out.add(',');
      out.add('"').add(role).add('"');
    }
    out.add("]}");
  }
  out.add(']');
}

void ReleaseDraft::write_related(Pen& out) {
  if (related_.empty()) return;
  out.add(R"(,"relatedProcesses":[)");
  std::string_view last;
  for (const Related& each : related_) {
    if (out.back() == '[' || each.relationship != last) {
      const std::string_view json = arena_.quoted(each.relationship);
      out.add(out.back() == '[' ? R"({"id":)" : R"(},{"id":)").add(json);
      out.add(R"(,"relationship":[)").add(json).add(']');
      last = each.relationship;
    }
    out.add(",\"").add(each.name).add("\":").add(arena_.quoted(each.value));
  }
  out.add("}]");
}

void ReleaseDraft::write_lines() {
  if (lines_.empty()) return;
  scratch_.clear();
  scratch_.add('[');
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    scratch_.add(at == 0 ? R"({"id":)" : R"(,{"id":)").add(arena_.quoted(line_ids_.text(at)));
    scratch_.add(R"(,"components":[)");
    for (const std::string_view each : lines_[at].components) {
      if (scratch_.back() != '[') scratch_.add(',');
      scratch_.add(each);
    }
    scratch_.add("]}");
  }
  scratch_.add(']');
  Filled* const breakdown = release_.element(places_.breakdown_id.list, "\"1\"");
  if (breakdown != nullptr)
    breakdown->set(places_.breakdown_lines.slot, arena_.keep(scratch_.view()));
}

std::string ReleaseDraft::tags() const {
  if (plan_.options.compiled) return R"(["compiled"])";
  const bool contract = !contracts_.empty();
  // A call that is only planned is no tender yet.
  const bool planned = release_.values().at(places_.status.slot) == "\"planning\"";
  if (planned && !contract && !planning_.empty()) return R"(["planning"])";
  std::string list;
  for (const auto& [is, tag] :
       {std::pair{!planning_.empty(), R"("planning")"}, std::pair{!tender_.empty(), R"("tender")"},
        std::pair{contract, R"("award","contract")"}}) {
    if (is) list.append(list.empty() ? "" : ",").append(tag);
  }
  return "[" + list + "]";
}

std::string ReleaseDraft::finish(std::string_view number, const std::string& now) {
  write_lines();
  const Filled& values = release_.finish(places_.release, arena_);
  planning_.clear();
  tender_.clear();
  body_.clear();
  places_.release.write_member("planning", values, planning_);
  places_.release.write_member("tender", values, tender_);
  // Of the clock, not of the data: the same rows give the same id.
  const bool dated = !last_.json.empty();
  const std::string_view date = dated ? without_quotes(last_.json) : std::string_view(now);
  if (!dated && row_ != nullptr)
    notes_.tally("convert.undecided/date", *row_, Notes::no_column, number);
  body_.add(R"(,"date":")").add(date).add('"');
  const std::size_t content = dated ? 0 : body_.view().size();
  body_.add(R"(,"tag":)").add(tags());
  body_.add(R"(,"language":"es","initiationType":"tender")");
  write_parties(body_);
  places_.release.write_member("buyer", values, body_);
  for (const Pen* const member : {&planning_, &tender_})
    if (!member->empty()) body_.add(',').add(member->view());
  if (!contracts_.empty()) {
    body_.add(R"(,"awards":[)").add(awards_.view()).add(']');
    body_.add(R"(,"contracts":[)").add(contracts_.view()).add(']');
  }
  write_related(body_);
  body_.add("}\n");
  return release_of(number, date, content);
}

/// The body with what stands in front of it. `content`: where in the body the data begin.
std::string ReleaseDraft::release_of(std::string_view number, std::string_view date,
                                     std::size_t content) {
  const std::string_view ocid = arena_.join({plan_.prefix, number});
  std::string_view id = ocid;
  char digits[8];
  if (plan_.options.compiled) {
    id = arena_.join({ocid, "-", date});
  } else {
    // The same content has the same id, other content another one.
    static const base::KeyedHash hash(0x65646361, 0x6c656761);
    std::uint64_t bits = hash.hash(body_.view().substr(content)).low;
    for (char& digit : digits) {
      digit = "0123456789abcdef"[bits & 15];
      bits >>= 4;
    }
    id = arena_.join({number, "-", {digits, sizeof digits}});
  }
  const std::string_view head =
      arena_.join({R"({"ocid":)", arena_.quoted(ocid), R"(,"id":)", arena_.quoted(id)});
  std::string release;
  release.reserve(head.size() + body_.size());
  return release.append(head).append(body_.view());
}

void ReleaseDraft::tell() {
  for (const auto& sheet : sheets_) {
    if (!sheet) continue;
    if (sheet->unmapped.times > 0)
      notes_.tally_many("convert.unmapped", sheet->unmapped.at, sheet->unmapped.column,
                        Notes::no_column, sheet->unmapped.times);
    for (const Count& each : sheet->personal)
      if (each.times > 0)
        notes_.tally_many("convert.personal", each.at, each.column, each.column, each.times);
  }
}

}  // namespace edca::legacy
