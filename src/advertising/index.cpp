#include "advertising/index.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "advertising/values.hpp"

namespace edca::advertising {
namespace {

/// The fields of a table that others refer to.
std::set<std::size_t> targets_of(const Table& table) {
  std::set<std::size_t> fields;
  for (const Table& other : Standard::get().tables()) {
    for (const Reference& reference : other.references)
      if (reference.table == table.name) fields.insert(table.find(reference.target));
  }
  if (table.name == "gasto_x_proveedor") fields.insert(table.find("Nombre o razón social"));
  fields.erase(nowhere);
  return fields;
}

}  // namespace

Key key_of_row(const TableFile& file, const TableRows& rows, bool& complete) {
  Key key = 0;
  complete = !file.table->key.empty();
  for (const std::size_t field : file.table->key) {
    const std::string_view text = trimmed(rows.cell(file.columns[field]));
    complete = complete && !text.empty();
    key = join(key, key_of(text));
  }
  return key;
}

Key content_of_row(const TableFile& file, const TableRows& rows) {
  static const base::KeyedHash hash;
  base::KeyedHash::Mixer content(hash, 0);
  for (std::size_t column = 0; column < rows.cells().size(); ++column) {
    if (column < file.headings.size() && file.headings[column] == "#") continue;
    content.add(rows.cells()[column]);
  }
  return content.finish().low;
}

Index::Index(const Archive& archive, bool office) {
  for (const TableFile& file : archive.files) {
    if (file.table == nullptr || file.repeated) continue;
    if ((file.lineage == Lineage::back_office) == office) files_.push_back(&file);
  }
  own_ = files_.size();
  // What one kind lacks, the other may have.
  for (const TableFile& file : archive.files) {
    if (file.table == nullptr || file.repeated) continue;
    if ((file.lineage == Lineage::back_office) == office) continue;
    if (this->file(file.table->name) == nullptr) files_.push_back(&file);
  }
  for (const TableFile* file : files_) read(*file);
  signed_.finish();
  ordered_.finish();
}

const TableFile* Index::file(std::string_view table) const {
  const auto found = std::ranges::find_if(
      files_, [&](const TableFile* file) { return file->table->name == table; });
  return found == files_.end() ? nullptr : *found;
}

const FileIndex* Index::of(const TableFile& file) const {
  const auto found = indexes_.find(&file);
  return found == indexes_.end() ? nullptr : &found->second;
}

const Sums* Index::sums(SumOf what) const {
  static const Sums none;
  const auto found = sums_.find(what);
  if (found != sums_.end()) return &found->second;
  const auto there = [&](std::string_view table, std::string_view field) {
    const std::span<const TableFile* const> own(files_.data(), own_);
    const bool summed = std::ranges::any_of(own, [&](const TableFile* file) {
      return file->table->name == table && file->column(field) != nowhere;
    });
    return summed ? &none : nullptr;
  };
  switch (what) {
    case SumOf::agreements:
      return there("convenios", "Monto");
    case SumOf::lines:
      return there("facturas_detalles", "Monto");
    case SumOf::budget_lines:
      return there("desglosepartidas", "Monto asignado");
    case SumOf::paid:
    case SumOf::supplier:
      return there("facturas", "Monto");
  }
  return nullptr;
}

std::uint32_t Index::signed_on(Key contract) const {
  return signed_.times(contract) == 1 ? signed_.first(contract) : 0;
}

std::uint32_t Index::ordered_on(Key order) const {
  return ordered_.times(order) == 1 ? ordered_.first(order) : 0;
}

void Index::add(SumOf what, std::string_view key, std::string_view amount, bool readable) {
  key = trimmed(key);
  if (key.empty()) return;
  const Amount read = read_amount(amount);
  const bool known = readable && (read.form == Form::plain || read.form == Form::decorated);
  // An empty cell adds nothing; the rules of single cells speak of it.
  if (read.form == Form::empty && readable) {
    const base::Decimal zero;
    return sums_[what].add(key_of(key), &zero);
  }
  sums_[what].add(key_of(key), known ? &read.value : nullptr);
}

void Index::add_sums(const TableFile& file, const TableRows& rows) {
  const std::string& name = file.table->name;
  const auto cell = [&](std::string_view field) { return rows.cell(file.column(field)); };
  // Of a row with too many or too few cells nobody knows what is an amount.
  const bool readable = rows.cells().size() == file.headings.size();
  if (name == "convenios") {
    add(SumOf::agreements, cell("Número de contrato"), cell("Monto"), readable);
  } else if (name == "facturas") {
    add(SumOf::paid, cell("Contrato"), cell("Monto"), readable);
    add(SumOf::supplier, cell("Proveedor"), cell("Monto"), readable);
  } else if (name == "facturas_detalles") {
    add(SumOf::lines, cell("Número de factura"), cell("Monto"), readable);
  } else if (name == "desglosepartidas") {
    add(SumOf::budget_lines, cell("ID de presupuesto"), cell("Monto asignado"), readable);
  }
}

void Index::add_days(const TableFile& file, const TableRows& rows) {
  const bool contracts = file.table->name == "contratos";
  if (!contracts && file.table->name != "orden_compra") return;
  const Date date =
      read_date(rows.cell(file.column(contracts ? "Fecha celebración" : "Fecha de orden")));
  const std::string_view key =
      trimmed(rows.cell(file.column(contracts ? "Número de contrato" : "Número orden de compra")));
  if (date.is_day()) (contracts ? signed_ : ordered_).add(key_of(key), date.number());
}

void Index::read(const TableFile& file) {
  FileIndex& index = indexes_[&file];
  const std::set<std::size_t> targets = targets_of(*file.table);
  const std::size_t supplier = file.column("Nombre o razón social");
  const auto place = std::ranges::find(files_, &file) - files_.begin();
  const bool own = static_cast<std::size_t>(place) < own_;
  index.empty.resize(file.columns.size(), 0);
  try {
    TableRows rows(file);
    while (rows.next()) {
      ++index.count;
      if (rows.cells().size() != file.headings.size()) {
        if (index.widths.size() < 1000) ++index.widths[rows.cells().size()];
      }
      bool complete = false;
      const Key key = key_of_row(file, rows, complete);
      if (complete) index.keys.add(key, rows.row());
      for (const std::size_t field : targets) {
        const std::string_view text = trimmed(rows.cell(file.columns[field]));
        if (text.empty()) continue;
        index.names[field].add(key_of(text), rows.row());
        index.spelled[field].add(key_of(plain_heading(text)), rows.row());
      }
      index.rows.add(content_of_row(file, rows), rows.row());
      if (supplier != nowhere)
        index.suppliers.add(key_of(plain_heading(rows.cell(supplier))), rows.row());
      for (std::size_t field = 0; field < file.columns.size(); ++field)
        if (trimmed(rows.cell(file.columns[field])).empty()) ++index.empty[field];
      if (!own) continue;
      add_sums(file, rows);
      add_days(file, rows);
    }
  } catch (const io::InputFault&) {
    // Told where the file is judged.
  }
  index.keys.finish();
  for (auto& [field, keys] : index.names) keys.finish();
  for (auto& [field, keys] : index.spelled) keys.finish();
  index.rows.finish();
  index.suppliers.finish();
}

}  // namespace edca::advertising
