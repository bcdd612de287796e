#include "indicators/deals.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "indicators/ceilings.hpp"
#include "indicators/rfc_list.hpp"

namespace edca::indicators {
namespace {

constexpr std::int64_t day_seconds = 86'400;

bool is_dead(const json::Node* value) {
  const auto status = text(member(value, "status"));
  return status == "cancelled" || status == "unsuccessful";
}

/// Whether an id may be a running number: up to three digits.
bool is_running(std::string_view id) {
  constexpr std::size_t longest = 3;
  return id.size() <= longest && id.find_first_not_of("0123456789") == id.npos;
}

/// An id as text, numbers too.
std::string_view id_of(const json::Node* value) {
  return code(member(value, "id"));
}

}  // namespace

std::optional<std::int64_t> day_of(const json::Node* date) {
  return day_of_text(text_of(date));
}

std::optional<std::int64_t> day_of_text(std::string_view date) {
  if (date.size() < 10) return std::nullopt;
  const std::string whole = std::string(date.substr(0, 10)) + "T00:00:00Z";
  const auto instant = base::instant(whole);
  if (!instant) return std::nullopt;
  return instant->seconds / day_seconds;
}

int year_of(std::int64_t day) {
  using namespace std::chrono;
  constexpr std::int64_t before_1970 = 719'528;  ///< days from the first one of the year 0
  return static_cast<int>(year_month_day{sys_days{days{day - before_1970}}}.year());
}

std::optional<Amount> amount_at(const json::Node* value, const std::string& pointer) {
  const auto digits = number(member(value, "amount"));
  const auto currency = text(member(value, "currency"));
  const auto decimal = digits ? base::Decimal::nearest(*digits) : std::nullopt;
  if (!decimal || !currency) return std::nullopt;
  return Amount{*decimal, *currency, member(value, "amount"), member(value, "netAmount"),
                pointer + "/amount"};
}

double real(const base::Decimal& number) {
  return std::strtod(number.plain().c_str(), nullptr);
}

double percent_of(const base::Decimal& part, const base::Decimal& whole) {
  return real(part) / real(whole) * 100;
}

std::string money_json(const base::Decimal& number) {
  return "\"" + number.plain() + "\"";
}

bool has_role(const json::Node* party, std::string_view role) {
  for (const json::Node* each : json::Elements(member(party, "roles"))) {
    if (text(each) == role) return true;
  }
  return false;
}

std::optional<std::int64_t> Deal::day() const {
  const auto signed_on = day_of(member(contract, "dateSigned"));
  return signed_on ? signed_on : day_of(member(award, "date"));
}

std::string_view Deal::id() const {
  return id_of(contract != nullptr ? contract : award);
}

const json::Node* Deal::items() const {
  const json::Node* own = member(contract, "items");
  return json::Elements(own).size() > 0 ? own : member(award, "items");
}

std::string Deal::items_pointer() const {
  const bool own = json::Elements(member(contract, "items")).size() > 0;
  return (own ? contract_pointer : award_pointer) + "/items";
}

Case::Case(const Process& given) : process(given) {
  const json::Node* found = json::find(*process.release, "tender");
  if (is_object(found)) tender = found;
  buyer = json::find(*process.release, "buyer");
  if (id_of(buyer).empty() && text_of(member(buyer, "name")).empty()) {
    buyer = member(tender, "procuringEntity");
  }
  method = text_of(member(tender, "procurementMethod"));
  direct = method == "direct" || method == "limited";
  competes = method == "open" || method == "selective";
  for (const json::Node* each : json::Elements(json::find(*process.release, "parties"))) {
    const std::string_view id = id_of(each);
    if (!id.empty()) parties_.emplace(id, each);
  }
  const auto value = amount_at(member(tender, "value"), "/tender/value");
  const auto least = amount_at(member(tender, "minValue"), "/tender/minValue");
  const bool open = value && least && value->currency == least->currency &&
                    least->value < value->value && !least->value.zero();
  if (open) most = value;
  find_deals();
}

void Case::find_deals() {
  std::map<std::string_view, std::pair<const json::Node*, std::string>> awards;
  std::size_t at = 0;
  for (const json::Node* award : json::Elements(json::find(*process.release, "awards"))) {
    awards.try_emplace(id_of(award), award, "/awards/" + std::to_string(at++));
  }
  std::map<std::string_view, std::size_t> contracted;  ///< the first live contract of each award
  std::set<std::string_view> named;                    ///< awards with a contract, live or not
  bool lost = false;  ///< there is a live contract, and nobody knows of which award
  at = 0;
  for (const json::Node* contract : json::Elements(json::find(*process.release, "contracts"))) {
    Deal deal;
    deal.contract_pointer = "/contracts/" + std::to_string(at++);
    std::string_view id = code(member(contract, "awardID"));
    // A contract that names no award is that of the only one.
    if (id.empty() && awards.size() == 1) id = awards.begin()->first;
    const auto award = awards.find(id);
    if (award != awards.end()) named.insert(id);
    if (is_dead(contract)) continue;
    lost = lost || award == awards.end();
    deal.contract = contract;
    if (award != awards.end()) {
      deal.award = award->second.first;
      deal.award_pointer = award->second.second;
    }
    const auto [first, is_new] = contracted.try_emplace(id, deals.size());
    deal.alone = is_new;
    if (!is_new) deals[first->second].alone = false;
    deal.amount = amount_at(member(contract, "value"), deal.contract_pointer + "/value");
    deal.suppliers = member(deal.award, "suppliers");
    deals.push_back(std::move(deal));
  }
  // The amount of an award is that of its only contract, where this tells none.
  for (Deal& deal : deals) {
    if (deal.alone && member(deal.contract, "value") == nullptr)
      deal.amount = amount_at(member(deal.award, "value"), deal.award_pointer + "/value");
  }
  for (const auto& [id, award] : awards) {
    if (lost || named.contains(id) || is_dead(award.first)) continue;
    Deal deal;
    deal.award = award.first;
    deal.award_pointer = award.second;
    deal.amount = amount_at(member(deal.award, "value"), deal.award_pointer + "/value");
    deal.suppliers = member(deal.award, "suppliers");
    deals.push_back(std::move(deal));
  }
}

const json::Node* Case::party(const json::Node* reference) const {
  const auto found = parties_.find(id_of(reference));
  return found == parties_.end() ? nullptr : found->second;
}

std::string Case::rfc(const json::Node* reference) const {
  const json::Node* own = party(reference);
  const std::string found =
      rfc_in(text_of(member(own != nullptr ? own : reference, "identifier", "id")));
  return found.empty() ? rfc_in(id_of(reference)) : found;
}

std::string Case::key(const json::Node* reference) const {
  std::string found = rfc(reference);
  if (!found.empty()) return found;
  const std::string_view id = id_of(reference);
  std::string_view name = text_of(member(reference, "name"));
  if (name.empty()) name = text_of(member(party(reference), "name"));
  // A running number names one in its process, and another one in the next.
  return id.empty() || (is_running(id) && !name.empty()) ? base::fold(name) : std::string(id);
}

const std::string& Case::reasons() const {
  if (reasons_) return *reasons_;
  std::string words;
  for (const char* key :
       {"procurementMethodDetails", "procurementMethodRationale", "eligibilityCriteria"}) {
    words.append(text_of(member(tender, key))).append(" ");
  }
  for (const json::Node* award : json::Elements(json::find(*process.release, "awards"))) {
    words.append(text_of(member(award, "rationale"))).append(" ");
  }
  reasons_ = base::fold(words);
  return *reasons_;
}

bool Case::excepted() const {
  return Ceilings::cites_exception(reasons(), category() == "works");
}

std::optional<Amount> Case::worth() const {
  Amount sum;
  for (const Deal& deal : deals) {
    if (!deal.amount) continue;
    const auto more = sum.value.plus(deal.amount->value);
    const bool same = sum.currency.empty() || sum.currency == deal.amount->currency;
    if (!more || !same) return std::nullopt;
    sum.value = *more;
    sum.currency = deal.amount->currency;
  }
  return sum.currency.empty() ? amount_at(member(tender, "value"), "/tender/value") : sum;
}

std::string_view Case::category() const {
  return text_of(member(tender, "mainProcurementCategory"));
}

}  // namespace edca::indicators
