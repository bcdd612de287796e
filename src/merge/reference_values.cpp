#include "merge/reference_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

#include "base/number.hpp"
#include "json/equal.hpp"

namespace edca::merge {
namespace {

bool is_integer(const json::Node& value) {
  return value.is_bool() || base::is_integer(value.view());
}

std::string_view integer_text(const json::Node& value) {
  if (value.kind == json::NodeKind::yes) return "1";
  if (value.kind == json::NodeKind::no || value.view() == "-0") return "0";
  return value.view();
}

double to_double(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc::result_out_of_range) return number;
  const bool negative = text.front() == '-';
  const std::string_view magnitude = text.substr(negative ? 1 : 0);
  number = base::compare(magnitude, "1") > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  return negative ? -number : number;
}

/// The exact decimal value of a finite double.
std::string exact(double number) {
  std::array<char, 1500> text;
  const auto result =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, 1075);
  return {text.data(), result.ptr};
}

/// As an integer and a double compare in Python: by their exact values.
std::strong_ordering order(std::string_view integer, double number) {
  if (std::isinf(number))
    return number > 0 ? std::strong_ordering::less : std::strong_ordering::greater;
  return base::compare(integer, exact(number)) <=> 0;
}

std::strong_ordering number_order(const json::Node& a, const json::Node& b) {
  const bool a_integer = is_integer(a);
  const bool b_integer = is_integer(b);
  if (a_integer && b_integer) return base::compare(integer_text(a), integer_text(b)) <=> 0;
  if (a_integer) return order(integer_text(a), to_double(b.view()));
  if (b_integer) return 0 <=> order(integer_text(b), to_double(a.view()));
  const double left = to_double(a.view());
  const double right = to_double(b.view());
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

bool is_numeric(const json::Node& value) {
  return value.is_bool() || value.kind == json::NodeKind::number;
}

struct PythonScalars {
  static bool equal(const json::Node& a, const json::Node& b) {
    if (is_numeric(a) && is_numeric(b))
      return (a.kind == b.kind && (a.is_bool() || a.view() == b.view())) || number_order(a, b) == 0;
    if (a.kind != b.kind) return false;
    return a.kind != json::NodeKind::string || a.view() == b.view();
  }
};

void append_float(double number, std::string& out) {
  if (std::isinf(number)) {
    out += number > 0 ? "inf" : "-inf";
    return;
  }
  std::array<char, 64> text;
  const auto shortest =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific);
  const std::string_view digits(text.data(), static_cast<std::size_t>(shortest.ptr - text.data()));
  const std::size_t e = digits.find('e');
  int exponent = 0;
  const char* first = digits.data() + e + 1 + (digits[e + 1] == '+' ? 1 : 0);
  std::from_chars(first, shortest.ptr, exponent);
  if (exponent < -4 || exponent >= 16) {
    out += digits;
    return;
  }
  std::array<char, 64> fixed;
  const auto end =
      std::to_chars(fixed.data(), fixed.data() + fixed.size(), number, std::chars_format::fixed);
  const std::string_view plain(fixed.data(), static_cast<std::size_t>(end.ptr - fixed.data()));
  out += plain;
  if (plain.find('.') == std::string_view::npos) out += ".0";
}

struct CodePoint {
  unsigned value;
  std::size_t size;
};

CodePoint code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  const std::size_t size = byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  if (at + size > text.size()) return {byte(0), 1};
  unsigned value = byte(0) & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) value = value << 6 | (byte(i) & 0x3Fu);
  return {value, size};
}

