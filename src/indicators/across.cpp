#include "indicators/across.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "json/writer.hpp"

namespace edca::indicators {
namespace {

constexpr std::size_t most_ocids = 100;
constexpr std::size_t most_items = 1000;

/// A notice, and what the law wants of every award: its text, or that of the contract.
void documents_of(const Case& given, Fact& fact) {
  bool notice = false;
  bool award = false;
  bool contract = false;
  const auto look = [&](const json::Node* owner) {
    for (const json::Node* document : json::Elements(member(owner, "documents"))) {
      const auto type = text(member(document, "documentType"));
      if (!type) continue;
      fact.numbers.is |= Fact::typed;
      notice = notice || *type == "tenderNotice" || *type == "biddingDocuments";
      award = award || *type == "awardNotice" || *type == "evaluationReports";
      contract = contract || *type == "contractSigned" || *type == "contractText";
    }
  };
  look(given.tender);
  if (fact.has(Fact::typed)) fact.numbers.is |= Fact::calls;
  if (notice) fact.numbers.is |= Fact::called;
  for (const char* list : {"awards", "contracts"}) {
    for (const json::Node* each : json::Elements(json::find(*given.process.release, list)))
      look(each);
  }
  const bool lacks = given.direct ? !contract : !notice || !award || !contract;
  if (lacks && !given.deals.empty()) fact.numbers.is |= Fact::incomplete;
}

/// When the contract was signed and begins, and which of its documents there are.
void contract_of(const Case& given, const Deal& deal, Fact& fact) {
  const auto day = deal.day();
  if (day) fact.numbers.day = *day;
  const auto start = day_of(member(deal.contract, "period", "startDate"));
  if (start) fact.numbers.start = *start;
  if (deal.contract != nullptr) fact.numbers.is |= Fact::contract;
  const auto signed_on = day_of(member(deal.contract, "dateSigned"));
  if (signed_on) fact.numbers.is |= Fact::signed_on;
  const auto released = day_of(json::find(*given.process.release, "date"));
  if (signed_on && released && *released - *signed_on >= 30) fact.numbers.is |= Fact::overdue;
  for (const json::Node* each : json::Elements(member(deal.contract, "documents"))) {
    const auto type = text(member(each, "documentType"));
    if (type == "contractSigned" || type == "contractText") fact.numbers.is |= Fact::published;
  }
  fact.numbers.amendments = json::Elements(member(deal.contract, "amendments")).size();
  fact.numbers.suppliers = json::Elements(deal.suppliers).size();
}

/// What all of them come to; false where that is in several currencies, or does not fit.
bool sum_up(const std::vector<const Fact*>& facts, Amount& sum) {
  for (const Fact* each : facts) {
    if (each->currency.empty()) continue;
    const auto more = sum.value.plus(each->numbers.amount);
    if (!more || (!sum.currency.empty() && sum.currency != each->currency)) return false;
    sum.value = *more;
    sum.currency = each->currency;
  }
  return !sum.currency.empty();
}

}  // namespace

std::string json_of(const json::Node* value) {
  if (value == nullptr) return {};
  json::Writer writer;
  writer.value(*value);
  return std::string(writer.view());
}

const json::Node* first_of(const json::Node* list) {
  return json::Elements(list).size() == 0 ? nullptr : list + 1;
}

std::string rounded(double value) {
  return json_number(std::round(value * 10'000) / 10'000);
}

Across::Across(const Settings& settings, const Legal& legal, Ledger& ledger, std::uint64_t memory,
               const std::string& temporary_folder)
    : settings_(settings),
      legal_(legal),
      ledger_(ledger),
      ceilings_(settings),
      kept_(memory / 4 * 3, temporary_folder),
      met_(memory / 4, temporary_folder) {}

std::uint64_t Across::hash(std::string_view text) const {
  return text.empty() ? 0 : hash_.hash(text).low;
}

bool Across::any(std::initializer_list<std::string_view> ids) const {
  return std::ranges::any_of(ids, [&](std::string_view id) { return ledger_.asked(id); });
}

void Across::add(const Case& given) {
  const std::string buyer = given.key(given.buyer);
  Fact fact;
  fact.ocid = given.process.ocid;
  fact.base = given.process.base;
  fact.buyer = buyer;
  fact.numbers.file = kept_.file(given.process.file);
  if (given.method == "open") fact.numbers.is |= Fact::open;
  if (given.method == "selective") fact.numbers.is |= Fact::selective;
  if (given.direct) fact.numbers.is |= Fact::direct;
  if (ledger_.asked("MX05") && !places_.contains(buyer))
    places_.emplace(buyer, Legal::place(given, 0));
  keep_process(given, fact);
  for (const Deal& deal : given.deals) {
    Fact own = fact;
    own.numbers.is &= ~static_cast<std::uint32_t>(Fact::process);
    keep_deal(given, deal, own);
  }
}

void Across::keep_process(const Case& given, Fact& shared) {
  Fact fact = shared;
  fact.numbers.is |= Fact::process;
  for (const Deal& deal : given.deals) {
    const auto day = deal.day();
    if (day && (fact.numbers.day < 0 || *day < fact.numbers.day)) fact.numbers.day = *day;
  }
  const auto period = day_of(member(given.tender, "tenderPeriod", "startDate"));
  if (fact.numbers.day < 0 && period) fact.numbers.day = *period;
  if (!text_of(member(given.tender, "procurementMethodRationale")).empty()) {
    fact.numbers.is |= Fact::reasoned;
  }
  for (const Deal& deal : given.deals) {
    if (!text_of(member(deal.award, "rationale")).empty()) fact.numbers.is |= Fact::reasoned;
  }
  const auto count = number(member(given.tender, "numberOfTenderers"));
  if (count && count->size() < 6 && count->find_first_not_of("0123456789") == count->npos) {
    fact.numbers.tenderers = std::stoi(std::string(*count));
  }
  documents_of(given, fact);
  const auto estimate = amount_at(member(given.tender, "value"), "/tender/value");
  const Deal* deal = given.deals.size() == 1 ? &given.deals[0] : nullptr;
  if (estimate && deal != nullptr && deal->amount && !given.most &&
      estimate->currency == deal->amount->currency && !estimate->value.zero()) {
    fact.numbers.is |= Fact::estimated;
    if (estimate->value == deal->amount->value) fact.numbers.is |= Fact::equal;
  }
  if (estimate) {
    fact.numbers.amount = estimate->value;
    fact.currency = estimate->currency;
  }
  fact.criteria = text_of(member(given.tender, "awardCriteria"));
  fact.pointer = "/tender/procurementMethod";
  const std::string method = json_of(member(given.tender, "procurementMethod"));
  fact.value = method;
  const json::Node* items = member(given.tender, "items");
  if (json::Elements(items).size() == 0 && deal != nullptr) items = deal->items();
  fact.item = text_of(member(first_of(items), "classification", "id"));
  if (!fact.buyer.empty()) kept_.add(key_.assign("B").append(fact.buyer), fact);
  if (estimate && estimate->value > base::Decimal() && !fact.kind().empty() &&
      fact.numbers.day >= 0 && ledger_.asked("R016")) {
    Fact value = fact;
    const std::string amount = json_of(estimate->node);
    value.pointer = estimate->pointer;
    value.value = amount;
    key_.assign("T").append(fact.kind()).append(" ");
    key_.append(std::to_string(fact.year())).append(" ").append(estimate->currency);
    kept_.add(key_, value);
  }
  if (given.competes && any({"R053", "MX20", "MX21"})) keep_tenderers(given, fact);
  if (ledger_.asked("R042")) keep_contacts(given, fact);
}

/// Of direct awards, or invitations, that only their amount allows.
void Across::ceiling_of(const Case& given, const Deal& deal, Fact& fact) {
  if (!(given.direct || given.method == "selective") || fact.numbers.day < 0 || !deal.amount ||
      deal.amount->currency != "MXN") {
    return;
  }
  if (given.excepted()) fact.numbers.is |= Fact::excepted;
  const auto net = ceilings_.without_vat(*deal.amount);
  const auto ceiling =
      legal_.ceiling(given.direct, given.category(), Legal::place(given, fact.numbers.day));
  if (net) {
    fact.numbers.net = *net;
    fact.numbers.is |= Fact::has_net;
  }
  if (ceiling) {
    fact.numbers.ceiling = ceiling->number;
    fact.numbers.is |= Fact::has_ceiling;
  }
}

void Across::keep_deal(const Case& given, const Deal& deal, Fact& fact) {
  contract_of(given, deal, fact);
  fact.contract_id = deal.id();
  fact.numbers.id = hash(fact.contract_id);
  const std::string_view title = text_of(member(deal.contract, "title"));
  const std::string folded =
      base::fold(title.empty() ? text_of(member(deal.award, "title")) : title);
  if (folded.size() >= 12) fact.numbers.title = hash(folded);
  const std::string supplier =
      fact.numbers.suppliers == 1 ? given.key(first_of(deal.suppliers)) : std::string();
  fact.supplier = supplier;
  std::string amount;
  fact.pointer = deal.pointer();
  std::string pointer;
  if (deal.amount) {
    fact.numbers.amount = deal.amount->value;
    fact.currency = deal.amount->currency;
    amount = json_of(deal.amount->node);
    fact.pointer = deal.amount->pointer;
  } else {
    pointer = deal.pointer() + "/id";
    amount = json_of(member(deal.contract != nullptr ? deal.contract : deal.award, "id"));
    fact.pointer = pointer;
  }
  fact.value = amount;
  const json::Node* item = first_of(deal.items());
  fact.item = text_of(member(item != nullptr ? item : first_of(member(given.tender, "items")),
                             "classification", "id"));
  const std::string unit =
      given.key(first_of(member(given.process.release, "planning", "requestingUnits")));
  fact.unit = unit;
  fact.criteria = given.category();
  ceiling_of(given, deal, fact);
  if (ledger_.asked("R017")) keep_items(given, deal, fact);
  if (!fact.buyer.empty()) kept_.add(key_.assign("B").append(fact.buyer), fact);
  if (fact.supplier.empty()) return;
  kept_.add(key_.assign("S").append(fact.supplier), fact);
  if (!fact.buyer.empty()) {
    kept_.add(key_.assign("P").append(fact.buyer).append("\n").append(fact.supplier), fact);
  }
  if (fact.kind().empty() || fact.numbers.day < 0 || fact.numbers.amount <= base::Decimal()) {
    return;
  }
  key_.assign("M").append(fact.kind()).append(" ");
  kept_.add(key_.append(std::to_string(fact.year())).append(" ").append(fact.currency), fact);
}

void Across::keep_items(const Case&, const Deal& deal, const Fact& of) {
  const std::string list = deal.items_pointer();
  std::size_t at = 0;
  for (const json::Node* item : json::Elements(deal.items())) {
    const std::string pointer = list + "/" + std::to_string(at++) + "/unit/value/amount";
    const auto code = text(member(item, "classification", "id"));
    const auto unit = text(member(item, "unit", "name"));
    const auto price = amount_at(member(item, "unit", "value"), "");
    const bool usable = code && code->size() >= 4 && unit && !unit->empty() && price &&
                        price->value > base::Decimal();
    if (!asked("R017", usable ? nullptr : "no-unit-price")) continue;
    if (at > most_items) return;
    Fact fact = of;
    const std::string amount = json_of(price->node);
    fact.pointer = pointer;
    fact.value = amount;
    fact.numbers.amount = price->value;
    fact.currency = {};  // the price of one is not what the contract comes to
    key_.assign("U").append(*code).append(" ").append(base::fold(*unit)).append(" ");
    kept_.add(key_.append(price->currency), fact);
  }
}

/// Groups come in the order of the first letters of their keys: buyers before suppliers.
void Across::finish() {
  kept_.each([&](std::string_view key, Facts& facts) {
    const std::string_view name = key.substr(1);
    if (ledger_.stopped()) return;
    if (key[0] == 'A') contacts(name, facts);
    if (key[0] == 'B') buyer(name, facts);
    if (key[0] == 'M') market(name, facts);
    if (key[0] == 'P') pair(facts);
    if (key[0] == 'S') supplier(name, facts);
    if (key[0] == 'T') odd_values("R016", facts, 20);
    if (key[0] == 'U') odd_values("R017", facts, 10);
    if (key[0] == 'W') two_tenderers(name, facts);
  });
  finish_joint_awards();
  finish_bunching();
  finish_contacts();
  finish_met();
}

std::int64_t Across::whole(std::string_view id, std::string_view key, std::int64_t usual) const {
  const auto own = settings_.count(id, key);
  return own ? static_cast<std::int64_t>(std::min<std::uint64_t>(*own, 1'000'000'000)) : usual;
}

bool Across::asked(std::string_view id, const char* reason) {
  if (!ledger_.asked(id)) return false;
  if (reason != nullptr) {
    ledger_.not_applicable(id, reason);
    return false;
  }
  ledger_.applied(id);
  return true;
}

void Across::tell(std::string_view id, IndicatorUnit unit, Said said, const Few& facts,
                  const std::function<Proof(const Fact&)>& proof) {
  IndicatorFlag flag;
  flag.subject = std::move(said.subject);
  flag.value = std::move(said.value);
  flag.threshold = std::move(said.threshold);
  flag.law = std::move(said.law);
  const auto all_have = [&](auto member) {
    return std::ranges::all_of(
        facts, [&](const Fact* each) { return each->*member == facts[0]->*member; });
  };
  if (!facts.empty() && all_have(&Fact::buyer)) flag.buyer = facts[0]->buyer;
  if (!facts.empty() && all_have(&Fact::supplier)) flag.supplier = facts[0]->supplier;
  Amount sum;
  if (sum_up(facts, sum)) {
    flag.amount = sum.value.plain();
    flag.currency = sum.currency;
  }
  for (const Fact* each : facts) {
    if (flag.evidence.size() < most_shown) {
      Fact shown = *each;
      const Proof own = proof ? proof(*each) : Proof{each->pointer, std::string(each->value)};
      shown.pointer = own.pointer;
      shown.value = own.value;
      flag.evidence.push_back(kept_.evidence(shown));
    }
    const bool is_new = flag.ocids.empty() || flag.ocids.back() != each->ocid;
    if (is_new && flag.ocids.size() < most_ocids) flag.ocids.emplace_back(each->ocid);
  }
  ledger_.flag(id, unit, std::move(flag));
}

void Across::tell_one(std::string_view id, const Fact& fact, std::string value,
                      std::string threshold) {
  const IndicatorUnit unit = find_indicator(id)->unit;
  std::string subject = unit == IndicatorUnit::process ? std::string(fact.ocid) : fact.subject();
  tell(id, unit, {std::move(subject), std::move(value), std::move(threshold), {}}, {&fact});
}

Across::Few Across::those(const Few& facts, const Chosen& chosen) {
  Few result;
  std::ranges::copy_if(facts, std::back_inserter(result),
                       [&](const Fact* each) { return chosen(*each); });
  return result;
}

/// Facts of a process lie one behind the other unless they were sorted by something else.
Across::Few Across::one_each(const Few& facts) {
  Few result;
  std::set<std::string_view> seen;
  for (const Fact* each : facts) {
    if (seen.insert(each->ocid).second) result.push_back(each);
  }
  return result;
}

std::map<int, Across::Few> Across::by_year(const Few& facts) {
  std::map<int, Few> years;
  for (const Fact* each : facts) {
    if (each->numbers.day >= 0) years[each->year()].push_back(each);
  }
  return years;
}

}  // namespace edca::indicators
