#include "select/deals.hpp"

#include <algorithm>

#include "base/instant.hpp"
#include "base/tax_id.hpp"
#include "semantics/tax_ids.hpp"
#include "semantics/value.hpp"

namespace edca::select {
namespace {

using semantics::at;
using semantics::identifier;
using semantics::text;

bool is_dead(const json::Node* value) {
  const std::string_view status = text(value, "status");
  return status == "cancelled" || status == "unsuccessful";
}

std::optional<Money> money_at(const json::Node* value, std::string pointer) {
  const auto amount = base::Decimal::nearest(semantics::number(value, "amount"));
  if (semantics::number(value, "amount").empty() || !amount) return std::nullopt;
  return Money{*amount, text(value, "currency"), std::move(pointer)};
}

/// "MX-RFC-ABC…", "abc-010101-xy1": the number in it.
std::string number_in(std::string_view id) {
  constexpr std::string_view scheme = "MX-RFC-";
  if (id.starts_with(scheme)) id.remove_prefix(scheme.size());
  constexpr std::size_t longest = 40;
  std::string number;
  if (id.size() > longest) return number;
  for (const char c : id) {
    if (c == ' ' || c == '-') continue;
    number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return base::tax_id_length(number) == 0 ? std::string() : number;
}

}  // namespace

std::string_view Deal::id() const {
  return identifier(contract != nullptr ? contract : award, "id");
}

Case::Case(const json::Node& release) : release_(release), tender_(at(&release, "tender")) {
  buyer_ = at(&release, "buyer");
  if (identifier(buyer_, "id").empty() && text(buyer_, "name").empty())
    buyer_ = at(tender_, "procuringEntity");
  for (const json::Node& each : semantics::list(&release, "parties")) {
    const std::string_view id = identifier(&each, "id");
    if (!id.empty()) parties_.emplace(id, &each);
  }
  find_deals();
  count_live();
}

void Case::find_deals() {
  std::map<std::string_view, std::size_t> awards;
  std::vector<const json::Node*> list;
  for (const json::Node& award : semantics::list(&release_, "awards")) {
    if (!identifier(&award, "id").empty()) awards.emplace(identifier(&award, "id"), list.size());
    list.push_back(&award);
  }
  std::vector<bool> contracted(list.size(), false);
  std::size_t index = 0;
  for (const json::Node& contract : semantics::list(&release_, "contracts")) {
    Deal deal;
    deal.contract = &contract;
    deal.contract_at = index++;
    const auto award = awards.find(identifier(&contract, "awardID"));
    // A contract that names no award is that of the only one.
    const bool known = award != awards.end();
    if (known || (list.size() == 1 && identifier(&contract, "awardID").empty())) {
      deal.award_at = known ? award->second : 0;
      deal.award = list[deal.award_at];
      contracted[deal.award_at] = true;
    }
    deal.dead = is_dead(&contract) || is_dead(deal.award);
    deals_.push_back(deal);
  }
  for (std::size_t at = 0; at < list.size(); ++at) {
    if (contracted[at]) continue;
    Deal deal;
    deal.award = list[at];
    deal.award_at = at;
    deal.dead = is_dead(list[at]);
    deals_.push_back(deal);
  }
  if (deals_.empty()) deals_.emplace_back();
}

void Case::count_live() {
  std::size_t live = 0;
  std::map<const json::Node*, std::size_t> of_award;
  for (const Deal& deal : deals_) {
    if (deal.dead) continue;
    ++live;
    if (deal.award != nullptr) ++of_award[deal.award];
  }
  for (Deal& deal : deals_) {
    deal.only = !deal.dead && live == 1;
    deal.alone = !deal.dead && deal.award != nullptr && of_award[deal.award] == 1;
  }
}

const json::Node* Case::party(const json::Node* reference) const {
  const auto found = parties_.find(identifier(reference, "id"));
  return found == parties_.end() ? reference : found->second;
}

Signed Case::signed_on(const Deal& deal) const {
  const std::string_view signature = text(deal.contract, "dateSigned");
  if (!day_of(signature).empty()) return {signature, deal.contract_pointer() + "/dateSigned"};
  const std::string_view award = text(deal.award, "date");
  if (!day_of(award).empty()) return {award, deal.award_pointer() + "/date"};
  return {};
}

std::optional<Money> Case::amount(const Deal& deal, AmountMode mode) const {
  const auto most = money_at(at(tender_, "value"), "/tender/value");
  const auto least = money_at(at(tender_, "minValue"), "/tender/minValue");
  const bool open = deal.only && most && least && most->currency == least->currency &&
                    least->amount < most->amount && !least->amount.zero() &&
                    !least->amount.negative();
  if (open && mode == AmountMode::max) return most;
  if (open && mode == AmountMode::mean) {
    const auto sum = most->amount.plus(least->amount);
    const auto half = sum ? sum->percent(50) : std::nullopt;
    if (half) return Money{*half, most->currency, most->pointer};
  }
  auto value = money_at(at(deal.contract, "value"), deal.contract_pointer() + "/value");
  if (!value && (deal.alone || deal.contract == nullptr))
    value = money_at(at(deal.award, "value"), deal.award_pointer() + "/value");
  if (!value && open) value = most;
  return value;
}

std::string_view day_of(std::string_view date) {
  constexpr std::size_t length = 10;
  if (date.size() < length ||
      (date.size() > length && date[length] != 'T' && date[length] != 't' && date[length] != ' '))
    return {};
  const std::string_view day = date.substr(0, length);
  return base::instant(std::string(day) + "T00:00:00Z") ? day : std::string_view();
}

std::string rfc_of(const json::Node* organization) {
  std::string found = number_in(identifier(organization, "identifier", "id"));
  if (found.empty()) found = number_in(identifier(organization, "id"));
  for (const json::Node& each : semantics::list(organization, "additionalIdentifiers"))
    if (found.empty()) found = number_in(identifier(&each, "id"));
  return found;
}

bool is_natural(std::string_view rfc) {
  constexpr std::size_t person = 13;
  // What the tax authority gives for the public at large and for residents abroad is nobody's.
  return base::tax_id_length(rfc) == person && rfc != "XAXX010101000" && rfc != "XEXX010101000";
}

}  // namespace edca::select