/// Whether `repr` of a string escapes the character: separators, control and format characters,
/// surrogates and private use. Code points that no character has are taken for printable.
bool is_hidden(unsigned code) {
  static constexpr std::pair<unsigned, unsigned> ranges[] = {
      {0x00, 0x1F},       {0x7F, 0xA0},       {0xAD, 0xAD},       {0x600, 0x605},
      {0x61C, 0x61C},     {0x6DD, 0x6DD},     {0x70F, 0x70F},     {0x890, 0x891},
      {0x8E2, 0x8E2},     {0x1680, 0x1680},   {0x180E, 0x180E},   {0x2000, 0x200F},
      {0x2028, 0x202F},   {0x205F, 0x206F},   {0x3000, 0x3000},   {0xD800, 0xF8FF},
      {0xFEFF, 0xFEFF},   {0xFFF0, 0xFFFB},   {0xFFFE, 0xFFFF},   {0x110BD, 0x110BD},
      {0x110CD, 0x110CD}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
      {0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF}};
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const auto& range) {
    return range.first <= code && code <= range.second;
  });
}

void append_hidden(unsigned code, std::string& out) {
  static constexpr char hex[] = "0123456789abcdef";
  const int digits = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
  out += '\\';
  out += digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
  for (int at = digits - 1; at >= 0; --at) out += hex[code >> (4 * at) & 15];
}

void append_quoted(std::string_view text, std::string& out) {
  const bool single = text.find('\'') != std::string_view::npos;
  const char quote = single && text.find('"') == std::string_view::npos ? '"' : '\'';
  out += quote;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, size] = code_point(text, at);
    const char c = text[at];
    if (c == quote || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += '\\';
      out += c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
    } else if (is_hidden(code)) {
      append_hidden(code, out);
    } else {
      out += text.substr(at, size);
    }
    at += size;
  }
  out += quote;
}

void append_inner(const json::Node& value, std::string& out) {
  if (value.kind == json::NodeKind::string) {
    append_quoted(value.view(), out);
  } else {
    append_python_text(value, out);
  }
}

void append_container(const json::Node& value, std::string& out) {
  const bool object = value.kind == json::NodeKind::object;
  out += object ? '{' : '[';
  const json::Node* element = &value + 1;
  for (std::uint32_t at = 0; at < value.size; ++at) {
    if (at > 0) out += ", ";
    if (object) {
      append_quoted(element->view(), out);
      out += ": ";
      ++element;
    }
    append_inner(*element, out);
    element = element->next();
  }
  out += object ? '}' : ']';
}

}  // namespace

bool python_equal(const json::Node& a, const json::Node& b) {
  return json::equal_with<PythonScalars>(a, b);
}

std::optional<std::strong_ordering> python_order(const json::Node& a, const json::Node& b) {
  if (is_numeric(a) && is_numeric(b)) return number_order(a, b);
  if (a.kind == json::NodeKind::string && b.kind == json::NodeKind::string)
    return a.view().compare(b.view()) <=> 0;
  if (a.kind != json::NodeKind::array || b.kind != json::NodeKind::array) return std::nullopt;
  const json::Node* left = &a + 1;
  const json::Node* right = &b + 1;
  for (std::uint32_t at = 0; at < std::min(a.size, b.size); ++at) {
    if (!python_equal(*left, *right)) return python_order(*left, *right);
    left = left->next();
    right = right->next();
  }
  return a.size <=> b.size;
}

void append_python_text(const json::Node& value, std::string& out) {
  switch (value.kind) {
    case json::NodeKind::null:
      out += "None";
      return;
    case json::NodeKind::no:
      out += "False";
      return;
    case json::NodeKind::yes:
      out += "True";
      return;
    case json::NodeKind::string:
      out += value.view();
      return;
    case json::NodeKind::number:
      if (is_integer(value)) {
        out += integer_text(value);
      } else {
        append_float(to_double(value.view()), out);
      }
      return;
    case json::NodeKind::array:
    case json::NodeKind::object:
      append_container(value, out);
      return;
  }
}

std::string python_identity(const json::Node& value) {
  if (value.kind == json::NodeKind::null) return "n";
  if (value.kind == json::NodeKind::string) return 's' + std::string(value.view());
  if (is_integer(value)) return 'd' + base::canonical(integer_text(value));
  const double number = to_double(value.view());
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  return 'd' + base::canonical(exact(number));
}

}  // namespace edca::merge
