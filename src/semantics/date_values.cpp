#include <algorithm>
#include <charconv>

#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

constexpr std::int64_t day = 86'400;

/// The days that databases and programs write where they have no date.
bool is_default(std::string_view text, Name name) {
  if (text.size() < 10) return false;
  for (const std::string_view known : {"0001-01-01", "0000-00-00", "1753-01-01", "1899-12-30",
                                       "1899-12-31", "1900-01-01", "1969-12-31", "1970-01-01"}) {
    if (text.starts_with(known)) return true;
  }
  // As the far end of a period this is a way to say "open".
  return text.starts_with("9999-12-31") && name != Name::end_date && name != Name::max_extent_date;
}

int year_of(std::string_view text) {
  int year = 0;
  const bool long_enough = text.size() >= 10 && text[4] == '-';
  if (long_enough) std::from_chars(text.data(), text.data() + 4, year);
  return year;
}

/// Dates of things that have happened when they are published.
bool is_past(const Visit& visit) {
  switch (visit.name) {
    case Name::date:
      // A meeting may be announced, and an exchange rate is none of our business.
      return visit.holder != "clarificationMeetings" && visit.holder != "exchangeRates" &&
             visit.holder != "guarantees" && visit.holder != "meetings" &&
             visit.holder != "forecasts" && visit.holder != "observations";
    case Name::date_met:
    case Name::date_modified:
    case Name::date_published:
    case Name::date_signed:
    case Name::published_date:
    case Name::updated:
      return true;
    default:
      return false;
  }
}

constexpr int longest_duration = 36'525;  // a hundred years

void check_duration(const Visit& visit, Recorder& recorder) {
  if (visit.value.kind != Kind::number) return;
  const std::string_view days = visit.value.view();
  if (days.starts_with('-') && days != "-0") {
    recorder.add("date.duration-negative", visit.value);
    return;
  }
  int number = 0;
  const auto read = std::from_chars(days.data(), days.data() + days.size(), number);
  if (read.ec == std::errc::result_out_of_range || number > longest_duration)
    recorder.add("date.duration-unlikely", visit.value);
}

}  // namespace

void check_date(const Visit& visit, const Process& process, Recorder& recorder) {
  if (visit.name == Name::duration) return check_duration(visit, recorder);
  if (visit.value.kind != Kind::string) return;
  const std::string_view text = visit.value.view();
  const int year = year_of(text);
  constexpr int first_year = 1980;
  constexpr int last_year = 2100;
  if (year < first_year || year > last_year) {
    if (is_default(text, visit.name)) return recorder.add("date.default", visit.value);
    if (year != 0 && year != 9999) return recorder.add("date.unlikely-year", visit.value);
  }
  if (!is_past(visit)) return;
  const auto when = moment(&visit.value);
  if (when && is_future(*when, process)) recorder.add("date.future", visit.value);
}

/// The start against the end, and both against the duration.
void check_period(const Value& period, Recorder& recorder) {
  const auto start = moment(&period, "startDate");
  if (!start) return;
  auto end = moment(&period, "endDate");
  // What begins and ends on one day is in order, whatever the hours say.
  if (end && on_later_day(*start, *end) && end->day() < start->day()) {
    recorder.add("date.period-order", *end->value, {{"start", start->day()}, {"end", end->day()}});
    return;
  }
  const auto latest = moment(&period, "maxExtentDate");
  if (latest && end && on_later_day(*end, *latest) && latest->day() < end->day()) {
    recorder.add("date.extent-order", *latest->value,
                 {{"end", end->day()}, {"latest", latest->day()}});
  }
  if (!end) end = latest;
  const std::string_view duration = number(&period, "durationInDays");
  std::int64_t days = 0;
  const auto read = std::from_chars(duration.data(), duration.data() + duration.size(), days);
  const bool whole = read.ec == std::errc() && read.ptr == duration.data() + duration.size();
  // Of what no period can be, another rule speaks.
  if (!end || duration.empty() || !whole || days < 0 || days > longest_duration) return;
  const std::int64_t between = (end->seconds - start->seconds) / day;
  // Whether the first and the last day count is a matter of taste.
  if (days < between - 1 || days > between + 2) {
    recorder.add("date.duration", *at(&period, "durationInDays"),
                 {{"days", std::to_string(between)}, {"start", start->day()}, {"end", end->day()}});
  }
}

}  // namespace edca::semantics
