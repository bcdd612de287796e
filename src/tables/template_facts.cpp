#include "tables/template_facts.hpp"

#include "base/csv.hpp"
#include "base/embedded.hpp"

namespace edca::tables {
namespace {

/// The rows of a file behind its headings.
std::vector<base::Row> rows_of(const std::string& name) {
  const std::string path = "schemas/workbook/" + name;
  std::vector<base::Row> rows = base::parse_csv(embedded_file(path), path);
  if (!rows.empty()) rows.erase(rows.begin());
  return rows;
}

}  // namespace

TemplateFacts::TemplateFacts() {
  for (base::Row& row : rows_of("fields.csv")) {
    help_[row.at(0)] = {std::move(row.at(1)), std::move(row.at(2)), std::move(row.at(3))};
  }
  for (const base::Row& row : rows_of("columns.csv")) {
    details_[row.at(0)] = row.at(1) == "basic" ? Detail::basic : Detail::common;
    if (row.at(2).starts_with("obliged")) obliged_.insert(row.at(0));
  }
  for (base::Row& row : rows_of("sheets.csv")) {
    sheets_[row.at(0)] = {std::move(row.at(1)), std::move(row.at(2))};
  }
}

const FieldHelp* TemplateFacts::help(std::string_view path) const {
  for (;;) {
    if (const auto found = help_.find(path); found != help_.end()) return &found->second;
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return nullptr;
    path.remove_prefix(slash + 1);
  }
}

Detail TemplateFacts::detail(std::string_view path) const {
  const auto found = details_.find(path);
  return found == details_.end() ? Detail::full : found->second;
}

bool TemplateFacts::obliged(std::string_view path) const {
  return obliged_.contains(path);
}

std::string_view TemplateFacts::sheet(std::string_view table, bool spanish) const {
  const auto found = sheets_.find(table);
  if (found == sheets_.end()) return {};
  return spanish ? found->second.first : found->second.second;
}

const TemplateFacts& template_facts() {
  static const TemplateFacts facts;
  return facts;
}

}  // namespace edca::tables
