#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "indicators/across.hpp"

namespace edca::indicators {
namespace {

/// What people write into a field that they leave out, folded and without what stands around.
constexpr auto nothings = std::to_array<std::string_view>({"null",
                                                           "n/a",
                                                           "na",
                                                           "n.a",
                                                           "nd",
                                                           "n/d",
                                                           "s/d",
                                                           "s/n",
                                                           "sd",
                                                           "ninguno",
                                                           "ninguna",
                                                           "no aplica",
                                                           "no capturado",
                                                           "no disponible",
                                                           "no registrado",
                                                           "sin datos",
                                                           "sin dato",
                                                           "sin domicilio",
                                                           "sin informacion",
                                                           "xxx",
                                                           "xxxx",
                                                           "xxxxx",
                                                           "pendiente",
                                                           "por definir"});

std::string trimmed(std::string text) {
  constexpr std::string_view around = " .,-_*\t\n";
  text.erase(0, std::min(text.find_first_not_of(around), text.size()));
  text.erase(text.find_last_not_of(around) + 1);
  return text;
}

/// A word that stands for nothing, or dashes; not what says that it is kept secret.
bool is_nothing(const std::string& folded) {
  return folded.empty() || std::ranges::find(nothings, folded) != nothings.end();
}

/// Fewer digits than any telephone has, or one digit again and again.
bool is_fake_telephone(std::string_view given) {
  const std::string folded = trimmed(base::fold(given));
  std::string digits;
  std::ranges::copy_if(folded, std::back_inserter(digits), base::is_digit);
  if (digits.empty()) return is_nothing(folded);
  const bool one = digits.find_first_not_of(digits[0]) == digits.npos;
  return digits.size() < 7 ? digits.size() == folded.size() : one || digits == "1234567890";
}

bool is_fake_street(std::string_view given) {
  const std::string folded = trimmed(base::fold(given));
  return is_nothing(folded) || folded.find_first_not_of("0") == folded.npos;
}

}  // namespace

/// Address and telephone of companies that supply. Those of natural persons are taken out of what
/// is published.
void Across::keep_contacts(const Case& given, const Fact& of) {
  std::size_t at = 0;
  for (const json::Node* party : json::Elements(json::find(*given.process.release, "parties"))) {
    const std::string pointer = "/parties/" + std::to_string(at++);
    if (!has_role(party, "supplier")) continue;
    const std::string rfc = given.rfc(party);
    const json::Node* street = member(party, "address", "streetAddress");
    const json::Node* telephone = member(party, "contactPoint", "telephone");
    const char* reason = rfc.empty()                         ? "no-rfc"
                         : base::code_points(rfc) != 12      ? "person"
                         : !text(street) && !text(telephone) ? "no-address"
                                                             : nullptr;
    if (reason != nullptr) {
      ledger_.not_applicable("R042", reason);
      continue;
    }
    const bool fake_street = text(street) && is_fake_street(*text(street));
    const bool fake_telephone = text(telephone) && is_fake_telephone(*text(telephone));
    const bool by_street = fake_street || (text(street) && !fake_telephone);
    const std::string place =
        pointer + (by_street ? "/address/streetAddress" : "/contactPoint/telephone");
    const std::string value = json_of(by_street ? street : telephone);
    Fact fact = of;
    fact.pointer = place;
    fact.value = value;
    fact.supplier = rfc;
    if (fake_street || fake_telephone) fact.numbers.is |= Fact::fake;
    kept_.add(key_.assign("A").append(rfc), fact);
  }
}

/// A supplier that has nothing but placeholders wherever it is told of.
void Across::contacts(std::string_view name, const Facts& facts) {
  ++reachable_;
  if (!std::ranges::all_of(facts, [](const Fact& each) { return each.has(Fact::fake); })) return;
  IndicatorFlag& flag = placeholders_.emplace_back();
  flag.subject = flag.supplier = name;
  flag.value = facts[0].value;
  for (const Fact& each : facts) {
    if (flag.evidence.size() == most_shown) break;
    flag.evidence.push_back(kept_.evidence(each));
    flag.ocids.emplace_back(each.ocid);
  }
}

/// Where half of all have placeholders, that is how the form is filled in.
void Across::finish_contacts() {
  if (!ledger_.asked("R042")) return;
  const bool habit = placeholders_.size() * 2 > reachable_;
  const char* reason = reachable_ < 10 ? "too-few" : habit ? "habit" : nullptr;
  for (std::size_t at = 0; at < reachable_; ++at) asked("R042", reason);
  if (reason != nullptr) return;
  for (IndicatorFlag& flag : placeholders_)
    ledger_.flag("R042", IndicatorUnit::supplier, std::move(flag));
}

}  // namespace edca::indicators
