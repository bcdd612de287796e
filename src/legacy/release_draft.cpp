#include "legacy/release_draft.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/tax_id.hpp"
#include "json/value.hpp"

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

void quote(std::string_view text, std::string& out) {
  json::write_string(text, out);
}

constexpr std::string_view rfc_scheme = R"("MX-RFC")";

/// What a budget line is made of, in this order.
constexpr std::array<std::string_view, 3> components = {"branch", "budgetProgram",
                                                        "spendingObject"};

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
  for (std::size_t at = 0; at < sheet.columns.size(); ++at)
    plan->cells.push_back(cell_of(sheet, at));
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
  for (Part& each : parts_) each.clear();
  award_.clear();
  contract_.clear();
  rationale_.clear();
  budget_.clear();
  budget_texts_.clear();
  row_related_.clear();
  placeholders_.clear();
  currency_unknown_ = false;
  row_last_ = {};
  row_planned_ = {};
  if (!facts.joined) part(Root::release).set(places_.number, arena_.quoted(facts.number));
  for (const std::size_t at : row.sheet->order) {
    const std::string_view text = row.text(at);
    if (!text.empty()) cell(at, text);
  }
  if (!rationale_.empty() && !facts.joined)
    part(Root::release).set(places_.rationale, arena_.quoted(rationale_));
  finish_amounts();
  finish_budget();
  finish_related();
  finish_parties();
  release_.add(part(Root::release), places_.release, arena_, "", hear_);
  finish_contract();
  const Moment& last = row_last_.text.empty() ? row_planned_ : row_last_;
  if (!last.text.empty() && (last_.text.empty() || last_.seconds < last.seconds)) last_ = last;
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
  if (budget_.empty()) return;
  std::vector<std::string> objects{""};
  if (const auto found = budget_.find("spendingObject"); found != budget_.end())
    objects = found->second;
  for (const std::string& object : objects) {
    std::vector<std::string_view> made;
    std::string id;
    for (const std::string_view name : components) {
      const auto found = budget_.find(name);
      if (found == budget_.end() || found->second.empty()) continue;
      const std::string& code = name == "spendingObject" ? object : found->second.front();
      std::string text = R"({"name":")";
      text.append(name).append(R"(","level":")").append(name).append(R"(","code":)");
      quote(code, text);
      if (const auto said = budget_texts_.find(name); said != budget_texts_.end()) {
        text += R"(,"description":)";
        quote(said->second, text);
      }
      made.push_back(arena_.keep(text + "}"));
      id += (id.empty() ? "" : ".") + code;
    }
    if (made.empty()) continue;
    std::size_t number = line_ids_.find(id);
    if (number == Index::none) {
      number = line_ids_.add(id);
      lines_.emplace_back();
      part(Root::release).set(places_.breakdown_id, "\"1\"");
    }
    std::vector<std::string_view>& line = lines_[number].components;
    for (const std::string_view each : made)
      if (std::ranges::find(line, each) == line.end()) line.push_back(each);
  }
}

void ReleaseDraft::finish_related() {
  for (auto& [relationship, said] : row_related_) {
    Related& all = related_[relationship];
    for (auto& [name, value] : said.values) {
      const auto [there, first] = all.values.emplace(name, value);
      if (!first && there->second != value && slug(there->second) != slug(value))
        differs("relatedProcesses/\"" + relationship + "\"/" + name);
    }
  }
}

std::string ReleaseDraft::id_of(Root root) const {
  const Part& said = parts_[static_cast<std::size_t>(root)];
  const std::string_view id = said.at(places_.party_id);
  return id.empty() ? id_by_name(root) : std::string(without_quotes(id));
}

/// Another one than that of an organization with another name.
std::string ReleaseDraft::id_by_name(Root root) const {
  const Part& said = parts_[static_cast<std::size_t>(root)];
  std::string id = slug_of(said.at(places_.party_name));
  const std::size_t there = party_ids_.find(id);
  if (there == Index::none || parties_[there]->made) return id;
  const std::string_view name = parties_[there]->total.values().at(places_.party_name.slot);
  return name.empty() || slug_of(name) == id ? id : id + "-2";
}

