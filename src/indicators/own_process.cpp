#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "indicators/own.hpp"

namespace edca::indicators {
namespace {

/// What a value comes down to for comparing; empty for placeholders and what is too short to tell
/// one from another.
std::string contact(std::string_view kind, std::string_view value) {
  const std::string folded = base::fold(value);
  std::string plain;
  for (const char c : folded) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    const bool mark = kind == "email" && (c == '@' || c == '.' || c == '_' || c == '-');
    if (digit || mark || (kind != "telephone" && letter)) plain += c;
  }
  if (kind == "telephone") {
    if (plain.size() < 10) return {};
    plain.erase(0, plain.size() - 10);
  } else if (kind == "email") {
    if (plain.find('@') == plain.npos || plain.size() < 8) return {};
  } else if (plain.size() < 16) {
    return {};
  }
  const std::set<char> different(plain.begin(), plain.end());
  return different.size() < 4 ? std::string() : plain;
}

struct Contact {
  std::string key;  ///< kind and value
  std::string pointer;
  const json::Node* node;
};

/// E-mail, telephone and address of a party.
std::vector<Contact> contacts_of(const json::Node* party, const std::string& pointer) {
  std::vector<Contact> result;
  const auto take = [&](const char* object, const char* field, const std::string& more) {
    const json::Node* value = member(party, object, field);
    const auto words = text(value);
    if (!words) return;
    std::string plain = contact(field, *words);
    if (plain.empty()) return;
    result.push_back(
        {std::string(field) + " " + plain + more, pointer + "/" + object + "/" + field, value});
  };
  take("contactPoint", "email", "");
  take("contactPoint", "telephone", "");
  const auto postal = text(member(party, "address", "postalCode"));
  if (postal && postal->size() >= 5) take("address", "streetAddress", " " + std::string(*postal));
  return result;
}

std::string pointer_of(std::size_t party) {
  return "/parties/" + std::to_string(party);
}

}  // namespace

void Own::add(const Case& given) {
  few_invited(given);
  over_estimate(given);
  shared_contacts(given);
  similar_bidders(given);
  short_term(given);
  few_quotes(given);
  planning(given);
  decision(given);
  for (const Deal& deal : given.deals) {
    over_ceiling(given, deal);
    award_and_contract(given, deal);
    long_contract(given, deal);
    amended(given, deal);
    late_delivery(given, deal);
    overpaid(given, deal);
    round_amount(given, deal);
    suppliers(given, deal);
    under_ceiling(given, deal);
    guarantees(given, deal);
    grown(given, deal);
    direct_grown(given, deal);
    late_publication(given, deal);
    day_off(given, deal);
    blanks(given, deal);
  }
}

bool Own::asked(std::string_view id, const char* reason) {
  if (!ledger_.asked(id)) return false;
  if (reason != nullptr) {
    ledger_.not_applicable(id, reason);
    return false;
  }
  ledger_.applied(id);
  return true;
}

