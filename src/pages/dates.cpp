#include "pages/dates.hpp"

#include "base/instant.hpp"

namespace edca::pages {

std::string_view year_of(std::string_view date) {
  return base::instant(date) ? date.substr(0, 4) : undated;
}

std::string sort_key(std::string_view date) {
  const auto time = base::instant(date);
  if (!time) return {};
  // Of the same length for all years, those before the year 0 in UTC included.
  constexpr std::int64_t middle = 100'000'000'000'000;
  std::string key = std::to_string(middle + time->seconds);
  return key.append(".").append(time->fraction);
}

void DateRange::add(std::string_view date) {
  const auto time = base::instant(date);
  if (!time) return;
  // Of one moment written in several ways, the smallest text: whatever comes first.
  const auto before = [&](const std::string& other, bool later) {
    const auto other_time = base::instant(other);
    if (!other_time) return true;
    if (*time == *other_time) return date < other;
    return later ? *time > *other_time : *time < *other_time;
  };
  if (before(first, false)) first = date;
  if (before(last, true)) last = date;
}

}  // namespace edca::pages
