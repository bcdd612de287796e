#include <map>
#include <set>
#include <utility>

#include "pnt/row_maker.hpp"

#include "pnt/parts.hpp"

namespace edca::pnt {
namespace {

const json::Value* at(const json::Value* value, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) value = value == nullptr ? nullptr : value->find(key);
  return value;
}
void put(Cells& cells, const char* key, std::string text) {
  if (!text.empty()) cells[key] = std::move(text);
}

}  // namespace

/// The party that a reference names; itself where there is none.
const json::Value* RowMaker::party(const json::Value* reference) const {
  const std::string id = text_of(at(reference, {"id"}));
  const auto found = parties_.find(id);
  return id.empty() || found == parties_.end() ? reference : found->second;
}

/// Names of a person or a company, and the RFC.
Cells RowMaker::person(const json::Value* reference) const {
  Cells cells;
  const json::Value* const found = party(reference);
  const json::Value* const identifier = at(found, {"identifier"});
  put(cells, "nombre", text_of(at(identifier, {"givenName"})));
  put(cells, "primer_apellido", text_of(at(identifier, {"patronymicName"})));
  put(cells, "segundo_apellido", text_of(at(identifier, {"matronymicName"})));
  if (text_of(at(identifier, {"scheme"})) == "MX-RFC")
    put(cells, "rfc", text_of(at(identifier, {"id"})));
  const bool natural = text_of(at(identifier, {"legalPersonality"})) == "naturalPerson";
  std::string legal = text_of(at(identifier, {"legalName"}));
  if (legal.empty()) legal = text_of(at(found, {"name"}));
  if (natural && !cells.contains("nombre")) {
    put(cells, "nombre", std::move(legal));
  } else if (!cells.contains("nombre")) {
    put(cells, "razon_social", std::move(legal));
  }
  return cells;
}

void RowMaker::supplier() {
  if (supplier_ == nullptr) return;
  for (auto& [key, text] : person(supplier_)) row_.cells[key] = text;
  address(*supplier_);
}

void RowMaker::address(const json::Value& party) {
  bool whole = false;
  for (const Field& field : fields().all) {
    if (field.kind != Kind::address) continue;
    const std::string said = text_of(at(&party, {field.keys[0], field.keys[1]}));
    whole = whole || !said.empty();
    set(field.key, said);
  }
  if (whole) return;
  const std::pair<const char*, const char*> parts[] = {
      {"domicilio_nombre_vialidad", "streetAddress"},
      {"domicilio_nombre_localidad", "locality"},
      {"domicilio_nombre_entidad", "region"},
      {"domicilio_codigo_postal", "postalCode"},
      {"domicilio_pais_extranjero", "countryName"}};
  for (const auto& [key, member] : parts) {
    const std::string said = text_of(at(&party, {"address", member}));
    if (key == std::string_view("domicilio_pais_extranjero") && said == "México") continue;
    set(key, said);
  }
}

void RowMaker::tables() {
  people("posibles", "invitedSupplier");
  people("ofertas", "tenderer");
  if (!row_.tables.contains("ofertas")) referred("ofertas", at(&release_, {"tender", "tenderers"}));
  const json::Array* const meetings = list_of(at(&release_, {"tender", "clarificationMeetings"}));
  for (std::size_t each = 0; meetings != nullptr && each < meetings->size(); ++each) {
    referred("asistentes", (*meetings)[each].find("attendees"));
    referred("servidores", (*meetings)[each].find("officials"));
  }
  quotes();
  works();
  amendments();
  objects();
  owners();
}

void RowMaker::people(std::string_view key, std::string_view role) {
  const json::Array* const parties = list_of(release_.find("parties"));
  for (std::size_t each = 0; parties != nullptr && each < parties->size(); ++each) {
    const json::Array* const roles = list_of((*parties)[each].find("roles"));
    bool has = false;
    for (std::size_t n = 0; roles != nullptr && n < roles->size(); ++n)
      has = has || text_of(&(*roles)[n]) == role;
    if (!has) continue;
    Cells cells = person(&(*parties)[each]);
    if (!cells.empty()) row_.tables[std::string(key)].push_back(std::move(cells));
  }
}

void RowMaker::referred(std::string_view key, const json::Value* list) {
  const json::Array* const all = list_of(list);
  for (std::size_t each = 0; all != nullptr && each < all->size(); ++each) {
    Cells cells = person(&(*all)[each]);
    put(cells, "cargo", text_of(at(party(&(*all)[each]), {"position"})));
    if (!cells.empty()) row_.tables[std::string(key)].push_back(std::move(cells));
  }
}

