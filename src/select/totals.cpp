#include "select/totals.hpp"

#include <algorithm>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "json/value.hpp"
#include "semantics/value.hpp"

namespace edca::select {
namespace {

using semantics::identifier;
using semantics::text;

json::Value count(std::uint64_t number) {
  return json::Value::integer(static_cast<std::int64_t>(number));
}

}  // namespace

void Totals::add(Group& group, const Deal& deal, const std::optional<Money>& money) {
  ++group.contracts;
  if (deal.dead) {
    ++group.cancelled;
  } else if (!money) {
    ++group.missing;
  } else {
    Sum& sum = group.by_currency[std::string(money->currency)];
    ++sum.contracts;
    if (sum.total) sum.total = sum.total->plus(money->amount);
  }
}

/// By the RFC, else the id, unless it is a running number, else the name.
std::string Totals::key_of(const json::Node* organization, std::string& name) const {
  std::string key = rfc_of(organization);
  name = identifier(organization, "name");
  const bool person = is_natural(key);
  if (key.empty()) key = identifier(organization, "id");
  // A running number names one in its process, and another one in the next.
  constexpr std::size_t longest = 3;
  const bool running = key.size() <= longest && !name.empty() &&
                       key.find_first_not_of("0123456789") == std::string::npos;
  if (key.empty() || running || (hide_ && person)) key = name;
  return key;
}

void Totals::begin(const Case& process) {
  process_ = &process;
  disclosed_.reset();
  of_awards_.clear();
}

void Totals::add(const Deal& deal) {
  const Case& process = *process_;
  if (!disclosed_) disclosed_.emplace(process);
  const auto money = deal.dead ? std::nullopt : process.amount(deal, mode_);
  add(all_, deal, money);
  const std::string_view day = process.signed_on(deal).date;
  add(months_[std::string(day.substr(0, 7))], deal, money);
  const json::Node* release = &process.release();
  add(methods_[std::string(text(release, "tender", "procurementMethod"))], deal, money);
  add(categories_[std::string(text(release, "tender", "mainProcurementCategory"))], deal, money);
  std::string name;
  const std::string body = key_of(process.party(process.buyer()), name);
  Group& bodies = bodies_[body];
  if (bodies.name.empty()) bodies.name = name;
  add(bodies, deal, money);
  Body& shown = disclosure_[body];
  if (shown.name.empty()) shown.name = name;
  shown.disclosure.resize(disclosure_items().size());
  if (!deal.dead) disclosed_->add(deal, shown.disclosure);
  add_supplier(deal, money);
}

void Totals::add_supplier(const Deal& deal, const std::optional<Money>& money) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  Group*& group = of_awards_[deal.award == nullptr ? none : deal.award_at];
  if (group == nullptr) {
    auto [key, name] = suppliers_of(deal.award);
    group = &suppliers_[std::move(key)];
    if (group->name.empty()) group->name = std::move(name);
  }
  add(*group, deal, money);
}

/// Several suppliers of one contract are a group by themselves, so that no amount counts twice.
std::pair<std::string, std::string> Totals::suppliers_of(const json::Node* award) const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const json::Node& supplier : semantics::list(award, "suppliers")) {
    std::string name;
    std::string key = key_of(process_->party(&supplier), name);
    all.emplace_back(std::move(key), std::move(name));
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::pair<std::string, std::string> joined;
  for (const auto& [key, name] : all) {
    joined.first += (joined.first.empty() ? "" : " + ") + key;
    joined.second += (joined.second.empty() ? "" : " + ") + name;
  }
  return joined;
}

/// Of all contracts with an amount; those without one count as 0 where that was asked for, and only
/// one currency is there.
std::string Totals::mean(const Group& group, const Sum& sum) const {
  const bool all = missing_is_zero_ && group.by_currency.size() == 1;
  const std::uint64_t of = sum.contracts + (all ? group.missing : 0);
  if (!sum.total || of == 0) return {};
  const auto mean = sum.total->share(base::Decimal::whole(1),
                                     base::Decimal::whole(static_cast<std::int64_t>(of)), 2);
  return mean ? mean->plain() : std::string();
}

