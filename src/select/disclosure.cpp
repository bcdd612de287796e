#include "select/disclosure.hpp"

#include <algorithm>
#include <array>

#include "semantics/value.hpp"

namespace edca::select {
namespace {

using semantics::at;
using semantics::list;
using semantics::text;

/// What an item is asked of, beside the process.
enum class Of : unsigned char { process, award, contract };

/// A process, an award or a contract; what is not looked at is nullptr.
struct Asked {
  const Case& process;
  const json::Node* release;
  const json::Node* tender;
  const json::Node* award;
  const json::Node* contract;
};

template <class... Names>
bool filled(const json::Node* value, Names... names) {
  const json::Node* found = at(value, names...);
  return found != nullptr && found->kind != json::NodeKind::null && !semantics::is_empty(*found);
}

/// Whether an element of a list has all of these.
template <class... Names>
bool any(const semantics::Children& elements, Names... names) {
  return std::any_of(elements.begin(), elements.end(),
                     [&](const json::Node& each) { return filled(&each, names...); });
}

/// The same of the items of contract, award or tender.
template <class... Names>
bool item(const Asked& asked, Names... names) {
  return any(list(asked.contract, "items"), names...) ||
         any(list(asked.award, "items"), names...) || any(list(asked.tender, "items"), names...);
}

bool document(const json::Node* of, std::string_view type) {
  for (const json::Node& each : list(of, "documents"))
    if (text(&each, "documentType") == type) return true;
  return false;
}

bool supplier(const Asked& asked, std::string_view field) {
  for (const json::Node& each : list(asked.award, "suppliers")) {
    const json::Node* party = asked.process.party(&each);
    if (field == "name" ? filled(&each, "name") || filled(party, "name")
        : field == "id" ? filled(party, "identifier", "id")
                        : filled(party, "address"))
      return true;
  }
  return false;
}

bool quotes(const Asked& asked) {
  return any(list(asked.release, "planning", "requestsForQuotes"), "quotes");
}

bool breakdown(const Asked& asked, std::initializer_list<std::string_view> fields) {
  const auto lines = list(asked.release, "planning", "budget", "budgetBreakdown");
  return std::ranges::any_of(fields, [&](std::string_view field) { return any(lines, field); });
}

struct Item {
  std::string_view name;
  Of of;
  bool (*there)(const Asked&);
};

const json::Node* buyer(const Asked& asked) {
  return asked.process.buyer();
}

// clang-format off
constexpr auto items = std::to_array<Item>({
    {"buyer name", Of::process, [](const Asked& a) { return filled(buyer(a), "name") || filled(a.process.party(buyer(a)), "name"); }},
    {"buyer id", Of::process, [](const Asked& a) { return filled(buyer(a), "id"); }},
    {"buyer address", Of::process, [](const Asked& a) { return filled(a.process.party(buyer(a)), "address"); }},
    {"title or description", Of::process, [](const Asked& a) { return filled(a.tender, "title") || filled(a.tender, "description") || filled(a.contract, "title") || filled(a.contract, "description"); }},
    {"item description", Of::process, [](const Asked& a) { return item(a, "description"); }},
    {"item classification", Of::process, [](const Asked& a) { return item(a, "classification", "id"); }},
    {"technical specification", Of::process, [](const Asked& a) { return document(a.tender, "technicalSpecifications"); }},
    {"quantity", Of::process, [](const Asked& a) { return item(a, "quantity"); }},
    {"unit", Of::process, [](const Asked& a) { return item(a, "unit", "name"); }},
    {"unit price", Of::process, [](const Asked& a) { return item(a, "unit", "value", "amount"); }},
    {"estimate", Of::process, [](const Asked& a) { return filled(a.tender, "value", "amount"); }},
    {"award amount", Of::award, [](const Asked& a) { return filled(a.award, "value", "amount"); }},
    {"contract amount", Of::contract, [](const Asked& a) { return filled(a.contract, "value", "amount") && filled(a.contract, "value", "currency"); }},
    {"amount without tax", Of::contract, [](const Asked& a) { return filled(a.contract, "value", "netAmount"); }},
    {"procedure", Of::process, [](const Asked& a) { return filled(a.tender, "procurementMethod"); }},
    {"reason for the procedure", Of::process, [](const Asked& a) { return filled(a.tender, "procurementMethodRationale") || filled(a.award, "rationale"); }},
    {"competition", Of::process, [](const Asked& a) { return filled(a.tender, "numberOfTenderers") || filled(a.tender, "tenderers") || quotes(a); }},
    {"supplier name", Of::award, [](const Asked& a) { return supplier(a, "name"); }},
    {"supplier id", Of::award, [](const Asked& a) { return supplier(a, "id"); }},
    {"supplier address", Of::award, [](const Asked& a) { return supplier(a, "address"); }},
    {"award date", Of::award, [](const Asked& a) { return filled(a.award, "date"); }},
    {"signature date", Of::contract, [](const Asked& a) { return filled(a.contract, "dateSigned"); }},
    {"start date", Of::contract, [](const Asked& a) { return filled(a.contract, "period", "startDate"); }},
    {"end date", Of::contract, [](const Asked& a) { return filled(a.contract, "period", "endDate"); }},
    {"delivery place", Of::process, [](const Asked& a) { return item(a, "deliveryAddress") || item(a, "deliveryLocation"); }},
    {"delivery date", Of::contract, [](const Asked& a) { return any(list(a.contract, "implementation", "milestones"), "dueDate") || any(list(a.contract, "milestones"), "dueDate"); }},
    {"source of money", Of::process, [](const Asked& a) { return breakdown(a, {"sourceParty", "origin", "fundType"}); }},
    {"budget lines", Of::process, [](const Asked& a) { return breakdown(a, {"budgetLines"}); }},
    {"contract document", Of::contract, [](const Asked& a) { return document(a.contract, "contractSigned"); }},
    {"payments", Of::contract, [](const Asked& a) { return filled(a.contract, "implementation", "transactions"); }},
    {"receipt", Of::contract, [](const Asked& a) { return document(at(a.contract, "implementation"), "physicalReception"); }},
    {"contract status", Of::contract, [](const Asked& a) { return filled(a.contract, "status"); }},
    {"link", Of::process, [](const Asked& a) { return any(list(a.contract, "documents"), "url") || any(list(a.award, "documents"), "url") || any(list(a.tender, "documents"), "url"); }},
});
// clang-format on

constexpr std::string_view reason = "reason for the procedure";

/// A bit for each item that is there.
std::uint64_t there(const Asked& asked) {
  static_assert(items.size() <= 64);
  std::uint64_t found = 0;
  for (std::size_t index = 0; index < items.size(); ++index)
    if (items[index].there(asked)) found |= std::uint64_t{1} << index;
  return found;
}

constexpr auto names = [] {
  std::array<std::string_view, items.size()> list;
  for (std::size_t at = 0; at < items.size(); ++at) list[at] = items[at].name;
  return list;
}();

}  // namespace

std::span<const std::string_view> disclosure_items() {
  return names;
}

Disclosure::Disclosure(const Case& process)
    : process_(process),
      of_process_(there(
          {process, &process.release(), at(&process.release(), "tender"), nullptr, nullptr})) {}

void Disclosure::add(const Deal& deal, std::vector<Share>& shares) {
  std::uint64_t found = of_process_;
  if (deal.award != nullptr) {
    const auto [award, is_new] = of_awards_.try_emplace(deal.award_at);
    if (is_new) award->second = there({process_, nullptr, nullptr, deal.award, nullptr});
    found |= award->second;
  }
  if (deal.contract != nullptr)
    found |= there({process_, nullptr, nullptr, nullptr, deal.contract});
  const bool open = text(&process_.release(), "tender", "procurementMethod") == "open";
  for (std::size_t index = 0; index < items.size(); ++index) {
    const Item& item = items[index];
    if (item.of == Of::award && deal.award == nullptr) continue;
    if (item.of == Of::contract && deal.contract == nullptr) continue;
    // A tender open to all needs no reason.
    if (item.name == reason && open) continue;
    ++shares[index].of;
    if ((found & std::uint64_t{1} << index) != 0) ++shares[index].count;
  }
}

}  // namespace edca::select
