#include <algorithm>

#include "indicators/own.hpp"

namespace edca::indicators {
namespace {

/// Whether two amounts may be one with and without VAT of 16 percent.
bool may_be_vat(const base::Decimal& less, const base::Decimal& more) {
  const auto low = less.percent(115);
  const auto high = less.percent(117);
  return low && high && *low <= more && more <= *high;
}

std::string days_json(std::int64_t days) {
  return std::to_string(days);
}

}  // namespace

void Own::tell_contract(std::string_view id, const Case& given, const Deal& deal, std::string value,
                        std::string threshold, std::vector<IndicatorEvidence> evidence,
                        std::string law) {
  IndicatorFlag flag;
  flag.law = std::move(law);
  const auto own = text(member(deal.contract != nullptr ? deal.contract : deal.award, "id"));
  flag.subject = std::string(given.process.ocid);
  flag.buyer = given.key(given.buyer);
  if (json::Elements(deal.suppliers).size() == 1) flag.supplier = given.key(deal.suppliers + 1);
  if (own) flag.subject += " " + std::string(*own);
  flag.value = std::move(value);
  flag.threshold = std::move(threshold);
  if (deal.amount) {
    flag.amount = deal.amount->value.plain();
    flag.currency = deal.amount->currency;
  }
  flag.ocids = {std::string(given.process.ocid)};
  flag.evidence = std::move(evidence);
  ledger_.flag(id, std::move(flag));
}

/// A direct award, or an invitation, of more than the law allows by its amount alone.
void Own::over_ceiling(const Case& given, const Deal& deal) {
  const std::string_view id = given.direct ? "MX03" : "MX04";
  if (!given.direct && given.method != "selective") return;
  const auto day = deal.day();
  const auto ceiling =
      day ? legal_.ceiling(given.direct, given.category(), Legal::place(given, *day))
          : std::nullopt;
  const auto net = deal.amount ? ceilings_.without_vat(*deal.amount) : std::nullopt;
  const bool excepted = given.excepted();
  const char* reason = !ceiling                         ? "no-ceiling"
                       : !deal.amount                   ? "no-amount"
                       : deal.amount->currency != "MXN" ? "currency"
                       : !net                           ? "no-net-amount"
                       : excepted                       ? "exception"
                                                        : nullptr;
  if (!asked(id, reason) || *net <= ceiling->number) return;
  const json::Node* node = deal.amount->net != nullptr ? deal.amount->net : deal.amount->node;
  std::string pointer = deal.amount->pointer;
  if (deal.amount->net != nullptr) pointer.replace(pointer.rfind('/'), pointer.npos, "/netAmount");
  tell_contract(id, given, deal, money_json(*net), money_json(ceiling->number),
                {evidence(given.process, pointer, node)}, ceiling->law);
}

void Own::award_and_contract(const Case& given, const Deal& deal) {
  const auto award = amount_at(member(deal.award, "value"), deal.award_pointer + "/value");
  const auto contract = deal.contract != nullptr ? amount_at(member(deal.contract, "value"),
                                                             deal.contract_pointer + "/value")
                                                 : std::nullopt;
  // Of several contracts none has the amount of their award.
  const bool comparable = award && contract && deal.alone;
  const bool vat = comparable && (may_be_vat(award->value, contract->value) ||
                                  may_be_vat(contract->value, award->value));
  const auto tenth = comparable ? award->value.percent(10) : std::nullopt;
  const auto tenfold = comparable ? award->value.percent(1000) : std::nullopt;
  const bool same_size = tenth && tenfold && *tenth < contract->value && contract->value < *tenfold;
  // An award with the very amount of the estimate was filled in from it.
  const auto estimate = amount_at(member(given.tender, "value"), "/tender/value");
  const bool copied = comparable && estimate && estimate->value == award->value;
  const char* reason = !comparable                                      ? "no-amount"
                       : award->currency != contract->currency          ? "currency"
                       : given.most                                     ? "open-contract"
                       : award->value.zero() || award->value.negative() ? "no-amount"
                       : vat                                            ? "vat"
                       : copied                                         ? "copied"
                       : !same_size                                     ? "magnitude"
                                                                        : nullptr;
  if (!asked("R059", reason)) return;
  const std::int64_t percent = whole("R059", 10);
  const auto most = award->value.percent(100 + percent);
  const auto least = award->value.percent(100 - percent);
  if (!most || !least || (*least <= contract->value && contract->value <= *most)) return;
  tell_contract("R059", given, deal, money_json(contract->value), money_json(award->value),
                {evidence(given.process, award->pointer, award->node),
                 evidence(given.process, contract->pointer, contract->node)});
}

void Own::long_contract(const Case& given, const Deal& deal) {
  const json::Node* start = member(deal.contract, "period", "startDate");
  const json::Node* end = member(deal.contract, "period", "endDate");
  const auto from = day_of(start);
  const auto to = day_of(end);
  if (!asked("MX12", !from || !to || *to < *from ? "no-dates" : nullptr)) return;
  const std::int64_t most = whole("MX12", 1000);
  if (*to - *from <= most) return;
  tell_contract("MX12", given, deal, days_json(*to - *from), days_json(most),
                {evidence(given.process, deal.contract_pointer + "/period/startDate", start),
                 evidence(given.process, deal.contract_pointer + "/period/endDate", end)});
}

void Own::amended(const Case& given, const Deal& deal) {
  if (!asked("R064", deal.contract == nullptr ? "no-contract" : nullptr)) return;
  const json::Node* amendments = member(deal.contract, "amendments");
  const auto count = static_cast<std::int64_t>(json::Elements(amendments).size());
  const std::int64_t least = whole("R064", 1);
  if (count == 0 || count < least) return;
  std::vector<IndicatorEvidence> proof;
  for (std::int64_t at = 0; at < std::min<std::int64_t>(count, 10); ++at) {
    const std::string pointer = deal.contract_pointer + "/amendments/" + std::to_string(at);
    const json::Node* each = amendments + 1;
    for (std::int64_t left = at; left > 0; --left) each = each->next();
    proof.push_back(evidence(given.process, pointer + "/date", member(each, "date")));
  }
  tell_contract("R064", given, deal, std::to_string(count), std::to_string(least),
                std::move(proof));
}

/// Milestones met after they were due. Those not met are not judged: that may be late data.
void Own::late_delivery(const Case& given, const Deal& deal) {
  bool dated = false;
  std::int64_t most = 0;
  std::vector<IndicatorEvidence> proof;
  const auto look = [&](const json::Node* milestones, const std::string& pointer) {
    std::size_t at = 0;
    for (const json::Node* each : json::Elements(milestones)) {
      const std::string place = pointer + "/milestones/" + std::to_string(at++);
      const auto due = day_of(member(each, "dueDate"));
      const auto met = day_of(member(each, "dateMet"));
      dated = dated || (due && met);
      if (!due || !met || *met <= *due) continue;
      most = std::max(most, *met - *due);
      proof.push_back(evidence(given.process, place + "/dueDate", member(each, "dueDate")));
      proof.push_back(evidence(given.process, place + "/dateMet", member(each, "dateMet")));
    }
  };
  look(member(deal.contract, "milestones"), deal.contract_pointer);
  look(member(deal.contract, "implementation", "milestones"),
       deal.contract_pointer + "/implementation");
  if (!asked("R067", dated ? nullptr : "no-dates") || most <= whole("R067", 0)) return;
  tell_contract("R067", given, deal, days_json(most), days_json(whole("R067", 0)),
                std::move(proof));
}

/// More paid than contracted; of an open contract, than the most that may be spent.
void Own::overpaid(const Case& given, const Deal& deal) {
  const json::Node* payments = member(deal.contract, "implementation", "transactions");
  base::Decimal sum;
  bool countable = true;
  std::size_t count = 0;
  for (const json::Node* payment : json::Elements(payments)) {
    const auto amount = amount_at(member(payment, "value"), "");
    const bool same = amount && deal.amount && amount->currency == deal.amount->currency;
    const auto more = same ? sum.plus(amount->value) : std::nullopt;
    countable = countable && more.has_value();
    sum = more.value_or(sum);
    ++count;
  }
  const bool open = given.most && deal.amount && given.most->currency == deal.amount->currency &&
                    given.most->value > deal.amount->value;
  const Amount* limit = open ? &*given.most : deal.amount ? &*deal.amount : nullptr;
  const char* reason =
      deal.contract == nullptr || limit == nullptr || limit->value.zero() || limit->value.negative()
          ? "no-amount"
      : count == 0                    ? "no-payments"
      : !countable                    ? "currency"
      : may_be_vat(limit->value, sum) ? "vat"
                                      : nullptr;
  if (!asked("R068", reason)) return;
  // Half of a percent is left for rounding.
  const auto slack = limit->value.percent(whole("R068", 0));
  const auto half = limit->value.times(*base::Decimal::read("1.005"));
  const auto most = slack && half ? half->plus(*slack) : std::nullopt;
  if (!most || sum <= *most) return;
  tell_contract("R068", given, deal, money_json(sum), money_json(limit->value),
                {evidence(given.process, limit->pointer, limit->node),
                 evidence(given.process,
                          deal.contract_pointer + "/implementation/transactions/0/value/amount",
                          member(payments + 1, "value", "amount"))});
}

void Own::round_amount(const Case& given, const Deal& deal) {
  if (!asked("MX13", deal.amount && deal.amount->value > base::Decimal() ? nullptr : "no-amount")) {
    return;
  }
  const std::int64_t unit = std::max<std::int64_t>(whole("MX13", 100'000), 1);
  const std::string digits = deal.amount->value.plain();
  if (digits.find('.') != digits.npos || digits.size() > 18) return;
  if (std::stoll(digits) % unit != 0) return;
  tell_contract("MX13", given, deal, money_json(deal.amount->value), std::to_string(unit),
                {evidence(given.process, deal.amount->pointer, deal.amount->node)});
}

/// Suppliers that a list names on the day, and those founded shortly before it.
void Own::suppliers(const Case& given, const Deal& deal) {
  const auto day = deal.day();
  std::size_t at = 0;
  for (const json::Node* supplier : json::Elements(deal.suppliers)) {
    const std::string pointer = deal.award_pointer + "/suppliers/" + std::to_string(at++) + "/id";
    const std::string rfc = given.rfc(supplier);
    const char* unknown = !day ? "no-dates" : rfc.empty() ? "no-rfc" : nullptr;
    const auto proof = [&] {
      const bool is_signed = day_of(member(deal.contract, "dateSigned")).has_value();
      return std::vector<IndicatorEvidence>{
          evidence(given.process, pointer, member(supplier, "id")),
          is_signed
              ? evidence(given.process, deal.contract_pointer + "/dateSigned",
                         member(deal.contract, "dateSigned"))
              : evidence(given.process, deal.award_pointer + "/date", member(deal.award, "date"))};
    };
    if (asked("R046", !sanctions_.given() ? "no-list" : unknown)) {
      const RfcList::Entry* entry = sanctions_.find(rfc, *day);
      if (entry != nullptr) tell_contract("R046", given, deal, "\"" + rfc + "\"", "", proof());
    }
    on_tax_list(given, deal, supplier, pointer);
    const auto born = unknown == nullptr ? founded(rfc, *day) : std::nullopt;
    const bool person = unknown == nullptr && !born;
    if (!asked("MX17", person ? "person" : unknown)) continue;
    const std::int64_t least = whole("MX17", 365);
    if (*day - *born >= least) continue;
    tell_contract("MX17", given, deal, days_json(*day - *born), days_json(least), proof());
  }
}

}  // namespace edca::indicators
