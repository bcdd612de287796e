#include "tables/advertising_tables.hpp"

#include <algorithm>

#include "advertising/teller.hpp"
#include "advertising/values.hpp"
#include "base/embedded.hpp"
#include "base/session.hpp"
#include "items/table_log.hpp"
#include "json/value.hpp"
#include "tables/names.hpp"

namespace edca::tables {
namespace {

using advertising::Form;
using advertising::nowhere;
using advertising::TableFile;

/// Digits that a double surely keeps.
constexpr std::size_t most_digits = 15;

using advertising::is_blank;

/// Whether a row has no cell without a heading.
bool fits_table(const TableFile& file, const advertising::TableRows& rows) {
  const auto& cells = rows.cells();
  const auto end =
      cells.begin() + static_cast<std::ptrdiff_t>(std::min(cells.size(), file.headings.size()));
  return !rows.unclosed() && std::all_of(end, cells.end(), is_blank);
}

bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whether a text is what its field says, as Table Schema reads it.
bool fits_type(const advertising::Field& field, std::string_view text) {
  switch (field.type) {
    case advertising::Type::amount: {
      const Form form = advertising::read_amount(text).form;
      return form == Form::plain || form == Form::decorated;
    }
    case advertising::Type::date:
      return text == "0000-00-00" ||
             (text.size() == 10 && advertising::read_date(text).form == Form::plain);
    case advertising::Type::year:
      return text.size() == 4 && all_digits(text);
    case advertising::Type::row_number:
      return all_digits(text);
    default:
      return true;
  }
}

/// Whether a database has the number as it is written, but for zeros at its end.
bool is_plain_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zeros = text.size() > 1 && text[0] == '0' && text[1] != '.';
  return !zeros && text.size() <= most_digits && !text.empty() && text[0] != '.' &&
         text.back() != '.' && text.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::ranges::count(text, '.') < 2;
}

/// Names that programs tell apart: none is empty or stands twice.
std::vector<std::string> distinct(const std::vector<std::string>& headings) {
  std::set<std::string> taken;
  std::vector<std::string> names;
  for (std::size_t at = 0; at < headings.size(); ++at) {
    std::string name = headings[at].empty() ? "columna " + std::to_string(at + 1) : headings[at];
    const std::string first = name;
    for (unsigned number = 2; !taken.insert(in_small_letters(name)).second; ++number)
      name = first + " (" + std::to_string(number) + ")";
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

AdvertisingTables::AdvertisingTables(const std::vector<advertising::Archive>& archives,
                                     items::RunLog& log, const Session& session)
    : log_(log), session_(session) {
  for (const advertising::Archive& archive : archives)
    for (const TableFile& file : archive.files)
      if (file.table != nullptr) add(archive, file);
}

void AdvertisingTables::add(const advertising::Archive& archive, const TableFile& file) {
  File& added = files_.emplace_back();
  added.archive = &archive;
  added.file = &file;
  added.table.number = static_cast<std::uint32_t>(files_.size() - 1);
  added.table.path = file.table->name;
  added.table.plain = true;
  const std::vector<std::string> names = distinct(file.headings);
  for (std::size_t at = 0; at < names.size(); ++at) {
    const std::size_t field = file.fields[at];
    added.columns.push_back(
        {names[at], field == nowhere ? nullptr : &file.table->fields[field], false, true, true});
  }
  added.keyed = !file.table->key.empty();
  for (const std::size_t field : file.table->key)
    added.keyed = added.keyed && file.columns[field] != nowhere;
}

bool AdvertisingTables::cancelled() {
  figures_.cancelled = figures_.cancelled || base::cancelled(session_);
  return figures_.cancelled;
}

/// The first reading of a file: what its rows keep to.
void AdvertisingTables::survey(File& file) {
  const TableFile& from = *file.file;
  std::set<std::size_t> named;
  for (const advertising::Table& other : advertising::Standard::get().tables()) {
    for (const advertising::Reference& each : other.references)
      if (each.table == from.table->name && from.column(each.target) != nowhere)
        named.insert(from.table->find(each.target));
  }
  try {
    advertising::TableRows rows(from);
    while (rows.next() && !cancelled()) {
      if (rows.unclosed()) break;
      if (!fits_table(from, rows)) continue;
      for (std::size_t column = 0; column < file.columns.size(); ++column)
        look(file, column, rows.cell(column));
      advertising::Key key = 0;
      for (const std::size_t field : from.table->key) {
        const std::string_view text = rows.cell(from.columns[field]);
        file.keyed = file.keyed && !text.empty();
        key = advertising::join(key, advertising::key_of(text));
      }
      if (file.keyed) file.keys.add(key, rows.row());
      for (const std::size_t field : named)
        file.names[field].add(advertising::key_of(rows.cell(from.columns[field])), rows.row());
    }
  } catch (const io::InputFault&) {
    // The second reading tells.
  }
  file.keys.finish();
  file.keyed = file.keyed && file.keys.unique();
  file.keys = {};
  for (auto& [field, names] : file.names) names.finish();
}

void AdvertisingTables::look(File& file, std::size_t column, std::string_view text) {
  Facts& facts = file.columns[column];
  if (text.empty()) {
    facts.empty = true;
    return;
  }
  if (facts.field == nullptr || facts.field->type == advertising::Type::text) return;
  facts.fits = facts.fits && fits_type(*facts.field, text);
  facts.whole = facts.whole && is_plain_number(text);
}

void AdvertisingTables::set_types(File& file) {
  for (const Facts& facts : file.columns) {
    Type type = Type::text;
    if (facts.field != nullptr && facts.fits && facts.whole) {
      if (facts.field->type == advertising::Type::amount) type = Type::number;
      if (facts.field->type == advertising::Type::year ||
          facts.field->type == advertising::Type::row_number)
        type = Type::integer;
    }
    const auto number = static_cast<std::uint32_t>(file.table.columns.size());
    file.table.columns.push_back({number, facts.name, type, {}});
  }
}

/// The second reading: the rows themselves.
void AdvertisingTables::store(File& file, RowStore& store) {
  const TableFile& from = *file.file;
  const std::size_t index = log_.begin_file(from.input);
  items::TableLog told(log_, index, [this] { return cancelled(); });
  advertising::Teller teller(from, told);
  advertising::FileFacts facts{from.table->name,
                               std::string(advertising::name(from.lineage)),
                               std::string(advertising::name(from.facts.encoding)),
                               true,
                               0,
                               0};
  try {
    advertising::TableRows rows(from);
    while (rows.next() && !cancelled()) {
      teller.row(rows);
      if (!fits_table(from, rows)) {
        ++figures_.refused;
        if (!rows.unclosed()) {
          teller.tell_width(rows);
          continue;
        }
        teller.tell("advertising.quote", nowhere);
        break;
      }
      ++facts.rows;
      resolve(file, rows);
      store.begin(file.table.number, {}, facts.rows);
      for (std::uint32_t column = 0; column < file.columns.size(); ++column) {
        store.begin_cell(file.table.number) = rows.cell(column);
        store.end_cell(file.table.number, column);
      }
      store.end(file.table.number);
    }
  } catch (const io::InputFault& fault) {
    teller.tell_fault(fault);
  }
  file.table.rows = facts.rows;
  figures_.rows += facts.rows;
  told.end(facts);
}

AdvertisingTables::File* AdvertisingTables::target_of(const File& file,
                                                      const advertising::Reference& reference) {
  for (File& other : files_) {
    const bool same_kind = other.file->lineage == file.file->lineage &&
                           other.archive == file.archive && !other.file->repeated;
    if (same_kind && other.table.path == reference.table &&
        other.file->column(reference.target) != nowhere)
      return &other;
  }
  return nullptr;
}

/// Whether a file has a row of this name.
bool AdvertisingTables::holds(const File& file, std::string_view field, std::string_view text) {
  const auto names = file.names.find(file.file->table->find(field));
  return names != file.names.end() && names->second.first(advertising::key_of(text)) != 0;
}

/// Which references a row breaks.
void AdvertisingTables::resolve(File& file, const advertising::TableRows& rows) {
  const auto& references = file.file->table->references;
  for (std::size_t at = 0; at < references.size(); ++at) {
    const std::size_t column = file.file->columns[references[at].field];
    if (column == nowhere || file.unresolved.contains(at)) continue;
    const std::string_view text = rows.cell(column);
    if (text.empty()) continue;
    const File* target = target_of(file, references[at]);
    if (target == nullptr || !holds(*target, references[at].target, text))
      file.unresolved.insert(at);
  }
}

std::string AdvertisingTables::schema_of(const File& file) {
  const TableFile& from = *file.file;
  const std::string path = "schemas/publicidad-abierta/" + from.table->name + ".json";
  json::Value schema = json::parse(embedded_file(path), path);
  const json::Array known = schema.find("fields")->as_array();
  json::Array fields;
  for (std::size_t column = 0; column < file.columns.size(); ++column) {
    const Facts& facts = file.columns[column];
    json::Value field{json::Object{}};
    if (from.fields[column] != nowhere) field = known[from.fields[column]];
    field["name"] = facts.name;
    if (facts.field == nullptr || !facts.fits) field["type"] = "string";
    if (facts.empty || !facts.fits) field.erase("constraints");
    fields.push_back(std::move(field));
  }
  const auto name_of = [&](std::size_t field) {
    return json::Value(file.columns[from.columns[field]].name);
  };
  schema.erase("primaryKey");
  schema.erase("foreignKeys");
  if (file.keyed) {
    json::Array key;
    for (const std::size_t field : from.table->key) key.push_back(name_of(field));
    schema["primaryKey"] = std::move(key);
  }
  json::Array foreign;
  const auto& references = from.table->references;
  for (std::size_t at = 0; at < references.size(); ++at) {
    const File* target = target_of(file, references[at]);
    const bool has = from.columns[references[at].field] != nowhere;
    if (target == nullptr || !has || file.unresolved.contains(at)) continue;
    const std::size_t column = target->file->column(references[at].target);
    // Programs compare what cells say: both are to be of one type.
    const std::size_t own = from.columns[references[at].field];
    const Facts& facts = target->columns[column];
    if (facts.field->type == advertising::Type::row_number && facts.fits)
      fields[own]["type"] = "integer";
    json::Value reference{json::Object{}};
    reference["resource"] = target->name;
    reference["fields"] = json::Array{json::Value(target->columns[column].name)};
    json::Value each{json::Object{}};
    each["fields"] = json::Array{name_of(references[at].field)};
    each["reference"] = std::move(reference);
    foreign.push_back(std::move(each));
  }
  schema["fields"] = std::move(fields);
  if (!foreign.empty()) schema["foreignKeys"] = std::move(foreign);
  return json::write(schema, 0);
}

Resource AdvertisingTables::resource_of(const File& file) {
  Resource resource;
  resource.name = resource.file = file.name;
  resource.table = file.table.path;
  if (file.keyed && file.file->table->key.size() == 1)
    resource.key = file.columns[file.file->columns[file.file->table->key[0]]].name;
  resource.schema = schema_of(file);
  return resource;
}

AdvertisingFigures AdvertisingTables::run(TableTarget& target) {
  RowStore rows(session_.memory, session_.temporary_folder);
  for (File& file : files_) survey(file);
  for (File& file : files_) {
    set_types(file);
    store(file, rows);
    file.name = target.name_of(in_small_letters(file.table.path));
  }
  if (cancelled() || files_.empty()) return figures_;
  std::vector<Resource> resources;
  for (File& file : files_) {
    TableView view(file.table, rows);
    Resource resource = resource_of(file);
    target.write(view, resource);
    resources.push_back(std::move(resource));
  }
  target.describe(resources, advertising::profile);
  target.commit();
  return figures_;
}

}  // namespace edca::tables
