#include "advertising/mend.hpp"

#include "advertising/values.hpp"
#include "base/tax_id.hpp"

namespace edca::advertising {
namespace {

/// A time behind a day that says nothing: midnight.
bool is_midnight(std::string_view text) {
  const std::size_t space = text.find_first_of(" T");
  if (space == std::string_view::npos) return true;
  const std::string_view time = text.substr(space + 1);
  const std::size_t hour = time.find(':');
  if (hour == std::string_view::npos) return false;
  const bool noon_or_midnight = time.substr(0, hour) == "12";
  const std::string rest = plain_heading(time.substr(hour));
  const bool zeros = rest.find_first_of("123456789") == std::string::npos;
  if (noon_or_midnight) return zeros && rest.ends_with("am");
  return zeros && !rest.ends_with("pm") &&
         time.substr(0, hour).find_first_not_of('0') == std::string_view::npos;
}

std::optional<Mended> mended_date(std::string_view text) {
  const Date date = read_date(text);
  if (date.form != Form::decorated || !is_midnight(text)) return std::nullopt;
  return Mended{"repair.date", iso(date)};
}

/// The only spelling of a catalogue that differs in capitals, accents, spaces and signs; of several
/// the code.
std::optional<Mended> mended_code(const Codelist& codes, std::string_view text) {
  if (codes.spellings.contains(text)) return std::nullopt;
  const std::string plain = plain_heading(text);
  const auto meant = codes.plain.find(plain);
  if (meant == codes.plain.end()) return std::nullopt;
  const std::string* only = nullptr;
  for (const auto& [spelling, code] : codes.spellings) {
    if (plain_heading(spelling) != plain) continue;
    if (only != nullptr) return Mended{"repair.code", meant->second};
    only = &spelling;
  }
  return Mended{"repair.code", only == nullptr ? meant->second : *only};
}

std::optional<Mended> mended_rfc(std::string_view text) {
  if (base::is_generic_tax_id(text) || base::tax_id_length(text) != 0) return std::nullopt;
  std::string mended = mended_tax_number(text);
  if (base::tax_id_length(mended) == 0) return std::nullopt;
  return Mended{"repair.trim/rfc", std::move(mended)};
}

std::optional<Mended> mended_by_type(const Field& field, std::string_view text) {
  if (field.type == Type::amount) {
    if (read_amount(text).form != Form::decorated) return std::nullopt;
    return Mended{"repair.number/amount", amount_text(text)};
  }
  if (field.type == Type::date) return mended_date(text);
  if (field.type != Type::text) return std::nullopt;
  if (field.codes != nullptr) return mended_code(*field.codes, text);
  return is_tax_number(field) ? mended_rfc(text) : std::nullopt;
}

}  // namespace

std::string mended_tax_number(std::string_view text) {
  std::string mended;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' || c == '.' || c == '-' || c == '\xA0' || c == '\xC2') continue;
    if (text.substr(at).starts_with("ñ")) {
      mended += "Ñ";
      ++at;
      continue;
    }
    mended += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return mended;
}

bool is_tax_number(const Field& field) {
  return field.name == "R.F.C." || field.name == "Registro Federal de Contribuyente";
}

std::optional<Mended> mended_cell(const Field& field, std::string_view text) {
  const std::string_view inner = trimmed(text);
  if (inner.empty()) return std::nullopt;
  if (auto mended = mended_by_type(field, inner)) return mended;
  if (inner.size() == text.size()) return std::nullopt;
  return Mended{"repair.trim", std::string(inner)};
}

}  // namespace edca::advertising
