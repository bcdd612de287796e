#include "pnt/format_file.hpp"

#include <algorithm>
#include <array>

#include "legacy/toml_file.hpp"

namespace edca::pnt {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 33> kinds = {{
    {"text", Kind::text},
    {"date", Kind::date},
    {"amount", Kind::amount},
    {"document", Kind::document},
    {"link", Kind::link},
    {"unit", Kind::unit},
    {"method", Kind::method},
    {"category", Kind::category},
    {"procedure", Kind::procedure},
    {"contract", Kind::contract},
    {"deserted", Kind::deserted},
    {"reason", Kind::reason},
    {"person", Kind::person},
    {"personal", Kind::personal},
    {"address", Kind::address},
    {"currency", Kind::currency},
    {"rate", Kind::rate},
    {"payment", Kind::payment},
    {"guarantees", Kind::guarantees},
    {"term", Kind::term},
    {"origin", Kind::origin},
    {"source", Kind::source},
    {"place", Kind::place},
    {"notice", Kind::notice},
    {"stage", Kind::stage},
    {"amended", Kind::amended},
    {"mechanisms", Kind::mechanisms},
    {"table", Kind::table},
    {"period", Kind::period},
    {"keep", Kind::keep},
    {"keep-date", Kind::keep_date},
    {"body", Kind::body},
    {"stamp", Kind::stamp},
}};

/// One file.
class Reader : public legacy::TomlFile {
 public:
  Reader(std::string_view text, const std::string& path)
      : TomlFile(text, path, {"convert.pnt-syntax", "convert.pnt-entry"}) {}

  std::vector<Option> options(const toml::node& node, std::string_view entry) const {
    std::vector<Option> result;
    for (const toml::node& each : list(node, entry)) {
      const toml::array& pair = list(each, entry);
      if (pair.size() != 2) wrong(entry);
      result.push_back({number(pair[0], entry), text(pair[1], entry)});
    }
    return result;
  }

  std::vector<Column> columns(const toml::node& node, std::string_view entry) const {
    std::vector<Column> result;
    for (const toml::node& each : list(node, entry)) {
      const toml::array& said = list(each, entry);
      if (said.size() < 4) wrong(entry);
      Column column;
      column.id = number(said[0], entry);
      column.label = text(said[1], entry);
      const std::int64_t type = number(said[2], column.label);
      if (type < 1 || type > 14) wrong(column.label);
      column.type = static_cast<Type>(type);
      column.key = text(said[3], column.label);
      column.required = said.size() > 4 && text(said[4], column.label) == "required";
      result.push_back(std::move(column));
    }
    return result;
  }

  Column& column(std::vector<Column>& all, std::string_view key) const {
    const auto found = std::ranges::find(all, key, &Column::key);
    if (found == all.end()) wrong(key);
    return *found;
  }

  void catalogues(std::vector<Column>& all, const toml::node& node) const {
    for (const auto& [key, value] : table(node, "catalogues"))
      column(all, key.str()).options = options(value, key.str());
  }

  void tables(std::vector<Column>& all, const toml::node& node) const {
    for (const auto& [key, value] : table(node, "tables")) {
      Column& parent = column(all, key.str());
      for (const auto& [name, part] : table(value, key.str())) {
        if (name.str() == "columns") parent.columns = columns(part, key.str());
      }
      for (const auto& [name, part] : table(value, key.str())) {
        if (name.str() == "catalogues") catalogues(parent.columns, part);
      }
    }
  }

  /// What a profile says of one column: { id = 1, label = "…", table = 2, required = true,
  /// options = […] }.
  void change(Column& column, const toml::node& node, std::string_view entry) const {
    for (const auto& [key, value] : table(node, entry)) {
      const std::string_view name = key.str();
      if (name == "id") {
        column.id = number(value, entry);
      } else if (name == "label") {
        column.label = text(value, entry);
      } else if (name == "table") {
        column.table = number(value, entry);
      } else if (name == "required") {
        column.required = flag(value, entry);
      } else if (name == "options") {
        column.options = options(value, entry);
      } else if (name == "columns") {
        for (const auto& [part, said] : table(value, entry))
          change(this->column(column.columns, part.str()), said, part.str());
      } else {
        wrong(std::string(entry) + ", " + std::string(name));
      }
    }
  }

