#pragma once

#include <string_view>

#include "schema/plan.hpp"

namespace edca::schema {

// Hand-written matchers for the draft-04 formats, as cli.md defines them. Linear time, no
// allocation, no exceptions, any bytes accepted. Format names: https://json-schema.org/draft-04

/// RFC 3339 date-time; `t` and `z` allowed, years 0001-9999, real days (leap years), hours 00-23,
/// minutes 00-59, seconds 00-59, offset required (±hh:mm with hh 00-23 and mm 00-59, or Z).
bool is_date_time(std::string_view text) noexcept;

/// RFC 3986 `URI`: scheme required, ASCII only, every `%` followed by two hex digits, IPv6 and
/// IPvFuture literals in brackets checked, port digits only. (No relative references.)
bool is_uri(std::string_view text) noexcept;

/// One `@` with text on both sides.
bool is_email(std::string_view text) noexcept;

bool is_ipv4(std::string_view text) noexcept;  ///< dotted quad, 0-255, no leading zeros
bool is_ipv6(std::string_view text) noexcept;  ///< RFC 4291 section 2.2, no zone
bool is_hostname(
    std::string_view text) noexcept;  ///< RFC 1034 section 3.1 labels, at most 253 bytes

/// Whether a text has a format; any text has Format::none.
bool has_format(Format format, std::string_view text) noexcept;

}  // namespace edca::schema
