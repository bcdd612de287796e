#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "advertising/keys.hpp"
#include "advertising/values.hpp"
#include "base/session.hpp"
#include "base/tax_id.hpp"
#include "convert/advertising.hpp"
#include "convert/contract_release.hpp"
#include "edca/error.hpp"
#include "io/grouper.hpp"
#include "json/value.hpp"
#include "rows/values.hpp"
#include "sheets/workbook.hpp"

namespace edca::convert {
namespace {

using advertising::Key;
using advertising::key_of;
using advertising::nowhere;
using advertising::TableFile;
using advertising::TableRows;
using advertising::Teller;
using advertising::trimmed;

constexpr std::size_t release_batch_bytes = std::size_t{1} << 20;

/// How a cell becomes a member.
enum class As { text, amount, day, link };
struct Column {
  std::string_view field;
  As as = As::text;
  bool asked = false;  ///< it is told where it is empty
};

/// The columns of a table that have a place in a release.
std::span<const Column> columns_of(ContractPart part) {
  static constexpr std::array contract = {
      Column{"Número de contrato"},
      Column{"Procedimiento", As::text, true},
      Column{"Proveedor", As::text, true},
      Column{"Contratante", As::text, true},
      Column{"Solicitante"},
      Column{"Objeto del contrato"},
      Column{"Descripción"},
      Column{"Fundamento jurídico"},
      Column{"Fecha celebración", As::day, true},
      Column{"Fecha inicio", As::day, true},
      Column{"Fecha fin", As::day, true},
      Column{"Monto original del contrato", As::amount, true},
      Column{"Monto total", As::amount},
      Column{"Archivo contrato en PDF (Vinculo al archivo)", As::link}};
  static constexpr std::array order = {
      Column{"Número orden de compra"},
      Column{"Procedimiento", As::text, true},
      Column{"Proveedor", As::text, true},
      Column{"Sujeto obligado ordenante", As::text, true},
      Column{"Sujeto obligado solicitante"},
      Column{"Justificación"},
      Column{"Fecha de orden", As::day, true},
      Column{"Archivo de la orden de compra en PDF (Vínculo al documento)", As::link}};
  static constexpr std::array agreement = {
      Column{"Número de convenio modificatorio", As::text, true}, Column{"Objeto"},
      Column{"Fundamento jurídico"}, Column{"Fecha celebración", As::day, true}};
  static constexpr std::array invoice = {
      Column{"Número de factura", As::text, true}, Column{"Proveedor", As::text, true},
      Column{"Monto", As::amount, true}, Column{"Fecha de erogación", As::day, true}};
  static constexpr std::array line = {Column{"ID Detalle Factura"},
                                      Column{"Descripción del servicio o producto adquirido"},
                                      Column{"Partida contratante", As::text, true},
                                      Column{"Cantidad", As::amount, true},
                                      Column{"Unidad"},
                                      Column{"Precio unitario con I.V.A incluido", As::amount}};
  switch (part) {
    case ContractPart::contract:
      return contract;
    case ContractPart::order:
      return order;
    case ContractPart::agreement:
      return agreement;
    case ContractPart::invoice:
      return invoice;
    default:
      return line;
  }
}

/// Columns that say nothing of their own: they repeat, or are the sum of what is said elsewhere.
bool is_derived(std::string_view field) {
  static constexpr std::array fields = {std::string_view("#"),
                                        std::string_view("Ejercicio"),
                                        std::string_view("Trimestre"),
                                        std::string_view("Monto modificado"),
                                        std::string_view("Monto pagado a la fecha"),
                                        std::string_view("Contrato"),
                                        std::string_view("Orden"),
                                        std::string_view("ID (Orden de compra)"),
                                        std::string_view("Número de contrato"),
                                        std::string_view("Número de factura")};
  return std::ranges::find(fields, field) != fields.end();
}

bool is_link(std::string_view text) {
  const bool web = text.starts_with("http://") || text.starts_with("https://");
  const auto allowed = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos;
  };
  return web && text.size() > 10 && std::ranges::all_of(text, allowed);
}

/// What is told once for all rows of a file, with how often it is so.
class Counted {
 public:
  explicit Counted(items::RunLog& log) : log_(log) {}

  void add(base::RuleId rule, const TableFile& file, const TableRows& rows, std::size_t column,
           std::size_t index) {
    auto& [finding, count, in] = told_[{std::string(rule.id()) + "/" + rule.variant(),
                                        file.input.name, column == nowhere ? 0 : column + 1}];
    if (++count > 1) return;
    in = index;
    const std::size_t shown = column == nowhere ? 0 : column;
    finding = items::RunLog::make(rule);
    finding.variant = rule.variant();
    finding.at = {rows.offset(), rows.line(), shown + 1};
    finding.cell.sheet = advertising::stem_of(file.input.name);
    finding.cell.name = sheets::cell_name(shown, static_cast<std::uint32_t>(rows.row()));
    finding.cell.row = rows.row();
    finding.cell.column = shown + 1;
    if (column != nowhere) finding.cell.heading = file.headings[column];
  }

