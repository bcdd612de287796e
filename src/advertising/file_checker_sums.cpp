#include <array>
#include <optional>

#include "advertising/file_checker.hpp"

namespace edca::advertising {
namespace {

Arguments told(const base::Decimal& sum, const base::Decimal& amount) {
  return {{"sum", sum.text(2)}, {"amount", amount.text(2)}};
}

/// The sum of what has a key; nothing where there is no key or a part of the sum is no amount.
std::optional<base::Decimal> sum_of(const Sums& sums, std::string_view key) {
  if (key.empty()) return std::nullopt;
  const Sums::Sum* sum = sums.find(key_of(key));
  if (sum == nullptr) return base::Decimal();
  return sum->whole ? std::optional(sum->value) : std::nullopt;
}

/// Whether a product differs by a centavo or more from what is written.
bool differs(const base::Decimal& product, const base::Decimal& amount) {
  const auto difference = product.minus(amount);
  if (!difference) return false;
  if (difference->zero()) return false;
  static const base::Decimal cent = *base::Decimal::read("0.01");
  static const base::Decimal minus_cent = *base::Decimal().minus(cent);
  return *difference >= cent || *difference <= minus_cent;
}

/// The day that says of which year and quarter a row is.
std::string_view day_of(std::string_view table) {
  if (table == "contratos" || table == "convenios") return "Fecha celebración";
  if (table == "orden_compra" || table == "oc_x_proveedor") return "Fecha de orden";
  return table == "facturas" ? "Fecha de erogación" : std::string_view();
}

/// Whether an empty cell says zero.
constexpr bool zero = true;
constexpr bool unknown = false;

}  // namespace

std::optional<base::Decimal> FileChecker::amount_in(const TableRows& rows, std::size_t column,
                                                    bool may_be_empty) const {
  if (column == nowhere) return std::nullopt;
  const bool read = column < plan_.size() && plan_[column].field != nullptr &&
                    plan_[column].field->type == Type::amount;
  const Amount amount =
      read ? Amount{said_[column].form, said_[column].amount} : read_amount(rows.cell(column));
  if (amount.form == Form::empty) {
    return may_be_empty ? std::optional(base::Decimal()) : std::nullopt;
  }
  const bool known = amount.form == Form::plain || amount.form == Form::decorated;
  return known ? std::optional(amount.value) : std::nullopt;
}

Date FileChecker::date_in(const TableRows& rows, std::size_t column) const {
  const bool read = column < plan_.size() && plan_[column].field != nullptr &&
                    plan_[column].field->type == Type::date;
  return read ? said_[column].date : read_date(rows.cell(column));
}

/// What is looked for in the rows of the table, and in which columns.
void FileChecker::find_sums() {
  constexpr std::array<std::pair<std::string_view, RowCheck>, 6> sums = {{
      {"contratos", &FileChecker::contract},
      {"facturas", &FileChecker::invoice},
      {"presupuestos", &FileChecker::budget},
      {"facturas_detalles", &FileChecker::lines},
      {"desglosepartidas", &FileChecker::budget_line},
      {"gasto_x_proveedor", &FileChecker::supplier},
  }};
  for (const auto& [table, check] : sums)
    if (table == table_.name) checks_.push_back(check);
  if (!periods_.empty()) checks_.push_back(&FileChecker::days);
  day_name_ = day_of(table_.name);
  if (!day_name_.empty()) checks_.push_back(&FileChecker::day);
  if (table_.name == "contratos") checks_.push_back(&FileChecker::contract_habits);
  if (table_.name == "facturas") checks_.push_back(&FileChecker::invoice_habits);
  const bool invoices = table_.name == "facturas";
  const auto column = [&](std::string_view name) { return file_.column(name); };
  columns_ = {column("Monto"),
              column("Monto modificado"),
              column("Monto total"),
              column("Monto original del contrato"),
              column("Monto pagado a la fecha"),
              column(invoices ? "Contrato" : "Número de contrato"),
              column("Cantidad"),
              column("Precio unitario con I.V.A incluido"),
              column("Número de factura"),
              column("#"),
              column("Presupuesto original"),
              column("Presupuesto modificado"),
              column("Presupuesto ejercido"),
              column("Monto fuente federal"),
              column("Monto fuente local"),
              column("Monto asignado"),
              column("Nombre o razón social"),
              column("Monto total pagado"),
              column(day_name_),
              column("Ejercicio"),
              column("Trimestre"),
              column("Contratante"),
              column("Fecha inicio"),
              column("Procedimiento"),
              column("Orden")};
}

void FileChecker::budget_line(const TableRows& rows) {
  const auto federal = amount_in(rows, columns_.federal, zero);
  const auto local = amount_in(rows, columns_.local, zero);
  const auto assigned = amount_in(rows, columns_.assigned, unknown);
  const auto sum = federal && local ? federal->plus(*local) : std::nullopt;
  if (sum && assigned && *sum != *assigned)
    teller_.tell("advertising.assigned-sum", columns_.assigned, told(*sum, *assigned));
}

void FileChecker::supplier(const TableRows& rows) {
  const Sums* paid = index_.sums(SumOf::supplier);
  if (paid == nullptr) return;
  const auto total = amount_in(rows, columns_.supplier_paid, zero);
  const auto sum = sum_of(*paid, value(rows, columns_.supplier));
  if (total && sum && *total != *sum)
    teller_.tell("advertising.supplier-sum", columns_.supplier_paid, told(*sum, *total));
}

void FileChecker::lines(const TableRows& rows) {
  const auto quantity = amount_in(rows, columns_.quantity, unknown);
  const auto price = amount_in(rows, columns_.price, unknown);
  const auto total = amount_in(rows, columns_.amount, unknown);
  const auto product = quantity && price ? quantity->times(*price) : std::nullopt;
  if (product && total && differs(*product, *total))
    teller_.tell("advertising.line-sum", columns_.amount, told(*product, *total));
}

void FileChecker::contract(const TableRows& rows) {
  const auto original = amount_in(rows, columns_.original, unknown);
  const auto change = amount_in(rows, columns_.change, zero);
  const auto total = amount_in(rows, columns_.total, zero);
  const auto paid = amount_in(rows, columns_.paid, zero);
  const std::string_view number = value(rows, columns_.contract);
  const bool has_total = !value(rows, columns_.total).empty();
  const auto sum = original && change ? original->plus(*change) : std::nullopt;
  if (has_total && sum && total && *sum != *total)
    teller_.tell("advertising.contract-sum", columns_.total, told(*sum, *total));
  if (const Sums* agreements = index_.sums(SumOf::agreements)) {
    const auto agreed = sum_of(*agreements, number);
    const std::size_t column = columns_.change;
    if (column != nowhere && agreed && change && *agreed != *change)
      teller_.tell("advertising.agreements-sum", column, told(*agreed, *change));
  }
  const std::size_t column = columns_.paid;
  if (column == nowhere || !paid) return;
  if (const Sums* invoices = index_.sums(SumOf::paid)) {
    const auto spent = sum_of(*invoices, number);
    if (spent && *spent != *paid) teller_.tell("advertising.paid-sum", column, told(*spent, *paid));
  }
  if (has_total && total && *paid > *total)
    teller_.tell("advertising.paid-above-total", column, told(*paid, *total));
}

void FileChecker::invoice(const TableRows& rows) {
  const Sums* lines = index_.sums(SumOf::lines);
  const std::string_view number = value(rows, columns_.number);
  if (lines == nullptr || number.empty() || own_ == nullptr) return;
  // Lines name the number alone: of two invoices with the same one nobody knows whose they are.
  const auto names = own_->names.find(table_.find("Número de factura"));
  const Key key = key_of(number);
  if (names == own_->names.end() || names->second.times(key) != 1) return;
  const std::size_t column = columns_.amount;
  const Sums::Sum* const sum = lines->find(key);
  if (sum == nullptr) return teller_.tell("advertising.invoice-lines", columns_.number);
  const auto total = amount_in(rows, columns_.amount, zero);
  if (total && sum->whole && column != nowhere && *total != sum->value)
    teller_.tell("advertising.invoice-sum", column, told(sum->value, *total));
}

void FileChecker::budget(const TableRows& rows) {
  const auto original = amount_in(rows, columns_.original_budget, unknown);
  const auto change = amount_in(rows, columns_.change, zero);
  const auto in_force = amount_in(rows, columns_.in_force, unknown);
  const auto spent = amount_in(rows, columns_.spent, zero);
  const auto sum = original && change ? original->plus(*change) : std::nullopt;
  if (sum && in_force && *sum != *in_force)
    teller_.tell("advertising.budget-sum", columns_.in_force, told(*sum, *in_force));
  if (spent && in_force && *spent > *in_force)
    teller_.tell("advertising.budget-spent", columns_.spent, told(*spent, *in_force));
  const Sums* lines = index_.sums(SumOf::budget_lines);
  if (lines == nullptr || lines->find(key_of(value(rows, columns_.row))) == nullptr) return;
  const auto assigned = sum_of(*lines, value(rows, columns_.row));
  if (assigned && original && *assigned != *original)
    teller_.tell("advertising.budget-lines-sum", columns_.original_budget,
                 told(*assigned, *original));
}

void FileChecker::find_periods() {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> periods = {{
      {"Fecha inicio", "Fecha fin"},
      {"Fecha inicio", "Fecha termino"},
      {"Fecha inicio tiempo oficial", "Fecha termino tiempo oficial"},
      {"Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa"},
      {"Fecha de Inicio de Los Servicios Contratados",
       "Fecha de Término de Los Servicios Contratados"},
      {"Fecha de Inicio de Difusión del Concepto o Campaña",
       "Fecha de Término de Difusión del Concepto o Campaña"},
  }};
  for (const auto& [start, end] : periods) {
    const std::size_t first = file_.column(start);
    const std::size_t last = file_.column(end);
    if (first != nowhere && last != nowhere) periods_.emplace_back(first, last);
  }
}

void FileChecker::days(const TableRows& rows) {
  for (const auto& [start, end] : periods_) {
    const Date first = date_in(rows, start);
    const Date last = date_in(rows, end);
    if (first.is_day() && last.is_day() && last.number() < first.number())
      teller_.tell("advertising.date-order", end, {{"start", iso(first)}, {"end", iso(last)}});
  }
}

/// The year and quarter of the day on which it happened.
void FileChecker::day(const TableRows& rows) {
  const Date day = date_in(rows, columns_.day);
  if (!day.is_day()) return;
  if (day.number() > today_) return teller_.tell("advertising.date-future", columns_.day);
  // Of a year that cannot be, another rule speaks.
  if (is_unlikely(day)) return;
  const auto year = read_year(value(rows, columns_.year));
  if (year && *year != day.year)
    teller_.tell("advertising.year", columns_.year,
                 {{"date", iso(day)}, {"dated", std::string(day_name_)}});
  const unsigned quarter = read_quarter(value(rows, columns_.quarter));
  if (quarter != 0 && quarter != day.quarter())
    teller_.tell("advertising.quarter", columns_.quarter,
                 {{"date", iso(day)}, {"dated", std::string(day_name_)}});
}

/// What nearly everybody does: told once a body.
void FileChecker::contract_habits(const TableRows& rows) {
  const std::string body(value(rows, columns_.body));
  const Date signed_on = date_in(rows, columns_.day);
  const Date start = date_in(rows, columns_.start);
  if (signed_on.is_day() && start.is_day()) {
    teller_.among("advertising.signed-late", body);
    if (signed_on.number() > start.number())
      teller_.tally("advertising.signed-late", columns_.day, body);
  }
  const std::string procedure = plain_heading(value(rows, columns_.procedure));
  if (procedure.empty()) return;
  teller_.among("advertising.direct-award", body);
  if (procedure == "adjudicaciondirecta")
    teller_.tally("advertising.direct-award", columns_.procedure, body);
}

void FileChecker::invoice_habits(const TableRows& rows) {
  const Date spent = date_in(rows, columns_.day);
  if (!spent.is_day()) return;
  if (const std::uint32_t day = index_.signed_on(key_of(value(rows, columns_.contract)))) {
    teller_.among("advertising.paid-early", "");
    if (spent.number() < day) teller_.tally("advertising.paid-early", columns_.day, "");
  }
  if (const std::uint32_t day = index_.ordered_on(key_of(value(rows, columns_.order)))) {
    if (spent.number() < day) teller_.tell("advertising.order-late", columns_.day);
  }
}

}  // namespace edca::advertising
