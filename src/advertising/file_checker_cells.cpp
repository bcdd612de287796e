#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

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

/// Whether a text is this number and nothing else.
bool is_number(std::string_view text, std::uint64_t number) {
  char digits[20];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  return text == std::string_view(digits, static_cast<std::size_t>(end - digits));
}

/// What people type where they have nothing to say.
bool says_nothing(std::string_view text) {
  static constexpr std::array words = {
      "na", "nd", "sd", "sindato", "sindatos", "noaplica", "noespecificado", "nodisponible", "xxx"};
  // Nearly all texts begin otherwise.
  constexpr std::string_view others = "abcdefghijklmopqrtuvwyzABCDEFGHIJKLMOPQRTUVWYZ0123456789";
  if (!text.empty() && others.find(text.front()) != std::string_view::npos) return false;
  const std::string plain = plain_heading(text);
  if (plain.empty()) return true;
  return text.size() < 20 && std::ranges::find(words, plain) != words.end();
}

}  // namespace

void FileChecker::plan_columns() {
  plan_.resize(file_.headings.size());
  said_.resize(file_.headings.size());
  for (std::size_t column = 0; column < plan_.size(); ++column) {
    if (file_.fields[column] == nowhere) continue;
    Column& plan = plan_[column];
    plan.field = &table_.fields[file_.fields[column]];
    const std::string& name = plan.field->name;
    plan.negative = may_be_negative(name, table_.name);
    plan.charged =
        name == "Monto" || name == "Monto original del contrato" || name == "Presupuesto original";
    plan.address = name.starts_with("URL") || name.starts_with("Hipervínculo");
    if (plan.field->type != Type::text && plan.field->type != Type::row_number)
      typed_.push_back(column);
  }
}

/// What the cells with amounts, dates and years say: each is read once.
void FileChecker::read_cells(const TableRows& rows) {
  misfits_ = 0;
  for (const std::size_t column : typed_) {
    const std::string_view text = rows.cell(column);
    Said& said = said_[column];
    bool fits = true;
    switch (plan_[column].field->type) {
      case Type::amount: {
        const Amount read = read_amount(text);
        said.form = read.form;
        said.amount = read.value;
        const std::size_t point = text.rfind('.');
        said.fine = point != std::string_view::npos && text.size() - point > 3;
        fits = said.form != Form::wrong && said.form != Form::comma;
        break;
      }
      case Type::date:
        said.date = read_date(text);
        said.form = said.date.form;
        fits = said.form != Form::wrong;
        break;
      default:
        said.form = is_blank(text) ? Form::empty : read_year(text) ? Form::plain : Form::wrong;
        fits = said.form != Form::wrong;
    }
    misfits_ += fits ? 0 : 1;
  }
}

void FileChecker::cells(const TableRows& rows) {
  for (std::size_t column = 0; column < rows.cells().size(); ++column)
    cell(column, rows.cell(column));
  for (const std::size_t column : tax_numbers_) tax_number(rows, column);
}

void FileChecker::cell(std::size_t column, std::string_view text) {
  constexpr std::size_t longest_kept = 256;
  Column& plan = plan_[column];
  if (plan.field == nullptr) return text_damage(column, text);
  const Field& field = *plan.field;
  if (text.empty()) {
    if (field.required) required(field, column);
    return;
  }
  if (field.type == Type::text) {
    if (text == plan.clean) return;
    const std::uint64_t told = teller_.told();
    text_damage(column, text);
    const std::string_view inner = trimmed(text);
    if (inner.empty()) {
      if (field.required) required(field, column);
      return;
    }
    if (inner.size() != text.size()) teller_.tally("advertising.spaces", column, field.name);
    this->text(plan, column, inner);
    if (teller_.told() == told && text.size() <= longest_kept) plan.clean = text;
    return;
  }
  if (field.type == Type::row_number && is_number(text, rows_)) return;
  if (field.type == Type::row_number || said_[column].form != Form::plain)
    text_damage(column, text);
  const std::string_view inner = trimmed(text);
  if (inner.empty()) {
    if (field.required) required(field, column);
    return;
  }
  switch (field.type) {
    case Type::amount:
      return amount(plan, column);
    case Type::date:
      if (inner.starts_with("0000-00-00") && field.required) return required(field, column);
      return date(column);
    case Type::year:
      if (said_[column].form == Form::wrong) teller_.tell("advertising.year-form", column);
      return;
    default:
      if (!is_number(inner, rows_) && out_of_order_++ == 0)
        teller_.tell("advertising.row-number", column, {{"number", std::to_string(rows_)}});
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

void FileChecker::amount(const Column& plan, std::size_t column) {
  const Said& said = said_[column];
  if (said.form == Form::wrong) return teller_.tell("advertising.amount", column);
  if (said.form == Form::comma) return teller_.tell("advertising.amount/comma", column);
  // The tool itself writes budgets so.
  if (said.form == Form::decorated && table_.name != "presupuestos")
    teller_.tally("advertising.amount-form", column, plan.field->name);
  if (said.fine && said.amount.places() > 2) teller_.tell("advertising.amount-decimals", column);
  if (said.amount.negative() && !plan.negative) teller_.tell("advertising.amount-negative", column);
  if (plan.charged && said.amount.zero())
    teller_.tally("advertising.amount-zero", column, plan.field->name);
}

void FileChecker::date(std::size_t column) {
  const Date& date = said_[column].date;
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

void FileChecker::text(const Column& plan, std::size_t column, std::string_view text) {
  const Field& field = *plan.field;
  if (field.codes != nullptr) return code(field, column, text);
  if (plan.address) {
    const bool web = text.starts_with("http://") || text.starts_with("https://");
    if (!web || text.find(' ') != std::string_view::npos ||
        text.find('.') == std::string_view::npos)
      teller_.tell("advertising.url", column);
    return;
  }
  if (field.required && says_nothing(text))
    teller_.tally("advertising.placeholder", column, field.name);
}

}  // namespace edca::advertising
