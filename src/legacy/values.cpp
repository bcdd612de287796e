#include "legacy/values.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/decimal.hpp"
#include "base/embedded.hpp"
#include "base/instant.hpp"
#include "base/tax_id.hpp"
#include "base/text.hpp"
#include "legacy/layout_file.hpp"

namespace edca::legacy {
namespace {

using base::is_digit;

const ValueLists& lists() {
  static const ValueLists known = [] {
    constexpr const char* path = "legacy/layouts/values.toml";
    return read_values(embedded_file(path), path);
  }();
  return known;
}

constexpr std::size_t date_size = 10;  ///< of 2019/05/07

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z');
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What stands behind so many words of a text.
std::string_view behind_words(std::string_view text, std::size_t words) {
  std::size_t at = 0;
  for (; words > 0; --words) {
    while (at < text.size() && is_space(text[at])) ++at;
    while (at < text.size() && !is_space(text[at])) ++at;
  }
  return rows::without_spaces(text.substr(at));
}

}  // namespace

std::string compared(std::string_view text) {
  const std::string folded = base::fold(text);
  std::string result;
  bool space = false;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    const bool no_break = folded.compare(at, 2, "\xC2\xA0") == 0;
    if (no_break) ++at;
    if (no_break || is_space(folded[at])) {
      space = !result.empty();
      continue;
    }
    if (space) result += ' ';
    space = false;
    result += folded[at];
  }
  return result;
}

const std::vector<std::string>* known_value(std::string_view list, std::string_view cell) {
  const auto found = lists().find(list);
  if (found == lists().end()) return nullptr;
  const auto value = found->second.find(compared(cell));
  return value == found->second.end() ? nullptr : &value->second;
}

std::optional<Method> read_method(std::string_view cell) {
  const std::string text = compared(cell);
  const ValueList& methods = lists().find("method")->second;
  const ValueList::value_type* best = nullptr;
  for (const auto& each : methods) {
    const std::string& begin = each.first;
    const bool whole =
        text.size() == begin.size() || (text.size() > begin.size() && !is_word(text[begin.size()]));
    if (text.starts_with(begin) && whole && (best == nullptr || begin.size() > best->first.size()))
      best = &each;
  }
  if (best == nullptr) return std::nullopt;
  const auto words = static_cast<std::size_t>(std::ranges::count(best->first, ' ')) + 1;
  std::string_view reason = behind_words(cell, words);
  while (!reason.empty() && (reason[0] == '-' || reason[0] == ',' || reason[0] == ':'))
    reason = rows::without_spaces(reason.substr(1));
  return Method{best->second[0], best->second[1], std::string(reason)};
}

bool is_time_joined(std::string_view text) {
  return text.size() >= date_size + 5 && is_digit(text[date_size - 1]) &&
         is_digit(text[date_size]) && text.find(':') == date_size + 2 &&
         (text[4] == '/' || text[4] == '-');
}

rows::Value read_legacy_date(std::string_view cell, const rows::Zone& zone) {
  std::string text(rows::without_spaces(cell));
  for (const std::string_view end : {"GMT", "UTC"}) {
    if (text.ends_with(end)) text = rows::without_spaces(text.substr(0, text.size() - end.size()));
  }
  if (is_time_joined(text)) text.insert(date_size, " ");
  return rows::read_date(text, zone);
}

namespace {

/// So many digits at a place of a text; -1 where others stand there.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int number = 0;
  for (std::size_t each = at; each < at + count; ++each) {
    if (!is_digit(text[each])) return -1;
    number = number * 10 + (text[each] - '0');
  }
  return number;
}

/// A day and, behind a space, a time; false for all that is not sure at a glance.
struct Glance {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;

  bool read(std::string_view text) {
    if (text.size() < date_size) return false;
    const bool iso = text[4] == '-' && text[7] == '-';
    if (!iso && (text[2] != '/' || text[5] != '/')) return false;
    year = digits_at(text, iso ? 0 : 6, 4);
    month = digits_at(text, iso ? 5 : 3, 2);
    day = digits_at(text, iso ? 8 : 0, 2);
    if (year < 1970 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 28 + 3)
      return false;
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (day > days[static_cast<std::size_t>(month - 1)]) return false;
    return text.size() == date_size || read_time(text.substr(date_size));
  }

