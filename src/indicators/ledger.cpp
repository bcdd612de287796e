#include "indicators/ledger.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "json/writer.hpp"

namespace edca::indicators {

IndicatorEvidence evidence(const Process& process, std::string_view pointer,
                           const json::Node* value) {
  IndicatorEvidence result{std::string(process.file), std::string(process.base), "null"};
  result.pointer += pointer;
  if (value == nullptr) return result;
  json::Writer writer;
  writer.value(*value);
  result.value = writer.view();
  return result;
}

Ledger::Ledger(std::vector<bool> on, const Indicators::Tell& tell)
    : on_(std::move(on)), tell_(tell), tallies_(all_indicators().size()) {}

std::size_t Ledger::index(std::string_view id) {
  const Indicator* found = find_indicator(id);
  assert(found != nullptr);
  return static_cast<std::size_t>(found - all_indicators().data());
}

void Ledger::not_applicable(std::string_view id, std::string_view reason) {
  auto& counts = tallies_[index(id)].not_applicable;
  const auto found = counts.find(reason);
  if (found == counts.end()) {
    counts.emplace(reason, 1);
  } else {
    ++found->second;
  }
}

void Ledger::figure(std::string_view id, const std::string& key, double value) {
  tallies_[index(id)].figures[key] = json_number(std::round(value * 10'000) / 10'000);
}

void Ledger::flag(std::string_view id, IndicatorFlag flag) {
  this->flag(id, all_indicators()[index(id)].unit, std::move(flag));
}

void Ledger::flag(std::string_view id, IndicatorUnit unit, IndicatorFlag flag) {
  const std::size_t at = index(id);
  flag.indicator = &all_indicators()[at];
  flag.unit = unit;
  if (unit == IndicatorUnit::process && flag.currency.empty() && !currency_.empty()) {
    flag.amount = amount_.plain();
    flag.currency = currency_;
  }
  ++tallies_[at].flagged;
  ++flags_;
  stopped_ = stopped_ || !tell_(flag);
}

std::string json_number(double value) {
  if (!std::isfinite(value)) return "null";
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  std::string text(digits.data(), end.ptr);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace edca::indicators
