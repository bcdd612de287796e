#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace edca::base {

/// A point in time.
struct Instant {
  std::int64_t seconds = 0;   ///< since the year 0 began, UTC
  std::string_view fraction;  ///< digits of the fraction of a second, no zeros at the end

  bool operator==(const Instant&) const = default;
  std::strong_ordering operator<=>(const Instant& other) const {
    if (seconds != other.seconds) return seconds <=> other.seconds;
    return fraction.compare(other.fraction) <=> 0;
  }
};

/// The point in time that an RFC 3339 date-time names, years 0000 to 9999, seconds 00 to 59;
/// nothing for other texts. `text` must outlive the result.
std::optional<Instant> instant(std::string_view text);

/// Days and seconds of the years 0 to 1969: what an Instant has more than the time of a system.
inline constexpr std::int64_t days_before_1970 = 719'528;
inline constexpr std::int64_t seconds_before_1970 = days_before_1970 * 86'400;

/// "2026-11-29T13:05:00Z", of seconds since 1970 UTC; empty outside of the years 0000 to
/// 9999.
std::string date_time(std::int64_t seconds);

}  // namespace edca::base
