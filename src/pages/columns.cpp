#include "pages/columns.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <limits>

#include "base/instant.hpp"
#include "json/value.hpp"

namespace edca::pages {
namespace {

template <class Number>
void append_little_endian(Number number, std::string& out) {
  for (std::size_t at = 0; at < sizeof number; ++at) {
    out += static_cast<char>(number >> (8 * at) & 0xFF);
  }
}

}  // namespace

std::uint8_t Codes::number(std::string_view code) {
  if (code.empty()) return unknown;
  if (const auto found = numbers_.find(code); found != numbers_.end()) return found->second;
  if (list_.size() == unknown) return unknown;
  const auto number = static_cast<std::uint8_t>(list_.size());
  list_.emplace_back(code);
  numbers_.emplace(code, number);
  return number;
}

std::string Codes::json() const {
  std::string json = "[";
  for (const std::string& code : list_) {
    if (json.size() > 1) json += ',';
    json::write_string(code, json);
  }
  return json += ']';
}

std::string amounts_json(const Sums& sums, Codes& currencies) {
  std::string json = "[";
  for (const auto& [currency, sum] : sums) {
    json.append(json.size() > 1 ? ",[\"" : "[\"").append(sum.plain()).append("\",");
    json.append(std::to_string(currencies.number(currency))).append("]");
  }
  return json += ']';
}

void add_day(std::string_view day, std::string& json) {
  if (day.empty()) {
    add_json("d", "null", json);
  } else {
    add_text("d", day, json);
  }
}

std::uint16_t day_number(std::string_view date) {
  const auto day = indicators::day_of_text(date);
  if (!day || *day <= base::days_before_1970) return 0;
  const std::int64_t number = *day - base::days_before_1970;
  return number > std::numeric_limits<std::uint16_t>::max() ? std::uint16_t{0}
                                                            : static_cast<std::uint16_t>(number);
}

void Columns::add(const Row& row) {
  days_.push_back(row.day);
  methods_ += static_cast<char>(row.method);
  categories_ += static_cast<char>(row.category);
  statuses_ += static_cast<char>(row.status);
  buyers_.push_back(row.buyer);
  flags_ += static_cast<char>(std::min<std::size_t>(row.flags, 255));
}

void Columns::add_amount(std::string_view currency, const base::Decimal& amount) {
  auto found = amounts_.find(currency);
  if (found == amounts_.end()) found = amounts_.emplace(currency, 0).first;
  const auto process = static_cast<std::uint32_t>(days_.size() - 1);
  found->second.emplace_back(process, indicators::real(amount));
}

std::string Columns::main_currency() const {
  std::string currency;
  std::size_t most = 0;
  for (const auto& [each, amounts] : amounts_) {
    if (amounts.size() > most) most = amounts.size(), currency = each;
  }
  return currency;
}

void Columns::finish(const TakeShard& take) {
  std::string bytes;
  for (const std::uint16_t day : days_) append_little_endian(day, bytes);
  take({"columns/date", std::exchange(bytes, {})});
  take({"columns/method", std::move(methods_)});
  take({"columns/category", std::move(categories_)});
  take({"columns/status", std::move(statuses_)});
  for (const std::uint32_t buyer : buyers_) append_little_endian(buyer, bytes);
  take({"columns/buyer", std::exchange(bytes, {})});
  std::vector<double> amounts(days_.size(), std::numeric_limits<double>::quiet_NaN());
  for (const auto& [process, amount] : amounts_[main_currency()]) amounts[process] = amount;
  for (const double amount : amounts) {
    append_little_endian(std::bit_cast<std::uint64_t>(amount), bytes);
  }
  take({"columns/amount", std::move(bytes)});
  take({"columns/flags", std::move(flags_)});
}

}  // namespace edca::pages