ReleaseDraft::Party& ReleaseDraft::party(const std::string& id) {
  const std::size_t found = party_ids_.find(id);
  if (found != Index::none) return *parties_[found];
  const std::size_t number = party_ids_.add(id);
  if (number == parties_.size()) parties_.push_back(std::make_unique<Party>());
  parties_[number]->id = id;
  return *parties_[number];
}

/// Adds an organization, and makes what refers to it. Ids are JSON without their quotes.
std::string_view ReleaseDraft::reference(Root root, std::string_view role, const std::string& id) {
  if (id.empty()) return {};
  Part& said = part(root);
  const bool made = said.at(places_.party_id).empty() && !id.starts_with("MX-RFC-");
  said.set(places_.party_id, arena_.keep('"' + id + '"'));
  const bool first = party_ids_.find(id) == Index::none;
  Party& all = party(id);
  if (first) all.made = made;
  all.total.add(said, places_.party, arena_, "parties/\"" + id + "\"/", hear_);
  if (std::ranges::find(all.roles, role) == all.roles.end()) all.roles.push_back(role);
  std::string text = R"({"id":")" + id + '"';
  if (const std::string_view name = said.at(places_.party_name); !name.empty())
    text.append(R"(,"name":)").append(name);
  return arena_.keep(text + "}");
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
  const std::string buyer_id = id_of(Root::buyer);
  const std::string_view buyer = reference(Root::buyer, "buyer", buyer_id);
  const std::string unit_id = id_of(Root::unit);
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
  if (const std::string funder = id_of(Root::funder); !funder.empty())
    reference(Root::funder, "funder", funder);
}

/// A row of a contract: its award has the same id.
void ReleaseDraft::finish_contract() {
  find_supplier_rfc();
  Part& said = part(Root::supplier);
  std::string supplier_id;
  if (said.at(places_.scheme) == rfc_scheme && !said.at(places_.tax_id).empty()) {
    supplier_id = "MX-RFC-" + std::string(without_quotes(said.at(places_.tax_id)));
  } else {
    supplier_id = id_by_name(Root::supplier);
  }
  const std::string_view supplier = reference(Root::supplier, "supplier", supplier_id);
  if (facts_->contract.empty()) return;
  const std::string_view id = arena_.quoted(facts_->contract);
  if (part(Root::award).at(places_.award_status).empty())
    part(Root::award).set(places_.award_status, R"("active")");
  part(Root::award).unset(places_.award_id);
  part(Root::contract).unset(places_.contract_id);
  part(Root::contract).unset(places_.contract_award);
  award_.add(part(Root::award), places_.award, arena_, "awards/", hear_);
  contract_.add(part(Root::contract), places_.contract, arena_, "contracts/", hear_);
  contract_.each_element(places_.amendment_id.list, [&](Filled& amendment) {
    // A date tells of an amendment as well as its number does.
    if (amendment.at(places_.amendment_id.slot).empty())
      amendment.set(places_.amendment_id.slot, "\"1\"");
  });
  awards_.append(awards_.empty() ? "{" : ",{").append(R"("id":)").append(id);
  places_.award.write(award_.finish(places_.award, arena_), awards_);
  if (!supplier.empty()) awards_.append(R"(,"suppliers":[)").append(supplier).append("]");
  awards_ += '}';
  contracts_.append(contracts_.empty() ? "{" : ",{").append(R"("id":)").append(id);
  contracts_.append(R"(,"awardID":)").append(id);
  places_.contract.write(contract_.finish(places_.contract, arena_), contracts_);
  contracts_ += '}';
}

