#include "portal/figures.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "messages/messages.hpp"

namespace edca::portal {
namespace {

constexpr std::size_t most_whole = 18;
constexpr std::size_t most_fraction = 9;
constexpr std::int64_t billion = 1'000'000'000;

/// A number as digits without its point, of which `fraction` stand behind it.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t fraction = 0;
};

std::optional<Decimal> decimal(std::string_view number) {
  Decimal result;
  result.negative = number.starts_with('-');
  const std::size_t e = std::min(number.find_first_of("eE"), number.size());
  bool behind = false;
  for (const char c : number.substr(0, e)) {
    if (c == '.') behind = true;
    if (c < '0' || c > '9') continue;
    if (c != '0' || !result.digits.empty()) result.digits += c;
    if (behind) ++result.fraction;
  }
  if (e < number.size()) {
    std::string_view text = number.substr(e + 1);
    if (text.starts_with('+')) text.remove_prefix(1);
    int exponent = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (read.ec != std::errc() && !result.digits.empty()) return std::nullopt;
    result.fraction -= exponent;
  }
  while (result.digits.ends_with('0')) {
    result.digits.pop_back();
    --result.fraction;
  }
  return result;
}

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
  const std::optional<Decimal> read = decimal(number);
  if (!read) return false;
  if (read->digits.empty()) return true;
  const auto size = static_cast<std::int64_t>(read->digits.size());
  if (read->fraction > std::int64_t{most_fraction} || size > 27 ||
      size - read->fraction > std::int64_t{most_whole}) {
    return false;
  }
  Wide value = 0;
  for (const char c : read->digits) value = value * 10 + (c - '0');
  for (std::int64_t place = read->fraction; place < std::int64_t{most_fraction}; ++place) {
    value *= 10;
  }
  billionths_ += read->negative ? -value : value;
  return true;
}

std::string Sum::text() const {
  const Wide size = billionths_ < 0 ? -billionths_ : billionths_;
  Wide whole = size / billion;
  std::string digits;
  for (int count = 0; whole > 0 || count == 0; whole /= 10, ++count) {
    if (count > 0 && count % 3 == 0) digits += ',';
    digits += static_cast<char>('0' + static_cast<int>(whole % 10));
  }
  std::reverse(digits.begin(), digits.end());
  std::string fraction =
      std::to_string(billion + static_cast<std::int64_t>(size % billion)).substr(1);
  while (fraction.size() > 2 && fraction.ends_with('0')) fraction.pop_back();
  return (billionths_ < 0 ? "-" : "") + digits + "." + fraction;
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
