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

const std::string& later(const std::string& left, const std::string& right) {
  const auto first = base::instant(left);
  const auto second = base::instant(right);
  if (!first || !second) return first ? left : right;
  return *first < *second ? right : left;
}

bool is_placeholder(std::string_view number) {
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
