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
  const auto cent = base::Decimal::read("0.01");
  if (!difference) return false;
  return *difference >= *cent || *difference <= *base::Decimal().minus(*cent);
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

std::optional<base::Decimal> FileChecker::amount_in(const TableRows& rows, std::string_view field,
                                                    bool may_be_empty) const {
  const std::size_t column = file_.column(field);
  if (column == nowhere) return std::nullopt;
  const Amount amount = read_amount(rows.cell(column));
  if (amount.form == Form::empty) {
    return may_be_empty ? std::optional(base::Decimal()) : std::nullopt;
  }
  const bool known = amount.form == Form::plain || amount.form == Form::decorated;
  return known ? std::optional(amount.value) : std::nullopt;
}

void FileChecker::sums(const TableRows& rows) {
  if (table_.name == "contratos") contract(rows);
  if (table_.name == "facturas") invoice(rows);
  if (table_.name == "presupuestos") budget(rows);
  if (table_.name == "facturas_detalles") lines(rows);
  if (table_.name == "desglosepartidas") {
    const auto federal = amount_in(rows, "Monto fuente federal", zero);
    const auto local = amount_in(rows, "Monto fuente local", zero);
    const auto assigned = amount_in(rows, "Monto asignado", unknown);
    const auto sum = federal && local ? federal->plus(*local) : std::nullopt;
    if (sum && assigned && *sum != *assigned)
      teller_.tell("advertising.assigned-sum", file_.column("Monto asignado"),
                   told(*sum, *assigned));
  }
  const Sums* paid = index_.sums(SumOf::supplier);
  if (table_.name == "gasto_x_proveedor" && paid != nullptr) {
    const auto total = amount_in(rows, "Monto total pagado", zero);
    const auto sum = sum_of(*paid, value(rows, "Nombre o razón social"));
    if (total && sum && *total != *sum)
      teller_.tell("advertising.supplier-sum", file_.column("Monto total pagado"),
                   told(*sum, *total));
  }
}

void FileChecker::lines(const TableRows& rows) {
  const auto quantity = amount_in(rows, "Cantidad", unknown);
  const auto price = amount_in(rows, "Precio unitario con I.V.A incluido", unknown);
  const auto total = amount_in(rows, "Monto", unknown);
  const auto product = quantity && price ? quantity->times(*price) : std::nullopt;
  if (product && total && differs(*product, *total))
    teller_.tell("advertising.line-sum", file_.column("Monto"), told(*product, *total));
}

void FileChecker::contract(const TableRows& rows) {
  const auto original = amount_in(rows, "Monto original del contrato", unknown);
  const auto change = amount_in(rows, "Monto modificado", zero);
  const auto total = amount_in(rows, "Monto total", zero);
  const auto paid = amount_in(rows, "Monto pagado a la fecha", zero);
  const std::string_view number = value(rows, "Número de contrato");
  const bool has_total = !value(rows, "Monto total").empty();
  const auto sum = original && change ? original->plus(*change) : std::nullopt;
  if (has_total && sum && total && *sum != *total)
    teller_.tell("advertising.contract-sum", file_.column("Monto total"), told(*sum, *total));
  if (const Sums* agreements = index_.sums(SumOf::agreements)) {
    const auto agreed = sum_of(*agreements, number);
    const std::size_t column = file_.column("Monto modificado");
    if (column != nowhere && agreed && change && *agreed != *change)
      teller_.tell("advertising.agreements-sum", column, told(*agreed, *change));
  }
  const std::size_t column = file_.column("Monto pagado a la fecha");
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
  const std::string_view number = value(rows, "Número de factura");
  if (lines == nullptr || number.empty() || own_ == nullptr) return;
  // Lines name the number alone: of two invoices with the same one nobody knows whose they are.
  const auto names = own_->names.find(table_.find("Número de factura"));
  if (names == own_->names.end() || names->second.times(key_of(number)) != 1) return;
  const std::size_t column = file_.column("Monto");
  if (lines->find(key_of(number)) == nullptr)
    return teller_.tell("advertising.invoice-lines", file_.column("Número de factura"));
  const auto total = amount_in(rows, "Monto", zero);
  const auto sum = sum_of(*lines, number);
  if (total && sum && column != nowhere && *total != *sum)
    teller_.tell("advertising.invoice-sum", column, told(*sum, *total));
}

