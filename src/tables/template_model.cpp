#include "tables/template_model.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/sha256.hpp"
#include "base/suggest.hpp"
#include "edca/error.hpp"
#include "messages/messages.hpp"
#include "rows/values.hpp"
#include "schema/field_list.hpp"
#include "sheets/sheet_text.hpp"
#include "tables/template_marks.hpp"

namespace edca::tables {
namespace {

using schema::ListedField;

/// What a reader makes of a release where nobody typed it.
constexpr std::array<std::string_view, 5> made = {"id", "date", "tag", "initiationType",
                                                  "language"};

bool is_leaf(const ListedField& field) {
  return !field.objects && field.types != schema::type_object;
}

std::string_view last_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view around_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

CellKind kind_of(const ListedField& field) {
  const unsigned types = field.types & ~unsigned{schema::type_null};
  const bool list = types == schema::type_array;
  if (field.codelist != nullptr) return list ? CellKind::codes : CellKind::code;
  const std::string_view name = last_of(field.path);
  if (types == schema::type_boolean) return CellKind::boolean;
  if (types == schema::type_integer) return CellKind::integer;
  if (types == (schema::type_integer | schema::type_fraction)) {
    return name == "amount" || name == "netAmount" ? CellKind::money : CellKind::number;
  }
  if (field.format == "date-time") return CellKind::date;
  constexpr std::array<std::string_view, 12> keys = {
      "id",    "ocid", "code",      "scheme",  "postalCode", "telephone",
      "level", "uid",  "faxNumber", "awardID", "identifier", "update"};
  return std::ranges::find(keys, name) != keys.end() ? CellKind::key : CellKind::text;
}

class Maker {
 public:
  Maker(const schema::Catalog& catalog, const schema::Profile& profile,
        const TemplateRequest& request)
      : profile_(profile),
        request_(request),
        root_(profile.is_oc4ids() ? "projects" : "releases"),
        detail_(request.detail.value_or(request.tables.empty() ? Detail::common : Detail::full)),
        fields_(schema::list_fields(catalog, profile)) {
    for (const ListedField& field : fields_) {
      if (field.objects) lists_.insert(field.path);
      by_path_[field.path] = &field;
    }
  }

  TemplateModel make() {
    model_.language = request_.language;
    model_.prefix = request_.prefix;
    model_.tables.push_back(root_);
    for (const ListedField& field : fields_) {
      if (field.objects) model_.tables.push_back(root_ + "/" + field.path);
    }
    choose_tables();
    choose_fields();
    // Names of sheets come first: the keys of rows are called by them.
    for (const std::string& table : model_.tables) {
      if (chosen_.contains(table)) names_[table] = sheet_names_.name(wanted_name(table));
    }
    for (const std::string& table : model_.tables) {
      if (chosen_.contains(table)) model_.sheets.push_back(sheet(table));
    }
    refer();
    collect_lists();
    describe();
    return std::move(model_);
  }

 private:
  std::string say(std::string_view key, const Arguments& arguments = {}) const {
    return messages::text("template." + std::string(key), request_.language, arguments);
  }
  bool spanish() const { return request_.language == Language::spanish; }
  bool of_release() const {
    return request_.of_release || (detail_ == Detail::full && request_.tables.empty());
  }

  void choose_tables() {
    for (const std::string& given : request_.tables) {
      std::string table =
          given == root_ || given.starts_with(root_ + "/") ? given : root_ + "/" + given;
      while (table.ends_with('/')) table.pop_back();
      if (std::ranges::find(model_.tables, table) == model_.tables.end()) {
        const std::vector<std::string_view> known(model_.tables.begin(), model_.tables.end());
        throw Error(ErrorKind::usage, "template.table",
                    {{"table", given}, {"suggestion", std::string(base::nearest(table, known))}});
      }
      asked_.insert(table);
    }
  }

  bool is_made(const ListedField& field) const {
    return root_ == "releases" && std::ranges::find(made, field.path) != made.end();
  }

