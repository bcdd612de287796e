#include <algorithm>
#include <array>

#include "advertising/file_checker.hpp"
#include "advertising/mend.hpp"
#include "base/suggest.hpp"
#include "base/tax_id.hpp"

namespace edca::advertising {
namespace {

/// Values that are in no catalogue, of which it is looked for what they may mean.
constexpr std::size_t most_codes = 10'000;
constexpr std::size_t longest_code = 200;

/// Changes may go below nothing.
bool may_be_negative(std::string_view field, std::string_view table) {
  return field == "Monto modificado" || field == "Monto de modificación" || table == "convenios";
}

/// What people type where they have nothing to say.
bool says_nothing(const std::string& plain, std::string_view text) {
  static constexpr std::array words = {
      "na", "nd", "sd", "sindato", "sindatos", "noaplica", "noespecificado", "nodisponible", "xxx"};
  if (plain.empty()) return true;
  return text.size() < 20 && std::ranges::find(words, plain) != words.end();
}

}  // namespace

void FileChecker::cells(const TableRows& rows) {
  for (std::size_t column = 0; column < rows.cells().size(); ++column)
    cell(column, rows.cell(column));
  for (const std::size_t column : tax_numbers_) tax_number(rows, column);
}

void FileChecker::cell(std::size_t column, std::string_view text) {
  text_damage(column, text);
  if (file_.fields[column] == nowhere) return;
  const Field& field = table_.fields[file_.fields[column]];
  const std::string_view inner = trimmed(text);
  if (inner.empty()) {
    if (field.required) required(field, column);
    return;
  }
  if (inner.size() != text.size() && field.type == Type::text)
    teller_.tally("advertising.spaces", column, field.name);
  switch (field.type) {
    case Type::amount:
      return amount(field, column, inner);
    case Type::date:
      if (inner.starts_with("0000-00-00") && field.required) return required(field, column);
      return date(column, inner);
    case Type::year:
      if (!read_year(inner)) teller_.tell("advertising.year-form", column);
      return;
    case Type::row_number:
      if (inner != std::to_string(rows_) && out_of_order_++ == 0)
        teller_.tell("advertising.row-number", column, {{"number", std::to_string(rows_)}});
      return;
    case Type::text:
      return this->text(field, column, inner);
  }
}

/// A column that is empty in most rows is one fault of the export.
void FileChecker::required(const Field& field, std::size_t column) {
  const std::uint64_t empty = own_ == nullptr ? 0 : own_->empty[table_.find(field.name)];
  if (own_ == nullptr || empty < 2 || empty * 2 <= own_->count)
    return teller_.tell("advertising.required", column);
  teller_.tally("advertising.required/column", column, field.name,
                {{"rows", std::to_string(own_->count)}});
}

void FileChecker::amount(const Field& field, std::size_t column, std::string_view text) {
  const Amount amount = read_amount(text);
  if (amount.form == Form::wrong) return teller_.tell("advertising.amount", column);
  if (amount.form == Form::comma) return teller_.tell("advertising.amount/comma", column);
  // The tool itself writes budgets so.
  if (amount.form == Form::decorated && table_.name != "presupuestos")
    teller_.tally("advertising.amount-form", column, field.name);
  if (amount.value.places() > 2) teller_.tell("advertising.amount-decimals", column);
  if (amount.value.negative() && !may_be_negative(field.name, table_.name))
    teller_.tell("advertising.amount-negative", column);
  const bool charged = field.name == "Monto" || field.name == "Monto original del contrato" ||
                       field.name == "Presupuesto original";
  if (charged && amount.value.zero()) teller_.tally("advertising.amount-zero", column, field.name);
}

void FileChecker::date(std::size_t column, std::string_view text) {
  const Date date = read_date(text);
  const std::string& name = file_.headings[column];
  if (date.form == Form::wrong) return teller_.tell("advertising.date", column);
  if (date.form == Form::impossible) return teller_.tell("advertising.date/impossible", column);
  if (date.form == Form::decorated) teller_.tally("advertising.date-form", column, name);
  if (date.is_day() && is_unlikely(date)) teller_.tell("advertising.date-unlikely", column);
}

void FileChecker::code(const Field& field, std::size_t column, std::string_view text) {
  if (field.codes->spellings.contains(text)) return;
  const std::string group = field.name + "\n" + std::string(text);
  const auto meant = field.codes->plain.find(plain_heading(text));
  if (meant != field.codes->plain.end()) {
    return teller_.tally("advertising.code-spelling", column, group,
                         {{"suggestion", meant->second}});
  }
  const std::string& near = nearest_code(*field.codes, group, text);
  if (near.empty()) return teller_.tally("advertising.code-own", column, group);
  teller_.tally("advertising.code", column, group, {{"suggestion", near}});
}

/// The code that a text most likely means, looked for once: rows repeat their codes.
const std::string& FileChecker::nearest_code(const Codelist& codes, const std::string& group,
                                             std::string_view text) {
  static const std::string none;
  if (text.size() > longest_code) return none;
  if (near_.size() >= most_codes && !near_.contains(group)) return none;
  const auto [found, added] = near_.try_emplace(group);
  if (!added) return found->second;
  std::vector<std::string_view> names;
  for (const auto& [spelling, code] : codes.spellings) names.emplace_back(spelling);
  found->second = base::nearest(text, names);
  return found->second;
}

void FileChecker::tax_number(const TableRows& rows, std::size_t column) {
  const std::string_view text = trimmed(rows.cell(column));
  if (text.empty()) return;
  if (base::is_generic_tax_id(text)) return teller_.tell("advertising.rfc-generic", column);
  if (base::tax_id_length(text) == 0) {
    const std::string mended = mended_tax_number(text);
    if (base::tax_id_length(mended) != 0)
      return teller_.tell("advertising.rfc/mend", column, {{"mended", mended}});
    const std::size_t size = base::tax_id_size(text);
    const bool size_is_right = size == base::company_tax_id || size == base::person_tax_id;
    return teller_.tell(
        size_is_right ? base::RuleId("advertising.rfc") : base::RuleId("advertising.rfc/length"),
        column);
  }
  if (!base::tax_id_has_day(text)) {
    teller_.tell("advertising.rfc-date", column);
  } else if (base::tax_id_check_digit(text) != text.back()) {
    teller_.tell("advertising.rfc-check-digit", column);
  }
  const std::string kind = plain_heading(value(rows, personality_));
  const bool company = base::tax_id_length(text) == base::company_tax_id;
  if (kind == "personamoral" && !company)
    teller_.tell("advertising.rfc-personality/person", column);
  if (kind == "personafisica" && company) teller_.tell("advertising.rfc-personality", column);
}

void FileChecker::text(const Field& field, std::size_t column, std::string_view text) {
  if (field.codes != nullptr) return code(field, column, text);
  const bool address = field.name.starts_with("URL") || field.name.starts_with("Hipervínculo");
  if (address) {
    const bool web = text.starts_with("http://") || text.starts_with("https://");
    if (!web || text.find(' ') != std::string_view::npos ||
        text.find('.') == std::string_view::npos)
      teller_.tell("advertising.url", column);
    return;
  }
  if (field.required && says_nothing(plain_heading(text), text))
    teller_.tally("advertising.placeholder", column, field.name);
}

}  // namespace edca::advertising
