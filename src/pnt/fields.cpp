#include "pnt/fields.hpp"

#include <algorithm>
#include <array>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "legacy/values.hpp"
#include "pnt/format.hpp"
#include "pnt/format_file.hpp"
#include "rows/values.hpp"

namespace edca::pnt {
namespace {

constexpr std::string_view table_word = "tabla";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Where "(tabla_325283)", "tabla 325283" or "tabla325283" begins in a folded text; npos: nowhere.
std::size_t table_mark(std::string_view folded, std::string& number) {
  for (std::size_t at = folded.rfind(table_word); at != std::string_view::npos && at > 0;
       at = folded.rfind(table_word, at - 1)) {
    std::size_t digit = at + table_word.size();
    while (digit < folded.size() && (folded[digit] == '_' || folded[digit] == ' ')) ++digit;
    std::size_t end = digit;
    while (end < folded.size() && is_digit(folded[end])) ++end;
    if (end == digit) continue;
    number = folded.substr(digit, end - digit);
    return at;
  }
  return std::string_view::npos;
}

const std::string* look_up(
    const std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>>& all,
    std::string_view list, std::string_view key) {
  const auto found = all.find(list);
  if (found == all.end()) return nullptr;
  const auto value = found->second.find(key);
  return value == found->second.end() ? nullptr : &value->second;
}

}  // namespace

const Field* Fields::find(std::string_view key) const {
  const auto found = std::ranges::find(all, key, &Field::key);
  return found == all.end() ? nullptr : &*found;
}

const std::string* Fields::value(std::string_view list, std::string_view cell) const {
  return look_up(values, list, legacy::compared(cell));
}

const std::string* Fields::label(std::string_view list, std::string_view code) const {
  return look_up(labels, list, code);
}

const Fields& fields() {
  static const Fields known = [] {
    constexpr const char* path = "pnt/formats/fields.toml";
    Fields result = read_fields(embedded_file(path), path);
    for (const char* name : {"43335", "43336", "merged"}) {
      for (const Column& each : find_format(name).columns)
        result.headings.emplace(plain_label(each.label), each.key);
    }
    return result;
  }();
  return known;
}

std::string plain_label(std::string_view heading) {
  std::string folded = base::fold(heading);
  std::string number;
  const std::size_t mark = table_mark(folded, number);
  if (mark != std::string::npos) folded.resize(mark);
  constexpr std::string_view catalogue = "(catalogo)";
  if (const std::size_t at = folded.find(catalogue); at != std::string::npos)
    folded.erase(at, catalogue.size());
  std::string result;
  bool gap = false;
  for (const char c : folded) {
    const bool word = is_digit(c) || (c >= 'a' && c <= 'z');
    if (!word) {
      gap = !result.empty();
      continue;
    }
    if (gap) result += ' ';
    gap = false;
    result += c;
  }
  return result;
}

std::string table_of(std::string_view heading) {
  std::string number;
  table_mark(base::fold(heading), number);
  return number;
}

bool says_nothing(std::string_view cell) {
  static constexpr std::array<std::string_view, 12> nothing = {
      "ver nota",   "nd",        "n/d",     "no dato", "sin dato",   "no disponible",
      "vease nota", "no aplica", "ninguno", "ninguna", "sin numero", "s/n"};
  if (rows::says_none(cell)) return true;
  return std::ranges::find(nothing, legacy::compared(cell)) != nothing.end();
}

}  // namespace edca::pnt