  /// Those of the detail, and what is required where one of them stands.
  void choose_fields() {
    std::set<std::string, std::less<>> objects;
    for (const ListedField& field : fields_) {
      if (!is_leaf(field) || (!asked_.empty() && !asked_.contains(field.table))) continue;
      const bool wanted = is_made(field)
                              ? of_release()
                              : template_facts().detail(root_ + "/" + field.path) <= detail_;
      if (!wanted) continue;
      chosen_fields_.insert(field.path);
      chosen_.insert(field.table);
      objects.emplace(around_of(field.path));
    }
    for (const ListedField& field : fields_) {
      if (!is_leaf(field) || is_made(field) || !field.required || !chosen_.contains(field.table))
        continue;
      if (field.row_required || objects.contains(around_of(field.path))) {
        chosen_fields_.insert(field.path);
      }
    }
  }

  /// With a 0 behind each list of objects.
  std::string zeroed(const std::string& path) const {
    std::string out;
    for (std::size_t at = 0; at < path.size();) {
      const std::size_t end = std::min(path.find('/', at), path.size());
      if (!out.empty()) out += '/';
      out.append(path, at, end - at);
      if (end < path.size() && lists_.contains(path.substr(0, end))) out += "/0";
      at = end + 1;
    }
    return out;
  }

  std::string wanted_name(const std::string& table) const {
    const std::string_view given = template_facts().sheet(table, spanish());
    if (!given.empty()) return std::string(given);
    if (table == root_) return table;
    const ListedField& list = *by_path_.at(table.substr(root_.size() + 1));
    return spanish() ? list.title_es : list.title_en;
  }

  /// The columns that name the rows around those of a table.
  void add_keys(TemplateSheet& sheet) const {
    if (sheet.table == root_) return;
    const std::string list = sheet.table.substr(root_.size() + 1);
    add_key(sheet, root_ == "releases" ? "ocid" : "id", root_);
    if (root_ == "releases" && of_release()) add_key(sheet, "id", root_);
    for (std::size_t at = list.find('/'); at != std::string::npos; at = list.find('/', at + 1)) {
      const std::string around = list.substr(0, at);
      if (lists_.contains(around)) add_key(sheet, around + "/id", root_ + "/" + around);
    }
  }

  void add_key(TemplateSheet& sheet, const std::string& path, const std::string& table) const {
    const auto found = by_path_.find(path);
    if (found == by_path_.end()) return;  // what is around has no ids
    TemplateColumn column = described(*found->second);
    const auto name = names_.find(table);
    const std::string title = name == names_.end() ? std::string() : name->second + ": ";
    if (path != "ocid") column.title = title + column.title;
    column.around = true;
    column.need = Need::always;
    if (name != names_.end()) {
      column.how = say("key", {{"sheet", name->second}});
      column.refers_to = path;
    }
    sheet.columns.push_back(std::move(column));
  }

  TemplateColumn described(const ListedField& field) const {
    TemplateColumn column;
    column.field = field.path;
    column.path = zeroed(field.path);
    column.title = spanish() ? field.heading_es : field.heading_en;
    if (column.title.empty()) column.title = field.path;
    column.kind = kind_of(field);
    column.codelist = field.codelist;
    column.open = field.open_codelist;
    if (field.organization) column.refers_to = "parties/id";
    if (field.path == "contracts/awardID") column.refers_to = "awards/id";
    const std::string path = root_ + "/" + field.path;
    const FieldHelp* help = template_facts().help(path);
    if (field.row_required || template_facts().obliged(path)) {
      column.need = Need::always;
    } else if (field.required) {
      column.need = Need::if_it_applies;
    }
    if (help != nullptr) {
      column.how = spanish() ? help->es : help->en;
      column.example = help->example;
    }
    if (field.path == "ocid" && !request_.prefix.empty()) {
      column.example = request_.prefix + "-LP-001-2025";
    }
    if (column.how.empty()) column.how = say(how_by_kind(column.kind));
    if (column.kind == CellKind::date) column.how += " " + say("how-date-form");
    if (!field.deprecated_since.empty()) column.how = say("deprecated") + " " + column.how;
    if (field.codelist != nullptr && column.example.empty() && !field.codelist->codes().empty()) {
      column.example =
          label_of(*field.codelist, field.codelist->codes().front(), request_.language);
    }
    if (column.kind == CellKind::boolean) column.example = say("yes");
    return column;
  }

