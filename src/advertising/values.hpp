#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"

namespace edca::advertising {

/// How the text of a cell says what it says.
enum class Form : unsigned char {
  empty,       ///< nothing, or what stands for nothing
  plain,       ///< as the public exports have it: 1234.00, 2016-01-31
  decorated,   ///< in another form that is understood: $ 1,234.00, 31.01.2016
  impossible,  ///< a day that no calendar has
  comma,       ///< an amount with a decimal comma
  wrong,
};

struct Amount {
  Form form = Form::empty;
  base::Decimal value;
};

/// An amount as people and the tool write it.
Amount read_amount(std::string_view text);
/// The digits, point and sign of an amount that is understood, as they are written.
std::string amount_text(std::string_view text);

struct Date {
  Form form = Form::empty;
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;

  bool is_day() const { return form == Form::plain || form == Form::decorated; }
  std::uint32_t number() const { return (year * 100 + month) * 100 + day; }
  unsigned quarter() const { return (month + 2) / 3; }
};

/// A day: 2016-01-31, 31.01.2016, 31/01/2016, 31-01-2016, 31-Enero-16, with or without a time
/// behind it; 0000-00-00 is none.
Date read_date(std::string_view text);
/// Whether a day lies so far off that a digit of its year must be wrong.
bool is_unlikely(const Date& date);
/// "2016-01-31".
std::string iso(const Date& date);

/// The year of four digits; nothing for anything else.
std::optional<unsigned> read_year(std::string_view text);
/// 1 to 4 for a quarter: "enero-marzo", "1er Trimestre (Enero-Marzo)"; 0 for anything else, such as
/// "enero-junio".
unsigned read_quarter(std::string_view text);

}  // namespace edca::advertising
