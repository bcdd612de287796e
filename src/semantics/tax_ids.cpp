#include "semantics/tax_ids.hpp"

#include <algorithm>

#include "base/tax_id.hpp"
#include "base/text.hpp"
#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

bool is_hash(std::string_view text) {
  const bool length = text.size() == 32 || text.size() == 40 || text.size() == 64;
  return length && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_placeholder(std::string_view text) {
  const std::string folded = base::fold(text);
  return folded.starts_with("sin") || folded.starts_with("no ") || folded.starts_with("n/") ||
         folded.starts_with("xxx") || folded.find("dato") != std::string::npos ||
         folded.find_first_not_of("0-. ") == std::string::npos;
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
  const std::size_t length = base::tax_id_length(id->view());
  if ((personality == "naturalPerson" && length == base::company_tax_id) ||
      (personality == "legalPerson" && length == base::person_tax_id)) {
    recorder.add(personality == "legalPerson" ? base::RuleId("mexico.rfc-personality/person")
                                              : base::RuleId("mexico.rfc-personality/company"),
                 *at(&identifier, "legalPersonality"));
  }
}

}  // namespace

bool names_nobody(std::string_view number) {
  return base::is_generic_tax_id(number) ||
         number.find_first_of("123456789") == std::string_view::npos;
}

std::optional<base::RuleId> tax_id_problem(std::string_view rfc) {
  if (base::is_generic_tax_id(rfc)) return base::RuleId("mexico.rfc-generic");
  if (base::tax_id_length(rfc) == 0) {
    if (is_hash(rfc)) return base::RuleId("mexico.rfc-hash");
    if (is_placeholder(rfc)) return base::RuleId("mexico.rfc-placeholder");
    const std::size_t size = base::tax_id_size(rfc);
    return size == base::company_tax_id || size == base::person_tax_id
               ? base::RuleId("mexico.rfc")
               : base::RuleId("mexico.rfc/length");
  }
  if (!base::tax_id_has_day(rfc)) return base::RuleId("mexico.rfc-date");
  if (rfc.back() == base::tax_id_check_digit(rfc)) return std::nullopt;
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
