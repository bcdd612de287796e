#include "legacy/inai.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/instant.hpp"
#include "base/tax_id.hpp"
#include "base/text.hpp"
#include "legacy/s6_repair.hpp"
#include "legacy/values.hpp"
#include "rows/values.hpp"

namespace edca::legacy {

using edca::rows::Field;
using edca::rows::Type;

namespace {

constexpr std::size_t number_size = 4;

bool is_identifier(std::string_view way) {
  return way.ends_with("dentifier/id") || way.ends_with("dentifiers/id");
}

bool is_contact(std::string_view way) {
  return way.find("contactPoint/") != way.npos || way.find("additionalContactPoints/") != way.npos;
}

/// Files by their numbers, with what a row of each is. "-": of the package, not of a release.
constexpr std::array<std::pair<std::string_view, std::string_view>, 45> known_files = {{
    {"1000", "-"},
    {"1100", "-"},
    {"1200", "-"},
    {"1300", ""},
    {"2000", "parties"},
    {"2100", "parties/memberOf"},
    {"2200", "parties/additionalContactPoints"},
    {"3000", "planning"},
    {"3100", "planning/requestingUnits"},
    {"3200", "planning/responsibleUnits"},
    {"3300", "planning/contractingUnits"},
    {"3400", "planning/budget/budgetBreakdown"},
    {"3500", "planning/budget/budgetBreakdown/budgetLines/components"},
    {"3600", "planning/budget/budgetBreakdown/budgetLines/measures"},
    {"3700", "planning/documents"},
    {"3800", "planning/requestsForQuotes"},
    {"3900", "planning/requestsForQuotes/items"},
    {"4000", "planning/requestsForQuotes/invitedSuppliers"},
    {"4100", "planning/requestsForQuotes/quotes"},
    {"4200", "planning/requestsForQuotes/quotes/items"},
    {"5000", "tender"},
    {"5100", "tender/tenderers"},
    {"5200", "tender/items"},
    {"5300", "tender/documents"},
    {"5400", "tender/milestones"},
    {"5500", "tender/amendments"},
    {"5600", "tender/clarificationMeetings"},
    {"5700", "tender/clarificationMeetings/attendees"},
    {"5800", "buyer"},
    {"5900", "tender/clarificationMeetings/officials"},
    {"6000", "awards"},
    {"6100", "awards/suppliers"},
    {"6200", "awards/documents"},
    {"6300", "awards/amendments"},
    {"7000", "contracts"},
    {"7100", "contracts/items"},
    {"7200", "contracts/documents"},
    {"7300", "contracts/amendments"},
    {"7400", "contracts/guarantees"},
    {"8000", "contracts/implementation"},
    {"8100", "contracts/implementation/transactions"},
    {"8200", "contracts/implementation/milestones"},
    {"8300", "contracts/implementation/documents"},
    {"9000", "contracts/relatedProcesses"},
    {"inde", "-"},
}};

/// What a row of a file is; nullptr where the name is none of theirs.
const std::string_view* base_of(std::string_view name) {
  const std::size_t slash = name.find_last_of('/');
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  if (name.size() < number_size) return nullptr;
  const bool goes_on =
      name.size() > number_size && name[number_size] >= '0' && name[number_size] <= '9';
  const bool index = name == "index";
  if (goes_on || (name.starts_with("inde") && !index)) return nullptr;
  const auto found = std::ranges::find(known_files, name.substr(0, number_size),
                                       [](const auto& each) { return each.first; });
  return found == known_files.end() ? nullptr : &found->second;
}

/// "/releases/0/tender/items/0/id" as "tender/items/id".
std::string way_of(std::string_view heading) {
  std::string way;
  bool first = true;
  while (!heading.empty()) {
    const std::size_t end = std::min(heading.find_first_of("/."), heading.size());
    std::string_view name = edca::rows::without_spaces(heading.substr(0, end));
    heading.remove_prefix(std::min(heading.size(), end + 1));
    if (name.ends_with("[]")) name.remove_suffix(2);
    const bool number = name.find_first_not_of("0123456789") == std::string_view::npos;
    const bool outer = first && (name == "releases" || name == "release");
    if (number || outer) continue;
    first = false;
    way += way.empty() ? "" : "/";
    way += name;
  }
  return way;
}

std::vector<std::string> split(std::string_view way) {
  std::vector<std::string> names;
  while (!way.empty()) {
    const std::size_t end = std::min(way.find('/'), way.size());
    names.emplace_back(way.substr(0, end));
    way.remove_prefix(std::min(way.size(), end + 1));
  }
  return names;
}

/// A value below an object, made where it is missing.
json::Value& value_at(json::Value& object, const std::vector<std::string>& keys) {
  json::Value* at = &object;
  for (const std::string& key : keys) at = &(*at)[key];
  return *at;
}

/// Codes that ran into each other, "buyerfunder"; empty where there is not one way to tell them
/// apart.
std::vector<std::string> codes_in(std::string_view text, const schema::Codelist& list) {
  constexpr std::size_t most = 400;
  if (text.size() > most) return {};
  std::vector<unsigned> ways(text.size() + 1, 0);
  std::vector<std::size_t> next(text.size() + 1, 0);
  ways[text.size()] = 1;
  for (std::size_t at = text.size(); at-- > 0;) {
    for (const schema::Code& code : list.codes()) {
      if (code.code.empty() || !text.substr(at).starts_with(code.code)) continue;
      const std::size_t behind = at + code.code.size();
      if (ways[behind] == 0) continue;
      ways[at] = std::min(ways[at] + ways[behind], 2u);
      next[at] = behind;
    }
  }
  std::vector<std::string> codes;
  if (ways[0] != 1) return codes;
  for (std::size_t at = 0; at < text.size(); at = next[at]) {
    std::string code(text.substr(at, next[at] - at));
    if (std::ranges::find(codes, code) == codes.end()) codes.push_back(std::move(code));
  }
  return codes;
}

}  // namespace

struct Inai::Column {
  const Field* field = nullptr;   ///< nullptr: unknown
  std::size_t depth = 0;          ///< lists around it, of those around a row
  std::vector<std::string> keys;  ///< below the element of that list
  std::string additional;         ///< what an unknown one is kept as
};

struct Inai::File {
  std::string number;  ///< the name of the file
  std::string_view base;
  std::vector<std::string> lists;  ///< the ways of the lists around a row, its own the last
  std::vector<Column> columns;
  std::vector<std::size_t> ids;  ///< of the elements of each list; Match::unknown for none
  std::size_t ocid = 0;
};

Inai::Inai(const Plan& plan, Notes& notes, items::RunLog& log)
    : plan_(plan),
      notes_(notes),
      log_(log),
      profile_(catalog_, schema::profile_named(catalog_, "edca-mx", "auto")),
      fields_(profile_.plan("release")) {}

Inai::~Inai() = default;

bool Inai::is_one(std::string_view name, std::span<const std::string_view> headings) {
  const std::string_view* const base = base_of(name);
  if (base == nullptr) return false;
  static constexpr std::array package = {"ocid",           "uri",     "version",
                                         "extensions",     "license", "publishedDate",
                                         "publisher/name", "name",    "archivo"};
  const bool of_package = *base == "-";
  return std::ranges::any_of(headings, [&](std::string_view each) {
    const std::string way = way_of(each);
    return way == "ocid" || (of_package && std::ranges::find(package, way) != package.end());
  });
}

Inai::Column Inai::column_of(const File& file, std::string_view heading) const {
  Column column;
  const std::string said = way_of(heading);
  // As paths below what a row is, below what is around it, or of the release.
  for (std::string around(file.base);;) {
    const Field* const found = fields_.by_way(around.empty() ? said : around + "/" + said);
    if (found != nullptr) column.field = found;
    if (found != nullptr || around.empty()) break;
    const std::size_t end = around.find_last_of('/');
    around.resize(end == std::string::npos ? 0 : end);
  }
  if (column.field == nullptr) {
    column.additional = additional_name(heading);
    column.depth = file.lists.size();
    return column;
  }
  const std::string& way = column.field->way;
  std::string prefix;
  for (const std::string& name : split(way)) {
    prefix += prefix.empty() ? name : "/" + name;
    if (!fields_.is_list(prefix)) continue;
    const bool around = column.depth < file.lists.size() && file.lists[column.depth] == prefix;
    if (!around) {  // of another list than the row
      column.field = nullptr;
      column.additional = additional_name(heading);
      column.depth = file.lists.size();
      return column;
    }
    ++column.depth;
  }
  const std::size_t above = column.depth == 0 ? 0 : file.lists[column.depth - 1].size() + 1;
  column.keys = split(std::string_view(way).substr(above));
  return column;
}

void Inai::begin(std::size_t number, const Sheet& sheet) {
  File file;
  const std::string_view* const base = base_of(sheet.name);
  if (base == nullptr || *base == "-") return;
  file.number = sheet.name;
  file.base = *base;
  std::string prefix;
  for (const std::string& name : split(file.base)) {
    prefix += prefix.empty() ? name : "/" + name;
    if (fields_.is_list(prefix)) file.lists.push_back(prefix);
  }
  file.ids.assign(file.lists.size(), Match::unknown);
  for (std::size_t at = 0; at < sheet.headings.size(); ++at) {
    file.columns.push_back(column_of(file, sheet.headings[at]));
    const Column& column = file.columns.back();
    if (way_of(sheet.headings[at]) == "ocid") file.ocid = at;
    if (column.field == nullptr || column.depth == 0) continue;
    if (column.keys.size() == 1 && column.keys[0] == "id") file.ids[column.depth - 1] = at;
  }
  if (files_.empty()) {
    first_file_ = sheet.file;
    Finding finding = items::RunLog::make_general("convert.damaged-text/inai");
    finding.variant = "inai";
    log_.add(std::move(finding), sheet.file);
  }
  files_.emplace(number, std::move(file));
}

bool Inai::has(std::size_t number) const {
  return files_.contains(number);
}

std::string_view Inai::ocid_of(std::size_t number, const Record& record) const {
  const auto found = files_.find(number);
  if (found == files_.end()) return {};
  return edca::rows::without_spaces(record.cells[found->second.ocid]);
}

/// The element of a list that a row is about or stands in; nullptr where that cannot be told.
json::Value* Inai::element_at(const File& file, const Row& row, std::size_t depth,
                              json::Value& above, std::string& place) {
  const std::size_t begin = depth == 0 ? 0 : file.lists[depth - 1].size() + 1;
  json::Value* list = &above;
  for (const std::string& name : split(std::string_view(file.lists[depth]).substr(begin)))
    list = &(*list)[name];
  if (!list->is_array()) *list = json::Array{};
  json::Array& elements = list->as_array();
  const bool own = depth + 1 == file.lists.size();
  const std::size_t at = file.ids[depth];
  const std::string_view id = at == Match::unknown ? "" : row.text(at);
  std::size_t number = elements.size();
  place.append(1, '\0').append(file.lists[depth]);
  if (!id.empty()) {
    std::string key = place;
    const auto [found, first] = places_.try_emplace(key.append(1, '\0').append(id), number);
    if (first) elements.emplace_back(json::Object{{"id", id}});
    number = found->second;
  } else if (own || elements.empty()) {
    elements.emplace_back(json::Object{});
  } else if (elements.size() == 1) {
    number = 0;
  } else {
    return nullptr;
  }
  place.append(1, '#').append(std::to_string(number));
  return &elements[number];
}

/// Whether the organization of a row is a natural person, by its RFC.
bool Inai::is_of_person(const File& file, const Row& row) const {
  for (std::size_t at = 0; at < file.columns.size(); ++at) {
    const Field* const field = file.columns[at].field;
    if (field != nullptr && is_identifier(field->way) &&
        base::tax_id_length(read_rfc(row.text(at))) == base::person_tax_id)
      return true;
  }
  return false;
}

void Inai::add(const File& file, const Row& row, json::Value& release) {
  std::vector<json::Value*> elements{&release};
  std::string place;
  for (std::size_t depth = 0; depth < file.lists.size(); ++depth) {
    json::Value* const element = element_at(file, row, depth, *elements.back(), place);
    if (element == nullptr)
      return notes_.tell("convert.row/no-parent", row, Notes::no_column, file.lists[depth]);
    elements.push_back(element);
  }
  const bool hide = !plan_.options.natural_persons && is_of_person(file, row);
  for (std::size_t at = 0; at < file.columns.size(); ++at) {
    if (at == file.ocid || row.text(at).empty()) continue;
    const Field* const field = file.columns[at].field;
    if (hide && field != nullptr && (is_identifier(field->way) || is_contact(field->way))) {
      notes_.tally("convert.personal", row, at);
      continue;
    }
    put(file, row, at, *elements[file.columns[at].depth]);
  }
}

void Inai::put(const File& file, const Row& row, std::size_t at, json::Value& element) {
  const Column& column = file.columns[at];
  if (column.field == nullptr) {
    if (!plan_.options.keep_unmapped) return notes_.tally_file("convert.unmapped", row, at);
    element[column.additional] = row.text(at);
    return;
  }
  json::Value value = value_of(*column.field, row, at);
  if (value.is_null()) return;
  json::Value& place = value_at(element, column.keys);
  if (place.is_null()) {
    place = std::move(value);
  } else if (place.is_array() && value.is_array()) {
    for (json::Value& each : value.as_array())
      if (std::ranges::find(place.as_array(), each) == place.as_array().end())
        place.as_array().push_back(std::move(each));
  } else if (!(place == value)) {
    notes_.tally("convert.differs", row, Notes::no_column, column.field->way, column.field->way);
  }
}

/// null for what cannot be read, which is told.
json::Value Inai::value_of(const Field& field, const Row& row, std::size_t at) {
  const std::string_view text = row.text(at);
  switch (field.type) {
    case Type::number:
    case Type::integer: {
      const edca::rows::Value read =
          edca::rows::read_number(text, field.type == Type::integer, '.');
      if (!read.wrong) return json::Number{read.json};
      notes_.tell("convert.cell/number", row, at, text);
      return {};
    }
    case Type::boolean: {
      const edca::rows::Value read = edca::rows::read_boolean(text);
      if (!read.wrong) return read.json == "true";
      notes_.tell("convert.cell", row, at, text);
      return {};
    }
    case Type::date_time: {
      if (base::instant(text)) return text;
      const edca::rows::Value read = read_legacy_date(text, plan_.zone);
      if (!read.wrong) return read.text;
      notes_.tell("convert.cell/date", row, at, text);
      return {};
    }
    case Type::list:
      return list_of(field, row, at);
    case Type::numbers:
      notes_.tell("convert.cell", row, at, text);
      return {};
    default:
      return text;
  }
}

/// The commas between codes are lost; codes that are known are told apart all the same.
json::Value Inai::list_of(const Field& field, const Row& row, std::size_t at) {
  json::Array list;
  for (const std::string_view part : split_codes(row.text(at))) {
    if (field.codes == nullptr || field.codes->has(part)) {
      list.emplace_back(part);
      continue;
    }
    const std::vector<std::string> codes = codes_in(part, *field.codes);
    if (codes.empty()) notes_.tally("convert.cell/code", row, at, part, part);
    for (const std::string& code : codes) list.emplace_back(code);
  }
  return list.empty() ? json::Value() : json::Value(std::move(list));
}

std::string Inai::make(std::string_view ocid, std::span<const Row> rows, const std::string& now) {
  places_.clear();
  json::Value release = json::Object{{"ocid", ocid}};
  std::vector<std::pair<const File*, const Row*>> ordered;
  for (const Row& row : rows) {
    if (const auto found = files_.find(row.number); found != files_.end())
      ordered.emplace_back(&found->second, &row);
  }
  std::ranges::stable_sort(ordered, {}, [](const auto& each) { return each.first->number; });
  for (const auto& [file, row] : ordered) add(*file, *row, release);
  S6Repair repair([&](std::string_view kind, const std::string& member) {
    ++repairs_[{std::string(kind), member}];
  });
  repair.run(release, plan_.options.compiled, now);
  return json::write(release) + "\n";
}

void Inai::finish() {
  for (const auto& [what, count] : repairs_) {
    Finding finding = items::RunLog::make_general("convert.repaired");
    finding.variant = what.first;
    finding.value = edca::rows::json_text(what.second);
    finding.arguments.emplace_back("count", std::to_string(count));
    log_.add(std::move(finding), first_file_);
  }
}

}  // namespace edca::legacy
