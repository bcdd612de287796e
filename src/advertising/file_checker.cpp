#include "advertising/file_checker.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/suggest.hpp"

namespace edca::advertising {

FileFacts FileChecker::run() {
  form();
  headings();
  find_columns();
  bool whole = true;
  try {
    TableRows rows(file_);
    while (rows.next() && !listener_.cancelled()) {
      ++rows_;
      teller_.row(rows);
      row(rows);
    }
    teller_.finish("advertising.direct-award");
  } catch (const io::InputFault& fault) {
    whole = false;
    teller_.finish("advertising.direct-award");
    teller_.tell_fault(fault);
  }
  if (whole && rows_ == 0) teller_.tell_file("advertising.table-empty", {{"table", table_.name}});
  FileFacts facts;
  facts.kind = table_.name;
  facts.lineage = name(file_.lineage);
  facts.encoding = name(file_.facts.encoding);
  facts.read = true;
  facts.rows = rows_;
  facts.rows_with_errors = teller_.rows_with_errors();
  return facts;
}

void FileChecker::row(const TableRows& rows) {
  if (rows.unclosed()) return teller_.tell("advertising.quote", nowhere);
  read_cells(rows);
  note_keys(rows);
  if (!width(rows) || shifted(rows)) return;
  cells(rows);
  keys(rows);
  references(rows);
  parents(rows);
  for (const RowCheck check : checks_) (this->*check)(rows);
}

void FileChecker::find_columns() {
  for (const std::string_view name : {"R.F.C.", "Registro Federal de Contribuyente"}) {
    const std::size_t column = file_.column(name);
    if (column != nowhere) tax_numbers_.push_back(column);
  }
  plan_columns();
  find_references();
  find_parents();
  find_periods();
  find_sums();
  personality_ = file_.column("Personalidad jurídica");
  supplier_name_ = file_.column("Nombre o razón social");
}

/// How the file is written.
void FileChecker::form() {
  if (file_.repeated) teller_.tell_file("advertising.table-repeated", {{"table", table_.name}});
  if (file_.facts.delimiter != ',') {
    teller_.tell_file(
        "advertising.delimiter",
        {{"delimiter", file_.facts.delimiter == '\t' ? std::string("\\t")
                                                     : std::string(1, file_.facts.delimiter)}});
  }
}

void FileChecker::headings() {
  std::map<std::string, std::size_t> seen;
  std::vector<std::string_view> absent;
  for (std::size_t at = 0; at < table_.fields.size(); ++at)
    if (file_.columns[at] == nowhere) absent.push_back(table_.fields[at].name);
  std::set<std::string> meant;
  for (std::size_t column = 0; column < file_.headings.size(); ++column) {
    if (file_.headings[column].empty()) continue;
    const std::string plain = plain_heading(file_.headings[column]);
    const auto [first, added] = seen.try_emplace(plain, column);
    if (!added && !plain.empty()) {
      teller_.tell_heading("advertising.heading-repeated", column,
                           {{"first", sheets::column_name(first->second)}});
    } else if (file_.fields[column] == nowhere) {
      const std::string_view near = base::nearest(file_.headings[column], absent);
      if (near.empty()) {
        teller_.tell_heading("advertising.heading-unknown", column, {{"table", table_.name}});
      } else {
        meant.emplace(near);
        teller_.tell_heading("advertising.heading", column, {{"suggestion", std::string(near)}});
      }
    }
  }
  // Exports of the back office leave out what they like.
  if (file_.lineage == Lineage::back_office || absent.size() * 2 > table_.fields.size()) return;
  for (const Field& field : table_.fields) {
    const bool missing = file_.columns[table_.find(field.name)] == nowhere;
    if (!missing || !field.required || meant.contains(field.name)) continue;
    teller_.tell_heading("advertising.heading-missing", nowhere,
                         {{"name", field.name}, {"table", table_.name}});
  }
}

}  // namespace edca::advertising
