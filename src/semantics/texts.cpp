#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

using base::is_digit;
using base::is_letter;
using base::is_one_of;

bool is_json_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool all_blank(std::string_view text) {
  return text.empty() ||
         (is_json_space(text.front()) && std::all_of(text.begin(), text.end(), is_json_space));
}

/// What people write where they have nothing to write; folded.
constexpr std::string_view placeholders[] = {"n/a",
                                             "n.a",
                                             "na",
                                             "n/d",
                                             "n.d",
                                             "nd",
                                             "s/d",
                                             "s/n/a",
                                             "no aplica",
                                             "no disponible",
                                             "no capturado",
                                             "no especificado",
                                             "no identificado",
                                             "no definido",
                                             "sin dato",
                                             "sin datos",
                                             "sin informacion",
                                             "sin especificar",
                                             "sin definir",
                                             "pendiente",
                                             "por definir",
                                             "tbd",
                                             "xxx",
                                             "xxxx",
                                             "xx",
                                             "-",
                                             "--",
                                             "---",
                                             ".",
                                             "..",
                                             "...",
                                             "????",
                                             "***",
                                             "detalles",
                                             "dato no disponible"};

/// By first byte: bits of the last five bits of the second, which are the same for both cases; all
/// of them for a placeholder of one character.
constexpr std::array<std::uint32_t, 256> make_beginnings() {
  std::array<std::uint32_t, 256> beginnings{};
  for (const std::string_view word : placeholders) {
    const auto byte = static_cast<unsigned char>(word[0]);
    const std::uint32_t second =
        word.size() == 1 ? ~std::uint32_t{0} : std::uint32_t{1} << (word[1] & 31);
    beginnings[byte] |= second;
    if (byte >= 'a' && byte <= 'z') beginnings[byte & ~0x20U] |= second;
  }
  return beginnings;
}

/// False for nearly all texts that are no placeholder. Saves folding them.
bool starts_like_placeholder(std::string_view text) {
  static constexpr std::array<std::uint32_t, 256> beginnings = make_beginnings();
  const std::uint32_t seconds = beginnings[static_cast<unsigned char>(text[0])];
  return seconds != 0 && (text.size() == 1 || (seconds >> (text[1] & 31) & 1) != 0);
}

bool is_program_word(std::string_view text) {
  constexpr std::size_t longest = 12;
  if (text.size() > longest) return false;
  switch (text.front()) {
    case 'n':
    case 'u':
    case 'N':
      return is_one_of(text, {"null", "undefined", "NaN", "None", "nil"});
    case 'I':
      return is_one_of(text, {"Invalid date", "Invalid Date"});
    case '#':
      return is_one_of(text, {"#N/A", "#REF!", "#VALUE!", "#NAME?"});
    default:
      return false;
  }
}

/// What programs write by mistake where there is no value.
bool is_program_value(std::string_view text, const TextHints& hints) {
  constexpr std::size_t longest = 512;
  if (is_program_word(text)) return true;
  if (text.size() > longest) return false;
  // What is put together from several parts: "Av. Hidalgo null", "null null".
  if (text.front() == 'n' && text.starts_with("null ")) return true;
  if (text.back() == 'l' && text.ends_with(" null")) return true;
  if (text.back() == 'd' && text.ends_with(" undefined")) return true;
  return hints.objects && text.find("[object Object]") != std::string_view::npos;
}

/// UTF-8 that was read as Windows-1252 or Latin-1 and written as UTF-8 once more, or characters
/// that were lost on the way.
bool is_mojibake(std::string_view text) {
  if (text.find("\xEF\xBF\xBD") != std::string_view::npos) return true;
  if (text.find("\xC3\xA2\xE2\x82\xAC") != std::string_view::npos) return true;  // â€
  for (std::size_t at = 0; (at = text.find('\xC3', at)) != std::string_view::npos; at += 2) {
    if (at + 3 >= text.size()) return false;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    const auto fourth = static_cast<unsigned char>(text[at + 3]);
    const bool follows = third == 0xC2 && fourth >= 0x80;
    if ((second == 0x83 || second == 0x82) && follows) return true;  // Ã¡, Â°
    // Ã before what Windows-1252 has in place of 80 to 9F: Ã‰, Ã“, Ã‘, Ãš
    if (second == 0x83 && (third == 0xE2 || third == 0xC5 || third == 0xCB)) return true;
  }
  return false;
}

