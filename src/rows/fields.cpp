#include "rows/fields.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace edca::rows {
namespace {

using schema::Node;
using schema::Property;

constexpr std::size_t deepest = 9;

/// What stands for a space in what people type: U+00A0, U+2007, U+202F, U+200B, U+FEFF.
constexpr std::string_view no_break_spaces[] = {"\xC2\xA0", "\xE2\x80\x87", "\xE2\x80\xAF",
                                                "\xE2\x80\x8B", "\xEF\xBB\xBF"};

std::size_t space_at(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r') || text[0] == '_') return 1;
  for (const std::string_view each : no_break_spaces) {
    if (text.starts_with(each)) return each.size();
  }
  return 0;
}

/// Calls `each` for every part of a schema that may say something of the value.
template <class Each>
void each_part(const Node* node, std::size_t depth, const Each& each) {
  if (node == nullptr || depth > deepest) return;
  each(*node);
  for (const Node* part : node->all_of) each_part(part, depth + 1, each);
  for (const schema::Combination& combination : node->combinations) {
    if (combination.kind == schema::Combination::Kind::none_of) continue;
    for (const Node* branch : combination.branches) each_part(branch, depth + 1, each);
  }
}

const Node* elements_of(const Node* node) {
  const Node* found = nullptr;
  each_part(node, 0, [&](const Node& part) {
    if (found == nullptr && part.array != nullptr) found = part.array->items;
  });
  return found;
}

bool has_members(const Node* node) {
  bool any = false;
  each_part(node, 0, [&](const Node& part) {
    any = any || (part.object != nullptr && part.object->declares_properties);
  });
  return any;
}

std::uint8_t types_of(const Node* node) {
  std::uint8_t types = 0;
  each_part(node, 0, [&](const Node& part) {
    if (part.types != schema::type_any) types |= part.types;
  });
  return types & ~std::uint8_t{schema::type_null};
}

bool is_date(const Node* node) {
  bool date = false;
  each_part(node, 0, [&](const Node& part) {
    date = date || (part.string != nullptr && part.string->format == schema::Format::date_time);
  });
  return date;
}

Type type_of(const Node* node) {
  constexpr std::uint8_t number = schema::type_integer | schema::type_fraction;
  const std::uint8_t types = types_of(node);
  if (types == 0) return Type::unknown;
  if ((types & schema::type_string) != 0) return is_date(node) ? Type::date_time : Type::text;
  if (types == schema::type_boolean) return Type::boolean;
  if (types == schema::type_integer) return Type::integer;
  if ((types & number) != 0) return Type::number;
  if (types != schema::type_array) return Type::unknown;
  const std::uint8_t elements = types_of(elements_of(node));
  return elements == 0 || (elements & schema::type_string) != 0 ? Type::list : Type::numbers;
}

std::string joined(const std::string& outer, std::string_view inner, char between) {
  std::string all = outer;
  if (!all.empty() && !inner.empty()) all += between;
  return all.append(inner);
}

}  // namespace

/// Where a walk through the schema is.
struct Fields::Walk {
  std::string way;
  std::vector<bool> lists;
  std::string titles[2];  ///< from the item on, in each language
  std::string below[2];   ///< from the rows of the table on
  std::string table;
  std::vector<const Node*> open;
};

std::string plain_heading(std::string_view heading) {
  std::string folded = base::fold(heading);
  for (const std::string_view mark :
       {"(obligatorio)", "(obligatoria)", "(requerido)", "(required)", "*"}) {
    for (std::size_t at; (at = folded.find(mark)) != std::string::npos;) {
      folded.replace(at, mark.size(), " ");
    }
  }
  std::string plain;
  bool space = false;
  for (std::string_view rest = folded; !rest.empty();) {
    if (const std::size_t size = space_at(rest); size > 0) {
      space = true;
      rest.remove_prefix(size);
      continue;
    }
    const bool colon = rest[0] == ':' || (!plain.empty() && plain.back() == ':');
    if (space && !plain.empty() && !colon) plain += ' ';
    space = false;
    plain += rest[0];
    rest.remove_prefix(1);
  }
  return plain;
}

Fields::Fields(const Node* item) {
  Walk at;
  add_table(at);
  walk(item, at);
}

