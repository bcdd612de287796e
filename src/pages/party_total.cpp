#include "pages/party_total.hpp"

#include <algorithm>
#include <vector>

#include "base/packed.hpp"
#include "json/value.hpp"

namespace edca::pages {
namespace {

using base::pack;
using base::pack_text;
using base::unpack;
using base::unpack_text;

constexpr std::size_t most_partners = 20;

void pack_contract(const ContractFacts& contract, std::span<const std::size_t> partners,
                   std::string& out) {
  pack_text(contract.year, out);
  pack_text(contract.currency, out);
  pack(contract.amount, out);
  pack(contract.suppliers.size() > 1, out);
  pack(partners.size(), out);
  for (const std::size_t position : partners) pack(position, out);
}

std::string counts_json(const std::map<std::string, std::uint64_t>& counts) {
  std::string json = "{";
  for (const auto& [code, count] : counts) {
    if (json.size() > 1) json += ',';
    json::write_string(code, json);
    json.append(":").append(std::to_string(count));
  }
  return json += '}';
}

}  // namespace

std::string sums_json(const Sums& sums) {
  std::string json = "{";
  for (const auto& [currency, sum] : sums) add_text(currency, sum.plain(), json);
  return json += '}';
}

std::string descending(const base::Decimal& amount) {
  constexpr std::size_t width = 48;
  std::string digits = amount.plain(9);
  std::erase_if(digits, [](char c) { return c == '.' || c == '-'; });
  digits.insert(0, width - std::min(width, digits.size()), '0');
  if (amount.negative()) return "1" + digits;
  for (char& c : digits) c = static_cast<char>('0' + '9' - c);
  return "0" + digits;
}

std::string Parties::Total::packed(const Part& part, Role role) {
  std::string out;
  pack(part.process, out);
  pack(part.flags, out);
  pack_text(part.facts.method, out);
  pack_text(part.facts.category, out);
  pack_text(part.party.name, out);
  pack_text(part.party.legal_name, out);
  pack_text(part.party.id, out);
  pack(part.others.size(), out);
  for (std::size_t at = 0; at < part.others.size(); ++at) {
    pack(part.others[at], out);
    const Named& other = role == Role::buyer ? part.facts.suppliers[at] : *part.facts.buyer;
    pack_text(other.shown(), out);
  }
  constexpr std::size_t the_buyer[] = {0};
  const std::span<const std::size_t> buyer(the_buyer, part.others.empty() ? 0 : 1);
  for (const ContractFacts& contract : part.facts.contracts) {
    const bool is_of_it =
        role == Role::buyer ||
        std::ranges::find(contract.suppliers, part.position) != contract.suppliers.end();
    if (!contract.counts || !is_of_it) continue;
    pack_contract(contract, role == Role::buyer ? contract.suppliers : buyer, out);
  }
  return out;
}

void Parties::Total::add(std::string_view packed) {
  processes.add(unpack<std::uint32_t>(packed));
  ++all.processes;
  flags += unpack<std::size_t>(packed);
  ++methods[std::string(unpack_text(packed))];
  ++categories[std::string(unpack_text(packed))];
  if (const std::string_view its = unpack_text(packed); !its.empty()) name = its;
  if (const std::string_view its = unpack_text(packed); !its.empty()) legal_name = its;
  if (const std::string_view its = unpack_text(packed); !its.empty()) id = its;
  std::vector<Share*> others(unpack<std::size_t>(packed));
  for (Share*& other : others) {
    other = &partners[unpack<std::uint32_t>(packed)];
    ++other->processes;
    if (const std::string_view its = unpack_text(packed); !its.empty()) other->name = its;
  }
  while (!packed.empty()) {
    Share& year = years[std::string(unpack_text(packed))];
    const std::string currency(unpack_text(packed));
    const auto amount = unpack<base::Decimal>(packed);
    if (unpack<bool>(packed)) ++shared;
    std::vector<Share*> shares = {&all, &year};
    for (auto left = unpack<std::size_t>(packed); left > 0; --left) {
      shares.push_back(others[unpack<std::size_t>(packed)]);
    }
    for (Share* share : shares) {
      ++share->contracts;
      if (!currency.empty()) add_sum(share->amounts, currency, amount);
    }
  }
}

std::string Parties::Total::list_json() const {
  std::string json = "{\"i\":" + std::to_string(ordinal);
  add_text("name", name.empty() ? id : name, json);
  add_text("id", id, json);
  add_number("n", all.processes, json);
  add_number("k", all.contracts, json);
  add_json("a", sums_json(all.amounts), json);
  add_number("flags", flags, json);
  return json += '}';
}

std::string Parties::Total::json(const std::string& currency) const {
  std::string json = list_json();
  json.pop_back();
  add_number("shared", shared, json);
  std::string of_years = "{";
  for (const auto& [year, share] : years) {
    add_name(year, of_years);
    of_years.append("{\"n\":").append(std::to_string(share.contracts)).append(",\"a\":");
    of_years.append(sums_json(share.amounts)).append("}");
  }
  add_json("y", of_years + "}", json);
  add_json("m", counts_json(methods), json);
  add_json("c", counts_json(categories), json);
  add_json("partners", partners_json(currency), json);
  if (partners.size() > most_partners) {
    add_number("morePartners", partners.size() - most_partners, json);
  }
  add_text("p", processes.text(), json);
  return json += '}';
}

std::string Parties::Total::partners_json(const std::string& currency) const {
  std::vector<std::pair<std::string, std::uint32_t>> order;
  for (const auto& [other, share] : partners) {
    const auto sum = share.amounts.find(currency);
    const base::Decimal amount = sum == share.amounts.end() ? base::Decimal() : sum->second;
    order.emplace_back(descending(amount), other);
  }
  const std::size_t shown = std::min(order.size(), most_partners);
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(shown));
  std::string json = "[";
  for (const auto& [rank, other] : std::span(order).first(shown)) {
    const Share& share = partners.at(other);
    json += json.size() > 1 ? ",[" : "[";
    json::write_string(share.name, json);
    json.append(",").append(std::to_string(other)).append(",");
    json.append(std::to_string(share.contracts)).append(",").append(sums_json(share.amounts));
    json += ']';
  }
  return json += ']';
}

std::string Parties::Total::rank(const std::string& currency) const {
  const auto sum = all.amounts.find(currency);
  std::string key = descending(sum == all.amounts.end() ? base::Decimal() : sum->second);
  key.append(name).push_back('\0');
  return key += big_endian(ordinal);
}

}  // namespace edca::pages