  /// Seconds since 1970, as if the time were UTC.
  std::int64_t seconds() const {
    // https://howardhinnant.github.io/date_algorithms.html#days_from_civil
    const int y = month <= 2 ? year - 1 : year;
    const int era = y / 400;
    const int of_era = y - era * 400;
    const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return ((std::int64_t{era} * 146097 + days - 719468) * 24 + hour) * 3600 + minute * 60 + second;
  }

 private:
  bool read_time(std::string_view text) {
    if (text[0] != ' ' || text.size() < 6 || text[3] != ':') return false;
    hour = digits_at(text, 1, 2);
    minute = digits_at(text, 4, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
    if (text.size() == 6) return true;
    second = text[6] == ':' ? digits_at(text, 7, 2) : -1;
    return second >= 0 && second < 60 && text.size() == 9;
  }
};

/// Puts a number with so many digits at a place.
void put(char* to, int number, std::size_t digits) {
  while (digits-- > 0) {
    to[digits] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

}  // namespace

Moment read_moment(std::string_view cell, const rows::Zone& zone) {
  std::string_view text = cell;
  if (text.ends_with(" GMT") || text.ends_with(" UTC")) text.remove_suffix(4);
  Glance at;
  if (!at.read(text)) {
    const rows::Value read = read_legacy_date(cell, zone);
    if (read.wrong) return {};
    const auto point = base::instant(read.text);
    constexpr std::int64_t epoch = 62167219200;  // 1970 in seconds since the year 0 began
    return {read.text, point ? point->seconds - epoch : 0};
  }
  char written[] = "0000-00-00T00:00:00";
  put(written, at.year, 4);
  put(written + 5, at.month, 2);
  put(written + 8, at.day, 2);
  put(written + 11, at.hour, 2);
  put(written + 14, at.minute, 2);
  put(written + 17, at.second, 2);
  const std::string offset = zone.offset(at.year, at.month, at.day, at.hour);
  Moment moment{std::string(written, sizeof written - 1) + offset, at.seconds()};
  if (offset.size() == 6) {
    const int away = digits_at(offset, 1, 2) * 3600 + digits_at(offset, 4, 2) * 60;
    moment.seconds += offset[0] == '-' ? away : -away;
  }
  return moment;
}

std::string read_amount(std::string_view cell) {
  std::string_view text = cell;
  if (text.starts_with('$')) text.remove_prefix(1);
  std::string number;
  std::size_t group = 0;
  bool grouped = false;
  bool sure = !text.empty() && text[0] >= '1' && text[0] <= '9';
  for (std::size_t at = 0; sure && at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) {
      number += c;
      ++group;
      sure = !grouped || group <= 3;
    } else if (c == ',') {
      sure = grouped ? group == 3 : group <= 3;
      grouped = true;
      group = 0;
    } else {
      sure = c == '.' && (!grouped || group == 3) && at + 1 < text.size();
      const std::string_view part = text.substr(at + 1);
      sure = sure && std::ranges::all_of(part, is_digit);
      if (sure) number.append(1, '.').append(part);
      group = 3;
      break;
    }
  }
  if (sure && (!grouped || group == 3)) return number;
  const rows::Value read = rows::read_number(cell, false, '.');
  return read.wrong ? std::string() : read.json;
}

const std::string& later(const std::string& left, const std::string& right) {
  const auto first = base::instant(left);
  const auto second = base::instant(right);
  if (!first || !second) return first ? left : right;
  return *first < *second ? right : left;
}

bool is_placeholder(std::string_view number) {
  if (!number.empty() && number[0] >= '1' && number[0] <= '9' &&
      number.find_first_of("eE") == std::string_view::npos)
    return false;
  const auto value = base::Decimal::read(number);
  static const base::Decimal cent = *base::Decimal::read("0.01");
  return value && (*value == base::Decimal() || *value == cent);
}

std::string read_rfc(std::string_view cell) {
  std::string rfc;
  for (std::size_t at = 0; at < cell.size(); ++at) {
    const char c = cell[at];
    if (is_space(c) || c == '-' || c == '.') continue;
    if (cell.compare(at, 2, "ñ") == 0) {
      rfc += "Ñ";
      ++at;
    } else {
      rfc += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  const bool usable = base::tax_id_length(rfc) != 0 && !base::is_generic_tax_id(rfc);
  return usable ? rfc : std::string();
}

bool is_no_number(std::string_view text) {
  constexpr std::size_t longest = 40;
  static constexpr std::array<std::string_view, 37> words = {"sn",
                                                             "sno",
                                                             "snum",
                                                             "na",
                                                             "nd",
                                                             "sd",
                                                             "sc",
                                                             "nan",
                                                             "null",
                                                             "none",
                                                             "ninguno",
                                                             "ninguna",
                                                             "noaplica",
                                                             "nodisponible",
                                                             "nohay",
                                                             "notiene",
                                                             "noexiste",
                                                             "sinnumero",
                                                             "sinno",
                                                             "sinnum",
                                                             "sinnumerode",
                                                             "sindato",
                                                             "sindatos",
                                                             "sinfolio",
                                                             "sincontrato",
                                                             "sinclave",
                                                             "sinregistro",
                                                             "sinasignar",
                                                             "pendiente",
                                                             "porasignar",
                                                             "entramite",
                                                             "enproceso",
                                                             "noasignado",
                                                             "xxxx",
                                                             "sinnumerodecontrato",
                                                             "sinnumerodeprocedimiento",
                                                             "sinprocedimiento"};
  if (text.empty()) return true;
  // What spreadsheets write where a formula failed.
  if (text[0] == '#' && (text.ends_with('!') || text.ends_with('?') || text == "#N/A")) return true;
  // No word has a digit in it.
  if (text.size() > longest || text.find_first_of("123456789") != std::string_view::npos)
    return false;
  std::string letters;
  bool some = false;
  for (const char c : base::fold(text)) {
    if (!is_word(c)) {
      // Letters of other scripts are a name of something.
      some = some || static_cast<unsigned char>(c) >= 0x80;
      continue;
    }
    letters += c;
    some = some || c != '0';
  }
  return !some || std::ranges::find(words, letters) != words.end();
}

std::string slug(std::string_view name) {
  std::string result;
  bool gap = false;
  for (const char c : base::fold(name)) {
    if (c == '.' || c == '\'') continue;
    if (!is_word(c)) {
      gap = !result.empty();
      continue;
    }
    if (gap) result += '-';
    gap = false;
    result += c;
  }
  return result;
}

std::optional<bool> read_flag(std::string_view cell) {
  static constexpr std::array<std::string_view, 4> yes = {"1", "si", "s", "true"};
  static constexpr std::array<std::string_view, 4> no = {"0", "no", "n", "false"};
  constexpr std::size_t longest = 12;  // with spaces and accents
  if (cell.size() > longest) return std::nullopt;
  const std::string text = compared(cell);
  if (std::ranges::find(yes, text) != yes.end()) return true;
  if (std::ranges::find(no, text) != no.end()) return false;
  return std::nullopt;
}

std::vector<std::string_view> split_codes(std::string_view cell) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const std::size_t end = cell.find_first_of(",;|\n");
    const std::string_view part = rows::without_spaces(cell.substr(0, end));
    if (!part.empty() && std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
  return parts;
}

std::string additional_name(std::string_view heading) {
  std::string name = "x_";
  bool next = false;
  for (const char c : base::fold(heading)) {
    if (!is_word(c)) {
      next = name.size() > 2;
      continue;
    }
    const bool capital = next && c >= 'a' && c <= 'z';
    name += capital ? static_cast<char>(c - 'a' + 'A') : c;
    next = false;
  }
  return name;
}

}  // namespace edca::legacy
