#include "pnt/release_maker.hpp"

#include <algorithm>
#include <utility>

#include "legacy/values.hpp"
#include "pnt/merged.hpp"

namespace edca::pnt {
namespace {

constexpr std::string_view none_came = "procedimiento declarado desierto";

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// The parts of a cell with several of them.
std::vector<std::string_view> split(std::string_view cell) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const std::size_t end = cell.find_first_of(";\n|");
    const std::string_view part = rows::without_spaces(cell.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
  return parts;
}

}  // namespace

json::Value& ReleaseMaker::object_of(Root root) {
  switch (root) {
    case Root::award:
      return award_;
    case Root::contract:
      return contract_;
    case Root::supplier:
      return supplier_;
    default:
      return release_;
  }
}

json::Value& ReleaseMaker::place(const Field& field) {
  return value_at(object_of(field.root), field.keys);
}

json::Value ReleaseMaker::make(const Row& row, const std::string& number,
                               const std::string& contract) {
  release_ = json::Object{{"tender", json::Object{{"id", number}}}};
  for (json::Value* const each : {&award_, &contract_, &supplier_}) *each = json::Object{};
  release_["parties"] = json::Array{};
  last_.clear();
  // A term may be told by another column, which counts first.
  for (const bool terms : {false, true}) {
    for (const Field& field : fields().all) {
      const std::string& text = row.cells.text(field.key);
      const bool says = !text.empty() && (!says_nothing(text) || field.kind == Kind::keep);
      if (says && (field.kind == Kind::term) == terms) cell(field, text);
    }
  }
  supplier(row);
  budget(row);
  for (const auto& [key, lines] : row.tables) table(key, lines);
  finish(contract);
  if (!last_.empty()) release_["date"] = last_;
  return std::move(release_);
}

void ReleaseMaker::cell(const Field& field, const std::string& said) {
  switch (field.kind) {
    case Kind::text:
      return text(field, said);
    case Kind::amount:
    case Kind::rate:
    case Kind::guarantees:
      return amount(field, said);
    case Kind::date:
    case Kind::term:
      static_cast<void>(date(field, said));
      return;
    case Kind::document:
    case Kind::link:
      return document(field, said);
    case Kind::unit:
      return unit(field, said);
    case Kind::reason:
      return reason(said);
    case Kind::place:
    case Kind::notice:
      return listed(field, said);
    case Kind::keep:
    case Kind::keep_date:
    case Kind::period:
    case Kind::personal:
      return keep(field, said);
    case Kind::body: {
      const std::string id = legacy::slug(said);
      if (id.empty()) return;
      release_["buyer"] = json::Object{{"id", id}, {"name", said}};
      Person body{id, json::Object{{"id", id}, {"name", said}}};
      return add_party(body, "buyer");
    }
    default:
      return coded(field, said);
  }
}

/// Cells with one of several values.
void ReleaseMaker::coded(const Field& field, const std::string& said) {
  switch (field.kind) {
    case Kind::method:
      return method(said);
    case Kind::category:
      return category(said);
    case Kind::mechanisms:
      return mechanisms(field, said);
    case Kind::deserted:
      if (legacy::read_flag(said) == true) place(field) = "unsuccessful";
      return;
    case Kind::amended:
      if (legacy::read_flag(said) == true) contract_["amendments"] = json::Array{};
      return;
    case Kind::origin:
      return text(field, said);
    case Kind::stage:
    case Kind::currency: {
      const bool stage = field.kind == Kind::stage;
      const std::string* const code = fields().value(stage ? "stage" : "currency", said);
      const bool shape = !stage && said.size() == 3 && std::ranges::all_of(said, is_capital);
      if (code == nullptr && !shape) return tally_("convert.cell/code", field.key, said);
      place(field) = code != nullptr ? *code : said;
      return;
    }
    case Kind::payment: {
      const std::string* const code = fields().value("payment", said);
      place(field) = code != nullptr ? *code : said;
      contract_["implementation"]["transactions"].as_array().front()["id"] = "1";
      return;
    }
    default:
      return;
  }
}

void ReleaseMaker::text(const Field& field, std::string_view said) {
  place(field) = said;
}

void ReleaseMaker::amount(const Field& field, std::string_view said) {
  const rows::Value read = rows::read_number(said, false, '.');
  if (read.wrong || read.json.empty()) return tell_("convert.cell/number", field.key, said);
  if (legacy::is_placeholder(read.json)) {
    // Nothing was agreed to, or nobody knows: 0 says neither.
    if (field.root == Root::contract && field.kind == Kind::amount)
      tally_("convert.placeholder", field.key, said);
    if (field.kind != Kind::amount || field.root != Root::contract) return;
  }
  place(field) = json::Number{read.json};
  if (field.kind == Kind::guarantees) contract_["guarantees"].as_array().front()["id"] = "1";
}

std::string ReleaseMaker::date(const Field& field, std::string_view said) {
  const rows::Value read = legacy::read_legacy_date(said, zone_);
  if (read.wrong || read.text.empty()) {
    tell_("convert.cell/date", field.key, said);
    return {};
  }
  if (field.kind == Kind::keep_date) return read.text;
  json::Value& at = place(field);
  if (at.is_null()) {
    at = read.text;
  } else if (field.kind == Kind::term && at.as_string() != read.text) {
    value_at(contract_, {"x_plazo", field.keys.back()}) = read.text;
  }
  if (field.key == "fecha_junta")
    release_["tender"]["clarificationMeetings"].as_array().front()["id"] = "1";
  if (field.key == "fecha_contrato" || field.key == "fecha_convocatoria")
    last_ = legacy::later(last_, read.text);
  return read.text;
}

bool ReleaseMaker::is_address(std::string_view key, std::string_view said) {
  const bool scheme = said.starts_with("http://") || said.starts_with("https://");
  if (scheme && said.find_first_of(" \n<>\"{}|\\^`") == std::string_view::npos) return true;
  if (!says_nothing(said)) tell_("convert.cell/url", key, said);
  return false;
}

void ReleaseMaker::document(const Field& field, std::string_view said) {
  if (!is_address(field.key, said)) return;
  if (field.kind == Kind::link) {
    place(field) = said;
    contract_["implementation"]["transactions"].as_array().front()["id"] = "1";
    return;
  }
  const std::string& type = field.details.front();
  std::vector<std::string> keys = field.keys;
  keys.back().resize(keys.back().size() - 2);
  json::Value& list = value_at(object_of(field.root), keys);
  if (!list.is_array()) list = json::Array{};
  list.as_array().emplace_back(json::Object{{"id", type}, {"documentType", type}, {"url", said}});
}

void ReleaseMaker::unit(const Field& field, std::string_view said) {
  const std::string id = legacy::slug(said);
  if (id.empty()) return;
  json::Value& name = place(field);
  name = said;
  const std::string list = field.keys[1].substr(0, field.keys[1].size() - 2);
  release_["planning"][list].as_array().front()["id"] = id;
  Person unit{id, json::Object{{"id", id}, {"name", said}}};
  add_party(unit, field.details.front());
}

void ReleaseMaker::method(std::string_view said) {
  json::Value& tender = release_["tender"];
  const auto read = legacy::read_method(said);
  tender["procurementMethodDetails"] = read ? std::string_view(read->name) : said;
  if (read && !read->code.empty()) tender["procurementMethod"] = read->code;
  if (!read && !legacy::compared(said).starts_with("otr"))
    tally_("convert.cell/code", "tipo_procedimiento", said);
}

void ReleaseMaker::category(std::string_view said) {
  const std::vector<std::string>* const known = legacy::known_value("category", said);
  if (known == nullptr) return tally_("convert.cell/code", "materia", said);
  json::Value& tender = release_["tender"];
  tender["mainProcurementCategory"] = known->front();
  tender["additionalProcurementCategories"] = json::Array{known->back()};
}

/// Two columns may give reasons.
void ReleaseMaker::reason(std::string_view said) {
  json::Value& reason = award_["rationale"];
  if (reason.is_null()) {
    reason = said;
  } else if (reason.as_string().find(said) == std::string::npos) {
    reason = reason.as_string() + "; " + std::string(said);
  }
}

void ReleaseMaker::mechanisms(const Field& field, std::string_view said) {
  json::Array list;
  for (const std::string_view part : split(said)) {
    const std::string* const code = fields().value("mechanism", part);
    list.emplace_back(code != nullptr ? std::string_view(*code) : part);
  }
  place(field) = std::move(list);
}

/// A text in a list of which the standard wants an id.
void ReleaseMaker::listed(const Field& field, std::string_view said) {
  place(field) = said;
  json::Value& tender = release_["tender"];
  if (field.kind == Kind::place) {
    tender["items"].as_array().front()["id"] = "1";
  } else {
    json::Value& milestone = tender["milestones"].as_array().front();
    milestone["id"] = "publicNotices";
    milestone["type"] = "publicNotices";
  }
}

void ReleaseMaker::keep(const Field& field, std::string_view said) {
  if (field.key == "nota" && legacy::compared(said).starts_with(none_came))
    release_["tender"]["status"] = "unsuccessful";
  if (field.kind == Kind::personal && !choice_.natural_persons)
    return tally_("convert.personal", field.key, said);
  if (!choice_.keep_unmapped) {
    // The period follows from the date of the contract.
    if (field.kind != Kind::period) tally_("convert.unmapped", field.key, said);
    return;
  }
  std::string value(said);
  if (field.kind == Kind::keep_date || field.key == "inicio" || field.key == "fin") {
    const rows::Value read = legacy::read_legacy_date(said, zone_);
    if (read.wrong || read.text.empty()) return tell_("convert.cell/date", field.key, said);
    constexpr std::size_t day = 10;
    value = read.text.substr(0, day);
  }
  if (field.kind == Kind::period) {
    value_at(contract_, {"x_pnt", field.key}) = value;
  } else {
    place(field) = value;
  }
}

}  // namespace edca::pnt
