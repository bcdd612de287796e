#include <utility>

#include "base/tax_id.hpp"
#include "legacy/values.hpp"
#include "pnt/merged.hpp"
#include "pnt/release_maker.hpp"

namespace edca::pnt {
namespace {

bool is_empty(const json::Value& value) {
  return (value.is_object() && value.as_object().empty()) ||
         (value.is_array() && value.as_array().empty());
}

/// "persona fisica" and the like stand for somebody who is not named.
bool is_nobody(std::string_view name) {
  const std::string text = legacy::compared(name);
  return says_nothing(name) || text == "persona fisica" || text == "persona moral";
}

std::string full_name(const Cells& cells) {
  std::string name;
  for (const std::string_view key : {"nombre", "primer_apellido", "segundo_apellido"}) {
    const std::string& part = cells.text(key);
    if (part.empty() || is_nobody(part)) continue;
    if (!name.empty()) name += ' ';
    name += part;
  }
  return name;
}

}  // namespace

/// Of the columns that name a person or a company; without an id where they name nobody.
ReleaseMaker::Person ReleaseMaker::person(const Cells& cells, std::string_view column) {
  Person person;
  const std::string& company = cells.text("razon_social");
  const bool moral = !company.empty() && !is_nobody(company);
  const std::string name = moral ? company : full_name(cells);
  const std::string& cell = cells.text("rfc");
  const std::string rfc = legacy::read_rfc(cell);
  json::Value identifier = json::Object{};
  const bool of_person = base::tax_id_length(rfc) == base::person_tax_id;
  person.natural = of_person || (!moral && !name.empty());
  if (!rfc.empty() && of_person && !choice_.natural_persons) {
    tally_("convert.personal", column, {});
  } else if (!rfc.empty()) {
    identifier["scheme"] = "MX-RFC";
    identifier["id"] = rfc;
  } else if (!cell.empty() && !says_nothing(cell) && !base::is_generic_tax_id(cell) &&
             !cell.starts_with("EXT")) {
    tell_("convert.cell/rfc", column, {});
  }
  if (name.empty() && identifier.find("id") == nullptr) return person;
  if (moral) {
    identifier["legalName"] = company;
  } else if (!name.empty()) {
    identifier["legalPersonality"] = "naturalPerson";
    const std::pair<const char*, const char*> parts[] = {{"nombre", "givenName"},
                                                         {"primer_apellido", "patronymicName"},
                                                         {"segundo_apellido", "matronymicName"}};
    for (const auto& [key, member] : parts)
      if (!cells.text(key).empty() && !is_nobody(cells.text(key)))
        identifier[member] = cells.text(key);
  }
  const std::string_view number = identifier.text("id");
  person.id = number.empty() ? legacy::slug(name) : "MX-RFC-" + std::string(number);
  person.party = json::Object{{"id", person.id}};
  if (!name.empty()) person.party["name"] = name;
  if (!is_empty(identifier)) person.party["identifier"] = std::move(identifier);
  return person;
}

void ReleaseMaker::add_party(const Person& person, std::string_view role) {
  json::Value party = person.party;
  party["roles"] = json::Array{role};
  release_["parties"].as_array().push_back(std::move(party));
}

json::Value ReleaseMaker::reference(const Person& person, std::string_view role) {
  add_party(person, role);
  json::Value reference = json::Object{{"id", person.id}};
  if (const json::Value* const name = person.party.find("name")) reference["name"] = *name;
  return reference;
}

void ReleaseMaker::supplier(const Row& row) {
  Person person = this->person(row.cells, "rfc");
  if (person.id.empty()) return;
  if (!person.natural || choice_.natural_persons) {
    address(person.party, row.cells);
  } else if (!row.cells.text("domicilio_nombre_vialidad").empty()) {
    tally_("convert.personal", "domicilio_nombre_vialidad", {});
  }
  award_["suppliers"] = json::Array{reference(person, "supplier")};
  supplier_ = json::Object{{"id", person.id}};
}

void ReleaseMaker::address(json::Value& party, const Cells& cells) {
  const auto text = [&](const char* key) -> std::string {
    const std::string& said = cells.text(std::string("domicilio_") + key);
    return says_nothing(said) ? std::string() : said;
  };
  json::Value address = json::Object{};
  std::string street = text("nombre_vialidad");
  for (const std::string& number : {text("numero_exterior"), text("numero_interior")})
    if (!street.empty() && !number.empty()) street += " " + number;
  const std::pair<const char*, std::string> parts[] = {{"streetAddress", street},
                                                       {"locality", text("nombre_localidad")},
                                                       {"region", text("nombre_entidad")},
                                                       {"postalCode", text("codigo_postal")},
                                                       {"countryName", text("pais_extranjero")}};
  for (const auto& [member, said] : parts)
    if (!said.empty()) address[member] = said;
  if (!is_empty(address)) party["address"] = std::move(address);
  json::Value whole = json::Object{};
  for (const Field& field : fields().all) {
    const std::string& said = cells.text(field.key);
    if (field.kind != Kind::address || said.empty() || says_nothing(said)) continue;
    whole[field.keys.back()] = said;
  }
  if (is_empty(whole)) return;
  if (choice_.keep_unmapped) {
    party["x_domicilioFiscal"] = std::move(whole);
  } else if (whole.find("tipo_vialidad") || whole.find("clave_municipio")) {
    tally_("convert.unmapped", "domicilio_tipo_vialidad", {});
  }
}

void ReleaseMaker::table(std::string_view key, const std::vector<Cells>& lines) {
  if (key == "posibles") return people(lines, key, "invitedSupplier");
  if (key == "ofertas") return people(lines, key, "tenderer");
  if (key == "asistentes") return meeting(lines, key, "attendee");
  if (key == "servidores") return meeting(lines, key, "official");
  if (key == "cotizaciones") return quotes(lines);
  if (key == "obra") return works(lines);
  if (key == "convenios") return amendments(lines);
  if (key != "beneficiarios" || lines.empty()) return;
  if (!choice_.natural_persons) return tally_("convert.personal", key, {});
  if (!choice_.keep_unmapped) return tally_("convert.unmapped", key, {});
  json::Array owners;
  for (const Cells& each : lines) {
    const Person owner = person(each, key);
    if (owner.id.empty()) continue;
    json::Value kept = json::Object{{"id", owner.id}, {"name", owner.party.text("name")}};
    if (const json::Value* const identifier = owner.party.find("identifier"))
      kept["identifier"] = *identifier;
    owners.push_back(std::move(kept));
  }
  const std::string_view id = supplier_.text("id");
  for (json::Value& party : release_["parties"].as_array())
    if (!id.empty() && party.text("id") == id) party["beneficialOwners"] = owners;
}

void ReleaseMaker::people(const std::vector<Cells>& lines, std::string_view key,
                          std::string_view role) {
  json::Array list;
  for (const Cells& each : lines) {
    const Person person = this->person(each, key);
    if (!person.id.empty()) list.push_back(reference(person, role));
  }
  if (role == "tenderer" && !list.empty()) release_["tender"]["tenderers"] = std::move(list);
}

/// Officers, and visitors who are no companies, are not named without being asked for.
void ReleaseMaker::meeting(const std::vector<Cells>& lines, std::string_view key,
                           std::string_view role) {
  json::Array list;
  for (const Cells& each : lines) {
    Person person = this->person(each, key);
    if (person.id.empty()) continue;
    if (person.natural && !choice_.natural_persons) {
      tally_("convert.personal", key, {});
      continue;
    }
    if (const std::string& post = each.text("cargo"); !post.empty())
      person.party["position"] = post;
    list.push_back(reference(person, role));
  }
  if (list.empty()) return;
  json::Value& meeting = value_at(release_, {"tender", "clarificationMeetings[]"});
  meeting["id"] = "1";
  meeting[role == "official" ? "officials" : "attendees"] = std::move(list);
}

void ReleaseMaker::quotes(const std::vector<Cells>& lines) {
  json::Array quotes;
  for (const Cells& each : lines) {
    const Person person = this->person(each, "cotizaciones");
    const std::string& said = each.text("monto");
    const rows::Value amount = rows::read_number(said, false, '.');
    if (!said.empty() && (amount.wrong || amount.json.empty()))
      tell_("convert.cell/number", "cotizaciones", said);
    const bool priced = !said.empty() && !amount.wrong && !amount.json.empty();
    if (person.id.empty() && !priced) continue;
    json::Value quote = json::Object{{"id", std::to_string(quotes.size() + 1)}};
    if (!person.id.empty()) quote["id"] = person.id;
    if (priced)
      quote["value"] = json::Object{{"amount", json::Number{amount.json}}, {"currency", "MXN"}};
    if (!person.id.empty()) quote["issuingSupplier"] = reference(person, "issuingSupplier");
    quotes.push_back(std::move(quote));
  }
  if (quotes.empty()) return;
  release_["planning"]["hasQuotes"] = true;
  json::Value& request = value_at(release_, {"planning", "requestsForQuotes[]"});
  request["id"] = "1";
  request["quotes"] = std::move(quotes);
}

void ReleaseMaker::works(const std::vector<Cells>& lines) {
  std::size_t number = 0;
  for (const Cells& each : lines) {
    if (++number == 1) {
      for (const std::string_view key : {"lugar_obra", "url_impacto", "observaciones", "etapa"}) {
        const std::string& said = each.text(key);
        if (!said.empty() && !says_nothing(said)) cell(*fields().find(key), said);
      }
      continue;
    }
    const std::string& where = each.text("lugar_obra");
    if (where.empty() || says_nothing(where)) continue;
    json::Value& items = release_["tender"]["items"];
    if (!items.is_array()) items = json::Array{};
    items.as_array().emplace_back(
        json::Object{{"id", std::to_string(number)},
                     {"deliveryAddress", json::Object{{"streetAddress", where}}}});
  }
}

void ReleaseMaker::amendments(const std::vector<Cells>& lines) {
  json::Array list;
  for (const Cells& each : lines) {
    json::Value amendment = json::Object{};
    const std::string& number = each.text("numero");
    const bool numbered = !number.empty() && !says_nothing(number);
    amendment["id"] = numbered ? number : std::to_string(list.size() + 1);
    const std::string& purpose = each.text("objeto");
    if (!purpose.empty() && !says_nothing(purpose)) amendment["description"] = purpose;
    if (const std::string& day = each.text("fecha"); !day.empty() && !says_nothing(day)) {
      const rows::Value read = legacy::read_legacy_date(day, zone_);
      if (read.wrong || read.text.empty()) {
        tell_("convert.cell/date", "convenios", day);
      } else {
        amendment["date"] = read.text;
        last_ = legacy::later(last_, read.text);
      }
    }
    const std::string& link = each.text("url");
    const bool linked = !link.empty() && is_address("convenios", link);
    if (!numbered && amendment.as_object().size() == 1 && !linked) continue;
    if (linked) {
      json::Value& documents = contract_["documents"];
      if (!documents.is_array()) documents = json::Array{};
      const std::string id = "contractAmendment-" + std::string(amendment.text("id"));
      documents.as_array().emplace_back(
          json::Object{{"id", id}, {"documentType", "contractAmendment"}, {"url", link}});
    }
    list.push_back(std::move(amendment));
  }
  if (!list.empty()) contract_["amendments"] = std::move(list);
}

/// A budget line for each object of spending, with the source of the money.
void ReleaseMaker::budget(const Row& row) {
  std::vector<std::string> objects;
  if (const auto found = row.tables.find("partidas"); found != row.tables.end()) {
    for (const Cells& each : found->second) {
      const std::string& code = each.text("partida");
      if (!code.empty() && !says_nothing(code)) objects.push_back(code);
    }
  }
  const std::string& said = row.cells.text("fuente");
  const std::string source = says_nothing(said) ? std::string() : said;
  json::Array lines;
  if (objects.empty() && !source.empty()) objects.emplace_back();
  for (const std::string& object : objects) {
    json::Array components;
    const auto component = [&](const char* level, const char* member, const std::string& text) {
      if (text.empty()) return;
      components.emplace_back(json::Object{{"name", level}, {"level", level}, {member, text}});
    };
    component("spendingObject", "code", object);
    component("budgetSource", "description", source);
    lines.emplace_back(
        json::Object{{"id", object.empty() ? "1" : object}, {"components", std::move(components)}});
  }
  if (release_.find("planning") == nullptr && lines.empty()) return;
  json::Value* budget = release_["planning"].find("budget");
  const bool broken_down = budget != nullptr && budget->find("budgetBreakdown") != nullptr;
  if (lines.empty() && !broken_down) return;
  json::Value& part = value_at(release_, {"planning", "budget", "budgetBreakdown[]"});
  part["id"] = "1";
  if (lines.empty()) return;
  part["budgetLines"] = std::move(lines);
}

void ReleaseMaker::finish(const std::string& contract) {
  const std::string currency(contract_["value"].text("currency", "MXN"));
  json::Value& value = contract_["value"];
  if (json::Value* const rates = value.find("exchangeRates"))
    rates->as_array().front()["currency"] = "MXN";
  if (value.find("amount") || value.find("netAmount")) {
    value["currency"] = currency;
  } else {
    contract_.erase("value");
  }
  if (json::Value* const guarantees = contract_.find("guarantees"))
    guarantees->as_array().front()["value"]["currency"] = "MXN";
  for (const char* const member : {"minValue", "value"}) {
    if (json::Value* const amount = release_["tender"].find(member))
      (*amount)["currency"] = currency;
  }
  if (json::Value* const list = contract_.find("amendments"); list && list->as_array().empty())
    list->as_array().emplace_back(json::Object{{"id", "1"}});
  if (contract.empty()) return;
  json::Value award = json::Object{{"id", contract}, {"status", "active"}};
  json::Value made = json::Object{{"id", contract}, {"awardID", contract}};
  for (json::Member& each : award_.as_object()) award[each.first] = std::move(each.second);
  for (json::Member& each : contract_.as_object()) made[each.first] = std::move(each.second);
  release_["awards"] = json::Array{std::move(award)};
  release_["contracts"] = json::Array{std::move(made)};
  json::Value& status = release_["tender"]["status"];
  if (status.is_null()) status = "complete";
}

}  // namespace edca::pnt
