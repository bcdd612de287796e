#pragma once

#include <string>
#include <string_view>

namespace edca::pages {

inline constexpr std::string_view undated = "undated";

/// The year of a date-time as it is written, or `undated` for a text that is none.
std::string_view year_of(std::string_view date);

/// Text in whose order of bytes dates stand in order of time; empty for a text that is none.
std::string sort_key(std::string_view date);

/// The oldest and the newest of dates, as they are written; other texts do not count.
struct DateRange {
  std::string first;
  std::string last;

  void add(std::string_view date);
  void add(const DateRange& other) {
    add(other.first);
    add(other.last);
  }
};

}  // namespace edca::pages
