#include "rows/values.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "json/tree.hpp"
#include "json/writer.hpp"

namespace edca::rows {
namespace {

constexpr std::string_view spaces[] = {
    " ",  "\t",           "\r",           "\n",           "\xC2\xA0",    "\v",
    "\f", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\xAF", "\xE2\x80\x87"};

/// The bytes with which they begin, and end.
constexpr std::string_view first_of_spaces = " \t\r\n\v\f\xC2\xE2\xEF";
constexpr std::string_view last_of_spaces = " \t\r\n\v\f\xA0\x8B\xBF\xAF\x87";

/// What people call the ways to contract, beside the titles of the codes; LAASSP, article 35.
struct Label {
  std::string_view list;
  std::string_view label;
  std::string_view code;
};
constexpr Label labels[] = {
    {"method.csv", "licitacion publica", "open"},
    {"method.csv", "invitacion a cuando menos tres personas", "selective"},
    {"method.csv", "invitacion restringida", "selective"},
    {"method.csv", "adjudicacion directa", "direct"},
};

/// The code that a label means; "" where there is none.
std::string_view code_of(std::string_view label, const schema::Codelist& codes) {
  if (codes.has(label)) return label;
  if (const std::string_view meant = codes.meant(label); !meant.empty()) return meant;
  const std::string plain = plain_heading(label);
  for (const Label& each : labels) {
    if (codes.name() == each.list && plain == each.label && codes.has(each.code)) return each.code;
  }
  return {};
}

bool is_long_number(std::string_view digits) {
  constexpr std::size_t certain = 15;  // digits that a double holds
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  return digits.substr(0, whole).size() > certain + (digits.starts_with('-') ? 1 : 0);
}

/// Clave RFC: three or four letters, a date, three more. Código Fiscal de la Federación,
/// article 27.
std::string plain_rfc(std::string_view text) {
  std::string rfc;
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '.') continue;
    rfc += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || c == '&'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t letters = rfc.size() - 9;
  if (rfc.size() != 12 && rfc.size() != 13) return {};
  const std::string_view all = rfc;
  const bool fits =
      std::ranges::all_of(all.substr(0, letters), letter) &&
      std::ranges::all_of(all.substr(letters, 6), digit) &&
      std::ranges::all_of(all.substr(letters + 6), [&](char c) { return letter(c) || digit(c); });
  return fits ? rfc : std::string();
}

/// Digits that a format like 00000 fills up.
std::string filled(std::string_view digits, std::size_t width) {
  return digits.size() < width ? std::string(width - digits.size(), '0').append(digits)
                               : std::string(digits);
}

Value plain_text(std::string_view text, Note note = {}) {
  Value value;
  value.text = std::string(text);
  value.json = json_text(text);
  value.note = note;
  return value;
}

/// A number in a column of texts.
Value text_of_number(const sheets::Cell& cell, std::string_view text, const Field* field) {
  std::string digits(text);
  if (text.find_first_of("eE") != std::string_view::npos || is_long_number(text)) {
    return wrong(text, "tables.digits/text");
  }
  if (digits.ends_with(".0")) digits.resize(digits.size() - 2);
  if (cell.digits > digits.size()) return plain_text(filled(digits, cell.digits));
  return field == nullptr ? plain_text(digits) : read_text(digits, *field);
}

}  // namespace

bool is_error_value(std::string_view text) {
  static constexpr std::array known = {
      "#N/A",   "#REF!",    "#DIV/0!",  "#NAME?",    "#NULL!", "#NUM!",   "#VALUE!",
      "#¡REF!", "#¡VALOR!", "#¡DIV/0!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!", "Err:502",
  };
  return std::ranges::find(known, text) != known.end();
}

std::string_view label_of(const schema::Codelist& list, const schema::Code& code, bool spanish) {
  if (list.name() == "currency.csv") return code.code;
  const std::string& title = spanish ? code.title_es : code.title_en;
  return !title.empty() && list.meant(title) == code.code ? title : code.code;
}

std::string_view without_spaces(std::string_view text) {
  // Most texts begin and end with a letter or digit.
  const auto plain = [](char c) { return c > ' ' && c < '\x7F'; };
  if (text.empty() || (plain(text.front()) && plain(text.back()))) return text;
  if (first_of_spaces.find(text.front()) == std::string_view::npos &&
      last_of_spaces.find(text.back()) == std::string_view::npos)
    return text;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view each : spaces) {
      while (text.starts_with(each)) text.remove_prefix(each.size()), more = true;
      while (text.ends_with(each)) text.remove_suffix(each.size()), more = true;
    }
  }
  return text;
}

std::string json_text(std::string_view text) {
  json::Writer writer;
  writer.escape(text);
  return std::string(writer.view());
}

std::string json_list(std::string_view text) {
  if (!text.starts_with('[')) return {};
  json::Tree tree;
  const json::Tree::Read read = tree.parse(text);
  if (read.error != json::ReadError::none) return {};
  if (tree.at(read.root).kind != json::NodeKind::array) return {};
  json::Writer writer;
  writer.value(tree.at(read.root));
  return std::string(writer.view());
}

Value wrong(std::string_view text, base::RuleId rule, Arguments arguments) {
  Value value = plain_text(text);
  value.wrong = rule;
  value.arguments = std::move(arguments);
  return value;
}

