#include "portal/figures.hpp"

#include <algorithm>
#include <optional>

#include "messages/messages.hpp"

namespace edca::portal {
namespace {

/// No number of the data is as large.
constexpr base::Decimal too_large = base::Decimal::whole(1'000'000'000'000'000'000);
constexpr base::Decimal too_small = base::Decimal::whole(-1'000'000'000'000'000'000);

bool is_currency(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string_view text_of(const json::Node& object, std::string_view key) {
  const json::Node* value = json::find(object, key);
  return value != nullptr && value->kind == json::NodeKind::string ? value->view()
                                                                   : std::string_view();
}

/// Adds what the objects of a list are worth, but for those of a status that does not count.
template <class Counts>
void add_values(const json::Node& release, std::string_view list, Counts counts,
                std::map<std::string, Sum>& sums, std::uint64_t& not_summed) {
  const json::Node* array = json::find(release, list);
  if (array == nullptr || array->kind != json::NodeKind::array) return;
  const json::Node* each = array + 1;
  for (std::uint32_t at = 0; at < array->size; ++at, each = each->next()) {
    if (!counts(text_of(*each, "status"))) continue;
    const json::Node* value = json::find(*each, "value");
    const json::Node* amount = value != nullptr ? json::find(*value, "amount") : nullptr;
    if (amount == nullptr || amount->kind == json::NodeKind::null) continue;
    const std::string_view currency = text_of(*value, "currency");
    if (amount->kind != json::NodeKind::number || !is_currency(currency) ||
        !sums[std::string(currency)].add(amount->view())) {
      ++not_summed;
    }
  }
}

}  // namespace

bool Sum::add(std::string_view number) {
  const std::optional<base::Decimal> read = base::Decimal::read(number);
  if (!read || *read >= too_large || *read <= too_small) return false;
  sum_ = sum_.plus(*read).value();
  return true;
}

void Figures::add_compiled(const json::Node& release) {
  add_values(
      release, "awards",
      [](std::string_view status) { return status.empty() || status == "active"; }, awarded,
      not_summed);
  add_values(
      release, "contracts", [](std::string_view status) { return status != "cancelled"; },
      contracted, not_summed);
  const json::Node* tender = json::find(release, "tender");
  std::string method(tender != nullptr ? text_of(*tender, "procurementMethod") : "");
  constexpr std::string_view known[] = {"open", "selective", "limited", "direct"};
  if (std::find(std::begin(known), std::end(known), method) == std::end(known)) method.clear();
  ++methods[method];
}

Figures& Figures::operator+=(const Figures& other) {
  releases += other.releases;
  processes += other.processes;
  records += other.records;
  projects += other.projects;
  not_summed += other.not_summed;
  for (const auto& [currency, sum] : other.awarded) awarded[currency] += sum;
  for (const auto& [currency, sum] : other.contracted) contracted[currency] += sum;
  for (const auto& [method, count] : other.methods) methods[method] += count;
  return *this;
}

}  // namespace edca::portal