void ReleaseDraft::write_parties(std::string& out) {
  if (party_ids_.size() == 0) return;
  out += R"(,"parties":[)";
  for (std::size_t at = 0; at < party_ids_.size(); ++at) {
    Party& each = *parties_[at];
    out += at == 0 ? "{" : ",{";
    places_.party.write(each.total.finish(places_.party, arena_), out);
    for (std::size_t group = 0; group < each.members.size(); ++group) {
      out += group == 0 ? R"(,"memberOf":[)" : ",";
      out += each.members[group];
    }
    out += each.members.empty() ? R"(,"roles":[)" : R"(],"roles":[)";
    for (const std::string_view role : each.roles) {
      if (out.back() != '[') out += ',';
      out.append("\"").append(role).append("\"");
    }
    out += "]}";
  }
  out += ']';
}

void ReleaseDraft::write_related(std::string& out) const {
  if (related_.empty()) return;
  out += R"(,"relatedProcesses":[)";
  for (const auto& [relationship, said] : related_) {
    out += out.back() == '[' ? R"({"id":)" : R"(,{"id":)";
    quote(relationship, out);
    out += R"(,"relationship":[)";
    quote(relationship, out);
    out += ']';
    for (const auto& [name, value] : said.values) {
      out.append(",\"").append(name).append("\":");
      quote(value, out);
    }
    out += '}';
  }
  out += ']';
}

void ReleaseDraft::write_lines() {
  if (lines_.empty()) return;
  std::string text = "[";
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    text += at == 0 ? R"({"id":)" : R"(,{"id":)";
    quote(line_ids_.text(at), text);
    text += R"(,"components":[)";
    for (const std::string_view each : lines_[at].components) {
      if (text.back() != '[') text += ',';
      text += each;
    }
    text += "]}";
  }
  Filled* const breakdown = release_.element(places_.breakdown_id.list, "\"1\"");
  if (breakdown != nullptr) breakdown->set(places_.breakdown_lines.slot, arena_.keep(text + "]"));
}

std::string ReleaseDraft::tags() const {
  if (plan_.options.compiled) return R"(["compiled"])";
  std::string probe = "{";
  const bool planning = places_.release.write_member("planning", release_.values(), probe);
  probe = "{";
  const bool tender = places_.release.write_member("tender", release_.values(), probe);
  const bool contract = !contracts_.empty();
  // A call that is only planned is no tender yet.
  const bool planned = release_.values().at(places_.status.slot) == "\"planning\"";
  if (planned && !contract && planning) return R"(["planning"])";
  std::string list;
  for (const auto& [is, tag] :
       {std::pair{planning, R"("planning")"}, std::pair{tender, R"("tender")"},
        std::pair{contract, R"("award","contract")"}}) {
    if (is) list.append(list.empty() ? "" : ",").append(tag);
  }
  return "[" + list + "]";
}

std::string ReleaseDraft::finish(std::string_view number, const std::string& now) {
  write_lines();
  const Filled& values = release_.finish(places_.release, arena_);
  const std::string& date = last_.text.empty() ? now : last_.text;
  const std::string ocid = plan_.prefix + std::string(number);
  std::string body = R"(,"date":")" + date + R"(","tag":)" + tags() +
                     R"(,"language":"es","initiationType":"tender")";
  write_parties(body);
  for (const std::string_view name : {"buyer", "planning", "tender"})
    places_.release.write_member(name, values, body);
  if (!contracts_.empty()) {
    body.append(R"(,"awards":[)").append(awards_).append("]");
    body.append(R"(,"contracts":[)").append(contracts_).append("]");
  }
  write_related(body);
  body += "}\n";
  std::string release = R"({"ocid":)";
  quote(ocid, release);
  release += R"(,"id":)";
  if (plan_.options.compiled) {
    quote(ocid + "-" + date, release);
  } else {
    // The same content has the same id, other content another one.
    static const base::KeyedHash hash(0x65646361, 0x6c656761);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string id(number);
    id += '-';
    std::uint64_t bits = hash.hash(body).low;
    for (int digit = 0; digit < 8; ++digit, bits >>= 4) id += digits[bits & 15];
    quote(id, release);
  }
  return release + body;
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