void FileChecker::budget(const TableRows& rows) {
  const auto original = amount_in(rows, "Presupuesto original", unknown);
  const auto change = amount_in(rows, "Monto modificado", zero);
  const auto in_force = amount_in(rows, "Presupuesto modificado", unknown);
  const auto spent = amount_in(rows, "Presupuesto ejercido", zero);
  const auto sum = original && change ? original->plus(*change) : std::nullopt;
  if (sum && in_force && *sum != *in_force)
    teller_.tell("advertising.budget-sum", file_.column("Presupuesto modificado"),
                 told(*sum, *in_force));
  if (spent && in_force && *spent > *in_force)
    teller_.tell("advertising.budget-spent", file_.column("Presupuesto ejercido"),
                 told(*spent, *in_force));
  const Sums* lines = index_.sums(SumOf::budget_lines);
  if (lines == nullptr || lines->find(key_of(value(rows, "#"))) == nullptr) return;
  const auto assigned = sum_of(*lines, value(rows, "#"));
  if (assigned && original && *assigned != *original)
    teller_.tell("advertising.budget-lines-sum", file_.column("Presupuesto original"),
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
    const Date first = read_date(rows.cell(start));
    const Date last = read_date(rows.cell(end));
    if (first.is_day() && last.is_day() && last.number() < first.number())
      teller_.tell("advertising.date-order", end, {{"start", iso(first)}, {"end", iso(last)}});
  }
  const std::string_view name = day_of(table_.name);
  const Date day = name.empty() ? Date() : read_date(value(rows, name));
  if (!day.is_day()) return;
  const std::string when = iso(day);
  const std::size_t column = file_.column(name);
  if (day.number() > today_) return teller_.tell("advertising.date-future", column);
  // Of a year that cannot be, another rule speaks.
  if (is_unlikely(day)) return;
  const auto year = read_year(value(rows, "Ejercicio"));
  if (year && *year != day.year)
    teller_.tell("advertising.year", file_.column("Ejercicio"),
                 {{"date", when}, {"dated", std::string(name)}});
  const unsigned quarter = read_quarter(value(rows, "Trimestre"));
  if (quarter != 0 && quarter != day.quarter())
    teller_.tell("advertising.quarter", file_.column("Trimestre"),
                 {{"date", when}, {"dated", std::string(name)}});
}

/// What nearly everybody does: told once a body.
void FileChecker::habits(const TableRows& rows) {
  if (table_.name == "contratos") {
    const std::string body(value(rows, "Contratante"));
    const Date signed_on = read_date(value(rows, "Fecha celebración"));
    const Date start = read_date(value(rows, "Fecha inicio"));
    if (signed_on.is_day() && start.is_day()) {
      teller_.among("advertising.signed-late", body);
      if (signed_on.number() > start.number())
        teller_.tally("advertising.signed-late", file_.column("Fecha celebración"), body);
    }
    const std::string procedure = plain_heading(value(rows, "Procedimiento"));
    if (procedure.empty()) return;
    teller_.among("advertising.direct-award", body);
    if (procedure == "adjudicaciondirecta")
      teller_.tally("advertising.direct-award", file_.column("Procedimiento"), body);
  }
  if (table_.name != "facturas") return;
  const Date spent = read_date(value(rows, "Fecha de erogación"));
  if (!spent.is_day()) return;
  if (const std::uint32_t day = index_.signed_on(key_of(value(rows, "Contrato")))) {
    teller_.among("advertising.paid-early", "");
    if (spent.number() < day)
      teller_.tally("advertising.paid-early", file_.column("Fecha de erogación"), "");
  }
  if (const std::uint32_t day = index_.ordered_on(key_of(value(rows, "Orden")))) {
    if (spent.number() < day)
      teller_.tell("advertising.order-late", file_.column("Fecha de erogación"));
  }
}

}  // namespace edca::advertising
