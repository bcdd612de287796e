#include <algorithm>
#include <array>

#include "advertising/file_checker.hpp"
#include "advertising/row_fit.hpp"

namespace edca::advertising {
namespace {

/// What is said of a name that leads nowhere, and of one that leads somewhere when spelled
/// otherwise.
struct ReferenceRules {
  std::string_view table;
  base::RuleId absent;
  base::RuleId spelled;
};

constexpr ReferenceRules rules_of[] = {
    {"campanasyavisos", "advertising.reference-campaign",
     "advertising.reference-campaign/spelling"},
    {"contratos", "advertising.reference-contract", "advertising.reference-contract/spelling"},
    {"facturas", "advertising.reference-invoice", "advertising.reference-invoice/spelling"},
    {"orden_compra", "advertising.reference-order", "advertising.reference-order/spelling"},
    {"presupuestos", "advertising.reference-budget", "advertising.reference-budget"},
    {"proveedores", "advertising.reference-supplier", "advertising.reference-supplier/spelling"},
    {"sujetos_obligados", "advertising.reference-body", "advertising.reference-body/spelling"},
};

/// Names that lead nowhere, of which one file tells.
constexpr std::size_t most_told = 1'000'000;

}  // namespace

/// Whether a row has as many cells as there are headings. Where most rows have another number, it
/// is one fault of the file.
bool FileChecker::width(const TableRows& rows) {
  const std::size_t cells = rows.cells().size();
  const std::size_t headings = file_.headings.size();
  if (cells == headings) return true;
  Arguments arguments = {{"cells", std::to_string(cells)}, {"headings", std::to_string(headings)}};
  const auto same = own_ == nullptr                ? 0
                    : own_->widths.contains(cells) ? own_->widths.at(cells)
                                                   : std::uint64_t{0};
  if (own_ != nullptr && same > 1 && same * 2 > own_->count) {
    teller_.tally("advertising.row-width/all", nowhere, std::to_string(cells),
                  std::move(arguments));
  } else {
    teller_.tell_width(rows);
  }
  return false;
}

/// Whether the cells of a row stand beside their columns: several do not fit where they are, and
/// all would fit one column further.
bool FileChecker::shifted(const TableRows& rows) {
  if (misfits_ < 2) return false;
  for (const int shift : {1, -1}) {
    const Misfits there = misfits(file_, rows.cells(), shift);
    if (there.count > 0 || there.fitting < misfits_) continue;
    teller_.tell(shift > 0 ? base::RuleId("advertising.row-shifted")
                           : base::RuleId("advertising.row-shifted/left"),
                 nowhere);
    return true;
  }
  return false;
}

/// Where what stands more than once stood first. Rows that are not looked at any further count too.
void FileChecker::note_keys(const TableRows& rows) {
  key_first_ = content_first_ = supplier_first_ = 0;
  if (own_ == nullptr) return;
  const auto first = [&](Key key) {
    return first_rows_.try_emplace(key, rows.row()).first->second;
  };
  if (!own_->keys.empty() || !own_->rows.empty()) {
    bool complete = false;
    const Key key = key_of_row(file_, rows, complete);
    if (complete) {
      if (own_->keys.contains(key)) key_first_ = first(key);
    } else if (!own_->rows.empty()) {
      const Key content = content_of_row(file_, rows);
      if (own_->rows.contains(content)) content_first_ = first(join(content, 1));
    }
  }
  if (supplier_name_ == nowhere || own_->suppliers.empty()) return;
  const Key name = key_of(plain_heading(rows.cell(supplier_name_)));
  if (own_->suppliers.contains(name)) supplier_first_ = first(join(name, 2));
}

void FileChecker::keys(const TableRows& rows) {
  const auto earlier = [&](std::uint64_t first) { return first != 0 && first < rows.row(); };
  const auto numbered = [](std::uint64_t row) { return Arguments{{"first", std::to_string(row)}}; };
  if (earlier(key_first_)) {
    teller_.tell(table_.name == "facturas" ? base::RuleId("advertising.invoice-repeated")
                                           : base::RuleId("advertising.key-repeated"),
                 file_.columns[table_.key.back()], numbered(key_first_));
    return;
  }
  if (earlier(content_first_))
    teller_.tell("advertising.row-repeated", nowhere, numbered(content_first_));
  const std::size_t supplier = supplier_name_;
  if (earlier(supplier_first_) && !is_blank(rows.cell(supplier)))
    teller_.tell("advertising.supplier-repeated", supplier, numbered(supplier_first_));
}

void FileChecker::find_references() {
  for (const Reference& reference : table_.references) {
    const std::size_t column = file_.columns[reference.field];
    if (column == nowhere) continue;
    const TableFile* target = index_.file(reference.table);
    if (target == nullptr && reference.table == "proveedores")
      target = index_.file("gasto_x_proveedor");
    if (target == nullptr || target->column(reference.target) == nowhere ||
        index_.partial(*target->table))
      continue;
    const FileIndex& there = *index_.of(*target);
    const std::size_t field = target->table->find(reference.target);
    const auto names = there.names.find(field);
    const auto spelled = there.spelled.find(field);
    leading_.push_back({&reference,
                        column,
                        target,
                        names == there.names.end() ? nullptr : &names->second,
                        spelled == there.spelled.end() ? nullptr : &spelled->second,
                        {}});
  }
}

void FileChecker::references(const TableRows& rows) {
  for (Leading& each : leading_) reference(rows, each);
}

void FileChecker::reference(const TableRows& rows, Leading& leading) {
  const Reference& reference = *leading.reference;
  const std::size_t column = leading.column;
  const std::string_view text = trimmed(rows.cell(column));
  // Of a name that leads nowhere all is said the first time.
  if (text.empty() || text == leading.last) return;
  leading.last = text;
  const auto leads = [&](std::string_view name) {
    return leading.names != nullptr && leading.names->first(key_of(name)) != 0;
  };
  if (leads(text)) return;
  const std::string plain = plain_heading(text);
  if (!reference.absent.empty() && plain == plain_heading(reference.absent)) return;
  // A name is told once, however often it stands.
  if (told_.size() >= most_told || !told_.insert(join(reference.field, key_of(text))).second)
    return;
  const std::uint64_t near = leading.spelled == nullptr ? 0 : leading.spelled->first(key_of(plain));
  const Arguments arguments = {{"table", leading.target->table->name},
                               {"row", std::to_string(near)}};
  if (reference.table.starts_with("F70")) {
    const std::size_t dash = text.find('-');
    const bool by_year = dash == 4 && leads(text.substr(dash + 1));
    teller_.tell(
        by_year ? base::RuleId("advertising.pnt-key/year") : base::RuleId("advertising.pnt-key"),
        column, arguments);
    return;
  }
  const auto* rules = std::ranges::find(rules_of, reference.table, &ReferenceRules::table);
  if (rules != std::end(rules_of))
    teller_.tell(near == 0 ? rules->absent : rules->spelled, column, arguments);
}

void FileChecker::find_parents() {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pairs = {{
      {"Subtipo", "Tipo"},
      {"Categoría del servicio", "Clasificación del servicio"},
      {"Subcategoría del servicio", "Categoría del servicio"},
      {"Unidad", "Subcategoría del servicio"},
  }};
  for (const auto& [fine, coarse] : pairs) {
    const std::size_t fine_column = file_.column(fine);
    const std::size_t coarse_column = file_.column(coarse);
    if (fine_column == nowhere || coarse_column == nowhere) continue;
    nested_.push_back({coarse,
                       fine_column,
                       coarse_column,
                       table_.fields[table_.find(fine)].codes,
                       table_.fields[table_.find(coarse)].codes,
                       {}});
  }
}

/// Codes of a finer catalogue belong to one of a coarser.
void FileChecker::parents(const TableRows& rows) {
  for (Nested& each : nested_) {
    const std::string_view fine = trimmed(rows.cell(each.fine_column));
    const std::string_view coarse = trimmed(rows.cell(each.coarse_column));
    const bool same = !each.last.empty() && each.last.size() == fine.size() + coarse.size() + 1 &&
                      each.last.starts_with(fine) && each.last.ends_with(coarse);
    if (same) continue;
    const std::string* code = code_of(*each.fine_codes, fine);
    const std::string* parent = code_of(*each.coarse_codes, coarse);
    if (code != nullptr && parent != nullptr) {
      const std::vector<std::string>& known = each.fine_codes->parents.find(*code)->second;
      if (!known.empty() && std::ranges::find(known, *parent) == known.end()) {
        teller_.tell(
            "advertising.code-parent", each.fine_column,
            {{"coarse", std::string(each.coarse)}, {"parent", *parent}, {"known", known[0]}});
        continue;
      }
    }
    each.last.assign(fine).append(1, '\n').append(coarse);
  }
}

}  // namespace edca::advertising
