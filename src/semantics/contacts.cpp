#include <algorithm>

#include "base/text.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_email(std::string_view text) {
  const std::size_t sign = text.find('@');
  if (sign == 0 || sign == std::string_view::npos) return false;
  const std::string_view domain = text.substr(sign + 1);
  return domain.find_first_of("@ ,;") == std::string_view::npos &&
         text.substr(0, sign).find_first_of(" ,;") == std::string_view::npos &&
         domain.find('.') != std::string_view::npos && !domain.starts_with('.') &&
         !domain.ends_with('.');
}

/// Ten digits in Mexico, seven to fifteen in the world; several numbers in one field.
bool has_phone_digits(std::string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return digits >= 7 && digits <= 45;
}

/// Extensions may follow.
bool is_telephone(std::string_view text) {
  constexpr std::string_view signs = " +-()./,;:#";
  const auto is_plain = [&](char c) { return is_digit(c) || signs.find(c) != signs.npos; };
  if (std::all_of(text.begin(), text.end(), is_plain)) return has_phone_digits(text);
  std::string folded = base::fold(text);
  folded.resize(std::min(folded.find("ext"), folded.size()));
  constexpr std::string_view letters = "yxtel";
  const auto fits = [&](char c) { return is_plain(c) || letters.find(c) != letters.npos; };
  return std::all_of(folded.begin(), folded.end(), fits) && has_phone_digits(folded);
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
  const std::string_view text = visit.value.view();
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
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
