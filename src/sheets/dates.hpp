#pragma once

#include <string>
#include <string_view>

namespace edca::sheets {

/// Appends the date that a number of days stands for, as Cell::text has it: days from the end of
/// 1899 on, where 60 is the 29th of February 1900, which there was not, or from 1904-01-01; below
/// 1 a time without a date. Fractions are rounded to the second as spreadsheet programs do it.
/// False where there is no such date: 60, negative, past 9999, no number of JSON.
bool append_serial_date(std::string_view days, bool from_1904, std::string& out);

/// Appends a date of XML Schema ("2024-12-31", "2024-12-31T10:00:00.000Z") in the same form: no
/// zone, fractions rounded, no time at midnight. False where it is none.
bool append_iso_date(std::string_view text, std::string& out);

/// The same for a time of less than a day, as a duration: "PT10H30M00S".
bool append_duration(std::string_view text, std::string& out);

}  // namespace edca::sheets
