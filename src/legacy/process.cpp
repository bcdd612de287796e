#include "legacy/process.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/sha256.hpp"
#include "base/tax_id.hpp"
#include "legacy/values.hpp"

namespace edca::legacy {
namespace {

bool is_project(const RowKeys& keys) {
  const std::vector<std::string>* const known = known_value("element", keys.element);
  return known != nullptr && known->front() == "project";
}

bool has_contracts(const Layout& layout) {
  return layout.rows_are_contracts ||
         std::ranges::any_of(layout.columns, [](const LayoutColumn& column) {
           return column.kind == Kind::contract;
         });
}

/// By what a row is known again in a later file.
std::string identity(const Row& row, const RowKeys& keys) {
  if (!keys.contract.empty()) return "c" + std::string(keys.contract);
  if (has_contracts(*row.sheet->layout)) return "r" + std::string(row.content);
  return "p" + row.sheet->layout->name + std::string(is_project(keys) ? "+" : "-") +
         std::string(keys.procedure);
}

bool is_empty(const json::Value& value) {
  return (value.is_object() && value.as_object().empty()) ||
         (value.is_array() && value.as_array().empty());
}

}  // namespace

/// The rows that count: of those that are about one contract, the last.
std::vector<ProcessMaker::Chosen> ProcessMaker::choose(std::string_view number,
                                                       std::span<const Row> rows) {
  std::unordered_map<std::string, std::size_t> last;
  for (std::size_t at = 0; at < rows.size(); ++at)
    last[identity(rows[at], keys_of(*rows[at].sheet, rows[at].cells))] = at;
  std::vector<Chosen> chosen;
  std::size_t unnamed = 0;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const Row& row = rows[at];
    const RowKeys keys = keys_of(*row.sheet, row.cells);
    const std::size_t counts = last[identity(row, keys)];
    if (counts != at) {
      const bool same = rows[counts].content == row.content;
      notes_.tally(same ? base::RuleId("convert.row-repeated") : "convert.row-repeated/newer", row,
                   Notes::no_column);
      continue;
    }
    RowFacts facts;
    facts.number = keys.procedure.empty() ? number : keys.procedure;
    facts.project = is_project(keys);
    facts.joined = facts.project && facts.number != number;
    facts.contract = keys.contract;
    if (facts.contract.empty() && has_contracts(*row.sheet->layout))
      facts.contract = std::string(number) + "-" + std::to_string(++unnamed);
    chosen.push_back({&row, std::move(facts)});
  }
  return chosen;
}

TaxIds ProcessMaker::find_tax_ids(std::span<const Row> rows) const {
  TaxIds found;
  for (const Row& row : rows) {
    std::string rfc;
    std::string name;
    for (std::size_t at = 0; at < row.sheet->columns.size(); ++at) {
      const LayoutColumn* const column = row.sheet->column(at);
      if (column == nullptr || column->root != Root::supplier) continue;
      if (column->kind == Kind::rfc) rfc = read_rfc(row.text(at));
      if (column->path == "parties[supplier]/name") name = slug(row.text(at));
    }
    const bool person = base::tax_id_length(rfc) == base::person_tax_id;
    if (rfc.empty() || name.empty() || (person && !plan_.options.natural_persons)) continue;
    const auto [place, first] = found.emplace(name, rfc);
    if (!first && place->second != rfc) place->second.clear();
  }
  std::erase_if(found, [](const auto& each) { return each.second.empty(); });
  return found;
}

std::string ProcessMaker::make(std::string_view number, std::span<const Row> rows) {
  const TaxIds tax_ids = find_tax_ids(rows);
  RowRelease row_release(plan_, notes_, tax_ids);
  Merged merged;
  std::string date;
  const std::vector<Chosen> chosen = choose(number, rows);
  for (const Chosen& each : chosen) {
    json::Value said = row_release.make(*each.row, each.facts);
    date = later(date, std::string(said.text("date")));
    said.erase("date");
    merged.add(std::move(said), [&](const std::string& place) {
      notes_.tally("convert.differs", *each.row, Notes::no_column, place,
                   place.substr(0, place.find('"')));
    });
  }
  return written(merged.value(), number, date.empty() ? now_ : date);
}

json::Array ProcessMaker::tags(const json::Value& said) const {
  if (plan_.options.compiled) return {"compiled"};
  json::Array tags;
  const std::pair<const char*, const char*> sections[] = {{"planning", "planning"},
                                                          {"tender", "tender"},
                                                          {"awards", "award"},
                                                          {"contracts", "contract"}};
  for (const auto& [section, tag] : sections) {
    const json::Value* const found = said.find(section);
    if (found != nullptr && !is_empty(*found)) tags.emplace_back(tag);
  }
  // A call that is only planned is no tender yet.
  const json::Value* const tender = said.find("tender");
  const bool planned = tender != nullptr && tender->text("status") == "planning";
  if (planned && tags.size() > 1 && !said.find("contracts")) return {"planning"};
  return tags;
}

std::string ProcessMaker::written(json::Value& said, std::string_view number,
                                  const std::string& date) const {
  json::Value release = json::Object{};
  const std::string ocid = plan_.prefix + std::string(number);
  release["ocid"] = ocid;
  release["id"] = "";
  release["date"] = date;
  release["tag"] = tags(said);
  release["language"] = "es";
  release["initiationType"] = "tender";
  for (const std::string_view member :
       {"parties", "buyer", "planning", "tender", "awards", "contracts", "relatedProcesses"}) {
    json::Value* const found = said.find(member);
    if (found != nullptr && !is_empty(*found)) release[member] = std::move(*found);
  }
  // The same content has the same id, other content another one.
  constexpr std::size_t digits = 8;
  release["id"] = plan_.options.compiled ? ocid + "-" + date
                                         : std::string(number) + "-" +
                                               base::sha256(json::write(release)).substr(0, digits);
  return json::write(release) + "\n";
}

}  // namespace edca::legacy
