#include "pnt/row_maker.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/decimal.hpp"
#include "base/instant.hpp"
#include "legacy/values.hpp"
#include "pnt/parts.hpp"

namespace edca::pnt {
namespace {

constexpr std::size_t day_size = 10;

bool is_text(const json::Value* value) {
  return value != nullptr && (value->is_string() || value->is_number());
}
/// What stands below keys, "[]" behind those of lists: of these the first element that has it.
const json::Value* below(const json::Value* value, const std::vector<std::string>& keys,
                         std::size_t at = 0) {
  // Paths are those of our own table: a few keys.
  if (value == nullptr || at == keys.size()) return value;
  const std::string& key = keys[at];
  if (!key.ends_with("[]")) return below(value->find(key), keys, at + 1);
  const json::Array* const list =
      list_of(value->find(std::string_view(key).substr(0, key.size() - 2)));
  if (list == nullptr) return nullptr;
  for (const json::Value& each : *list)
    if (const json::Value* const found = below(&each, keys, at + 1)) return found;
  return nullptr;
}

}  // namespace

std::string day_of(std::string_view date) {
  if (date.size() < day_size) return {};
  const std::string day(date.substr(0, day_size));
  return base::instant(day + "T00:00:00Z") ? day : std::string();
}

std::string RowMaker::method() const {
  const json::Value* const tender = release_.find("tender");
  if (tender == nullptr) return {};
  if (const std::string_view code = tender->text("procurementMethod"); !code.empty())
    return std::string(code);
  const auto read = legacy::read_method(tender->text("procurementMethodDetails"));
  return read ? read->code : std::string();
}

bool RowMaker::deserted() const {
  const json::Value* const tender = release_.find("tender");
  return tender != nullptr && tender->text("status") == "unsuccessful";
}

RowMaker::RowMaker(const json::Value& release, Tell tell)
    : release_(release), tell_(std::move(tell)) {
  const auto index = [&](const char* member, auto& by_id) {
    const json::Array* const list = list_of(release.find(member));
    for (std::size_t at = 0; list != nullptr && at < list->size(); ++at) {
      const json::Value* const id = (*list)[at].find("id");
      by_id.emplace(id == nullptr ? std::string() : text_of(id), &(*list)[at]);
    }
  };
  index("parties", parties_);
  index("awards", awards_);
}

Row RowMaker::of_contract(const json::Value& contract) {
  const std::string wanted = text_of(contract.find("awardID"));
  const json::Array* const all = list_of(release_.find("awards"));
  award_ = nullptr;
  if (!wanted.empty()) {
    if (const auto award = awards_.find(wanted); award != awards_.end()) award_ = award->second;
  } else if (all != nullptr && all->size() == 1) {
    award_ = &all->front();
  }
  return make(&contract);
}

Row RowMaker::of_procedure() {
  award_ = nullptr;
  return make(nullptr);
}

Row RowMaker::make(const json::Value* contract) {
  row_ = Row();
  contract_ = contract;
  const json::Array* const suppliers =
      award_ == nullptr ? nullptr : list_of(award_->find("suppliers"));
  const bool any = suppliers != nullptr && !suppliers->empty();
  supplier_ = any ? party(&suppliers->front()) : nullptr;
  if (any && suppliers->size() > 1)
    tell_("convert.dropped/pnt-suppliers", "razon_social",
          {{"count", std::to_string(suppliers->size())}});
  for (const Field& field : fields().all) cell(field);
  // Without a number of the procedure its contracts would not belong together.
  constexpr std::size_t prefix = 12;  // "ocds-xxxxxx-"
  if (const std::string ocid(release_.text("ocid"));
      row_.cells.text("expediente").empty() && ocid.size() > prefix)
    set("expediente", ocid.substr(prefix));
  supplier();
  tables();
  period(contract);
  return std::move(row_);
}

const json::Value* RowMaker::object_of(Root root) const {
  switch (root) {
    case Root::award:
      return award_;
    case Root::contract:
      return contract_;
    case Root::supplier:
      return supplier_;
    default:
      return &release_;
  }
}

const json::Value* RowMaker::find(const Field& field) const {
  return below(object_of(field.root), field.keys);
}

void RowMaker::set(std::string_view key, std::string_view text) {
  if (!text.empty()) row_.cells[std::string(key)] = text;
}

void RowMaker::cell(const Field& field) {
  switch (field.kind) {
    case Kind::text:
    case Kind::procedure:
    case Kind::contract:
    case Kind::unit:
    case Kind::reason:
    case Kind::link:
    case Kind::keep:
    case Kind::personal:
    case Kind::rate:
    case Kind::origin:
    case Kind::place:
    case Kind::currency:
    case Kind::body:
      if (const json::Value* const found = find(field); is_text(found))
        set(field.key, text_of(found));
      return;
    case Kind::date:
    case Kind::term:
    case Kind::keep_date:
      if (const json::Value* const found = find(field); is_text(found))
        set(field.key, day_of(text_of(found)));
      return;
    case Kind::document:
      return document(field);
    case Kind::amount:
    case Kind::guarantees:
      return money(field);
    case Kind::source:
    case Kind::notice:
      return listed(field);
    default:
      return coded(field);
  }
}

void RowMaker::money(const Field& field) {
  if (field.kind == Kind::amount) {
    // What a tender is estimated at is no maximum of a contract: only with a minimum there is one.
    const json::Value* const tender = release_.find("tender");
    if (field.key == "monto_maximo" && (tender == nullptr || !tender->find("minValue"))) return;
    if (const json::Value* const found = find(field); is_text(found))
      set(field.key, text_of(found));
    return;
  }
  const json::Array* const list =
      contract_ == nullptr ? nullptr : list_of(contract_->find("guarantees"));
  if (list == nullptr) return;
  if (list->size() == 1) {
    if (const json::Value* const found = find(field); is_text(found))
      set(field.key, text_of(found));
    return;
  }
  std::optional<base::Decimal> sum;
  std::string currency;
  for (const json::Value& each : *list) {
    const json::Value* const value = each.find("value");
    if (value != nullptr) {
      const std::string other(value->text("currency"));
      if (!currency.empty() && currency != other)
        return tell_("convert.dropped/pnt-currencies", field.key, {});
      currency = other;
    }
    const json::Value* const amount = value == nullptr ? nullptr : value->find("amount");
    if (amount == nullptr || !amount->is_number()) continue;
    const auto read = base::Decimal::read(amount->number_text());
    sum = read && sum ? sum->plus(*read) : read;
    if (!sum) return;
  }
  if (sum) set(field.key, sum->plain());
}

/// One address a cell: others are told.
void RowMaker::document(const Field& field) {
  std::vector<std::string> keys = field.keys;
  keys.back().resize(keys.back().size() - 2);
  const json::Array* const list = list_of(below(object_of(field.root), keys));
  if (list == nullptr) return;
  std::size_t count = 0;
  for (const std::string& type : field.details) {
    for (const json::Value& each : *list) {
      const std::string_view url = each.text("url");
      if (each.text("documentType") != type || url.empty()) continue;
      if (++count == 1) set(field.key, url);
    }
  }
  if (count > 1) tell_("convert.dropped/pnt-links", field.key, {{"count", std::to_string(count)}});
}

void RowMaker::coded(const Field& field) {
  const json::Value* const tender = release_.find("tender");
  switch (field.kind) {
    case Kind::method: {
      const std::string* const label = fields().label("method", method());
      const std::string details(tender == nullptr ? "" : tender->text("procurementMethodDetails"));
      return set(field.key, label != nullptr ? *label : details);
    }
    case Kind::category:
      return category(field);
    case Kind::deserted:
      return set(field.key, deserted() ? "Si" : "No");
    case Kind::amended: {
      if (contract_ == nullptr) return;
      const json::Array* const list = list_of(contract_->find("amendments"));
      return set(field.key, list != nullptr && !list->empty() ? "Si" : "No");
    }
    case Kind::stage:
    case Kind::payment: {
      const json::Value* const found = find(field);
      if (!is_text(found)) return;
      const bool stage = field.kind == Kind::stage;
      const std::string* const label = fields().label(stage ? "stage" : "payment", text_of(found));
      return set(field.key, label != nullptr ? *label : text_of(found));
    }
    case Kind::mechanisms:
      return mechanisms(field);
    default:
      return;
  }
}

/// The additional category that PNT has a word for, else the main one.
void RowMaker::category(const Field& field) {
  const json::Value* const tender = release_.find("tender");
  if (tender == nullptr) return;
  std::string code(tender->text("mainProcurementCategory"));
  const json::Array* const more = list_of(tender->find("additionalProcurementCategories"));
  for (std::size_t at = 0; more != nullptr && at < more->size(); ++at) {
    const std::string each = text_of(&(*more)[at]);
    if (fields().label("category", each) == nullptr) continue;
    code = each;
    break;
  }
  if (const std::string* const label = fields().label("category", code)) set(field.key, *label);
}

void RowMaker::mechanisms(const Field& field) {
  const json::Array* const list = list_of(find(field));
  std::string text;
  for (std::size_t at = 0; list != nullptr && at < list->size(); ++at) {
    const std::string code = text_of(&(*list)[at]);
    const std::string* const label = fields().label("mechanism", code);
    if (!text.empty()) text += "; ";
    text += label != nullptr ? *label : code;
  }
  set(field.key, text);
}

/// Texts of elements of a list that are told by a code.
void RowMaker::listed(const Field& field) {
  if (field.kind == Kind::notice) {
    const json::Array* const list = list_of(below(&release_, {"tender", "milestones"}));
    for (std::size_t at = 0; list != nullptr && at < list->size(); ++at)
      if ((*list)[at].text("type") == "publicNotices")
        return set(field.key, (*list)[at].text("description"));
    return;
  }
  const json::Array* const parts =
      list_of(below(&release_, {"planning", "budget", "budgetBreakdown"}));
  if (parts == nullptr) return;
  for (const json::Value& part : *parts) {
    const json::Array* const lines = list_of(part.find("budgetLines"));
    for (std::size_t at = 0; lines != nullptr && at < lines->size(); ++at) {
      const json::Array* const components = list_of((*lines)[at].find("components"));
      for (std::size_t each = 0; components != nullptr && each < components->size(); ++each)
        if ((*components)[each].text("level") == "budgetSource")
          return set(field.key, (*components)[each].text("description"));
    }
  }
}

/// The quarter in which the contract was signed, unless it is said.
void RowMaker::period(const json::Value* contract) {
  const json::Value* const own = contract == nullptr ? nullptr : contract->find("x_pnt");
  for (const std::string_view key : {"ejercicio", "inicio", "fin"}) {
    const json::Value* const said = own == nullptr ? nullptr : own->find(key);
    if (is_text(said)) set(key, text_of(said));
  }
  std::string day = row_.cells.text("fecha_contrato");
  if (contract == nullptr) {
    const json::Value* const end = below(&release_, {"tender", "tenderPeriod", "endDate"});
    day = is_text(end) ? day_of(text_of(end)) : day_of(release_.text("date"));
  }
  if (day.empty()) return;
  constexpr std::size_t year_size = 4;
  constexpr std::array<std::pair<const char*, const char*>, 4> quarters = {
      {{"01-01", "03-31"}, {"04-01", "06-30"}, {"07-01", "09-30"}, {"10-01", "12-31"}}};
  const auto month = static_cast<std::size_t>((day[5] - '0') * 10 + (day[6] - '0'));
  const auto& [from, to] = quarters[(month - 1) / 3];
  const std::string year = day.substr(0, year_size);
  row_.cells.emplace("ejercicio", year);
  row_.cells.emplace("inicio", year + "-" + from);
  row_.cells.emplace("fin", year + "-" + to);
}

}  // namespace edca::pnt
