#include "convert/contract_release.hpp"

#include <algorithm>
#include <utility>

#include "base/sha256.hpp"
#include "legacy/values.hpp"

namespace edca::convert {
namespace {

/// Spending on social communication and advertising, of the Clasificador por Objeto del Gasto:
/// https://www.dof.gob.mx/nota_detalle.php?codigo=5171529&fecha=28/12/2010
constexpr std::string_view chapter = "3600";
constexpr std::string_view chapter_name = "Servicios de comunicación social y publicidad";

constexpr std::string_view currency = "MXN";

/// Puts a text into a member where there is one.
void put(json::Value& object, std::string_view member, const json::Value& cells,
         std::string_view field) {
  const json::Value* const found = cells.find(field);
  if (found != nullptr) object[member] = *found;
}

json::Value amount_of(const json::Value& cells, std::string_view field) {
  const json::Value* const found = cells.find(field);
  if (found == nullptr) return {};
  return json::Object{{"amount", *found}, {"currency", currency}};
}

json::Value document(std::string_view id, std::string_view type, const json::Value& url) {
  return json::Object{{"id", id}, {"documentType", type}, {"url", url}};
}

/// The digits in front: "36101 - Difusión de mensajes".
std::string object_of_spending(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  return end == 4 || end == 5 ? std::string(text.substr(0, end)) : std::string();
}

json::Value classification(std::string_view code) {
  json::Value value = json::Object{{"scheme", "COG"}, {"id", code}};
  if (code == chapter) value["description"] = chapter_name;
  return value;
}

}  // namespace

/// The party of this name, with a further role; a reference to it.
json::Value ContractReleases::party(std::string_view name, const std::string& role, bool supplier) {
  if (name.empty()) return {};
  const auto known = supplier ? suppliers_.find(name) : suppliers_.end();
  const bool has_rfc = known != suppliers_.end() && !known->second.empty();
  const std::string id = has_rfc ? "MX-RFC-" + known->second : legacy::slug(name);
  if (id.empty()) return {};
  json::Value& party = parties_[id];
  if (party.is_null()) {
    party = json::Object{{"id", id}, {"name", name}, {"roles", json::Array{}}};
    if (has_rfc) {
      party["identifier"] =
          json::Object{{"scheme", "MX-RFC"}, {"id", known->second}, {"legalName", name}};
    }
  }
  json::Array& roles = party["roles"].as_array();
  if (std::ranges::find(roles, json::Value(role)) == roles.end()) roles.emplace_back(role);
  return json::Object{{"id", id}, {"name", *party.find("name")}};
}

/// What the first row says of the process as a whole.
void ContractReleases::head(const json::Value& cells, bool contract) {
  const auto body = [&](std::string_view field) { return cells.text(field); };
  const std::string_view contracting = body(contract ? "Contratante" : "Sujeto obligado ordenante");
  const std::string_view asking = body(contract ? "Solicitante" : "Sujeto obligado solicitante");
  buyer_ = party(contracting, "buyer", false);
  if (!buyer_.is_null()) release_["buyer"] = buyer_;
  json::Value tender = json::Object{};
  tender["id"] = award_;
  put(tender, "title", cells, contract ? "Objeto del contrato" : "Justificación");
  if (const std::string_view text = cells.text("Procedimiento"); !text.empty()) {
    const auto method = legacy::read_method(text);
    if (method && !method->code.empty()) tender["procurementMethod"] = method->code;
    tender["procurementMethodDetails"] = text;
  }
  put(tender, "procurementMethodRationale", cells, "Fundamento jurídico");
  tender["mainProcurementCategory"] = "services";
  if (!buyer_.is_null()) tender["procuringEntity"] = party(contracting, "procuringEntity", false);
  release_["tender"] = std::move(tender);
  static_cast<void>(party(asking, "requestingUnit", false));
  supplier_ = party(body("Proveedor"), "supplier", true);
  json::Value award = json::Object{{"id", award_}};
  put(award, "title", cells, contract ? "Objeto del contrato" : "Justificación");
  award["status"] = "active";
  if (json::Value value = amount_of(cells, "Monto original del contrato"); !value.is_null())
    award["value"] = std::move(value);
  if (!supplier_.is_null()) award["suppliers"] = json::Array{supplier_};
  release_["awards"] = json::Array{std::move(award)};
}

json::Value ContractReleases::contract_of(const json::Value& cells, bool contract) {
  json::Value made = json::Object{};
  made["id"] = cells.text(contract ? "Número de contrato" : "Número orden de compra");
  made["awardID"] = award_;
  put(made, "title", cells, contract ? "Objeto del contrato" : "Justificación");
  put(made, "description", cells, "Descripción");
  json::Value period = json::Object{};
  put(period, "startDate", cells, "Fecha inicio");
  put(period, "endDate", cells, "Fecha fin");
  if (!period.as_object().empty()) made["period"] = std::move(period);
  json::Value value = amount_of(cells, "Monto total");
  if (value.is_null()) value = amount_of(cells, "Monto original del contrato");
  if (!value.is_null()) made["value"] = std::move(value);
  const std::string_view day = contract ? "Fecha celebración" : "Fecha de orden";
  put(made, "dateSigned", cells, day);
  for (const std::string_view field : {"Fecha inicio", "Fecha celebración", "Fecha de orden"})
    last_ = legacy::later(last_, std::string(cells.text(field)));
  const json::Value* const file =
      cells.find(contract ? "Archivo contrato en PDF (Vinculo al archivo)"
                          : "Archivo de la orden de compra en PDF (Vínculo al documento)");
  if (file != nullptr) made["documents"] = json::Array{document("1", "contractSigned", *file)};
  return made;
}

void ContractReleases::add_agreement(const json::Value& cells) {
  json::Value amendment = json::Object{};
  put(amendment, "id", cells, "Número de convenio modificatorio");
  put(amendment, "date", cells, "Fecha celebración");
  put(amendment, "description", cells, "Objeto");
  put(amendment, "rationale", cells, "Fundamento jurídico");
  last_ = legacy::later(last_, std::string(cells.text("Fecha celebración")));
  json::Value& list = contracts_.front()["amendments"];
  if (list.is_null()) list = json::Array{};
  list.as_array().push_back(std::move(amendment));
}

/// The contract that a row is about: that of its order, else the first.
json::Value& ContractReleases::contract_at(const std::string& order) {
  const auto found = places_.find(order);
  return contracts_[found == places_.end() ? 0 : found->second];
}

/// The id that was given, or another one where something of its kind has it.
std::string ContractReleases::own_id(char kind, std::string_view given) {
  const std::string begin = kind + std::string(given);
  std::string id = given.empty() ? "1" : std::string(given);
  for (unsigned& number = numbers_[begin]; !ids_.insert(kind + id).second;) {
    number = std::max(number + 1, 2U);
    id = std::string(given) + (given.empty() ? "" : "-") + std::to_string(number);
  }
  return id;
}

void ContractReleases::add_transaction(const ContractRow& row) {
  json::Value transaction = json::Object{};
  // Numbers are a supplier's own.
  transaction["id"] = own_id('t', row.cells.text("Número de factura"));
  put(transaction, "date", row.cells, "Fecha de erogación");
  if (json::Value value = amount_of(row.cells, "Monto"); !value.is_null())
    transaction["value"] = std::move(value);
  if (!buyer_.is_null()) transaction["payer"] = party(buyer_.text("name"), "payer", false);
  if (json::Value payee = party(row.cells.text("Proveedor"), "payee", true); !payee.is_null())
    transaction["payee"] = std::move(payee);
  last_ = legacy::later(last_, std::string(row.cells.text("Fecha de erogación")));
  json::Value& list = contract_at(row.place)["implementation"]["transactions"];
  if (list.is_null()) list = json::Array{};
  list.as_array().push_back(std::move(transaction));
}

void ContractReleases::add_item(const ContractRow& row) {
  json::Value item = json::Object{};
  item["id"] = own_id('i', row.cells.text("ID Detalle Factura"));
  put(item, "description", row.cells, "Descripción del servicio o producto adquirido");
  const std::string code = object_of_spending(row.cells.text("Partida contratante"));
  item["classification"] = classification(code.empty() ? chapter : std::string_view(code));
  put(item, "quantity", row.cells, "Cantidad");
  json::Value unit = json::Object{};
  put(unit, "name", row.cells, "Unidad");
  if (json::Value value = amount_of(row.cells, "Precio unitario con I.V.A incluido");
      !value.is_null())
    unit["value"] = std::move(value);
  if (!unit.as_object().empty()) item["unit"] = std::move(unit);
  json::Value& list = contract_at(row.place)["items"];
  if (list.is_null()) list = json::Array{};
  list.as_array().push_back(std::move(item));
}

std::string ContractReleases::make(std::string_view id, std::span<const ContractRow> rows) {
  release_ = json::Object{};
  parties_.clear();
  contracts_.clear();
  places_.clear();
  ids_.clear();
  numbers_.clear();
  last_.clear();
  const ContractRow& first = rows.front();
  const bool contract = first.part == ContractPart::contract;
  award_ = first.cells.text(contract ? "Número de contrato" : "Número orden de compra");
  head(first.cells, contract);
  for (const ContractRow& row : rows) {
    switch (row.part) {
      case ContractPart::contract:
        contracts_.push_back(contract_of(row.cells, true));
        break;
      case ContractPart::order: {
        json::Value made = contract_of(row.cells, false);
        places_.try_emplace(std::string(made.text("id")), contracts_.size());
        if (contract && made.text("id") == award_) made["id"] = award_ + "-orden";
        contracts_.push_back(std::move(made));
        break;
      }
      case ContractPart::agreement:
        add_agreement(row.cells);
        break;
      case ContractPart::invoice:
        add_transaction(row);
        break;
      case ContractPart::line:
        add_item(row);
        break;
    }
  }
  if (last_.empty()) return {};
  return written(id);
}

std::string ContractReleases::written(std::string_view id) {
  json::Value& main = contracts_.front();
  const bool has_items = std::ranges::any_of(
      contracts_, [](const json::Value& each) { return each.find("items") != nullptr; });
  if (!has_items) {
    json::Value item = json::Object{{"id", "1"}};
    if (const json::Value* const title = main.find("title")) item["description"] = *title;
    item["classification"] = classification(chapter);
    main["items"] = json::Array{std::move(item)};
  }
  const bool paid = std::ranges::any_of(
      contracts_, [](const json::Value& each) { return each.find("implementation") != nullptr; });
  json::Array parties;
  for (auto& [key, party] : parties_) parties.push_back(std::move(party));
  json::Value release = json::Object{{"ocid", prefix_ + std::string(id)},
                                     {"id", ""},
                                     {"date", last_},
                                     {"tag", json::Array{"tender", "award", "contract"}},
                                     {"language", "es"},
                                     {"initiationType", "tender"}};
  if (paid) release["tag"].as_array().emplace_back("implementation");
  if (!parties.empty()) release["parties"] = std::move(parties);
  for (const std::string_view member : {"buyer", "tender", "awards"})
    if (json::Value* const found = release_.find(member)) release[member] = std::move(*found);
  release["contracts"] = std::move(contracts_);
  // The same content has the same id, other content another one.
  constexpr std::size_t digits = 8;
  release["id"] = std::string(id) + "-" + base::sha256(json::write(release)).substr(0, digits);
  return json::write(release) + "\n";
}

}  // namespace edca::convert