std::int64_t Own::whole(std::string_view id, std::int64_t usual) const {
  const auto own = settings_.count(id, "threshold");
  return own ? static_cast<std::int64_t>(std::min<std::uint64_t>(*own, 1'000'000'000)) : usual;
}

void Own::tell(std::string_view id, const Case& given, std::string value, std::string threshold,
               std::vector<IndicatorEvidence> evidence, std::string law) {
  IndicatorFlag flag;
  flag.law = std::move(law);
  flag.subject = given.process.ocid;
  flag.buyer = given.key(given.buyer);
  flag.value = std::move(value);
  flag.threshold = std::move(threshold);
  flag.ocids = {flag.subject};
  flag.evidence = std::move(evidence);
  ledger_.flag(id, std::move(flag));
}

/// The law asks for three; that fewer took part is allowed, and a question. Direct awards are often
/// coded as selective, so the words have to say that it is an invitation.
void Own::few_invited(const Case& given) {
  const json::Node* count = member(given.tender, "numberOfTenderers");
  const auto digits = number(count);
  const auto told = digits ? base::Decimal::read(*digits) : std::nullopt;
  const bool counted = told && !told->zero() && !told->negative();
  bool invites = false;
  for (const char* key : {"procurementMethodDetails", "procurementMethodRationale"}) {
    const std::string words = base::fold(text_of(member(given.tender, key)));
    invites = invites || words.find("invitacion") != words.npos;
  }
  const char* reason = given.method != "selective" ? "method"
                       : !invites                  ? "no-invitation"
                       : !counted                  ? "no-tenderers"
                                                   : nullptr;
  if (!asked("MX02", reason)) return;
  const std::int64_t least = whole("MX02", 3);
  if (*told >= base::Decimal::whole(least)) return;
  tell("MX02", given, std::string(*digits), std::to_string(least),
       {evidence(given.process, "/tender/numberOfTenderers", count)});
}

/// All that is contracted against the estimate. Where amounts with VAT stand beside such without,
/// they differ by 16 percent: less than the threshold.
void Own::over_estimate(const Case& given) {
  const auto estimate = amount_at(member(given.tender, "value"), "/tender/value");
  base::Decimal sum;
  bool one_currency = true;
  std::vector<IndicatorEvidence> amounts;
  for (const Deal& deal : given.deals) {
    if (!deal.amount) continue;
    one_currency = one_currency && estimate && deal.amount->currency == estimate->currency;
    const auto more = sum.plus(deal.amount->value);
    one_currency = one_currency && more.has_value();
    sum = more.value_or(sum);
    amounts.push_back(evidence(given.process, deal.amount->pointer, deal.amount->node));
  }
  const auto tenfold = estimate ? estimate->value.percent(1000) : std::nullopt;
  const char* reason = !estimate || estimate->value.zero() || estimate->value.negative()
                           ? "no-estimate"
                       : amounts.empty()             ? "no-amount"
                       : !one_currency               ? "currency"
                       : given.most                  ? "open-contract"
                       : !tenfold || sum >= *tenfold ? "magnitude"
                                                     : nullptr;
  if (!asked("MX25", reason)) return;
  const auto most = estimate->value.percent(whole("MX25", 120));
  if (!most || sum <= *most) return;
  amounts.push_back(evidence(given.process, estimate->pointer, estimate->node));
  tell("MX25", given, money_json(sum), money_json(*most), std::move(amounts));
}

/// A supplier or tenderer with the e-mail or telephone of the body that buys.
void Own::shared_contacts(const Case& given) {
  const json::Node* parties = json::find(*given.process.release, "parties");
  std::vector<Contact> of_buyers;
  std::vector<Contact> of_others;
  std::size_t at = 0;
  for (const json::Node* party : json::Elements(parties)) {
    const std::string pointer = pointer_of(at++);
    const bool buys = has_role(party, "buyer") || has_role(party, "procuringEntity");
    const bool sells = has_role(party, "supplier") || has_role(party, "tenderer");
    if (buys == sells) continue;
    for (Contact& each : contacts_of(party, pointer)) {
      if (each.key.starts_with("streetAddress")) continue;
      (buys ? of_buyers : of_others).push_back(std::move(each));
    }
  }
  if (!asked("R043", of_buyers.empty() || of_others.empty() ? "no-contacts" : nullptr)) return;
  std::vector<IndicatorEvidence> found;
  for (const Contact& one : of_others) {
    const auto same = std::ranges::find(of_buyers, one.key, &Contact::key);
    if (same == of_buyers.end()) continue;
    found.push_back(evidence(given.process, one.pointer, one.node));
    found.push_back(evidence(given.process, same->pointer, same->node));
  }
  const std::string value = std::to_string(found.size() / 2);
  if (!found.empty()) tell("R043", given, value, "1", std::move(found));
}

/// Two tenderers of one process that share e-mail, telephone or address.
void Own::similar_bidders(const Case& given) {
  struct Bidder {
    std::string_view id;
    std::string rfc;
    std::vector<Contact> contacts;
  };
  std::vector<Bidder> bidders;
  std::set<std::string> of_buyers;  ///< a form may fill in the body's own for everybody
  std::size_t at = 0;
  for (const json::Node* party : json::Elements(json::find(*given.process.release, "parties"))) {
    const std::string pointer = pointer_of(at++);
    if (has_role(party, "buyer") || has_role(party, "procuringEntity")) {
      for (Contact& each : contacts_of(party, pointer)) of_buyers.insert(std::move(each.key));
    }
    const auto id = text(member(party, "id"));
    if (!id || !has_role(party, "tenderer")) continue;
    bidders.push_back({*id, given.rfc(party), contacts_of(party, pointer)});
  }
  if (!asked("R044", bidders.size() < 2 ? "one-tenderer" : nullptr)) return;
  std::vector<IndicatorEvidence> found;
  std::map<std::string_view, std::pair<const Bidder*, const Contact*>> seen;
  for (const Bidder& bidder : bidders) {
    for (const Contact& each : bidder.contacts) {
      if (of_buyers.contains(each.key)) continue;
      const auto [first, is_new] = seen.try_emplace(each.key, &bidder, &each);
      const Bidder& other = *first->second.first;
      // One organization that stands there twice is no pair.
      const bool same = other.id == bidder.id || (!bidder.rfc.empty() && other.rfc == bidder.rfc);
      if (is_new || same) continue;
      const Contact& its = *first->second.second;
      found.push_back(evidence(given.process, its.pointer, its.node));
      found.push_back(evidence(given.process, each.pointer, each.node));
    }
  }
  const std::string value = std::to_string(found.size() / 2);
  if (!found.empty()) tell("R044", given, value, "1", std::move(found));
}

}  // namespace edca::indicators
