#include "legacy/process.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/tax_id.hpp"
#include "legacy/values.hpp"
#include "rows/values.hpp"

namespace edca::legacy {
namespace {

bool is_project(const RowKeys& keys) {
  if (keys.element.empty()) return false;
  const std::vector<std::string>* const known = known_value("element", keys.element);
  return known != nullptr && known->front() == "project";
}

/// Who a row says got the contract.
struct Supplier {
  std::string rfc;
  std::string name;
};

Supplier supplier_of(const Row& row) {
  Supplier supplier;
  for (std::size_t at = 0; at < row.sheet->columns.size(); ++at) {
    const LayoutColumn* const column = row.sheet->column(at);
    if (column == nullptr || column->root != Root::supplier) continue;
    if (column->kind == Kind::rfc) supplier.rfc = read_rfc(row.text(at));
    if (column->path == "parties[supplier]/name" && !edca::rows::is_error_value(row.text(at)))
      supplier.name = slug(row.text(at));
  }
  return supplier;
}

/// Whether two rows name suppliers that are not the same for sure.
bool differ(const Supplier& left, const Supplier& right) {
  if (!left.rfc.empty() && !right.rfc.empty()) return left.rfc != right.rfc;
  return !left.name.empty() && !right.name.empty() && left.name != right.name;
}

}  // namespace

bool ProcessMaker::has_contracts(const Layout& layout) const {
  return layout.rows_are_contracts ||
         std::ranges::any_of(layout.columns, [&](const LayoutColumn& column) {
           // In a map, what is said of a contract makes one, even without its number.
           const bool of_one = column.root == Root::contract || column.root == Root::award;
           return column.kind == Kind::contract || (!plan_.map.empty() && of_one);
         });
}

/// By what a row is known again in a later file.
std::string ProcessMaker::identity(const Row& row) const {
  const RowKeys keys = keys_of(*row.sheet, row.cells);
  if (!keys.contract.empty()) return "c" + std::string(keys.contract);
  if (has_contracts(*row.sheet->layout)) return "r" + std::string(row.content);
  return "p" + row.sheet->layout->name + std::string(is_project(keys) ? "+" : "-") +
         std::string(keys.procedure);
}

/// Of each row, the last one that is about the same contract: that one counts.
std::vector<std::size_t> ProcessMaker::last_rows(std::span<const Row> rows) const {
  std::vector<std::size_t> counts(rows.size(), 0);
  if (rows.size() == 1) return counts;
  constexpr std::size_t few = 12;
  if (rows.size() <= few) {
    std::array<std::string, few> known;
    for (std::size_t at = rows.size(); at-- > 0;) {
      known[at] = identity(rows[at]);
      std::size_t last = rows.size() - 1;
      while (known[last] != known[at]) --last;
      counts[at] = last;
    }
    return counts;
  }
  std::unordered_map<std::string, std::size_t> last;
  for (std::size_t at = rows.size(); at-- > 0;)
    counts[at] = last.try_emplace(identity(rows[at]), at).first->second;
  return counts;
}

void ProcessMaker::repeated(const Row& row, const Row& counts) {
  const std::string_view contract = keys_of(*row.sheet, row.cells).contract;
  if (counts.content == row.content) {
    notes_.tally("convert.row-repeated", row, Notes::no_column);
  } else if (!contract.empty() && differ(supplier_of(row), supplier_of(counts))) {
    notes_.tell("convert.row-repeated/supplier", row, Notes::no_column, contract);
  } else {
    notes_.tally("convert.row-repeated/newer", row, Notes::no_column);
  }
}

TaxIds ProcessMaker::find_tax_ids(std::span<const Row> rows) const {
  TaxIds found;
  for (const Row& row : rows) {
    const auto [rfc, name] = supplier_of(row);
    const bool person = base::tax_id_length(rfc) == base::person_tax_id;
    if (rfc.empty() || name.empty() || (person && !plan_.options.natural_persons)) continue;
    const auto [place, first] = found.emplace(name, rfc);
    if (!first && place->second != rfc) place->second.clear();
  }
  std::erase_if(found, [](const auto& each) { return each.second.empty(); });
  return found;
}

std::string ProcessMaker::make(std::string_view number, std::span<const Row> rows) {
  std::optional<TaxIds> tax_ids;
  draft_.begin([&]() -> const TaxIds& {
    if (!tax_ids) tax_ids = rows.size() == 1 ? TaxIds() : find_tax_ids(rows);
    return *tax_ids;
  });
  const std::vector<std::size_t> counts = last_rows(rows);
  std::size_t unnamed = 0;
  RowFacts facts;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const Row& row = rows[at];
    if (counts[at] != at) {
      repeated(row, rows[counts[at]]);
      continue;
    }
    const RowKeys keys = keys_of(*row.sheet, row.cells);
    facts.number = keys.procedure.empty() ? number : keys.procedure;
    facts.project = is_project(keys);
    facts.joined = facts.project && facts.number != number;
    facts.contract = keys.contract;
    if (facts.contract.empty() && has_contracts(*row.sheet->layout))
      facts.contract = std::string(number) + "-" + std::to_string(++unnamed);
    draft_.add(row, facts);
  }
  return draft_.finish(number, now_);
}

}  // namespace edca::legacy
