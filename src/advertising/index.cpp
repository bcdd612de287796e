#include "advertising/index.hpp"

#include <algorithm>
#include <string_view>

#include "advertising/values.hpp"

namespace edca::advertising {
namespace {

/// Where sums come from.
struct SumSource {
  SumOf what;
  std::string_view table;
  std::string_view key;
  std::string_view amount;
};

constexpr std::array<SumSource, sum_count> sources = {{
    {SumOf::agreements, "convenios", "Número de contrato", "Monto"},
    {SumOf::paid, "facturas", "Contrato", "Monto"},
    {SumOf::lines, "facturas_detalles", "Número de factura", "Monto"},
    {SumOf::supplier, "facturas", "Proveedor", "Monto"},
    {SumOf::budget_lines, "desglosepartidas", "ID de presupuesto", "Monto asignado"},
}};

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
  const std::vector<std::size_t>& fields = file.table->key;
  Key key = 0;
  complete = !fields.empty();
  for (const std::size_t field : fields) {
    const std::string_view text = trimmed(rows.cell(file.columns[field]));
    complete = complete && !text.empty();
    key = fields.size() == 1 ? key_of(text) : join(key, key_of(text));
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
  for (const TableFile& file : archive.files) {
    const auto first = [&](const TableFile* other) {
      return other->table == file.table &&
             (other->lineage == Lineage::back_office) == (file.lineage == Lineage::back_office);
    };
    if (file.repeated && std::ranges::any_of(files_, first)) partial_.insert(file.table);
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
  const auto at = static_cast<std::size_t>(what);
  const Table* table = summed_[at];
  return table == nullptr || partial(*table) ? nullptr : &sums_[at];
}

std::uint32_t Index::signed_on(Key contract) const {
  return signed_.times(contract) == 1 ? signed_.first(contract) : 0;
}

std::uint32_t Index::ordered_on(Key order) const {
  return ordered_.times(order) == 1 ? ordered_.first(order) : 0;
}

/// The sums that a file gives.
std::vector<Index::Summed> Index::summed(const TableFile& file) {
  std::vector<Summed> result;
  for (const SumSource& source : sources) {
    if (source.table != file.table->name) continue;
    const std::size_t key = file.column(source.key);
    const std::size_t amount = file.column(source.amount);
    if (key == nowhere || amount == nowhere) continue;
    result.push_back({source.what, key, amount, {}, 0});
    summed_[static_cast<std::size_t>(source.what)] = file.table;
  }
  return result;
}

void Index::add_sum(Summed& summed, const TableRows& rows, bool readable) {
  const std::string_view name = trimmed(rows.cell(summed.key));
  if (name.empty()) return;
  if (name != summed.last) {
    summed.last = name;
    summed.last_key = key_of(name);
  }
  Sums& sums = sums_[static_cast<std::size_t>(summed.what)];
  const Amount read = read_amount(rows.cell(summed.amount));
  // An empty cell adds nothing; the rules of single cells speak of it.
  const bool known = readable && (read.form == Form::plain || read.form == Form::decorated ||
                                  read.form == Form::empty);
  sums.add(summed.last_key, known ? &read.value : nullptr);
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

void Index::add_names(const TableFile& file, const TableRows& rows, FileIndex& index,
                      const std::vector<Counted>& counted) {
  bool complete = false;
  const Key key = key_of_row(file, rows, complete);
  // Rows that say the same have the same key.
  if (complete) {
    index.keys.add(key);
  } else {
    index.rows.add(content_of_row(file, rows));
  }
  for (auto& [field, names] : index.names) {
    const std::string_view text = trimmed(rows.cell(file.columns[field]));
    if (text.empty()) continue;
    names.add(key_of(text), rows.row());
    index.spelled[field].add(key_of(plain_heading(text)), rows.row());
  }
  for (const auto& [column, field] : counted)
    if (is_blank(rows.cell(column))) ++index.empty[field];
}

void Index::read(const TableFile& file) {
  FileIndex& index = indexes_[&file];
  for (const std::size_t field : targets_of(*file.table)) index.names[field];
  index.empty.resize(file.columns.size(), 0);
  const std::size_t supplier = file.column("Nombre o razón social");
  const auto place = std::ranges::find(files_, &file) - files_.begin();
  const bool own = static_cast<std::size_t>(place) < own_;
  std::vector<Summed> sums = own ? summed(file) : std::vector<Summed>();
  std::vector<Counted> counted;
  for (std::size_t field = 0; field < file.columns.size(); ++field)
    if (file.columns[field] != nowhere) counted.emplace_back(file.columns[field], field);
  std::uint64_t unusual = 0;
  try {
    TableRows rows(file);
    while (rows.next()) {
      ++index.count;
      if (rows.unclosed()) {
        partial_.insert(file.table);
        continue;
      }
      const bool usual = rows.cells().size() == file.headings.size();
      unusual += usual ? 0 : 1;
      if (!usual && index.widths.size() < 1000) ++index.widths[rows.cells().size()];
      add_names(file, rows, index, counted);
      if (supplier != nowhere) index.suppliers.add(key_of(plain_heading(rows.cell(supplier))));
      // Of a row with too many or too few cells nobody knows what is an amount.
      for (Summed& each : sums) add_sum(each, rows, usual);
      if (own) add_days(file, rows);
    }
  } catch (const io::InputFault&) {
    partial_.insert(file.table);  // told where the file is judged
  }
  for (std::size_t field = 0; field < file.columns.size(); ++field)
    if (file.columns[field] == nowhere) index.empty[field] = index.count;
  if (unusual * 2 > index.count) partial_.insert(file.table);
  index.keys.finish();
  for (auto& [field, keys] : index.names) keys.finish();
  for (auto& [field, keys] : index.spelled) keys.finish();
  index.rows.finish();
  index.suppliers.finish();
}

}  // namespace edca::advertising
