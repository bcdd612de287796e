#include "merge/rules.hpp"

#include <algorithm>
#include <unordered_map>

#include "edca/error.hpp"
#include "json/pointer.hpp"

namespace edca::merge {
namespace {

using json::Value;

/// A schema and, one after the other, those that its `$ref` leads to.
using Chain = std::vector<const Value*>;

/// The first of the chain to have a keyword decides on it; nullptr when none has it.
const Value* keyword(const Chain& chain, std::string_view key) {
  for (const Value* schema : chain) {
    if (const Value* value = schema->find(key)) return value;
  }
  return nullptr;
}

/// As the reference implementation reads a flag: 0, "" and empty lists are false too.
bool is_set(const Value* value) {
  if (value == nullptr || value->is_null()) return false;
  if (value->is_bool()) return value->as_bool();
  if (value->is_string()) return !value->as_string().empty();
  if (value->is_array()) return !value->as_array().empty();
  if (value->is_object()) return !value->as_object().empty();
  return value->number_text().find_first_of("123456789") != std::string::npos;
}

bool has_strategy(const Chain& chain, std::string_view name) {
  const Value* strategy = keyword(chain, "mergeStrategy");
  return strategy != nullptr && strategy->is_string() && strategy->as_string() == name;
}

std::vector<std::string_view> types(const Chain& chain) {
  const Value* type = keyword(chain, "type");
  std::vector<std::string_view> names;
  if (type != nullptr && type->is_string()) names.push_back(type->as_string());
  if (type != nullptr && type->is_array()) {
    for (const Value& name : type->as_array()) {
      names.push_back(name.is_string() ? std::string_view(name.as_string()) : std::string_view());
    }
  }
  return names;
}

bool has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const Value* properties_of(const Chain& chain) {
  const Value* properties = keyword(chain, "properties");
  return properties != nullptr && properties->is_object() ? properties : nullptr;
}

/// A walk that lists rules; `open` holds the objects it is in.
void append_rules(const Fields& fields, std::string& path, std::vector<const Fields*>& open,
                  std::vector<std::pair<std::string, Rule>>& rules) {
  if (std::find(open.begin(), open.end(), &fields) != open.end()) return;
  open.push_back(&fields);
  const std::size_t length = path.size();
  for (std::size_t at = 0; at < fields.list().size(); ++at) {
    if (length > 0) path += '/';
    path += fields.names().names()[at];
    const Field& field = fields.list()[at];
    if (field.rule != Rule::none) rules.emplace_back(path, field.rule);
    if (field.fields != nullptr) append_rules(*field.fields, path, open, rules);
    path.resize(length);
  }
  open.pop_back();
}

}  // namespace

class Rules::Compiler {
 public:
  Compiler(const Value& schema, std::vector<std::unique_ptr<Fields>>& all)
      : schema_(schema), all_(all) {}

  const Fields* compile() {
    const Value* properties = properties_of(chain(schema_));
    static const Value none{json::Object{}};
    const Fields* root = fields(properties == nullptr ? none : *properties);
    // Not by recursion: what is found on the way waits here, so that references may go in circles.
    for (std::size_t at = 0; at < waiting_.size(); ++at) {
      const auto [object, into] = waiting_[at];
      fill(*object, *into);
    }
    return root;
  }

 private:
  /// The fields of a `properties` object, the same ones whenever it is asked for.
  const Fields* fields(const Value& properties) {
    Fields*& known = known_[&properties];
    if (known == nullptr) {
      known = all_.emplace_back(std::make_unique<Fields>()).get();
      waiting_.emplace_back(&properties, known);
    }
    return known;
  }

  void fill(const Value& properties, Fields& into) {
    std::vector<std::string> names;
    std::vector<Field> list;
    for (const auto& [name, schema] : properties.as_object()) {
      if (!schema.is_object()) continue;
      const Field field = compile(chain(schema));
      if (field.rule == Rule::none && field.fields == nullptr) continue;
      names.push_back(name);
      list.push_back(field);
    }
    into.names_ = schema::NameTable(std::move(names));
    into.list_ = std::move(list);
  }

  Field compile(const Chain& schema) {
    const std::vector<std::string_view> names = types(schema);
    const bool array = has(names, "array");
    if (is_set(keyword(schema, "omitWhenMerged")) || has_strategy(schema, "ocdsOmit")) {
      return {Rule::omit, nullptr};
    }
    if (array &&
        (is_set(keyword(schema, "wholeListMerge")) || has_strategy(schema, "ocdsVersion"))) {
      return {Rule::whole_list, nullptr};
    }
    const Value* properties = properties_of(schema);
    if (has(names, "object") && properties != nullptr) return {Rule::none, fields(*properties)};
    const Value* items = keyword(schema, "items");
    if (array && items != nullptr && items->is_object()) return compile_items(chain(*items));
    return {};
  }

  Field compile_items(const Chain& items) {
    const std::vector<std::string_view> names = types(items);
    const auto is_object = [](std::string_view name) { return name == "object"; };
    if (!std::all_of(names.begin(), names.end(), is_object)) return {Rule::whole_list, nullptr};
    const Value* properties = properties_of(items);
    if (names.empty() || properties == nullptr) return {};
    if (properties->find("id") == nullptr) return {Rule::whole_list, nullptr};
    return {Rule::none, fields(*properties)};
  }

  Chain chain(const Value& schema) const {
    Chain chain{&schema};
    while (const Value* reference = chain.back()->find("$ref")) {
      if (!reference->is_string()) break;
      const Value* target = resolve(reference->as_string());
      // A circle of references says no more on its second round.
      if (std::find(chain.begin(), chain.end(), target) != chain.end()) break;
      chain.push_back(target);
    }
    return chain;
  }

  const Value* resolve(const std::string& reference) const {
    const std::size_t hash = reference.find('#');
    const std::string document = reference.substr(0, hash);
    const Value* target = nullptr;
    if (document.empty() || document == schema_.text("id")) {
      target = hash == std::string::npos
                   ? &schema_
                   : json::resolve(schema_, std::string_view(reference).substr(hash + 1));
    }
    if (target == nullptr || !target->is_object()) {
      throw Error(ErrorKind::schema, "schema.reference", {{"reference", reference}});
    }
    return target;
  }

  const Value& schema_;
  std::vector<std::unique_ptr<Fields>>& all_;
  std::unordered_map<const Value*, Fields*> known_;
  std::vector<std::pair<const Value*, Fields*>> waiting_;
};

Rules::Rules(const Value& release_schema) {
  root_ = Compiler(release_schema, all_).compile();
}

std::vector<std::pair<std::string, Rule>> Rules::list() const {
  std::vector<std::pair<std::string, Rule>> rules;
  std::vector<const Fields*> open;
  std::string path;
  append_rules(*root_, path, open, rules);
  return rules;
}

}  // namespace edca::merge
