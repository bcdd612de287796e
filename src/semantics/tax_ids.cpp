#include "semantics/tax_ids.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/text.hpp"
#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

constexpr std::size_t company = 12;
constexpr std::size_t person = 13;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
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

bool is_hash(std::string_view text) {
  const bool length = text.size() == 32 || text.size() == 40 || text.size() == 64;
  return length && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// For the public at large and for residents abroad
/// (https://www.sat.gob.mx/: RFC genérico).
bool is_generic(std::string_view rfc) {
  return rfc == "XAXX010101000" || rfc == "XEXX010101000";
}

bool is_placeholder(std::string_view text) {
  const std::string folded = base::fold(text);
  return folded.starts_with("sin") || folded.starts_with("no ") || folded.starts_with("n/") ||
         folded.starts_with("xxx") || folded.find("dato") != std::string::npos ||
         folded.find_first_not_of("0-. ") == std::string::npos;
}

int weight(char c) {
  constexpr std::string_view order = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ /";
  return static_cast<int>(order.find(c));
}

/// `elsewhere`: another identifier of the party says who it is.
void check_identifier(const Value& identifier, bool elsewhere, Recorder& recorder) {
  const Value* scheme = at(&identifier, "scheme");
  const Value* id = at(&identifier, "id");
  if (scheme == nullptr || scheme->kind != Kind::string) return;
  if (scheme->view() != "MX-RFC") {
    const std::string folded = base::fold(scheme->view());
    if (folded == "rfc" || folded == "mx-rfc" || folded == "mx_rfc" || folded == "mxrfc" ||
        folded == "r.f.c.") {
      recorder.add("mexico.rfc-scheme", *scheme);
    }
    return;
  }
  if (id == nullptr || id->kind != Kind::string || id->size == 0) return;
  // Of what people write where they have nothing to write, the rule about texts speaks.
  if (says_nothing(id->view())) return;
  if (const auto problem = tax_id_problem(id->view())) {
    if (elsewhere && *problem == base::RuleId("mexico.rfc-generic")) return;
    recorder.add(*problem, *id);
    return;
  }
  const std::string_view personality = text(&identifier, "legalPersonality");
  const std::size_t length = tax_id_length(id->view());
  if ((personality == "naturalPerson" && length == company) ||
      (personality == "legalPerson" && length == person)) {
    recorder.add(personality == "legalPerson" ? base::RuleId("mexico.rfc-personality/person")
                                              : base::RuleId("mexico.rfc-personality/company"),
                 *at(&identifier, "legalPersonality"));
  }
}

}  // namespace

bool names_nobody(std::string_view number) {
  return is_generic(number) || number.find_first_of("123456789") == std::string_view::npos;
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

std::optional<base::RuleId> tax_id_problem(std::string_view rfc) {
  if (is_generic(rfc)) return base::RuleId("mexico.rfc-generic");
  const std::string plain = one_byte(rfc);
  if (!has_shape(plain)) {
    if (is_hash(rfc)) return base::RuleId("mexico.rfc-hash");
    if (is_placeholder(rfc)) return base::RuleId("mexico.rfc-placeholder");
    const std::size_t size = plain.size();
    return size == company || size == person ? base::RuleId("mexico.rfc")
                                             : base::RuleId("mexico.rfc/length");
  }
  if (!is_day(std::string_view(plain).substr(plain.size() - 9, 6)))
    return base::RuleId("mexico.rfc-date");
  if (plain.back() == tax_id_check_digit(rfc)) return std::nullopt;
  return base::RuleId("mexico.rfc-check-digit");
}

void check_tax_ids(const Process& process, Recorder& recorder) {
  for (const Value& party : process.parties) {
    if (const Value* identifier = at(&party, "identifier"))
      check_identifier(*identifier, filled(&party, "additionalIdentifiers"), recorder);
    for (const Value& identifier : list(&party, "additionalIdentifiers"))
      check_identifier(identifier, false, recorder);
  }
}

}  // namespace edca::semantics
