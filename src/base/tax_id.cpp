#include "base/tax_id.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>

#include "base/ascii.hpp"

namespace edca::base {
namespace {

constexpr std::size_t company = company_tax_id;
constexpr std::size_t person = person_tax_id;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/// One byte a character: Ñ becomes a slash, other characters beyond ASCII something that is none.
std::string one_byte(std::string_view rfc) {
  std::string out;
  for (std::size_t at = 0; at < rfc.size(); ++at) {
    if (rfc.substr(at, 2) == "Ñ") {
      out += '/';
      ++at;
    } else {
      out += rfc[at];
    }
  }
  return out;
}

bool has_shape(std::string_view rfc) {
  if (rfc.size() != company && rfc.size() != person) return false;
  const std::size_t letters = rfc.size() - 9;
  const auto is_letter = [](char c) { return is_upper(c) || c == '&' || c == '/'; };
  const auto is_sign = [](char c) { return is_upper(c) || is_digit(c); };
  return std::all_of(rfc.begin(), rfc.begin() + static_cast<std::ptrdiff_t>(letters), is_letter) &&
         std::all_of(rfc.end() - 9, rfc.end() - 3, is_digit) &&
         std::all_of(rfc.end() - 3, rfc.end() - 1, is_sign) &&
         (is_digit(rfc.back()) || rfc.back() == 'A');
}

bool is_day(std::string_view six) {
  unsigned number[3] = {};
  for (std::size_t part = 0; part < 3; ++part)
    std::from_chars(six.data() + 2 * part, six.data() + 2 * part + 2, number[part]);
  // 2000 is a leap year: where the century is not told, 29 February is possible every fourth year.
  const std::chrono::year_month_day date{std::chrono::year(2000 + static_cast<int>(number[0])),
                                         std::chrono::month(number[1]),
                                         std::chrono::day(number[2])};
  return date.ok();
}

int weight(char c) {
  constexpr std::string_view order = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ /";
  return static_cast<int>(order.find(c));
}

}  // namespace

bool is_generic_tax_id(std::string_view rfc) {
  return rfc == "XAXX010101000" || rfc == "XEXX010101000";
}

std::size_t tax_id_length(std::string_view rfc) {
  const std::string plain = one_byte(rfc);
  return has_shape(plain) ? plain.size() : 0;
}

char tax_id_check_digit(std::string_view rfc) {
  std::string plain = one_byte(rfc);
  plain.pop_back();
  plain.insert(0, company - plain.size(), ' ');
  int sum = 0;
  for (std::size_t at = 0; at < company; ++at)
    sum += weight(plain[at]) * static_cast<int>(person - at);
  const int rest = 11 - sum % 11;
  return rest == 11 ? '0' : rest == 10 ? 'A' : static_cast<char>('0' + rest);
}

std::size_t tax_id_size(std::string_view rfc) {
  return one_byte(rfc).size();
}

bool tax_id_has_day(std::string_view rfc) {
  const std::string plain = one_byte(rfc);
  return is_day(std::string_view(plain).substr(plain.size() - 9, 6));
}

}  // namespace edca::base