  /// The entries of a format and of a profile that stand at the top.
  bool top(Format& format, std::string_view name, const toml::node& node) const {
    if (name == "id") {
      format.id = text(node, name);
    } else if (name == "title") {
      format.title = text(node, name);
    } else if (name == "short") {
      format.short_name = text(node, name);
    } else if (name == "law") {
      format.law = text(node, name);
    } else if (name == "mail") {
      format.mail = text(node, name);
    } else if (name == "methods") {
      format.methods = texts(node, name);
    } else {
      return false;
    }
    return true;
  }
};

/// "contracts[]/value/amount": its root, and the keys below it.
void split(Field& field) {
  constexpr std::array<std::pair<std::string_view, Root>, 3> roots = {{
      {"awards[]/", Root::award},
      {"contracts[]/", Root::contract},
      {"parties[supplier]/", Root::supplier},
  }};
  std::string_view rest = field.path;
  for (const auto& [begin, root] : roots) {
    if (!rest.starts_with(begin)) continue;
    field.root = root;
    rest.remove_prefix(begin.size());
    break;
  }
  while (!rest.empty()) {
    const std::size_t end = rest.find('/');
    field.keys.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
}

Field field_of(const Reader& reader, std::string_view key, const toml::node& node) {
  const std::vector<std::string> said = reader.texts(node, key);
  if (said.size() < 2) reader.wrong(key);
  const auto kind = std::ranges::find(kinds, said[1], &decltype(kinds)::value_type::first);
  if (kind == kinds.end()) reader.wrong(said[1]);
  Field field;
  field.key = key;
  field.path = said[0];
  field.kind = kind->second;
  field.details.assign(said.begin() + 2, said.end());
  split(field);
  return field;
}

}  // namespace

Format read_format(std::string_view text, const std::string& path) {
  const Reader reader(text, path);
  Format format;
  for (const auto& [key, node] : reader.root()) {
    if (key.str() == "columns") format.columns = reader.columns(node, "columns");
  }
  if (format.columns.empty()) reader.wrong("columns");
  for (const auto& [key, node] : reader.root()) {
    const std::string_view name = key.str();
    if (name == "catalogues") {
      reader.catalogues(format.columns, node);
    } else if (name == "tables") {
      reader.tables(format.columns, node);
    } else if (name != "columns" && !reader.top(format, name, node)) {
      reader.wrong(name);
    }
  }
  return format;
}

std::string base_of(std::string_view text, const std::string& path) {
  const Reader reader(text, path);
  for (const auto& [key, node] : reader.root())
    if (key.str() == "base") return reader.text(node, "base");
  return {};
}

void apply_profile(Format& format, std::string_view text, const std::string& path) {
  const Reader reader(text, path);
  for (const auto& [key, node] : reader.root()) {
    const std::string_view name = key.str();
    if (name == "base" || reader.top(format, name, node)) continue;
    if (name != "columns") reader.wrong(name);
    for (const auto& [column, said] : reader.table(node, name))
      reader.change(reader.column(format.columns, column.str()), said, column.str());
  }
}

Fields read_fields(std::string_view text, const std::string& path) {
  const Reader reader(text, path);
  Fields fields;
  for (const auto& [key, node] : reader.root()) {
    const std::string_view name = key.str();
    if (name == "fields") {
      for (const auto& [field, said] : reader.table(node, name))
        fields.all.push_back(field_of(reader, field.str(), said));
    } else if (name == "headings") {
      fields.headings = reader.pairs(node, name);
    } else if (name == "parts") {
      fields.parts = reader.pairs(node, name);
    } else if (name == "values" || name == "labels") {
      auto& lists = name == "values" ? fields.values : fields.labels;
      for (const auto& [list, said] : reader.table(node, name))
        lists.emplace(std::string(list.str()), reader.pairs(said, list.str()));
    } else {
      reader.wrong(name);
    }
  }
  return fields;
}

std::vector<std::pair<std::string, std::string>> read_laws(std::string_view text,
                                                           const std::string& path) {
  const Reader reader(text, path);
  std::vector<std::pair<std::string, std::string>> laws;
  for (const auto& [key, node] : reader.root()) {
    for (const toml::node& each : reader.list(node, key.str())) {
      auto said = reader.pairs(each, key.str());
      laws.emplace_back(said["from"], said["name"]);
    }
  }
  std::ranges::sort(laws);
  return laws;
}

}  // namespace edca::pnt