void Fields::walk(const Node* node, Walk& at) {
  each_part(node, 0, [&](const Node& part) {
    if (part.object == nullptr || std::ranges::count(at.open, &part) > 0) return;
    at.open.push_back(&part);
    for (std::uint32_t index = 0; index < part.object->properties.size(); ++index) {
      const Property& property = part.object->properties[index];
      if (property.declared) member(std::string(part.object->names.names()[index]), property, at);
    }
    at.open.pop_back();
  });
}

void Fields::member(const std::string& key, const Property& property, Walk& at) {
  if (at.open.size() > deepest) return;
  const Node* elements = elements_of(property.node);
  const bool list = elements != nullptr && has_members(elements);
  Walk inner = at;
  inner.way = joined(at.way, key, '/');
  inner.lists.push_back(list);
  const bool titled = property.field != nullptr;
  const std::string title[] = {titled ? plain_heading(property.field->title_es) : "",
                               titled ? plain_heading(property.field->title_en) : ""};
  for (int language = 0; language < 2; ++language) {
    inner.titles[language] = joined(at.titles[language], title[language], ':');
    inner.below[language] = joined(at.below[language], title[language], ':');
  }
  if (list) {
    inner.table = inner.way;
    inner.below[0].clear();
    inner.below[1].clear();
    add_table(inner);
    walk(elements, inner);
  } else if (has_members(property.node)) {
    walk(property.node, inner);
  } else {
    leaf(property, inner, type_of(property.node));
  }
}

void Fields::leaf(const Property& property, const Walk& at, Type type) {
  const std::string folded = base::fold(at.way);
  if (ways_.contains(folded)) return;
  Field& field = fields_.emplace_back();
  field.way = at.way;
  field.lists = at.lists;
  field.type = type;
  if (property.field != nullptr) {
    field.codes = property.field->codelist;
    field.open_codes = property.field->open_codelist;
  }
  ways_.emplace(folded, &field);
  for (int language = 0; language < 2; ++language) {
    add(whole_, at.titles[language], &field);
    add(below_[at.table], at.below[language], &field);
  }
}

/// A title that several fields have stands for none of them.
void Fields::add(Titles& titles, const std::string& title, const Field* field) {
  if (title.empty()) return;
  const auto [found, added] = titles.try_emplace(title, field);
  if (!added && found->second != field) found->second = nullptr;
}

void Fields::add_table(const Walk& at) {
  if (!table_ways_.insert(at.way).second) return;
  tables_.push_back(at.way);
  const auto name = [&](const std::string& each) {
    if (!each.empty()) table_names_.try_emplace(each, at.way);
  };
  name(plain_heading(at.way));
  std::string flat = at.way;
  std::ranges::replace(flat, '/', ' ');
  name(base::fold(flat));
  for (const char* root : {"releases", "records", "projects"}) {
    if (at.way.empty()) name(root);
    if (at.way.empty()) continue;
    name(std::string(root) + "/" + base::fold(at.way));
    name(std::string(root) + " " + base::fold(flat));
  }
  name(at.titles[0]);
  name(at.titles[1]);
}

const Field* Fields::by_way(std::string_view way) const {
  const auto found = ways_.find(base::fold(way));
  return found == ways_.end() ? nullptr : found->second;
}

bool Fields::is_list(std::string_view way) const {
  return !way.empty() && table_ways_.contains(way);
}

const Field* Fields::by_title(std::string_view title, std::string_view table) const {
  if (const auto within = below_.find(table); within != below_.end()) {
    const auto found = within->second.find(title);
    if (found != within->second.end() && found->second != nullptr) return found->second;
  }
  const auto found = whole_.find(title);
  return found == whole_.end() ? nullptr : found->second;
}

const std::string* Fields::table(std::string_view plain_name) const {
  const auto found = table_names_.find(plain_name);
  return found == table_names_.end() ? nullptr : &found->second;
}

std::vector<std::string_view> Fields::names() const {
  std::vector<std::string_view> names;
  for (const auto& [title, field] : whole_) names.push_back(title);
  for (const Field& field : fields_) names.push_back(field.way);
  return names;
}

}  // namespace edca::rows
