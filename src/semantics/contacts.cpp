#include <algorithm>
#include <initializer_list>

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

using base::is_digit;
using base::is_letter;

bool is_email(std::string_view text) {
  const std::size_t sign = text.find('@');
  if (sign == 0 || sign == std::string_view::npos) return false;
  const std::string_view domain = text.substr(sign + 1);
  return domain.find_first_of("@ ,;") == std::string_view::npos &&
         text.substr(0, sign).find_first_of(" ,;") == std::string_view::npos &&
         domain.find('.') != std::string_view::npos && !domain.starts_with('.') &&
         !domain.ends_with('.');
}

/// What may stand within a number; folding leaves no letters but those of ASCII.
bool is_within_number(char c) {
  constexpr std::string_view signs = " +-().:#*/";
  return is_digit(c) || signs.find(c) != signs.npos || static_cast<unsigned char>(c) >= 0x80;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

/// Local numbers have five digits and more, those of services three (911, 070) or a star before
/// them; of numbers that stand side by side, nobody can tell where one ends.
bool has_phone_digits(std::string_view number) {
  const auto digits = std::count_if(number.begin(), number.end(), is_digit);
  const bool service = digits == 3 || (digits == 4 && number.starts_with('*'));
  return service || (digits >= 5 && digits <= 45);
}

/// Whether a number in the text can be called: local or whole, alone or one of several, with an
/// extension or words beside it. Digits of an extension do not count, nor those within a word.
bool is_telephone(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_within_number)) return has_phone_digits(text);
  if (text.find('@') != text.npos) return false;
  const std::string folded = base::fold(text);
  std::string_view word;  // right before the number
  for (std::size_t at = 0, end = 0; at < folded.size(); at = end) {
    const auto part = [&](auto fits) {
      const std::string_view rest = std::string_view(folded).substr(at);
      end = at + static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), fits) -
                                          rest.begin());
      return rest.substr(0, end - at);
    };
    if (is_letter(folded[at])) {
      word = part(is_letter);
    } else if (is_within_number(folded[at])) {
      const bool extension =
          starts_with_any(word, {"ext", "anexo", "interno"}) || word == "int" || word == "x";
      const bool within_word =
          is_digit(folded[at]) && !word.empty() && !starts_with_any(word, {"tel", "cel", "fax"});
      if (has_phone_digits(part(is_within_number)) && !extension && !within_word) return true;
      word = {};
    } else {
      end = at + 1;
      word = {};
    }
  }
  return false;
}

/// Addresses that were typed to get past a form.
bool is_dummy_address(std::string_view text) {
  constexpr std::size_t longest = 17;
  // Nearly all are longer and secure.
  if (text.size() > longest && text.starts_with("https://")) return false;
  const std::string folded = base::fold(text.substr(0, 2 * longest));
  for (const std::string_view dummy :
       {"www.x.com", "x.com", "http://", "https://", "http://www", "http://www.", "http://x",
        "http://www.x.com", "http://n/a", "https://www.x.com", "http://localhost", "www"}) {
    if (folded == dummy) return true;
  }
  return folded.starts_with("http://localhost") || folded.starts_with("http://127.0.0.1") ||
         folded.starts_with("http://192.168.") || folded.starts_with("http://10.") ||
         folded.starts_with("file:") || folded.starts_with("c:\\");
}

}  // namespace

void check_contact(const Visit& visit, const Process& process, Recorder& recorder) {
  if (visit.value.kind == Kind::number && visit.name == Name::postal_code) return;
  if (visit.value.kind != Kind::string) return;
  const std::string_view text = trimmed(visit.value.view());
  if (text.empty()) return;
  switch (visit.name) {
    case Name::email:
      // The schema of OC4IDS speaks of the form of addresses itself.
      if (!process.standard.oc4ids && !is_email(text)) recorder.add("contact.email", visit.value);
      break;
    case Name::telephone:
    case Name::fax:
      if (!is_telephone(text)) recorder.add("contact.telephone", visit.value);
      break;
    case Name::postal_code: {
      constexpr std::size_t length = 5;
      const bool digits = std::all_of(text.begin(), text.end(), is_digit);
      const bool abroad =
          visit.object != nullptr && filled(visit.object, "countryName") &&
          !base::fold(semantics::text(visit.object, "countryName")).starts_with("mex");
      if (process.standard.mexican && !abroad && (!digits || text.size() != length))
        recorder.add("contact.postal-code", visit.value);
      break;
    }
    case Name::uri:
    case Name::url:
      if (is_dummy_address(text)) recorder.add("contact.dummy-address", visit.value);
      break;
    default:
      break;
  }
}

}  // namespace edca::semantics
