#include "upgrade/mend.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "schema/diagnose.hpp"
#include "schema/formats.hpp"

namespace edca::upgrade {
namespace {

constexpr std::string_view white = " \t\n\v\f\r";
constexpr std::string_view digits = "0123456789";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool equal_but_for_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

/// Takes digits from the front; false when there are none.
bool take_digits(std::string_view& text) {
  const std::size_t size = std::min(text.find_first_not_of(digits), text.size());
  text.remove_prefix(size);
  return size > 0;
}

/// Whether the schema of a value allows a text.
bool allows(const schema::Node& plan, std::string_view text) {
  if (!plan.simple) return false;
  if (plan.choices != nullptr && plan.choices->strings.find(text) == schema::NameTable::none) {
    return false;
  }
  if (plan.string == nullptr) return true;
  const std::uint64_t size = base::code_points(text);
  return size >= plan.string->min_length && size <= plan.string->max_length &&
         schema::has_format(plan.string->format, text) &&
         (plan.string->pattern == nullptr || plan.string->pattern->matches(text));
}

/// Texts that are names, codes or addresses, whatever the schema says: no number is one, or it may
/// have had zeros before it ("09" for a state).
bool is_code_name(std::string_view name) {
  static constexpr std::array<std::string_view, 8> names = {
      "ocid", "scheme", "email", "language", "format", "region", "locality", "countryName"};
  return std::find(names.begin(), names.end(), name) != names.end() || name.ends_with("Code") ||
         name.ends_with("code");
}

}  // namespace

bool is_meant_as_text(const schema::Node& plan, const schema::Field* field, std::string_view name,
                      std::string_view number) {
  if (!allows(plan, number)) return false;
  if (field != nullptr && field->codelist != nullptr) return field->codelist->has(number);
  // Postcodes of Mexico have five digits; its telephone numbers ten, the first of them 2 to 9.
  if (name == "postalCode") return number.size() == 5 && is_number(number, true);
  if (name == "telephone" || name == "faxNumber") {
    return number.size() == 10 && is_number(number, true) && number[0] >= '2';
  }
  return !is_code_name(name);
}

bool is_one_element(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\n\v\f\r,;|\"[]{}") == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(white);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(white) + 1 - begin);
}

bool is_number(std::string_view text, bool integer) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.size() > 1 && text[0] == '0' && digits.find(text[1]) != std::string_view::npos) {
    return false;
  }
  if (!take_digits(text)) return false;
  if (integer || text.empty()) return text.empty();
  if (text[0] == '.') {
    text.remove_prefix(1);
    if (!take_digits(text)) return false;
  }
  if (!text.empty() && lower(text[0]) == 'e') {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (!take_digits(text)) return false;
  }
  return text.empty();
}

std::string mended_text(schema::Format format, std::string_view text) {
  std::string mended;
  if (format == schema::Format::date_time && !schema::is_date_time(text)) {
    schema::diagnose_date_time(text, mended);
  } else if (format == schema::Format::uri && !schema::is_uri(text)) {
    schema::diagnose_uri(text, mended);
  }
  return mended;
}

CodeMeant code_meant(const schema::Codelist& codes, std::string_view text, bool repair) {
  const std::string_view inner = repair ? trimmed(text) : text;
  if (inner.empty() || codes.has(text)) return {};
  if (codes.has(inner)) return {base::RuleId("repair.trim"), std::string(inner)};
  for (const auto& [old, today] : codes.renamed()) {
    if (old == inner) return {base::RuleId("upgrade.code"), today};
  }
  if (!repair) return {};
  const schema::Code* found = nullptr;
  for (const schema::Code& code : codes.codes()) {
    if (!equal_but_for_case(code.code, inner)) continue;
    if (found != nullptr) return {};
    found = &code;
  }
  return found == nullptr ? CodeMeant{} : CodeMeant{base::RuleId("repair.code"), found->code};
}

}  // namespace edca::upgrade
