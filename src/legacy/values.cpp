#include "legacy/values.hpp"

#include <algorithm>
#include <array>
#include <cstring>

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

/// So many digits at a place of a text, where there are as many bytes; below 0 where others stand.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  const char* const digits = text.data() + at;
  int number = 0;
  for (std::size_t each = 0; each < count; ++each) {
    const auto digit = static_cast<unsigned>(digits[each] - '0');
    if (digit > 9) return -1;
    number = number * 10 + static_cast<int>(digit);
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
    if (text.size() != 9 || text[6] != ':') return false;
    second = digits_at(text, 7, 2);
    return second >= 0 && second < 60;
  }
};

}  // namespace

bool glance(std::string_view cell, const rows::Zone& zone, Glanced& read) {
  std::string_view text = cell;
  if (text.ends_with(" GMT") || text.ends_with(" UTC")) text.remove_suffix(4);
  Glance at;
  if (!at.read(text)) return false;
  std::memcpy(read.text, "0000-00-00T00:00:00", 19);
  const bool iso = text[4] == '-';
  std::memcpy(read.text, text.data() + (iso ? 0 : 6), 4);
  std::memcpy(read.text + 5, text.data() + (iso ? 5 : 3), 2);
  std::memcpy(read.text + 8, text.data() + (iso ? 8 : 0), 2);
  if (text.size() > date_size) std::memcpy(read.text + 11, text.data() + 11, text.size() - 11);
  const std::string offset = zone.offset(at.year, at.month, at.day, at.hour);
  if (offset.size() > sizeof read.text - 19) return false;
  read.size = 19 + offset.copy(read.text + 19, offset.size());
  read.seconds = at.seconds();
  if (offset.size() == 6) {
    const int away = digits_at(offset, 1, 2) * 3600 + digits_at(offset, 4, 2) * 60;
    read.seconds += offset[0] == '-' ? away : -away;
  }
  return true;
}

Moment read_moment(std::string_view cell, const rows::Zone& zone) {
  Glanced at;
  if (glance(cell, zone, at)) return {std::string(at.view()), at.seconds};
  const rows::Value read = read_legacy_date(cell, zone);
  if (read.wrong) return {};
  const auto point = base::instant(read.text);
  constexpr std::int64_t epoch = 62167219200;  // 1970 in seconds since the year 0 began
  return {read.text, point ? point->seconds - epoch : 0};
}

std::size_t glance_amount(std::string_view cell, char decimal, char* digits) {
  const char separator = decimal == '.' ? ',' : '.';
  std::string_view text = cell;
  if (text.starts_with('$')) text.remove_prefix(1);
  if (text.empty() || text[0] < '1' || text[0] > '9') return 0;
  std::size_t size = 0;
  std::size_t group = 0;
  bool grouped = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) {
      digits[size++] = c;
      if (++group > 3 && grouped) return 0;
    } else if (c == separator) {
      if (grouped ? group != 3 : group > 3) return 0;
      grouped = true;
      group = 0;
    } else {
      const std::string_view part = text.substr(at + 1);
      if (c != decimal || (grouped && group != 3) || part.empty()) return 0;
      digits[size++] = '.';
      for (const char digit : part) {
        if (!is_digit(digit)) return 0;
        digits[size++] = digit;
      }
      return size;
    }
  }
  return grouped && group != 3 ? 0 : size;
}

std::string read_amount(std::string_view cell, char decimal) {
  std::string number(cell.size(), '\0');
  number.resize(glance_amount(cell, decimal, number.data()));
  if (!number.empty()) return number;
  const rows::Value read = rows::read_number(cell, false, decimal);
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

namespace {

/// Whether a text is an RFC as it should be written, and without Ñ; false for others, which may be
/// one.
bool is_plain_rfc(std::string_view text) {
  if (text.size() != base::company_tax_id && text.size() != base::person_tax_id) return false;
  const std::size_t letters = text.size() - 9;
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (std::size_t at = 0; at < letters; ++at)
    if (!is_capital(text[at]) && text[at] != '&') return false;
  for (std::size_t at = letters; at < letters + 6; ++at)
    if (!is_digit(text[at])) return false;
  for (std::size_t at = letters + 6; at < letters + 8; ++at)
    if (!is_capital(text[at]) && !is_digit(text[at])) return false;
  return (is_digit(text.back()) || text.back() == 'A') && !base::is_generic_tax_id(text);
}

}  // namespace

std::string read_rfc(std::string_view cell) {
  if (is_plain_rfc(cell)) return std::string(cell);
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
  // Nearly all begin with a letter that no word begins with.
  const bool letter = (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z');
  if (letter && std::string_view("snpexSNPEX").find(text[0]) == std::string_view::npos)
    return false;
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
  if (cell.empty() || cell.size() > longest) return std::nullopt;
  // Most texts are told by their first letter.
  const bool letter = (cell[0] >= 'a' && cell[0] <= 'z') || (cell[0] >= 'A' && cell[0] <= 'Z');
  if (letter && std::string_view("sntfSNTF").find(cell[0]) == std::string_view::npos)
    return std::nullopt;
  if (cell == "SI" || cell == "1") return true;
  if (cell == "NO" || cell == "0") return false;
  const std::string text = compared(cell);
  if (std::ranges::find(yes, text) != yes.end()) return true;
  if (std::ranges::find(no, text) != no.end()) return false;
  return std::nullopt;
}

void split_codes(std::string_view cell, std::vector<std::string_view>& parts) {
  parts.clear();
  while (!cell.empty()) {
    const std::size_t end = cell.find_first_of(",;|\n");
    const std::string_view part = rows::without_spaces(cell.substr(0, end));
    if (!part.empty() && std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
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