/// Where letters, digits, "#" and "/" end that stand at an offset.
std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (is_letter(text[at]) || is_digit(text[at]) || text[at] == '#' || text[at] == '/')) {
    ++at;
  }
  return at;
}

/// Whether a word of at most seven characters stands between the two signs.
bool has_word_between(std::string_view text, char open, char close) {
  constexpr std::size_t longest = 7;
  for (std::size_t at = 0; (at = text.find(open, at)) != std::string_view::npos;) {
    ++at;
    const std::size_t begin = open == '<' && text.substr(at).starts_with('/') ? at + 1 : at;
    const std::size_t end = word_end(text, begin);
    if (end > begin && end < text.size() && text[end] == close && end - begin <= longest) {
      return true;
    }
  }
  return false;
}

bool has_markup(std::string_view text) {
  return has_word_between(text, '<', '>') || has_word_between(text, '&', ';');
}

bool has_curp(std::string_view text) {
  constexpr std::size_t length = curp_length;
  constexpr std::size_t digits = 6;
  if (text.size() < length) return false;
  const auto in_word = [&](std::size_t at) { return is_letter(text[at]) || is_digit(text[at]); };
  // Six digits in a row have one at every sixth place.
  for (std::size_t at = digits - 1; at < text.size(); at += digits) {
    if (!is_digit(text[at])) continue;
    std::size_t begin = at;
    while (begin > 0 && at - begin < length && in_word(begin - 1)) --begin;
    std::size_t end = at + 1;
    while (end < text.size() && end - begin <= length && in_word(end)) ++end;
    if (end - begin == length && is_curp(text.substr(begin, length))) return true;
  }
  return false;
}

/// Members whose values are codes: a codelist speaks of them.
bool holds_codes(std::string_view key) {
  return is_one_of(
      key, {"status", "tag", "roles", "currency", "type", "scheme", "documentType", "milestoneType",
            "relationship", "procurementMethod", "awardCriteria", "mainProcurementCategory"});
}

}  // namespace

bool says_nothing(std::string_view text) {
  constexpr std::size_t longest = 24;
  if (text.empty() || text.size() > longest || !starts_like_placeholder(text)) return false;
  std::string folded = base::fold(text);
  while (folded.ends_with('.') && folded.size() > 3) folded.pop_back();
  std::replace(folded.begin(), folded.end(), '_', ' ');
  return std::find(std::begin(placeholders), std::end(placeholders), folded) !=
         std::end(placeholders);
}

bool check_string(const Visit& visit, const TextHints& hints, Recorder& recorder) {
  const std::string_view text = visit.value.view();
  if (all_blank(text)) {
    recorder.add("text.empty", visit.value);
    return false;
  }
  if (says_nothing(text) && !holds_codes(visit.key)) {
    recorder.add("text.placeholder", visit.value);
    return false;
  }
  if (is_program_value(text, hints)) {
    recorder.add("text.program-value", visit.value);
    return false;
  }
  if (hints.damage && is_mojibake(text)) recorder.add("text.mojibake", visit.value);
  if (hints.markup && has_markup(text)) recorder.add("text.markup", visit.value);
  if (is_json_space(text.front()) || is_json_space(text.back())) {
    const bool identifies = visit.name == Name::id || visit.key == "ocid" || visit.key == "awardID";
    recorder.add(identifies ? base::RuleId("id.spaces") : base::RuleId("text.spaces"), visit.value);
  }
  if (hints.curp && has_curp(text)) recorder.add("personal.curp", visit.value);
  return true;
}

}  // namespace edca::semantics