  void finish() {
    for (auto& [key, told] : told_) {
      auto& [finding, count, in] = told;
      finding.arguments = {{"heading", finding.cell.heading}, {"count", std::to_string(count)}};
      log_.add(std::move(finding), in);
    }
  }

 private:
  struct Told {
    Finding finding;
    std::uint64_t count = 0;
    std::size_t file = 0;
  };
  items::RunLog& log_;
  std::map<std::tuple<std::string, std::string, std::size_t>, Told> told_;
};

/// One archive: each row goes to the process that it is of.
class Processes {
 public:
  Processes(const advertising::Archive& archive, items::RunLog& log, const Session& session,
            bool natural_persons)
      : archive_(archive),
        log_(log),
        session_(session),
        natural_persons_(natural_persons),
        zone_("America/Mexico_City"),
        counted_(log),
        grouper_({session.memory, session.temporary_folder, 0}) {}

  void read() {
    suppliers();
    contracts();
    orders();
    agreements();
    invoices();
    lines();
    counted_.finish();
    grouper_.finish();
  }

  /// False where nobody wants to hear on.
  bool write(const std::string& prefix, const std::function<bool(std::string_view)>& to) {
    ContractReleases releases(prefix, suppliers_);
    io::GroupBatch batch;
    while (!cancelled() && grouper_.next(batch, release_batch_bytes)) {
      for (const io::Group& group : batch.groups) {
        const std::span<const io::Entry> entries(&batch.entries[group.first], group.count);
        const std::string text = releases.make(group.key, rows_of(entries));
        if (text.empty()) {
          ++figures_.refused;
          Finding finding = items::RunLog::make_general("convert.row/no-date");
          finding.variant = "no-date";
          finding.value = edca::rows::json_text(group.key);
          log_.add(finding);
          continue;
        }
        ++figures_.rows;
        if (!to(text)) return false;
      }
    }
    return true;
  }

  bool cancelled() {
    cancelled_ = cancelled_ || base::cancelled(session_);
    return cancelled_;
  }
  /// Rows are releases here.
  const items::FileRun& figures() const { return figures_; }

 private:
  /// An invoice: its process, and its order.
  struct Invoice {
    std::uint32_t process;
    std::uint32_t order;
  };

  static std::vector<ContractRow> rows_of(std::span<const io::Entry> entries) {
    std::vector<ContractRow> rows;
    for (const io::Entry& entry : entries)
      rows.push_back({static_cast<ContractPart>(entry.head[0]), json::parse(entry.text, ""),
                      std::string(entry.head.substr(1))});
    // The contract, or the order that stands for one, comes first.
    std::ranges::stable_sort(rows, {}, &ContractRow::part);
    return rows;
  }

  /// Of the export's own table of suppliers, else of what it paid to each.
  void suppliers() {
    const TableFile* file = items::file_of(archive_, "proveedores");
    if (file == nullptr) file = items::file_of(archive_, "gasto_x_proveedor");
    if (file == nullptr) return;
    const std::size_t name = file->column("Nombre o razón social");
    const std::size_t rfc = file->column("R.F.C.");
    const std::size_t index = log_.files();
    each_row(*file, [&](const TableRows& rows, Teller&) {
      const std::string_view text = trimmed(rows.cell(rfc));
      std::string shown;
      const bool company = base::tax_id_length(text) == base::company_tax_id;
      if (company || (natural_persons_ && base::tax_id_length(text) != 0)) {
        if (!base::is_generic_tax_id(text)) shown = text;
      } else if (base::tax_id_length(text) != 0) {
        counted_.add("convert.personal", *file, rows, rfc, index);
      } else {
        counted_.add(text.empty() ? base::RuleId("convert.cell/absent")
                                  : base::RuleId("convert.cell/malformed"),
                     *file, rows, rfc, index);
      }
      const auto [known, added] =
          suppliers_.try_emplace(std::string(trimmed(rows.cell(name))), shown);
      // Of two with one name nobody knows who is meant.
      if (!added && known->second != shown) known->second.clear();
    });
  }

