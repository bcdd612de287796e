#include "tables/cell.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include "base/number.hpp"
#include "json/writer.hpp"

namespace edca::tables {
namespace {

using json::Node;
using json::NodeKind;

constexpr std::array<std::string_view, 6> type_names = {"string",  "number", "integer",
                                                        "boolean", "list",   "array"};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

template <class Test>
bool every_element(const Node& array, const Test& test) {
  const Node* element = &array + 1;
  for (std::uint32_t at = 0; at < array.size; ++at, element = element->next()) {
    if (!test(*element)) return false;
  }
  return true;
}

/// Whether a text in a list can be told from the others by `;` alone.
bool stands_between_semicolons(const Node& text) {
  const std::string_view view = text.view();
  return fits_cell(view) && view.find_first_of(";\n\r") == std::string_view::npos &&
         !is_space(view.front()) && !is_space(view.back());
}

void write_list(const Node& array, std::string& out) {
  if ((&array + 1)->view().starts_with('[') || !every_element(array, stands_between_semicolons)) {
    json::Writer writer;
    writer.value(array);
    out += writer.view();
    return;
  }
  const std::size_t start = out.size();
  const Node* element = &array + 1;
  for (std::uint32_t at = 0; at < array.size; ++at, element = element->next()) {
    if (out.size() > start) out += ';';
    out += element->view();
  }
}

/// Whether a number that a double can be has more digits than spreadsheet programs keep.
bool has_more_digits(std::string_view number) {
  std::size_t digits = 0;
  std::size_t zeros = 0;
  for (const char c : number) {
    if (c < '0' || c > '9' || (c == '0' && digits == 0)) continue;
    zeros = c == '0' ? zeros + 1 : 0;
    ++digits;
  }
  return digits - zeros > certain_digits;
}

bool write_number(std::string_view number, Numbers numbers, std::string& out) {
  if (numbers == Numbers::texts) {
    out += number;
    return true;
  }
  double rounded = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), rounded);
  if (error != std::errc()) return false;
  const std::string text = text_of(rounded);
  out += text;
  if (numbers == Numbers::sheets && has_more_digits(number)) return false;
  return text == number;
}

/// A number as JSON writes it (RFC 8259, section 6).
bool is_number(std::string_view text) {
  const auto digits = [&] {
    std::size_t count = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
      text.remove_prefix(1);
      ++count;
    }
    return count;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zero = text.starts_with('0');
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (digits() == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (digits() == 0) return false;
  }
  return text.empty();
}

void append_string(std::string_view text, std::string& out) {
  json::Writer writer;
  writer.escape(text);
  out += writer.view();
}

/// Also as a Data Package may have them, and as Excel saves CSV in Spanish.
/// https://datapackage.org/standard/table-schema/#boolean
bool read_boolean(std::string_view cell, std::string& out) {
  constexpr std::array<std::string_view, 5> yes = {"true", "True", "TRUE", "1", "VERDADERO"};
  constexpr std::array<std::string_view, 5> no = {"false", "False", "FALSE", "0", "FALSO"};
  const bool is_yes = std::ranges::find(yes, cell) != yes.end();
  if (!is_yes && std::ranges::find(no, cell) == no.end()) return false;
  out += is_yes ? "true" : "false";
  return true;
}

bool read_array(std::string_view cell, std::string& out) {
  json::Tree tree;
  const json::Tree::Read read = tree.parse(cell);
  if (read.error != json::ReadError::none || tree.at(read.root).kind != NodeKind::array) {
    return false;
  }
  json::Writer writer;
  writer.value(tree.at(read.root));
  out += writer.view();
  return true;
}

bool read_list(std::string_view cell, std::string& out) {
  if (cell.starts_with('[')) return read_array(cell, out);
  out += '[';
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = std::min(cell.find(';', at), cell.size());
    const std::string_view part = trimmed(cell.substr(at, end - at));
    if (!part.empty()) {
      if (out.back() != '[') out += ',';
      append_string(part, out);
    }
    at = end + 1;
  }
  out += ']';
  return true;
}

}  // namespace

std::string_view name(Type type) {
  return type_names[static_cast<std::size_t>(type)];
}

std::optional<Type> type_named(std::string_view name) {
  const auto* const found = std::ranges::find(type_names, name);
  if (found == type_names.end()) return std::nullopt;
  return static_cast<Type>(found - type_names.begin());
}

std::optional<Type> type_of(const Node& value) {
  switch (value.kind) {
    case NodeKind::no:
    case NodeKind::yes:
      return Type::boolean;
    case NodeKind::number:
      return Type::number;
    case NodeKind::string:
      return fits_cell(value.view()) ? std::optional(Type::text) : std::nullopt;
    case NodeKind::array:
      break;
    default:
      return std::nullopt;
  }
  if (value.size == 0) return std::nullopt;
  if (every_element(value, [](const Node& each) { return each.kind == NodeKind::string; })) {
    return Type::list;
  }
  if (every_element(value, [](const Node& each) { return each.kind != NodeKind::object; })) {
    return Type::array;
  }
  return std::nullopt;
}

bool fits_cell(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return false;
    if (c == 0xED && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0) {
      return false;
    }
  }
  return !text.empty();
}

bool looks_like_formula(std::string_view text) {
  constexpr std::string_view starts = "=+-@\t\r";
  return !text.empty() && starts.find(text.front()) != std::string_view::npos;
}

std::string text_of(double number) {
  // Doubles have up to 309 digits before the point, and up to 324 zeros behind it.
  char text[1100];
  const auto [end, error] =
      std::to_chars(text, text + sizeof text, number == 0 ? 0 : number, std::chars_format::fixed);
  return error == std::errc() ? std::string(text, end) : std::string();
}

bool write_cell(const Node& value, Type type, Numbers numbers, std::string& out) {
  const std::optional<Type> own = type_of(value);
  if (!own) return false;
  switch (type) {
    case Type::text:
      if (value.is_container()) return false;
      out += value.is_bool() ? (value.kind == NodeKind::yes ? "true" : "false") : value.view();
      return own == Type::text;
    case Type::integer:
      if (own != Type::number || !base::is_integer(value.view())) return false;
      return write_number(value.view(), numbers, out);
    case Type::number:
      if (own != Type::number) return false;
      return write_number(value.view(), numbers, out);
    case Type::boolean:
      if (own != Type::boolean) return false;
      out += value.kind == NodeKind::yes ? "true" : "false";
      return true;
    case Type::list:
      if (own != Type::list) return false;
      write_list(value, out);
      return true;
    case Type::array:
      break;
  }
  if (own != Type::list && own != Type::array) return false;
  json::Writer writer;
  writer.value(value);
  out += writer.view();
  return true;
}

bool read_cell(std::string_view cell, Type type, std::string& out) {
  switch (type) {
    case Type::text:
      append_string(cell, out);
      return true;
    case Type::integer:
    case Type::number:
      if (!is_number(cell) || (type == Type::integer && !base::is_integer(cell))) return false;
      out += cell;
      return true;
    case Type::boolean:
      return read_boolean(cell, out);
    case Type::list:
      return read_list(cell, out);
    case Type::array:
      break;
  }
  return read_array(cell, out);
}

}  // namespace edca::tables
