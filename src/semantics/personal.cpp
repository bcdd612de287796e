#include "base/tax_id.hpp"
#include "base/text.hpp"
#include "semantics/families.hpp"
#include "semantics/tax_ids.hpp"

namespace edca::semantics {
namespace {

bool is_person(const Value& party) {
  const std::string_view personality = text(&party, "identifier", "legalPersonality");
  if (!personality.empty()) return personality == "naturalPerson";
  constexpr std::size_t person = 13;
  return text(&party, "identifier", "scheme") == "MX-RFC" &&
         base::tax_id_length(text(&party, "identifier", "id")) == person;
}

/// People who do business with the state, or act for it, are named with their business address.
bool acts_in_public(const Value& party) {
  const Value* roles = at(&party, "roles");
  for (const std::string_view role :
       {"supplier", "tenderer", "issuingSupplier", "official", "invitedSupplier", "payee"}) {
    if (has_word(roles, role)) return true;
  }
  return false;
}

bool is_private_mail(std::string_view address) {
  const std::string folded = base::fold(address);
  for (const std::string_view host :
       {"@gmail.", "@hotmail.", "@outlook.", "@yahoo.", "@live.", "@icloud.", "@prodigy."}) {
    if (folded.find(host) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

void check_personal_data(const Process& process, Recorder& recorder) {
  for (const Value& party : process.parties) {
    if (party.kind != Kind::object || !is_person(party)) continue;
    const Value* contact = at(&party, "contactPoint");
    if (acts_in_public(party)) {
      if (is_private_mail(text(contact, "email")))
        recorder.add("personal.private-email", *at(contact, "email"));
      continue;
    }
    if (filled(&party, "address", "streetAddress"))
      recorder.add("personal.address", *at(&party, "address", "streetAddress"));
    for (const std::string_view field : {"email", "telephone", "faxNumber"}) {
      if (filled(contact, field)) recorder.add("personal.contact", *at(contact, field));
    }
  }
}

}  // namespace edca::semantics
