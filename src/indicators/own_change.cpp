#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "base/text.hpp"
#include "indicators/own.hpp"

namespace edca::indicators {
namespace {

std::optional<base::Decimal> decimal(std::string_view digits) {
  return digits.empty() ? std::nullopt : base::Decimal::nearest(digits);
}

/// An amount of a contract before and now, both with or both without VAT.
struct Change {
  base::Decimal before;
  base::Decimal now;
};
std::optional<Change> change(const FirstValue& first, const Amount& amount) {
  const auto net = number(amount.net);
  const auto net_now = net ? base::Decimal::nearest(*net) : std::nullopt;
  const auto net_before = decimal(first.net);
  if (net_now && net_before && !net_before->zero()) return Change{*net_before, *net_now};
  const auto before = decimal(first.amount);
  if (!before) return std::nullopt;
  return Change{*before, amount.value};
}

IndicatorEvidence first_evidence(const FirstValue& first) {
  return {first.file, first.pointer, first.amount};
}

const FirstValue* first_of(const Case& given, const Deal& deal) {
  if (given.process.firsts == nullptr || deal.contract == nullptr) return nullptr;
  const auto found = given.process.firsts->find(deal.id());
  return found == given.process.firsts->end() ? nullptr : &found->second;
}

/// Sundays and the holidays on fixed days of article 74 of the federal labour law.
bool is_day_off(std::int64_t day) {
  using namespace std::chrono;
  constexpr std::int64_t before_1970 = 719'528;
  const sys_days date{days{day - before_1970}};
  const year_month_day parts{date};
  if (weekday{date} == Sunday) return true;
  constexpr std::array holidays{January / 1, May / 1, September / 16, December / 25};
  return std::ranges::find(holidays, parts.month() / parts.day()) != holidays.end();
}

}  // namespace

/// The authority presumes first, and lists for good later: presumed says less.
void Own::on_tax_list(const Case& given, const Deal& deal, const json::Node* supplier,
                      const std::string& pointer) {
  const auto day = deal.day();
  const std::string rfc = given.rfc(supplier);
  const char* reason = !taxes_.given() ? "no-tax-list"
                       : !day          ? "no-dates"
                       : rfc.empty()   ? "no-rfc"
                                       : nullptr;
  if (!asked("MX18", reason)) return;
  const RfcList::Entry* entry = taxes_.find(rfc, *day);
  if (entry == nullptr) return;
  const bool final = entry->status.starts_with("definit");
  const bool is_signed = day_of(member(deal.contract, "dateSigned")).has_value();
  tell_contract("MX18", given, deal, final ? "\"definitivo\"" : "\"presunto\"", "",
                {evidence(given.process, pointer, member(supplier, "id")),
                 is_signed ? evidence(given.process, deal.contract_pointer + "/dateSigned",
                                      member(deal.contract, "dateSigned"))
                           : evidence(given.process, deal.award_pointer + "/date",
                                      member(deal.award, "date"))});
}

/// A contract that has guarantees, but none of its fulfilment; of works, one of less than a tenth.
/// Exceptions to the public tender may do without. Contracts of more than a year may guarantee
/// year by year.
void Own::guarantees(const Case& given, const Deal& deal) {
  const json::Node* list = member(deal.contract, "guarantees");
  const auto day = deal.day();
  const char* reason = deal.contract == nullptr           ? "no-contract"
                       : given.method != "open"           ? "method"
                       : json::Elements(list).size() == 0 ? "no-guarantees"
                       : !day                             ? "no-dates"
                                                          : nullptr;
  if (!asked("MX07", reason)) return;
  std::vector<IndicatorEvidence> found;
  base::Decimal sum;
  bool fulfils = false;
  bool summed = true;
  std::size_t at = 0;
  for (const json::Node* each : json::Elements(list)) {
    const std::string pointer = deal.contract_pointer + "/guarantees/" + std::to_string(at++);
    const auto obligations = text(member(each, "obligations"));
    // What it is for is not told, or in words of one's own.
    fulfils = fulfils || !obligations || obligations == "fulfillment";
    const auto value = amount_at(member(each, "value"), pointer + "/value");
    const auto more = value && deal.amount && value->currency == deal.amount->currency
                          ? sum.plus(value->value)
                          : std::nullopt;
    if (obligations == "fulfillment") {
      summed = summed && more;
      sum = more.value_or(sum);
    }
    if (found.size() < 20) {
      found.push_back(
          obligations == "fulfillment" && value
              ? evidence(given.process, value->pointer, value->node)
              : evidence(given.process, pointer + "/obligations", member(each, "obligations")));
    }
  }
  const Legal::Place place = Legal::place(given, *day);
  if (!fulfils) {
    return tell_contract("MX07", given, deal, "0", "", std::move(found),
                         place.works          ? "LOPSRM 48"
                         : after_reform(*day) ? "LAASSP (2025) 69"
                                              : "");
  }
  const auto percent = place.works
                           ? legal_.find("guarantee", place, 10, "Reglamento LOPSRM 91; LOPSRM 48")
                           : legal_.own("guarantee", place);
  const auto net = deal.amount ? number(deal.amount->net) : std::nullopt;
  const auto contracted = net ? base::Decimal::nearest(*net) : std::nullopt;
  const auto from = day_of(member(deal.contract, "period", "startDate"));
  const auto to = day_of(member(deal.contract, "period", "endDate"));
  const bool long_one = !from || !to || *to - *from > 366;
  if (!percent || !contracted || !summed || sum.zero() || given.most || long_one) return;
  const auto share = contracted->times(percent->number);
  const auto least = share ? share->times(*base::Decimal::read("0.01")) : std::nullopt;
  if (!least || sum >= *least) return;
  tell_contract("MX07", given, deal, money_json(sum), money_json(*least), std::move(found),
                percent->law);
}

/// Increased by more than the law of its day allows. Of an open contract the most may grow.
void Own::grown(const Case& given, const Deal& deal) {
  if (!ledger_.asked("R066")) return;
  const FirstValue* first = first_of(given, deal);
  const auto day = deal.day();
  const bool same = first != nullptr && deal.amount && first->currency == deal.amount->currency;
  const auto values = same ? change(*first, *deal.amount) : std::nullopt;
  const auto tenfold = values ? values->before.percent(1000) : std::nullopt;
  const char* reason = first == nullptr                               ? "no-versions"
                       : !deal.amount                                 ? "no-amount"
                       : !same                                        ? "currency"
                       : !values || values->before <= base::Decimal() ? "no-amount"
                       : !day                                         ? "no-dates"
                       : !tenfold || values->now >= *tenfold          ? "magnitude"
                       : given.most                                   ? "open-contract"
                       : given.category().empty()                     ? "no-category"
                                                                      : nullptr;
  std::optional<Legal::Value> cap;
  if (reason == nullptr) {
    const Legal::Place place = Legal::place(given, *day);
    const std::string_view key = place.works ? "increase_works" : "increase_goods";
    if (!place.works) {
      cap =
          legal_.find(key, place, 20, after_reform(*day) ? "LAASSP (2025) 74" : "LAASSP (2000) 52");
    } else if (after_reform(*day)) {
      cap = legal_.own(key, place);
    } else {
      cap = legal_.find(key, place, 25, "LOPSRM 59");
    }
    if (!cap) reason = "no-cap";
  }
  if (!asked("R066", reason)) return;
  const auto factor = cap->number.plus(base::Decimal::whole(100));
  const auto grown = factor ? values->before.times(*factor) : std::nullopt;
  const auto most = grown ? grown->times(*base::Decimal::read("0.01")) : std::nullopt;
  if (!most || values->now <= *most) return;
  tell_contract(
      "R066", given, deal, money_json(values->now), money_json(*most),
      {first_evidence(*first), evidence(given.process, deal.amount->pointer, deal.amount->node)},
      cap->law);
}

/// A direct award that its amount allowed, and would not allow any more.
void Own::direct_grown(const Case& given, const Deal& deal) {
  if (!ledger_.asked("R054")) return;
  const FirstValue* first = first_of(given, deal);
  const auto day = deal.day();
  const auto ceiling = given.direct && day
                           ? legal_.ceiling(true, given.category(), Legal::place(given, *day))
                           : std::nullopt;
  const auto now = deal.amount ? number(deal.amount->net) : std::nullopt;
  const auto before = first != nullptr ? decimal(first->net) : std::nullopt;
  const auto grown = now ? base::Decimal::nearest(*now) : std::nullopt;
  const char* reason = !given.direct       ? "method"
                       : first == nullptr  ? "no-versions"
                       : !ceiling          ? "no-ceiling"
                       : !before || !grown ? "no-net-amount"
                       : first->currency != deal.amount->currency || deal.amount->currency != "MXN"
                           ? "currency"
                       : given.excepted() ? "exception"
                                          : nullptr;
  if (!asked("R054", reason)) return;
  if (*before > ceiling->number || *grown <= ceiling->number) return;
  tell_contract(
      "R054", given, deal, money_json(*grown), money_json(ceiling->number),
      {first_evidence(*first), evidence(given.process, deal.amount->pointer, deal.amount->node)},
      ceiling->law);
}

/// The text of a contract that was published long after the contract began. Only asked for by name:
/// in much data a document has the day of its capture.
void Own::late_publication(const Case& given, const Deal& deal) {
  if (!ledger_.asked("MX10")) return;
  const json::Node* begin = member(deal.contract, "period", "startDate");
  const auto start = day_of(begin);
  const json::Node* published = nullptr;
  std::optional<std::int64_t> day;
  std::string pointer;
  std::size_t at = 0;
  for (const json::Node* each : json::Elements(member(deal.contract, "documents"))) {
    const std::size_t index = at++;
    const auto type = text(member(each, "documentType"));
    if (type != "contractSigned" && type != "contractText") continue;
    const json::Node* date = member(each, "datePublished");
    const auto its = day_of(date);
    if (!its || (day && *day <= *its)) continue;
    day = its;
    published = date;
    pointer = deal.contract_pointer + "/documents/" + std::to_string(index) + "/datePublished";
  }
  const char* reason = deal.contract == nullptr ? "no-contract"
                       : !start                 ? "no-dates"
                       : !day                   ? "no-publication"
                                                : nullptr;
  if (!asked("MX10", reason)) return;
  const std::int64_t most = whole("MX10", 120);
  if (*day - *start <= most) return;
  tell_contract("MX10", given, deal, std::to_string(*day - *start), std::to_string(most),
                {evidence(given.process, pointer, published),
                 evidence(given.process, deal.contract_pointer + "/period/startDate", begin)});
}

void Own::day_off(const Case& given, const Deal& deal) {
  const json::Node* date = member(deal.contract, "dateSigned");
  const auto day = day_of(date);
  // A contract that has but one day for all has that of its beginning.
  const bool imputed = day && day == day_of(member(deal.contract, "period", "startDate"));
  const char* reason = !day ? "no-dates" : imputed ? "imputed" : nullptr;
  if (!asked("MX11", reason) || !is_day_off(*day)) return;
  const auto written = text_of(date).substr(0, 10);
  tell_contract("MX11", given, deal, "\"" + std::string(written) + "\"", "",
                {evidence(given.process, deal.contract_pointer + "/dateSigned", date)});
}

/// Blanks among what everybody asks of a contract first.
void Own::blanks(const Case& given, const Deal& deal) {
  struct Field {
    const json::Node* node;
    std::string pointer;
  };
  if (!asked("MX27", deal.contract == nullptr ? "no-contract" : nullptr)) return;
  const std::string& own = deal.contract_pointer;
  const std::array<Field, 8> fields{{
      {member(deal.award, "date"), deal.award_pointer + "/date"},
      {member(given.tender, "tenderPeriod", "startDate"), "/tender/tenderPeriod/startDate"},
      {member(given.tender, "tenderPeriod", "endDate"), "/tender/tenderPeriod/endDate"},
      {member(given.tender, "procurementMethodDetails"), "/tender/procurementMethodDetails"},
      {member(deal.contract, "documents"), own + "/documents"},
      {member(deal.contract, "dateSigned"), own + "/dateSigned"},
      {member(deal.contract, "period", "startDate"), own + "/period/startDate"},
      {member(deal.contract, "period", "endDate"), own + "/period/endDate"},
  }};
  std::vector<IndicatorEvidence> found;
  for (const Field& each : fields) {
    const bool blank = each.node == nullptr || each.node->kind == json::NodeKind::null ||
                       text(each.node) == "" || (is_array(each.node) && each.node->size == 0);
    if (blank) found.push_back(evidence(given.process, each.pointer, each.node));
  }
  const auto least = static_cast<std::size_t>(whole("MX27", 4));
  if (found.size() < least) return;
  const std::string value = std::to_string(found.size());
  tell_contract("MX27", given, deal, value, std::to_string(least), std::move(found));
}

}  // namespace edca::indicators