  void contracts() {
    const TableFile* file = items::file_of(archive_, "contratos");
    if (file == nullptr) return;
    const std::size_t number = file->column("Número de contrato");
    const std::size_t index = log_.files();
    each_row(*file, [&](const TableRows& rows, Teller& teller) {
      const std::string_view text = trimmed(rows.cell(number));
      if (text.empty()) return refuse("convert.row/no-id", nowhere, teller);
      if (!contracts_.try_emplace(key_of(text), place_of(text)).second)
        return refuse("convert.row/repeated", number, teller);
      take(ContractPart::contract, *file, rows, teller, index, text, {});
    });
  }

  void orders() {
    const TableFile* file = items::file_of(archive_, "orden_compra");
    if (file == nullptr) return;
    const std::size_t number = file->column("Número orden de compra");
    const std::size_t contract = file->column("Contrato");
    const std::size_t index = log_.files();
    each_row(*file, [&](const TableRows& rows, Teller& teller) {
      const std::string text(trimmed(rows.cell(number)));
      if (text.empty()) return refuse("convert.row/no-id", nowhere, teller);
      const auto of = contracts_.find(key_of(trimmed(rows.cell(contract))));
      // A contract and an order may have one number.
      const std::uint32_t process = of != contracts_.end()              ? of->second
                                    : contracts_.contains(key_of(text)) ? place_of("orden-" + text)
                                                                        : place_of(text);
      if (!orders_.try_emplace(key_of(text), Invoice{process, place_of(text)}).second)
        return refuse("convert.row/repeated", number, teller);
      take(ContractPart::order, *file, rows, teller, index, names_[process], text);
    });
  }

  void agreements() {
    const TableFile* file = items::file_of(archive_, "convenios");
    if (file == nullptr) return;
    const std::size_t contract = file->column("Número de contrato");
    const std::size_t index = log_.files();
    each_row(*file, [&](const TableRows& rows, Teller& teller) {
      const auto of = contracts_.find(key_of(trimmed(rows.cell(contract))));
      if (of == contracts_.end()) return leave_out(*file, rows, index);
      take(ContractPart::agreement, *file, rows, teller, index, names_[of->second], {});
    });
  }

  void invoices() {
    const TableFile* file = items::file_of(archive_, "facturas");
    if (file == nullptr) return;
    const std::size_t number = file->column("Número de factura");
    const std::size_t contract = file->column("Contrato");
    const std::size_t order = file->column("Orden");
    const std::size_t index = log_.files();
    each_row(*file, [&](const TableRows& rows, Teller& teller) {
      const auto of_contract = contracts_.find(key_of(trimmed(rows.cell(contract))));
      const auto of_order = orders_.find(key_of(trimmed(rows.cell(order))));
      const bool ordered = of_order != orders_.end();
      if (of_contract == contracts_.end() && !ordered) {
        left_out_.insert(key_of(trimmed(rows.cell(number))));
        return leave_out(*file, rows, index);
      }
      const std::uint32_t process =
          of_contract != contracts_.end() ? of_contract->second : of_order->second.process;
      const bool same = ordered && of_order->second.process == process;
      const Invoice made{process, same ? of_order->second.order : place_of({})};
      const auto [first, added] = invoices_.try_emplace(key_of(trimmed(rows.cell(number))), made);
      if (!added && (first->second.process != process || first->second.order != made.order))
        several_.insert(first->first);
      take(ContractPart::invoice, *file, rows, teller, index, names_[process], names_[made.order]);
    });
  }

  void lines() {
    const TableFile* file = items::file_of(archive_, "facturas_detalles");
    if (file == nullptr) return;
    const std::size_t number = file->column("Número de factura");
    const std::size_t index = log_.files();
    each_row(*file, [&](const TableRows& rows, Teller& teller) {
      const auto of = invoices_.find(key_of(trimmed(rows.cell(number))));
      const bool unnamed = trimmed(rows.cell(number)).empty();
      if (of == invoices_.end() || unnamed) return leave_out(*file, rows, index);
      if (several_.contains(of->first) || left_out_.contains(of->first)) {
        ++figures_.refused;
        return teller.tell("advertising.reference-invoice/several", number, {{"count", "2"}});
      }
      take(ContractPart::line, *file, rows, teller, index, names_[of->second.process],
           names_[of->second.order]);
    });
  }

  template <class Each>
  void each_row(const TableFile& file, Each each) {
    const items::FileRun done = items::read_fitting(
        file, log_, [this] { return cancelled(); }, each);
    figures_.refused += done.refused;
  }

  void refuse(base::RuleId rule, std::size_t column, Teller& teller) {
    ++figures_.refused;
    teller.tell(rule, column);
  }

  /// A row that belongs to no process.
  void leave_out(const TableFile& file, const TableRows& rows, std::size_t index) {
    ++figures_.refused;
    counted_.add("convert.row/no-process", file, rows, nowhere, index);
  }