void RowMaker::quotes() {
  const json::Array* const requests = list_of(at(&release_, {"planning", "requestsForQuotes"}));
  for (std::size_t each = 0; requests != nullptr && each < requests->size(); ++each) {
    const json::Array* const quotes = list_of((*requests)[each].find("quotes"));
    for (std::size_t n = 0; quotes != nullptr && n < quotes->size(); ++n) {
      const json::Value& quote = (*quotes)[n];
      Cells cells = person(quote.find("issuingSupplier"));
      const std::string currency = text_of(at(&quote, {"value", "currency"}));
      if (currency.empty() || currency == "MXN")
        put(cells, "monto", text_of(at(&quote, {"value", "amount"})));
      else
        tell_("convert.dropped/pnt-quote", "cotizaciones", {{"said", currency}});
      if (!cells.empty()) row_.tables["cotizaciones"].push_back(std::move(cells));
    }
  }
}

void RowMaker::works() {
  const json::Array* const items = list_of(at(&release_, {"tender", "items"}));
  for (std::size_t each = 0; items != nullptr && each < items->size(); ++each) {
    const std::string where = text_of(at(&(*items)[each], {"deliveryAddress", "streetAddress"}));
    if (where.empty()) continue;
    row_.tables["obra"].emplace_back()["lugar_obra"] = where;
  }
  Cells rest;
  for (const char* const key : {"url_impacto", "observaciones", "etapa"})
    put(rest, key, row_.cells.text(key));
  if (rest.empty()) return;
  std::vector<Cells>& lines = row_.tables["obra"];
  if (lines.empty()) lines.emplace_back();
  for (auto& [key, text] : rest) lines.front()[key] = text;
}

void RowMaker::amendments() {
  const json::Array* const list = list_of(at(contract_, {"amendments"}));
  if (list == nullptr) return;
  std::vector<const json::Value*> documents;
  std::map<std::string, const json::Value*> by_id;
  const json::Array* const all = list_of(at(contract_, {"documents"}));
  for (std::size_t each = 0; all != nullptr && each < all->size(); ++each)
    if ((*all)[each].text("documentType") == "contractAmendment") {
      documents.push_back(&(*all)[each]);
      by_id.emplace(text_of((*all)[each].find("id")), documents.back());
    }
  for (std::size_t each = 0; each < list->size(); ++each) {
    const json::Value& amendment = (*list)[each];
    Cells cells;
    const std::string id = text_of(amendment.find("id"));
    put(cells, "numero", id);
    std::string purpose = text_of(amendment.find("description"));
    if (purpose.empty()) purpose = text_of(amendment.find("rationale"));
    put(cells, "objeto", std::move(purpose));
    put(cells, "fecha", day_of(text_of(amendment.find("date"))));
    const json::Value* link = documents.size() == list->size() ? documents[each] : nullptr;
    if (const auto own = by_id.find("contractAmendment-" + id); own != by_id.end())
      link = own->second;
    put(cells, "url", text_of(at(link, {"url"})));
    row_.tables["convenios"].push_back(std::move(cells));
  }
}

/// Codes of the objects of spending, each once.
void RowMaker::objects() {
  const json::Array* const parts =
      list_of(at(&release_, {"planning", "budget", "budgetBreakdown"}));
  std::set<std::string> known;
  for (std::size_t part = 0; parts != nullptr && part < parts->size(); ++part) {
    const json::Array* const lines = list_of((*parts)[part].find("budgetLines"));
    for (std::size_t line = 0; lines != nullptr && line < lines->size(); ++line) {
      const json::Array* const components = list_of((*lines)[line].find("components"));
      for (std::size_t each = 0; components != nullptr && each < components->size(); ++each) {
        const json::Value& component = (*components)[each];
        if (component.text("level") != "spendingObject") continue;
        const std::string code = text_of(component.find("code"));
        if (!code.empty() && known.insert(code).second)
          row_.tables["partidas"].emplace_back()["partida"] = code;
      }
    }
  }
}

void RowMaker::owners() {
  const json::Array* const list = list_of(at(supplier_, {"beneficialOwners"}));
  for (std::size_t each = 0; list != nullptr && each < list->size(); ++each) {
    Cells cells = person(&(*list)[each]);
    cells.erase("rfc");
    if (!cells.empty()) row_.tables["beneficiarios"].push_back(std::move(cells));
  }
}

}  // namespace edca::pnt
