#include <algorithm>
#include <array>
#include <cstdint>

#include "json/text.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

constexpr std::uint8_t blank = 1;
constexpr std::uint8_t visible = 2;
constexpr std::uint8_t markup = 4;   ///< < or &
constexpr std::uint8_t suspect = 8;  ///< begins what wrong decoding leaves behind
constexpr std::uint8_t digit = 16;

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t byte = 0; byte < 256; ++byte) classes[byte] = visible;
  for (const char c : {' ', '\t', '\n', '\r'}) classes[static_cast<unsigned char>(c)] = blank;
  for (const char c : {'<', '&'}) classes[static_cast<unsigned char>(c)] |= markup;
  classes[0xC3] |= suspect;
  classes[0xEF] |= suspect;
  for (std::size_t byte = '0'; byte <= '9'; ++byte) classes[byte] |= digit;
  return classes;
}

constexpr auto classes = make_classes();

std::uint8_t classes_in(std::string_view text) {
  std::uint8_t found = 0;
  for (const char c : text) found |= classes[static_cast<unsigned char>(c)];
  return found;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// What people write where they have nothing to write; folded.
bool is_placeholder(std::string_view text) {
  constexpr std::size_t longest = 24;
  if (text.size() > longest) return false;
  constexpr std::string_view firsts = "nspxtNSPXTdD-.?*";
  if (firsts.find(text.front()) == std::string_view::npos) return false;
  std::string folded = json::fold(text);
  while (folded.ends_with('.') && folded.size() > 3) folded.pop_back();
  std::replace(folded.begin(), folded.end(), '_', ' ');
  return is_one_of(folded, {"n/a",
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
                            "dato no disponible"});
}

/// What programs write by mistake where there is no value.
bool is_program_value(std::string_view text) {
  constexpr std::size_t longest = 512;
  if (is_one_of(text, {"null", "undefined", "NaN", "None", "nil", "[object Object]", "Invalid date",
                       "Invalid Date", "#N/A", "#REF!", "#VALUE!", "#NAME?"}))
    return true;
  if (text.size() > longest) return false;
  // What is put together from several parts: "Av. Hidalgo null", "null null".
  return text.ends_with(" null") || text.ends_with(" undefined") || text.starts_with("null ") ||
         text.find("[object Object]") != std::string_view::npos;
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

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_markup(std::string_view text) {
  for (std::size_t at = 0; (at = text.find_first_of("<&", at)) != std::string_view::npos; ++at) {
    std::size_t end = at + 1;
    if (text[at] == '<' && end < text.size() && text[end] == '/') ++end;
    const std::size_t begin = end;
    while (end < text.size() && (is_letter(text[end]) || text[end] == '#' || text[end] == '/' ||
                                 (text[end] >= '0' && text[end] <= '9')))
      ++end;
    if (end == begin || end == text.size()) continue;
    if (text[at] == '<' ? text[end] == '>' && end - begin < 8 : text[end] == ';' && end - begin < 8)
      return true;
  }
  return false;
}

/// A CURP: four letters, a date, sex, five letters, homonym character, check digit.
bool is_curp(std::string_view word) {
  constexpr std::string_view shape = "LLLLDDDDDDSLLLLLAD";
  for (std::size_t at = 0; at < shape.size(); ++at) {
    const char c = word[at];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool number = c >= '0' && c <= '9';
    const char wanted = shape[at];
    if (wanted == 'L' && !upper) return false;
    if (wanted == 'D' && !number) return false;
    if (wanted == 'S' && c != 'H' && c != 'M' && c != 'X') return false;
    if (wanted == 'A' && !upper && !number) return false;
  }
  return word[6] <= '1' && word[8] <= '3';
}

bool has_curp(std::string_view text) {
  constexpr std::size_t length = 18;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && (is_letter(text[at]) || (text[at] >= '0' && text[at] <= '9'))) continue;
    if (at - begin == length && is_curp(text.substr(begin, length))) return true;
    begin = at + 1;
  }
  return false;
}

/// Members whose values are codes: a codelist speaks of them.
bool holds_codes(std::string_view key) {
  return is_one_of(key, {"status", "tag", "roles", "currency", "type", "scheme", "documentType",
                         "milestoneType", "relationship", "procurementMethod"});
}

}  // namespace

bool check_string(const Visit& visit, Recorder& recorder) {
  const std::string_view text = visit.value.view();
  const std::uint8_t found = classes_in(text);
  if ((found & visible) == 0) {
    recorder.add("text.empty", visit.value);
    return false;
  }
  if (is_placeholder(text) && !holds_codes(visit.key)) {
    recorder.add("text.placeholder", visit.value);
    return false;
  }
  if (is_program_value(text)) {
    recorder.add("text.program-value", visit.value);
    return false;
  }
  if ((found & suspect) != 0 && is_mojibake(text)) recorder.add("text.mojibake", visit.value);
  if ((found & markup) != 0 && has_markup(text)) recorder.add("text.markup", visit.value);
  const bool spaced = classes[static_cast<unsigned char>(text.front())] == blank ||
                      classes[static_cast<unsigned char>(text.back())] == blank;
  if (spaced) {
    const bool identifies = visit.name == Name::id || visit.key == "ocid" || visit.key == "awardID";
    recorder.add(identifies ? "id.spaces" : "text.spaces", visit.value);
  }
  if ((found & digit) != 0 && text.size() >= 18 && has_curp(text))
    recorder.add("personal.curp", visit.value);
  return true;
}

}  // namespace edca::semantics