  static std::string_view how_by_kind(CellKind kind) {
    switch (kind) {
      case CellKind::date:
        return "how-date";
      case CellKind::money:
        return "how-money";
      case CellKind::number:
      case CellKind::integer:
        return "how-number";
      case CellKind::boolean:
        return "how-boolean";
      case CellKind::code:
        return "how-code";
      case CellKind::codes:
        return "how-codes";
      default:
        return "how-text";
    }
  }

  TemplateSheet sheet(const std::string& table) const {
    TemplateSheet sheet{table, names_.at(table), {}};
    add_keys(sheet);
    const std::size_t keys = sheet.columns.size();
    const std::string own_id = table == root_ ? "ocid" : table.substr(root_.size() + 1) + "/id";
    for (const ListedField& field : fields_) {
      if (field.table != table || !chosen_fields_.contains(field.path)) continue;
      const auto place = field.path == own_id
                             ? sheet.columns.begin() + static_cast<std::ptrdiff_t>(keys)
                             : sheet.columns.end();
      sheet.columns.insert(place, described(field));
    }
    std::set<std::string> titles;
    for (TemplateColumn& column : sheet.columns) {
      if (!titles.insert(column.title).second) column.title += " (" + column.field + ")";
    }
    return sheet;
  }

  /// References to columns that are in no sheet lead nowhere.
  void refer() {
    std::set<std::string> there;
    for (const TemplateSheet& sheet : model_.sheets) {
      for (const TemplateColumn& column : sheet.columns) {
        if (!column.around) there.insert(column.field);
      }
    }
    for (TemplateSheet& sheet : model_.sheets) {
      for (TemplateColumn& column : sheet.columns) {
        if (!there.contains(column.refers_to)) column.refers_to.clear();
      }
    }
  }

  TemplateList list_of(const schema::Codelist& codelist) const {
    std::string name = codelist.name();
    if (name.ends_with(".csv")) name.resize(name.size() - 4);
    std::ranges::replace_if(
        name,
        [](char c) { return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9'); },
        '_');
    TemplateList list{&codelist, "lista_" + name, {}};
    for (const schema::Code& code : codelist.codes()) {
      list.entries.emplace_back(label_of(codelist, code, request_.language), code.code);
    }
    // Everybody knows the peso; the others are in the order of their list.
    std::stable_partition(list.entries.begin(), list.entries.end(), [&](const auto& entry) {
      return codelist.name() == "currency.csv" && entry.second == "MXN";
    });
    return list;
  }

  void collect_lists() {
    std::set<const schema::Codelist*> seen;
    for (const TemplateSheet& sheet : model_.sheets) {
      for (const TemplateColumn& column : sheet.columns) {
        if (column.codelist != nullptr && seen.insert(column.codelist).second) {
          model_.lists.push_back(list_of(*column.codelist));
        }
      }
    }
  }

  void describe() {
    constexpr std::array<std::string_view, 3> details = {"basic", "common", "full"};
    const json::Value& schema = *profile_.schema(profile_.is_oc4ids() ? "project" : "release");
    model_.meta = {{"template", std::string(template_version)},
                   {"profile", profile_.key().name},
                   {"detail", std::string(details[static_cast<std::size_t>(detail_)])},
                   {"language", spanish() ? "es" : "en"},
                   {"list", root_},
                   {"schema_sha256", base::sha256(json::write(schema))},
                   {"prefix", request_.prefix}};
  }

  const schema::Profile& profile_;
  const TemplateRequest& request_;
  std::string root_;
  Detail detail_;
  std::vector<ListedField> fields_;
  std::set<std::string> lists_;  // paths of lists of objects
  std::map<std::string, const ListedField*> by_path_;
  std::set<std::string> asked_;
  std::set<std::string> chosen_;  // tables
  std::set<std::string> chosen_fields_;
  std::map<std::string, std::string> names_;  // of sheets, by table
  sheets::SheetNames sheet_names_;
  TemplateModel model_;
};

}  // namespace

std::string label_of(const schema::Codelist& list, const schema::Code& code, Language language) {
  return std::string(rows::label_of(list, code, language == Language::spanish));
}

TemplateModel make_template(const schema::Catalog& catalog, const schema::Profile& profile,
                            const TemplateRequest& request) {
  return Maker(catalog, profile, request).make();
}

}  // namespace edca::tables
