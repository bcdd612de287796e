#include "rows/joiner.hpp"

#include <algorithm>
#include <utility>

#include "base/number.hpp"

namespace edca::rows {
namespace {

/// Whether two values say the same: 1500 and 1500.00 do.
bool agree(const std::string& one, const std::string& other) {
  if (one == other) return true;
  return is_json_number(one) && is_json_number(other) && base::compare(one, other) == 0;
}

/// The list of a level, if something stands in it already.
const Made* list_in(const Level& level, const Made& parent) {
  const Made* object = &parent;
  for (std::size_t step = level.from; object != nullptr && step < level.steps.size(); ++step) {
    object = object->find(level.steps[step].key);
  }
  return object != nullptr && object->kind == Made::Kind::list ? object : nullptr;
}

}  // namespace

void Joiner::describe(const std::vector<Level>& levels) {
  for (const Level& level : levels) {
    if (!level.refers()) described_.insert(level.way);
  }
}

void Joiner::add(const SheetHead& sheet, const std::vector<Level>& levels,
                 const std::vector<ReadCell>& cells) {
  Row row{sheet, levels, cells, std::vector<Made*>(levels.size()), std::vector<bool>(levels.size()),
          {}};
  if (!is_used(row)) return;
  for (std::size_t at = 0; at < levels.size(); ++at) {
    if (!row.used[at]) continue;
    const std::size_t parent = levels[at].parent;
    if (at != 0 && row.made[parent] == nullptr) continue;
    row.made[at] = at == 0 ? item_of(row) : element_of(row, at);
    if (row.made[at] != nullptr) fill(row, at);
  }
}

/// Notes which levels the row speaks of; false where it is empty.
bool Joiner::is_used(Row& row) {
  bool any = false;
  for (std::size_t at = row.levels.size(); at-- > 0;) {
    for (const std::size_t column : row.levels[at].columns) {
      if (row.cells[column].value.json.empty()) continue;
      row.used[at] = true;
      const CellAt& cell = row.cells[column].at;
      if (!any || cell.column < row.first.column) row.first = cell;
      any = true;
    }
    if (row.used[at] && at != 0) row.used[row.levels[at].parent] = true;
  }
  return any;
}

std::string Joiner::key_text(const Row& row, std::size_t column) const {
  if (column == Level::none) return {};
  const Value& value = row.cells[column].value;
  return value.text.empty() ? value.json : value.text;
}

/// A cell of the level, for findings about the object as a whole.
CellAt Joiner::place_of(const Row& row, const Level& level) const {
  for (const std::size_t column : level.columns) {
    if (!row.cells[column].value.json.empty()) return row.cells[column].at;
  }
  return row.first;
}

/// A row below something that is not there: nothing of it is used.
Made* Joiner::stray(Row& row, base::RuleId rule, std::size_t column, const std::string& value) {
  const CellAt at = column == Level::none ? row.first : row.cells[column].at;
  Finding& finding = notices_.add(rule, row.sheet, at, value);
  finding.arguments.emplace_back("id", value);
  return nullptr;
}

Made* Joiner::new_item(Row& row, const std::string& key) {
  Made& made = store_.make(Made::Kind::object, place_of(row, row.levels[0]));
  items_.push_back(&made);
  if (!key.empty()) by_key_.emplace(key, &made);
  return &made;
}

Made* Joiner::item_of(Row& row) {
  const Level& level = row.levels[0];
  const std::string ocid = key_text(row, level.ocid);
  const std::string id = key_text(row, level.id);
  const bool refers = level.refers();
  const bool other = refers && described_.contains("");
  if (ocid.empty() && id.empty()) {
    if (!refers && (level.ocid != Level::none || level.id != Level::none)) return new_item(row, {});
    if (items_.size() == 1 && other) return items_[0];
    if (!other) return new_item(row, {});
    return stray(row, "tables.parent/blank", level.ocid != Level::none ? level.ocid : level.id, {});
  }
  std::string key = ocid;
  key.append(1, '\0').append(id);
  if (const auto found = by_key_.find(key); found != by_key_.end()) return found->second;
  if (id.empty() || level.id == Level::none) {
    // A row that names the process alone is about its only release.
    const auto known = by_ocid_.find(ocid);
    if (known != by_ocid_.end() && known->second.size() == 1) return known->second[0];
    if (known != by_ocid_.end()) return stray(row, "tables.parent/several", level.ocid, ocid);
  }
  if (other) {
    const bool process = by_ocid_.contains(ocid) && level.id != Level::none;
    const std::size_t column = process || level.ocid == Level::none ? level.id : level.ocid;
    return stray(row, "tables.parent/missing", column, process || ocid.empty() ? id : ocid);
  }
  Made* made = new_item(row, key);
  if (!ocid.empty()) by_ocid_[ocid].push_back(made);
  return made;
}

/// The list in which the elements of a level stand.
Made* Joiner::list_of(Row& row, const Level& level, Made& parent) {
  Made* object = &parent;
  const CellAt at = place_of(row, level);
  for (std::size_t step = level.from; object != nullptr && step < level.steps.size(); ++step) {
    const bool list = step + 1 == level.steps.size();
    object = store_.member(*object, level.steps[step].key,
                           list ? Made::Kind::list : Made::Kind::object, at);
  }
  return object;
}

/// The element that a row refers to, without saying more of it.
Made* Joiner::referred(Row& row, const Level& level, const Made* list) {
  const std::string id = key_text(row, level.id);
  if (id.empty()) {
    if (list != nullptr && list->elements().size() == 1) return list->elements()[0];
    return stray(row, "tables.parent/blank", level.id, {});
  }
  if (list == nullptr) return stray(row, "tables.parent/missing", level.id, id);
  const auto found = list->inner->by_id.find(id);
  return found != list->inner->by_id.end() ? found->second
                                           : stray(row, "tables.parent/missing", level.id, id);
}

Made* Joiner::element_of(Row& row, std::size_t index) {
  const Level& level = row.levels[index];
  Made& parent = *row.made[level.parent];
  if (level.refers() && described_.contains(level.way)) {
    return referred(row, level, list_in(level, parent));
  }
  Made* list = list_of(row, level, parent);
  if (list == nullptr) return nullptr;
  const std::string id = key_text(row, level.id);
  if (!id.empty()) {
    const auto found = list->inner->by_id.find(id);
    if (found != list->inner->by_id.end()) return found->second;
  }
  Made& made = store_.make(Made::Kind::object, place_of(row, level));
  list->inner->elements.push_back(&made);
  if (!id.empty()) {
    list->inner->by_id.emplace(id, &made);
  } else if (ids_by_row_) {
    make_id(row, level, made);
  }
  return &made;
}

/// An id for something without one, made of its row.
void Joiner::make_id(Row& row, const Level& level, Made& element) {
  const CellAt at = place_of(row, level);
  std::string id = std::to_string(at.row);
  for (const Step& step : level.steps) {
    if (step.group != 0) id.append("-").append(std::to_string(step.group + 1));
  }
  Made& made = store_.make(Made::Kind::value, at);
  made.text = json_text(id);
  store_.add_member(element, "id", made);
  notices_.note("tables.made-id", row.sheet, at, id);
}

void Joiner::fill(Row& row, std::size_t index) {
  const Level& level = row.levels[index];
  for (const std::size_t column : level.columns) {
    const ReadCell& cell = row.cells[column];
    if (!cell.value.json.empty())
      set(row, *row.made[index], row.sheet.columns[column], level.steps.size(), cell);
  }
}

void Joiner::set(Row& row, Made& object, const Column& column, std::size_t from,
                 const ReadCell& cell) {
  Made* at = &object;
  for (std::size_t step = from; step + 1 < column.steps.size(); ++step) {
    Made* inner = store_.member(*at, column.steps[step].key, Made::Kind::object, cell.at);
    if (inner == nullptr) return conflict(row, *at->find(column.steps[step].key), cell);
    at = inner;
  }
  const std::string& key = column.steps.back().key;
  if (const Made* known = at->find(key)) {
    if (known->kind != Made::Kind::value || !agree(known->text, cell.value.json)) {
      conflict(row, *known, cell);
    }
    return;
  }
  Made& made = store_.make(Made::Kind::value, cell.at);
  made.text = cell.value.json;
  store_.add_member(*at, key, made);
}

/// Two cells that say different things of one field: neither is right for sure.
void Joiner::conflict(Row& row, const Made& known, const ReadCell& cell) {
  Finding& finding = notices_.add("tables.conflict", row.sheet, cell.at);
  finding.value = cell.value.json;
  Finding other;
  other.rule = finding.rule;
  set_cell(other, sheets_[known.at.sheet], known.at);
  finding.arguments.emplace_back("first", known.text);
  finding.arguments.emplace_back("first_sheet", other.cell.sheet);
  finding.arguments.emplace_back("first_cell", other.cell.name);
}

}  // namespace edca::rows