bool says_none(std::string_view text) {
  static constexpr std::array<std::string_view, 17> words = {
      "n/a",           "na",  "nd",  "n.d.", "n/d",     "-",       "--",       "no aplica",
      "no disponible", "s/n", "s/d", "n.a.", "ninguno", "ninguna", "sin dato", "none",
      "not applicable"};
  constexpr std::size_t longest = 14;
  // Most cells are told at a glance; a letter with an accent is folded.
  if (text.empty() || text.size() > longest * 2) return false;
  const char first = text[0];
  if ((first & '\x80') == 0 && std::string_view("nNsS-").find(first) == std::string_view::npos)
    return false;
  return std::ranges::find(words, base::fold(text)) != words.end();
}

Value read_boolean(std::string_view text) {
  static constexpr std::array yes = {"true",      "si",  "s", "x",     "1",
                                     "verdadero", "yes", "y", "cierto"};
  static constexpr std::array no = {"false", "no", "n", "0", "falso"};
  const std::string folded = base::fold(text);
  const bool is_yes = std::ranges::find(yes, folded) != yes.end();
  if (!is_yes && std::ranges::find(no, folded) == no.end()) {
    return wrong(text, "tables.value/boolean");
  }
  Value value;
  value.json = is_yes ? "true" : "false";
  if (folded != value.json) value.note = base::RuleId("tables.read/boolean");
  return value;
}

Value read_text(std::string_view text, const Field& field) {
  if (lost_digits(text)) return wrong(text, "tables.digits/text");
  if (field.codes != nullptr) {
    const std::string_view code = code_of(text, *field.codes);
    if (!code.empty())
      return code == text ? plain_text(code) : plain_text(code, base::RuleId("tables.read/code"));
  }
  if (text.size() > 1 && text[0] == '\'' && text.find('\'', 1) == std::string_view::npos) {
    return plain_text(without_spaces(text.substr(1)), base::RuleId("tables.read/apostrophe"));
  }
  if (field.way.ends_with("identifier/id")) {
    const std::string rfc = plain_rfc(text);
    if (!rfc.empty() && rfc != text) return plain_text(rfc, base::RuleId("tables.read/rfc"));
  }
  const bool postal = field.way.ends_with("postalCode") && text.size() == 4 &&
                      std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return postal ? plain_text(filled(text, 5), base::RuleId("tables.read/postal-code"))
                : plain_text(text);
}

Value read_list(std::string_view text, const Field& field) {
  Value value;
  value.json = json_list(text);
  if (!value.json.empty()) return value;
  const bool commas = text.find_first_of(";\n") == std::string_view::npos &&
                      field.codes != nullptr && code_of(text, *field.codes).empty();
  std::vector<std::string_view> parts;
  const auto split = [&](std::string_view marks) {
    parts.clear();
    for (std::string_view rest = text;;) {
      const std::size_t end = rest.find_first_of(marks);
      if (const auto part = without_spaces(rest.substr(0, end)); !part.empty())
        parts.push_back(part);
      if (end == std::string_view::npos) return;
      rest.remove_prefix(end + 1);
    }
  };
  split(commas ? ",/" : ";\n");
  // Commas part codes only where each part is one.
  if (commas && !std::ranges::all_of(parts, [&](std::string_view part) {
        return !code_of(part, *field.codes).empty();
      })) {
    split(";\n");
  } else if (commas && parts.size() > 1) {
    value.note = base::RuleId("tables.read/commas");
  }
  value.json = "[";
  for (const std::string_view part : parts) {
    const std::string_view code =
        field.codes == nullptr ? std::string_view() : code_of(part, *field.codes);
    if (!code.empty() && code != part) value.note = base::RuleId("tables.read/code");
    if (value.json.size() > 1) value.json += ',';
    value.json += json_text(code.empty() ? part : code);
  }
  value.json += ']';
  if (parts.empty()) value.json.clear();
  return value;
}

ValueReader::ValueReader(const TableOptions& options)
    : options_(options), zone_(options.timezone) {}

Value ValueReader::read(const sheets::Cell& cell, const Field* field) const {
  using sheets::CellKind;
  const std::string_view text = without_spaces(cell.text);
  if (cell.kind == CellKind::error || is_error_value(text)) {
    return wrong(text, "tables.formula/error");
  }
  if (cell.formula && cell.kind == CellKind::empty) return wrong("", "tables.formula/empty");
  if (text.empty()) return {};
  if (!options_.null.empty() && text == options_.null) {
    Value null;
    null.json = "null";
    return null;
  }
  if (field != nullptr && field->type != Type::unknown) return typed(cell, text, *field);
  if (cell.kind == CellKind::number && is_json_number(text)) {
    if (is_long_number(text)) return wrong(text, "tables.digits/text");
    Value value;
    value.json = std::string(text);
    return value;
  }
  if (cell.kind == CellKind::boolean) return read_boolean(text);
  return plain_text(text);
}

Value ValueReader::typed(const sheets::Cell& cell, std::string_view text,
                         const Field& field) const {
  using sheets::CellKind;
  const bool textual = field.type == Type::text || field.type == Type::list;
  if (!textual && says_none(text)) {
    Value none;
    none.note = base::RuleId("tables.read/none");
    return none;
  }
  switch (field.type) {
    case Type::number:
    case Type::integer:
      if (cell.kind == CellKind::date) return wrong(text, "tables.value/date-for-number");
      if (cell.kind == CellKind::number && is_long_number(text)) {
        return wrong(text, "tables.digits/number");
      }
      return read_number(text, field.type == Type::integer,
                         cell.kind == CellKind::number ? '.' : options_.decimal);
    case Type::boolean:
      return read_boolean(text);
    case Type::date_time:
      return read_date(text, zone_);
    case Type::list:
      return read_list(text, field);
    case Type::numbers:
      return read_numbers(text);
    default:
      return cell.kind == CellKind::number ? text_of_number(cell, text, &field)
                                           : read_text(text, field);
  }
}

}  // namespace edca::rows