  std::uint32_t place_of(std::string_view name) {
    const auto [found, added] =
        places_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
    if (added) names_.emplace_back(name);
    return found->second;
  }

  /// Puts what a row says to its process.
  void take(ContractPart part, const TableFile& file, const TableRows& rows, Teller& teller,
            std::size_t index, const std::string_view process, std::string_view order) {
    std::string text = "{";
    std::unordered_set<std::size_t> placed;
    for (const Column& each : columns_of(part)) {
      const std::size_t column = file.column(each.field);
      if (column == nowhere) continue;
      placed.insert(column);
      const std::string_view cell = trimmed(rows.cell(column));
      if (cell.empty() || cell == "0000-00-00") {
        if (each.asked) counted_.add("convert.cell/absent", file, rows, column, index);
        continue;
      }
      add_member(each, cell, column, file, teller, text);
    }
    for (std::size_t column = 0; column < file.headings.size(); ++column) {
      const std::size_t number = file.fields[column];
      const bool derived = number != nowhere && is_derived(file.table->fields[number].name);
      if (!placed.contains(column) && !derived && !trimmed(rows.cell(column)).empty())
        counted_.add("convert.unmapped/advertising", file, rows, column, index);
    }
    std::string head(1, static_cast<char>(part));
    head += order;
    grouper_.add(process, head, text + "}");
  }

  void add_member(const Column& column, std::string_view cell, std::size_t at,
                  const TableFile& file, Teller& teller, std::string& out) {
    const Arguments heading = {{"heading", file.headings[at]}};
    std::string value;
    if (column.as == As::amount) {
      const advertising::Form form = advertising::read_amount(cell).form;
      value = advertising::amount_text(cell);
      if ((form != advertising::Form::plain && form != advertising::Form::decorated) ||
          !rows::is_json_number(value))
        return teller.tell("convert.cell/number", at, heading);
    } else if (column.as == As::day) {
      const advertising::Date date = advertising::read_date(cell);
      if (!date.is_day()) return teller.tell("convert.cell/date", at, heading);
      json::write_string(advertising::iso(date) + "T00:00:00" +
                             zone_.offset(static_cast<int>(date.year), static_cast<int>(date.month),
                                          static_cast<int>(date.day), 0),
                         value);
    } else {
      if (column.as == As::link && !is_link(cell))
        return teller.tell("convert.cell/url", at, heading);
      json::write_string(cell, value);
    }
    if (out.size() > 1) out += ',';
    json::write_string(column.field, out);
    out += ':' + value;
  }

  const advertising::Archive& archive_;
  items::RunLog& log_;
  const Session& session_;
  bool natural_persons_;
  rows::Zone zone_;
  Counted counted_;
  io::Grouper grouper_;
  AdvertisingSuppliers suppliers_;
  std::vector<std::string> names_;  ///< of processes and orders
  std::unordered_map<std::string, std::uint32_t> places_;
  std::unordered_map<Key, std::uint32_t> contracts_;  ///< processes by contract
  std::unordered_map<Key, Invoice> orders_;           ///< and by order
  std::unordered_map<Key, Invoice> invoices_;         ///< by the number of an invoice
  std::unordered_set<Key> several_;                   ///< numbers of invoices of several processes
  std::unordered_set<Key> left_out_;                  ///< and of invoices that are of none
  items::FileRun figures_;
  bool cancelled_ = false;
};

}  // namespace

AdvertisingToReleases::AdvertisingToReleases(const ConvertOptions& options)
    : read_(options.read),
      prefix_(options.legacy.prefix),
      natural_persons_(options.legacy.natural_persons) {
  if (prefix_.empty()) throw Error(ErrorKind::usage, "convert.no-prefix");
  if (!prefix_.ends_with('-')) prefix_ += '-';
}

ConvertSummary AdvertisingToReleases::run(const std::vector<std::string>& inputs,
                                          const ConversionOutput& output, FindingSink& sink,
                                          const Session& session) const {
  items::RunLog log(sink);
  const auto archives = archives_of(inputs, read_, {}, log);
  items::FileRun figures;
  bool cancelled = false;
  for (const advertising::Archive& archive : archives) {
    items::tell_left_out(archive, log);
    Processes processes(archive, log, session, natural_persons_);
    processes.read();
    cancelled = !processes.write(prefix_, output.write) || processes.cancelled();
    figures.rows += processes.figures().rows;
    figures.refused += processes.figures().refused;
    if (cancelled) break;
  }
  return summary_of(log, figures, cancelled);
}

}  // namespace edca::convert
