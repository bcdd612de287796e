#include "indicators/cardinal.hpp"

#include <algorithm>

#include "base/instant.hpp"
#include "indicators/table.hpp"

namespace edca::indicators {
namespace {

constexpr std::int64_t day = 86'400;

}  // namespace

Cardinal::Cardinal(const Settings& settings, Ledger& ledger)
    : settings_(settings),
      ledger_(ledger),
      currency_(settings.text("", "currency")),
      excluded_details_(settings.words("exclusions", "procurement_method_details")),
      price_details_(settings.words("", "price_comparison_procurement_methods")),
      no_price_details_(settings.words("", "no_price_comparison_procurement_methods")),
      r003_methods_(settings.words("R003", "procurement_methods")),
      // Direct awards are often coded as selective: by itself only the open procedure is asked.
      r018_methods_(settings.words("R018", "procurement_methods",
                                   settings.cardinal() ? "open|selective" : "open")) {}

void Cardinal::add(const Process& process) {
  const View view = this->view(*process.release);
  const bool cancelled = text(member(view.tender, "status")) == "cancelled";
  if (cancelled || excluded(view, {}, excluded_details_)) {
    for (const Indicator& each : all_indicators()) {
      if (!is_cardinal(each) || !ledger_.asked(each.id)) continue;
      ledger_.not_applicable(each.id, cancelled ? "cancelled" : "excluded");
    }
    return;
  }
  close_price(process, view);
  if (ledger_.asked("R003")) short_period(process, view);
  if (ledger_.asked("R018")) single_bid(process, view);
  if (asked("R025", view, true)) frequent_loser(view);
  if (asked("R028", view, true)) equal_prices(process, view);
  if (asked("R030", view, true)) late_winner(process, view);
  if (asked("R035", view, true)) all_but_winner(process, view);
  if (asked("R036", view, true)) lowest_out(process, view);
  if (asked("R038", view, true)) many_disqualified(process, view);
  if (ledger_.asked("R048")) heterogeneous(view);
}

Cardinal::View Cardinal::view(const json::Node& release) const {
  View view;
  const json::Node* tender = json::find(release, "tender");
  if (is_object(tender)) view.tender = tender;
  const json::Node* awards = json::find(release, "awards");
  if (is_array(awards)) view.awards = awards;
  const json::Node* bids = member(&release, "bids", "details");
  if (is_array(bids)) view.bids = bids;
  for (const json::Node* bid : json::Elements(view.bids)) {
    view.all.push_back(bid);
    const auto status = text(member(bid, "status"));
    if (status && *status != "invited" && *status != "withdrawn") view.submitted.push_back(bid);
  }
  view.has_lists = view.awards != nullptr && view.bids != nullptr;
  view.final = view.has_lists;
  for (const json::Node* award : json::Elements(view.awards)) {
    const auto status = text(member(award, "status"));
    if (!status) continue;
    if (*status == "active") {
      view.complete.push_back(award);
    } else if (*status != "cancelled" && *status != "unsuccessful") {
      view.final = false;
    }
  }
  if (view.final && view.complete.size() == 1) {
    const json::Node* suppliers = member(view.complete[0], "suppliers");
    if (json::Elements(suppliers).size() == 1)
      view.only_supplier = text(member(suppliers + 1, "id"));
  }
  return view;
}

/// Whether the details of the procedure leave it out: those that are included rule.
bool Cardinal::excluded(const View& view, const Settings::Words& included,
                        const Settings::Words& without) const {
  const auto details = text(member(view.tender, "procurementMethodDetails"));
  if (!details) return !included.empty();
  return included.empty() ? without.contains(*details) : !included.contains(*details);
}

/// Whether the indicator is asked and has what it looks at; counts that.
bool Cardinal::asked(std::string_view id, const View& view, bool needs_bids) {
  if (!ledger_.asked(id)) return false;
  if (needs_bids && view.bids == nullptr) {
    ledger_.not_applicable(id, "no-bids");
    return false;
  }
  ledger_.applied(id);
  return true;
}

/// Only amounts in one currency are compared.
bool Cardinal::is_main(std::string_view currency) {
  if (!currency_) currency_ = currency;
  return *currency_ == currency;
}

void Cardinal::set(Group group, std::string_view subject, std::string_view id, double value) {
  const auto found = results_[group].find(subject);
  auto& values =
      found != results_[group].end() ? found->second : results_[group][std::string(subject)];
  values[id] = value;
}

void Cardinal::tell(std::string_view id, const Process& process, double value,
                    std::vector<IndicatorEvidence> evidence) {
  set(ocid, process.ocid, id, value);
  IndicatorFlag flag;
  flag.subject = process.ocid;
  flag.value = json_number(value);
  flag.ocids = {flag.subject};
  flag.evidence = std::move(evidence);
  ledger_.flag(id, std::move(flag));
}

IndicatorEvidence Cardinal::bid(const Process& process, const View& view,
                                const json::Node* bid) const {
  const auto at = std::ranges::lower_bound(view.all, bid) - view.all.begin();
  const std::string pointer = "/bids/details/" + std::to_string(at);
  const json::Node* amount = member(bid, "value", "amount");
  if (amount != nullptr) return evidence(process, pointer + "/value/amount", amount);
  return evidence(process, pointer + "/status", member(bid, "status"));
}

void Cardinal::short_period(const Process& process, const View& view) {
  const json::Node* period = member(view.tender, "tenderPeriod");
  const json::Node* from = member(period, "startDate");
  const json::Node* to = member(period, "endDate");
  const auto start = base::instant(text_of(from));
  const auto end = base::instant(text_of(to));
  if (!start || !end) return ledger_.not_applicable("R003", "no-period");
  if (!r003_methods_.empty() &&
      !r003_methods_.contains(text_of(member(view.tender, "procurementMethod")))) {
    return ledger_.not_applicable("R003", "method");
  }
  ledger_.applied("R003");
  // Whole days, cut off towards zero.
  std::int64_t seconds = end->seconds - start->seconds;
  if (seconds > 0 && end->fraction < start->fraction) --seconds;
  if (seconds < 0 && end->fraction > start->fraction) ++seconds;
  const std::int64_t days = seconds / day;
  auto threshold = static_cast<std::int64_t>(settings_.count("R003", "threshold").value_or(15));
  if (const auto details = text(member(view.tender, "procurementMethodDetails"))) {
    const auto own = settings_.count("R003.procurement_method_details", *details);
    if (own) threshold = static_cast<std::int64_t>(*own);
  }
  if (days >= threshold) return;
  tell("R003", process, 1,
       {evidence(process, "/tender/tenderPeriod/startDate", from),
        evidence(process, "/tender/tenderPeriod/endDate", to)});
}

void Cardinal::single_bid(const Process& process, const View& view) {
  const json::Node* number = member(view.tender, "numberOfTenderers");
  const auto count = json::number(number);
  if (!count) return ledger_.not_applicable("R018", "no-tenderers");
  const auto method = text(member(view.tender, "procurementMethod"));
  if (!r018_methods_.empty() && !r018_methods_.contains(method.value_or(""))) {
    return ledger_.not_applicable("R018", "method");
  }
  ledger_.applied("R018");
  if (*count != "1") return;
  tell("R018", process, 1, {evidence(process, "/tender/numberOfTenderers", number)});
}

void Cardinal::heterogeneous(const View& view) {
  const std::uint64_t digits = settings_.count("R048", "digits").value_or(2);
  const auto first = [digits](std::string_view code) {
    std::size_t end = 0;
    for (std::uint64_t left = digits; end < code.size(); ++end) {
      const bool begins = (static_cast<unsigned char>(code[end]) & 0xC0) != 0x80;
      if (begins && left-- == 0) break;
    }
    return std::string(code.substr(0, end));
  };
  Ids seen;
  for (const json::Node* award : view.complete) {
    const json::Node* suppliers = member(award, "suppliers");
    if (json::Elements(suppliers).size() != 1) continue;
    const auto supplier = text(member(suppliers + 1, "id"));
    if (!supplier) continue;
    for (const json::Node* item : json::Elements(member(award, "items"))) {
      const auto code = text(member(item, "classification", "id"));
      if (!code) continue;
      auto& [count, codes] = classes_[std::string(*supplier)];
      if (seen.insert(*supplier).second) ++count;
      codes.insert(first(*code));
    }
  }
  if (seen.empty()) return ledger_.not_applicable("R048", "no-classification");
  ledger_.applied("R048");
}

}  // namespace edca::indicators