std::string Totals::json_of(const Group& group) const {
  json::Object object;
  object.emplace_back("contracts", count(group.contracts));
  object.emplace_back("missing", count(group.missing));
  object.emplace_back("cancelled", count(group.cancelled));
  json::Array amounts;
  for (const auto& [currency, sum] : group.by_currency) {
    json::Object amount;
    amount.emplace_back("currency", currency);
    amount.emplace_back("contracts", count(sum.contracts));
    amount.emplace_back("total", sum.total ? json::Value(sum.total->plain()) : json::Value());
    const std::string middle = mean(group, sum);
    amount.emplace_back("mean", middle.empty() ? json::Value() : json::Value(middle));
    amounts.emplace_back(std::move(amount));
  }
  object.emplace_back("amounts", std::move(amounts));
  return json::write(json::Value(std::move(object)));
}

std::vector<std::pair<std::string, const Totals::Groups*>> Totals::tables() const {
  return {{"months", &months_},
          {"bodies", &bodies_},
          {"suppliers", &suppliers_},
          {"categories", &categories_},
          {"methods", &methods_}};
}

std::string Totals::json() const {
  std::string out = "{\"report\":\"edca-selection-totals/1\",\"amount\":";
  json::write_string(name(mode_), out);
  out += missing_is_zero_ ? ",\"missing\":\"zero\"" : ",\"missing\":\"null\"";
  out += ",\n\"processes\":" + std::to_string(processes_) + ",\n\"all\":" + json_of(all_);
  for (const auto& [table, groups] : tables()) {
    out += ",\n\"" + table + "\":[";
    bool first = true;
    for (const auto& [key, group] : *groups) {
      out += first ? "\n{\"key\":" : ",\n{\"key\":";
      first = false;
      json::write_string(key, out);
      if (!group.name.empty()) {
        out += ",\"name\":";
        json::write_string(group.name, out);
      }
      out += "," + json_of(group).substr(1);
    }
    out += "]";
  }
  out += ",\n\"disclosure\":[";
  bool first = true;
  for (const auto& [key, body] : disclosure_) {
    out += first ? "\n{\"key\":" : ",\n{\"key\":";
    first = false;
    json::write_string(key, out);
    out += ",\"name\":";
    json::write_string(body.name, out);
    Share all;
    std::string items;
    for (std::size_t at = 0; at < body.disclosure.size(); ++at) {
      const Share& share = body.disclosure[at];
      all.count += share.count;
      all.of += share.of;
      items += at == 0 ? "" : ",";
      json::write_string(disclosure_items()[at], items);
      items += ":{\"filled\":" + std::to_string(share.count) +
               ",\"applicable\":" + std::to_string(share.of) + "}";
    }
    out += ",\"filled\":" + std::to_string(all.count) +
           ",\"applicable\":" + std::to_string(all.of) + ",\"items\":{" + items + "}}";
  }
  return out += "]}\n";
}

std::string Totals::csv() const {
  std::string out;
  base::write_csv_row({"table", "key", "name", "currency", "contracts", "missing", "cancelled",
                       "with_amount", "total", "mean"},
                      out);
  const auto rows = [&](const std::string& table, const std::string& key, const Group& group) {
    base::Row row = {table,
                     key,
                     group.name,
                     "",
                     std::to_string(group.contracts),
                     std::to_string(group.missing),
                     std::to_string(group.cancelled),
                     "0",
                     "",
                     ""};
    if (group.by_currency.empty()) base::write_csv_row(row, out);
    for (const auto& [currency, sum] : group.by_currency) {
      row[3] = currency;
      row[7] = std::to_string(sum.contracts);
      row[8] = sum.total ? sum.total->plain() : "";
      row[9] = mean(group, sum);
      base::write_csv_row(row, out);
    }
  };
  rows("all", "", all_);
  for (const auto& [table, groups] : tables())
    for (const auto& [key, group] : *groups) rows(table, key, group);
  for (const auto& [key, body] : disclosure_) {
    for (std::size_t at = 0; at < body.disclosure.size(); ++at) {
      const Share& share = body.disclosure[at];
      base::write_csv_row(
          {"disclosure", key, std::string(disclosure_items()[at]), "", std::to_string(share.of),
           std::to_string(share.of - share.count), "", std::to_string(share.count), "", ""},
          out);
    }
  }
  return out;
}

}  // namespace edca::select
