#include <algorithm>
#include <utility>

#include "base/tax_id.hpp"
#include "legacy/merged.hpp"
#include "legacy/row_release.hpp"
#include "legacy/values.hpp"

namespace edca::legacy {
namespace {

constexpr std::string_view lost_letter = "\xEF\xBF\xBD";

bool is_address(std::string_view text) {
  const bool scheme = text.starts_with("http://") || text.starts_with("https://");
  return scheme && text.find_first_of(" \n<>\"{}|\\^`") == std::string_view::npos;
}

json::Value list_of(const std::vector<std::string>& texts) {
  json::Array list;
  for (const std::string& each : texts) list.emplace_back(each);
  return list;
}

}  // namespace

json::Value& RowRelease::object_of(Root root) {
  switch (root) {
    case Root::award:
      return award_;
    case Root::contract:
      return contract_;
    case Root::buyer:
      return buyer_;
    case Root::unit:
      return unit_;
    case Root::supplier:
      return supplier_;
    case Root::funder:
      return funder_;
    default:
      return release_;
  }
}

json::Value& RowRelease::value_at(const LayoutColumn& column) {
  return legacy::value_at(object_of(column.root), column.keys);
}

void RowRelease::append(std::string_view text) {
  if (rationale_.find(text) != std::string::npos) return;
  if (!rationale_.empty()) rationale_ += "; ";
  rationale_ += text;
}

void RowRelease::cell(std::size_t at, std::string_view text) {
  if (text.find(lost_letter) != std::string_view::npos)
    notes_.tally("convert.damaged-text", *row_, at, text);
  if (const LayoutColumn* const column = row_->sheet->column(at)) return mapped(*column, at, text);
  LayoutColumn unknown;
  unknown.kind = Kind::keep;
  unknown.root = facts_->contract.empty() ? Root::release : Root::contract;
  if (unknown.root == Root::release) unknown.keys.emplace_back("tender");
  unknown.keys.push_back(additional_name(row_->sheet->headings[at]));
  keep(unknown, at, text);
}

void RowRelease::mapped(const LayoutColumn& column, std::size_t at, std::string_view text) {
  switch (column.kind) {
    case Kind::amount:
      return amount(column, at, text);
    case Kind::currency:
      return currency(column, at, text);
    case Kind::date:
      return date(column, at, text);
    case Kind::code:
    case Kind::label:
      return code(column, at, text);
    case Kind::method:
      return method(at, text);
    case Kind::category:
      return category(at, text);
    case Kind::append:
      return append(text);
    case Kind::unit_name:
      return unit_name(column, text);
    case Kind::personal:
      return personal(column, at, text);
    case Kind::rfc:
      return rfc(at, text);
    case Kind::document:
      return document(column, at, text);
    case Kind::items:
      return items(column, text);
    case Kind::budget:
    case Kind::budget_text:
      return budget(column, text);
    case Kind::related:
    case Kind::related_id:
    case Kind::related_number:
      return related(column, at, text);
    case Kind::file:
    case Kind::keep:
    case Kind::keep_amount:
      return keep(column, at, text);
    case Kind::contract:
    case Kind::procedure:
    case Kind::element:
    case Kind::drop:
      return;
    case Kind::registry:
      if (text == "0") return;
      value_at(column) = text;
      legacy::value_at(supplier_, {"additionalIdentifiers[]"})["scheme"] = column.detail;
      return;
    case Kind::amended:
      if (read_flag(text) == true) value_at(column) = "1";
      return;
    case Kind::once:
      if (text == "0" || edca::rows::says_none(text)) return;
      break;
    case Kind::text:
      break;
  }
  value_at(column) = text;
}

void RowRelease::amount(const LayoutColumn& column, std::size_t at, std::string_view text) {
  const edca::rows::Value read = edca::rows::read_number(text, false, '.');
  if (read.wrong) return notes_.tell("convert.cell/number", *row_, at, text);
  std::vector<std::string> keys = column.keys;
  if (column.tax_unsaid && plan_.options.amounts_include_tax && keys.back() == "netAmount")
    keys.back() = "amount";
  const bool placeholder = is_placeholder(read.json);
  // Of the process, and not of what was agreed: there is none.
  if (placeholder && column.root == Root::release) return;
  json::Value& place = legacy::value_at(object_of(column.root), keys);
  if (!place.is_null() && (placeholder || !placeholders_.contains(column.path))) return;
  if (placeholder) {
    placeholders_.emplace(column.path, at);
  } else {
    placeholders_.erase(column.path);
  }
  place = json::Number{read.json};
}

void RowRelease::currency(const LayoutColumn& column, std::size_t at, std::string_view text) {
  json::Value& place = value_at(column);
  if (!place.is_null()) return;
  const std::vector<std::string>* const known = known_value("currency", text);
  if (known != nullptr && known->front().empty()) return;
  const bool shape =
      text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (known == nullptr && !shape) return notes_.tally("convert.cell/code", *row_, at, text, text);
  place = known != nullptr ? std::string_view(known->front()) : text;
}

void RowRelease::date(const LayoutColumn& column, std::size_t at, std::string_view text) {
  const edca::rows::Value read = read_legacy_date(text, plan_.zone);
  if (read.wrong) return notes_.tell("convert.cell/date", *row_, at, text);
  if (is_time_joined(text)) notes_.tally("convert.repaired", *row_, at, text);
  json::Value& place = value_at(column);
  if (!place.is_null()) return;
  place = read.text;
  if (column.path.starts_with("tender/clarificationMeetings"))
    release_["tender"]["clarificationMeetings"].as_array().front()["id"] = "1";
  // What was planned to happen may not have happened.
  const std::string& what = column.keys.back();
  const bool happened = column.root == Root::award || column.path == "date" ||
                        column.path == "tender/tenderPeriod/startDate" ||
                        (column.root == Root::contract && what.starts_with("date"));
  std::string& last = happened ? last_ : planned_;
  last = later(last, read.text);
}

void RowRelease::code(const LayoutColumn& column, std::size_t at, std::string_view text) {
  const std::vector<std::string>* const known = known_value(column.detail, text);
  if (known == nullptr && column.kind == Kind::label) {
    value_at(column) = text;
    return;
  }
  if (known == nullptr) return notes_.tally("convert.cell/code", *row_, at, text, text);
  if (known->front().empty()) return;
  const bool list = column.keys.back() == "submissionMethod";
  value_at(column) = list ? list_of(*known) : json::Value(known->front());
}

void RowRelease::method(std::size_t at, std::string_view text) {
  const std::optional<Method> read = read_method(text);
  json::Value& tender = release_["tender"];
  tender["procurementMethodDetails"] = read ? std::string_view(read->name) : text;
  if (!read) return notes_.tally("convert.cell/code", *row_, at, text, text);
  if (!read->code.empty()) tender["procurementMethod"] = read->code;
  if (!read->reason.empty()) append(read->reason);
}

void RowRelease::category(std::size_t at, std::string_view text) {
  const std::vector<std::string>* const known = known_value("category", text);
  if (known == nullptr) return notes_.tally("convert.cell/code", *row_, at, text, text);
  json::Value& tender = release_["tender"];
  tender["mainProcurementCategory"] = known->front();
  tender["additionalProcurementCategories"] = json::Array{known->back()};
}

/// "IMSS-División de Bienes #050GYR988": the key of the unit stands behind its name.
void RowRelease::unit_name(const LayoutColumn& column, std::string_view text) {
  constexpr std::size_t key_size = 9;
  const std::size_t mark = text.rfind('#');
  const bool keyed = mark != std::string_view::npos && text.size() - mark - 1 == key_size;
  if (keyed) {
    json::Value& id = unit_["id"];
    if (id.is_null()) id = text.substr(mark + 1);
    text = edca::rows::without_spaces(text.substr(0, mark));
  }
  if (!text.empty()) value_at(column) = text;
}

void RowRelease::personal(const LayoutColumn& column, std::size_t at, std::string_view text) {
  if (edca::rows::says_none(text)) return;
  if (plan_.options.natural_persons) {
    value_at(column) = text;
  } else {
    notes_.tally("convert.personal", *row_, at);
  }
}

void RowRelease::rfc(std::size_t at, std::string_view text) {
  const std::string rfc = read_rfc(text);
  if (rfc.empty()) {
    const bool nobody = edca::rows::says_none(text) || base::is_generic_tax_id(text);
    const bool foreign = text.starts_with("EXT");
    if (!nobody && !foreign) notes_.tell("convert.cell/rfc", *row_, at);
    return;
  }
  if (base::tax_id_length(rfc) == base::person_tax_id && !plan_.options.natural_persons)
    return notes_.tally("convert.personal", *row_, at);
  if (rfc != text) notes_.tally("convert.repaired", *row_, at, text);
  supplier_["identifier"] = json::Object{{"scheme", "MX-RFC"}, {"id", rfc}};
}

void RowRelease::document(const LayoutColumn& column, std::size_t at, std::string_view text) {
  if (!is_address(text)) {
    if (!edca::rows::says_none(text)) notes_.tell("convert.cell/url", *row_, at, text);
    return;
  }
  const std::vector<std::string> element(column.keys.begin(), column.keys.end() - 1);
  json::Value& document = legacy::value_at(object_of(column.root), element);
  document["id"] = column.detail;
  document["documentType"] = column.detail;
  document["url"] = text;
}

void RowRelease::items(const LayoutColumn& column, std::string_view text) {
  json::Array items;
  for (const std::string_view each : split_codes(text)) {
    if (each == "0" || edca::rows::says_none(each)) continue;
    items.emplace_back(json::Object{
        {"id", each}, {"classification", json::Object{{"scheme", column.detail}, {"id", each}}}});
  }
  if (!items.empty()) release_["tender"]["items"] = std::move(items);
}

void RowRelease::budget(const LayoutColumn& column, std::string_view text) {
  if (edca::rows::says_none(text) || text == "0") return;
  if (column.kind == Kind::budget_text) {
    budget_texts_[column.detail] = text;
    return;
  }
  std::vector<std::string>& codes = budget_[column.detail];
  if (column.detail == "spendingObject") {
    for (const std::string_view each : split_codes(text))
      codes.emplace_back(text_of(each, &column));
  } else if (column.detail == "branch" && text.size() == 1) {
    codes.push_back("0" + std::string(text));  // "6" for "06": numbers lose their zeros
  } else {
    codes.emplace_back(text);
  }
}

void RowRelease::related(const LayoutColumn& column, std::size_t at, std::string_view text) {
  const std::optional<bool> flag = read_flag(text);
  if (flag == false || edca::rows::says_none(text)) return;
  if (flag == true) {
    LayoutColumn flagged;
    flagged.keys = {"tender", "x_contratoMarco"};
    return keep(flagged, at, text);
  }
  json::Value& related = related_[column.detail];
  if (column.kind == Kind::related) related["title"] = text;
  if (column.kind == Kind::related_id) related["identifier"] = text;
  if (column.kind == Kind::related_number) {
    related["scheme"] = "ocid";
    related["identifier"] = plan_.prefix + std::string(text);
  }
}

void RowRelease::keep(const LayoutColumn& column, std::size_t at, std::string_view text) {
  if (!plan_.options.keep_unmapped) return notes_.tally_file("convert.unmapped", *row_, at);
  const edca::rows::Value number = edca::rows::read_number(text, false, '.');
  if (column.kind == Kind::keep_amount && !number.wrong) {
    value_at(column) = json::Number{number.json};
  } else {
    value_at(column) = text;
  }
}

}  // namespace edca::legacy
