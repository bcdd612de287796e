#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.hpp"
#include "indicators/own.hpp"

namespace edca::indicators {
namespace {

bool has_words(std::string_view text, std::string_view words) {
  return text.find(words) != text.npos;
}

/// Whether the number stands in the words by itself.
bool cites(std::string_view words, std::string_view article) {
  for (std::size_t at = words.find(article); at != words.npos; at = words.find(article, at + 1)) {
    const auto is_digit = [&](std::size_t i) {
      return i < words.size() && words[i] >= '0' && words[i] <= '9';
    };
    if (!(at > 0 && is_digit(at - 1)) && !is_digit(at + article.size())) return true;
  }
  return false;
}

struct Dated {
  std::int64_t day;
  std::string pointer;
  const json::Node* node;
};

/// The call is published with its notice, or when the period begins: the first of the two. In some
/// data a notice has the day of its capture, months later.
std::optional<Dated> publication(const Case& given) {
  std::optional<Dated> first;
  const auto take = [&](const json::Node* date, std::string pointer) {
    const auto day = day_of(date);
    if (day && (!first || *day < first->day)) first = Dated{*day, std::move(pointer), date};
  };
  take(member(given.tender, "tenderPeriod", "startDate"), "/tender/tenderPeriod/startDate");
  std::size_t at = 0;
  for (const json::Node* document : json::Elements(member(given.tender, "documents"))) {
    const std::string pointer = "/tender/documents/" + std::to_string(at++) + "/datePublished";
    if (text(member(document, "documentType")) != "tenderNotice") continue;
    take(member(document, "datePublished"), pointer);
  }
  return first;
}

/// Whether the procedure is called international, and not what is bought: an airport is too.
bool is_international(const Case& given, std::string_view title) {
  const std::string details = base::fold(text_of(member(given.tender, "procurementMethodDetails")));
  if (has_words(details, "internacional")) return true;
  constexpr std::array names{"publica internacional",     "licitacion internacional",
                             "electronica internacional", "presencial internacional",
                             "mixta internacional",       "internacional abierta",
                             "internacional bajo",        "caracter internacional"};
  return std::ranges::any_of(names, [&](std::string_view name) {
    return has_words(given.reasons(), name) || has_words(title, name);
  });
}

struct Term {
  std::string_view key;
  std::int64_t days;
  std::string_view law;
};

/// The least days between call and opening by the federal laws.
Term term(bool works, bool international, bool reformed) {
  const std::string_view law = works ? (reformed ? "LOPSRM (2025) 33" : "LOPSRM 33")
                                     : (reformed ? "LAASSP (2025) 42" : "LAASSP (2000) 32");
  if (international) return {"international_days", 20, law};
  if (works) return {"national_works_days", reformed ? 10 : 15, law};
  return {"national_days", 15, law};
}

/// 300 times the daily UMA, which holds from 1 February of a year to 31 January of the next one:
/// 113.14 pesos in 2025, 117.31 in 2026 (https://www.inegi.org.mx/temas/uma/). 0: not known.
std::int64_t quotes_from(std::int64_t day) {
  static const std::int64_t of_2025 = *day_of_text("2025-02-01");
  static const std::int64_t of_2026 = *day_of_text("2026-02-01");
  static const std::int64_t of_2027 = *day_of_text("2027-02-01");
  if (day < of_2025 || day >= of_2027) return 0;
  return day < of_2026 ? 33'942 : 35'193;
}

/// From the first day of a month to its last.
bool is_whole_month(std::int64_t first, std::int64_t last) {
  using namespace std::chrono;
  constexpr std::int64_t before_1970 = 719'528;  ///< days from the first one of the year 0
  const year_month_day from{sys_days{days{first - before_1970}}};
  const year_month_day after{sys_days{days{last + 1 - before_1970}}};
  return from.day() == day{1} &&
         after == year_month_day{from.year() / from.month() / 1} + months{1};
}

}  // namespace

/// A span of a day or less is that of the opening, as much data has it.
void Own::short_term(const Case& given) {
  if (!ledger_.asked("MX01")) return;
  const auto call = publication(given);
  const json::Node* end = member(given.tender, "tenderPeriod", "endDate");
  const auto opening = day_of(end);
  const std::string_view category = given.category();
  const bool told = category == "goods" || category == "services" || category == "works";
  const std::string words = base::fold(text_of(member(given.tender, "title")));
  const bool treaty = has_words(given.reasons(), "tratado") || has_words(words, "tratado");
  const char* reason = given.method != "open"     ? "method"
                       : !call || !opening        ? "no-dates"
                       : *opening - call->day < 2 ? "no-span"
                       : !told                    ? "no-category"
                       : treaty                   ? "treaty"
                                                  : nullptr;
  std::optional<Legal::Value> least;
  if (reason == nullptr) {
    const Term usual =
        term(category == "works", is_international(given, words), after_reform(call->day));
    least = legal_.find(usual.key, Legal::place(given, call->day), usual.days, usual.law);
    if (!least) reason = "other-law";
  }
  if (!asked("MX01", reason)) return;
  const std::int64_t days = *opening - call->day;
  if (base::Decimal::whole(days) >= least->number) return;
  tell("MX01", given, std::to_string(days), least->number.plain(),
       {evidence(given.process, call->pointer, call->node),
        evidence(given.process, "/tender/tenderPeriod/endDate", end)},
       least->law);
}

/// From 300 times the daily UMA on.
void Own::few_quotes(const Case& given) {
  if (!ledger_.asked("MX06")) return;
  std::size_t asked_for = 0;
  const json::Node* requests = member(given.process.release, "planning", "requestsForQuotes");
  bool told = json::Elements(requests).size() > 0;  ///< from whom, in each of them
  for (const json::Node* each : json::Elements(requests)) {
    told = told && (is_array(member(each, "invitedSuppliers")) || is_array(member(each, "quotes")));
    asked_for += std::max(json::Elements(member(each, "invitedSuppliers")).size(),
                          json::Elements(member(each, "quotes")).size());
  }
  const Deal* deal = given.deals.size() == 1 ? &given.deals[0] : nullptr;
  const auto day = deal != nullptr ? deal->day() : std::nullopt;
  const auto net =
      deal != nullptr && deal->amount ? ceilings_.without_vat(*deal->amount) : std::nullopt;
  const bool by_amount = cites(given.reasons(), "55") && !given.excepted();
  const char* reason = !given.direct                     ? "method"
                       : !day                            ? "no-dates"
                       : !after_reform(*day)             ? "before-law"
                       : !by_amount                      ? "no-basis"
                       : !told                           ? "no-quotes"
                       : !net                            ? "no-net-amount"
                       : deal->amount->currency != "MXN" ? "currency"
                                                         : nullptr;
  std::optional<Legal::Value> from;
  std::optional<Legal::Value> least;
  if (reason == nullptr) {
    const Legal::Place place = Legal::place(given, *day);
    const std::int64_t least_amount = quotes_from(*day);
    from = least_amount > 0 ? legal_.find("quotes_from", place, least_amount, "")
                            : legal_.own("quotes_from", place);
    least = legal_.find("quotes", place, whole("MX06", 3), "LAASSP (2025) 58");
    if (!from || !least) reason = !from ? "no-ceiling" : "other-law";
  }
  if (!asked("MX06", reason) || *net < from->number) return;
  if (base::Decimal::whole(static_cast<std::int64_t>(asked_for)) >= least->number) return;
  const json::Node* first = requests + 1;
  const bool invited = is_array(member(first, "invitedSuppliers"));
  tell("MX06", given, std::to_string(asked_for), least->number.plain(),
       {evidence(given.process,
                 std::string("/planning/requestsForQuotes/0/") +
                     (invited ? "invitedSuppliers" : "quotes"),
                 member(first, invited ? "invitedSuppliers" : "quotes")),
        evidence(given.process, deal->amount->pointer, deal->amount->node)},
       least->law);
}

void Own::planning(const Case& given) {
  const json::Node* planning = json::find(*given.process.release, "planning");
  if (!asked("R001", planning == nullptr ? "no-planning" : nullptr)) return;
  if (json::Elements(member(planning, "documents")).size() > 0) return;
  tell("R001", given, "0", "1",
       {evidence(given.process, "/planning/documents", member(planning, "documents"))});
}

/// Days from the opening to the award. In much data the award has the day of its capture, so both
/// are asked only when they are named; and not where a contract was signed before its award, or the
/// period is a whole month. Direct awards are often coded as selective, so the words have to say
/// that it is an invitation.
void Own::decision(const Case& given) {
  if (!ledger_.asked("R061") && !ledger_.asked("R062")) return;
  const json::Node* end = member(given.tender, "tenderPeriod", "endDate");
  const auto opening = day_of(end);
  std::optional<Dated> award;
  const auto start = day_of(member(given.tender, "tenderPeriod", "startDate"));
  bool imputed = start && opening && is_whole_month(*start, *opening);
  for (const Deal& deal : given.deals) {
    const json::Node* date = member(deal.award, "date");
    const auto day = day_of(date);
    const auto signed_on = day_of(member(deal.contract, "dateSigned"));
    imputed = imputed || (day && signed_on && *signed_on < *day);
    if (day && (!award || *day < award->day))
      award = Dated{*day, deal.award_pointer + "/date", date};
  }
  const bool invites = given.method != "selective" || has_words(given.reasons(), "invitacion");
  const char* reason = !given.competes         ? "method"
                       : !invites              ? "no-invitation"
                       : !opening || !award    ? "no-dates"
                       : imputed               ? "imputed"
                       : award->day < *opening ? "no-span"
                                               : nullptr;
  const auto proof = [&] {
    return std::vector<IndicatorEvidence>{
        evidence(given.process, "/tender/tenderPeriod/endDate", end),
        evidence(given.process, award->pointer, award->node)};
  };
  const std::int64_t days = reason == nullptr ? award->day - *opening : 0;
  if (asked("R061", reason) && days < whole("R061", 1)) {
    tell("R061", given, std::to_string(days), std::to_string(whole("R061", 1)), proof());
  }
  std::optional<Legal::Value> most;
  if (reason == nullptr) {
    const bool works = given.category() == "works";
    most = legal_.find("decision_days", Legal::place(given, *opening),
                       works && !after_reform(*opening) ? 45 : 40,
                       works                    ? "LOPSRM 37"
                       : after_reform(*opening) ? "LAASSP (2025) 46"
                                                : "");
    if (!most) reason = "other-law";
  }
  if (!asked("R062", reason) || base::Decimal::whole(days) <= most->number) return;
  tell("R062", given, std::to_string(days), most->number.plain(), proof(), most->law);
}

/// A direct award, or an invitation, just under what may be bought that way.
void Own::under_ceiling(const Case& given, const Deal& deal) {
  if (!ledger_.asked("R002")) return;
  const auto day = deal.day();
  const bool limited = given.direct || given.method == "selective";
  const auto net = deal.amount ? ceilings_.without_vat(*deal.amount) : std::nullopt;
  const auto ceiling =
      limited && day ? legal_.ceiling(given.direct, given.category(), Legal::place(given, *day))
                     : std::nullopt;
  const char* reason = !limited                         ? "method"
                       : !ceiling                       ? "no-ceiling"
                       : !deal.amount                   ? "no-amount"
                       : deal.amount->currency != "MXN" ? "currency"
                       : !net                           ? "no-net-amount"
                       : given.excepted()               ? "exception"
                                                        : nullptr;
  if (!asked("R002", reason)) return;
  const auto least = ceiling->number.percent(100 - std::min<std::int64_t>(whole("R002", 5), 100));
  if (!least || *net < *least || *net > ceiling->number) return;
  tell_contract("R002", given, deal, money_json(*net), money_json(ceiling->number),
                {evidence(given.process, deal.amount->pointer, deal.amount->node)}, ceiling->law);
}

}  // namespace edca::indicators
