#include "schema/compiler.hpp"
#include "json/canonical.hpp"

#include <algorithm>
#include <map>

#include "base/number.hpp"
#include "edca/error.hpp"
#include "json/canonical.hpp"
#include "schema/keywords.hpp"

namespace edca::schema {
namespace {

/// Schemas within schemas, references followed: more would be a chain made to exhaust the stack.
constexpr std::size_t deepest = 1000;

/// Gives every name one index, in the order in which they are first asked for.
class Names {
 public:
  std::uint32_t index(const std::string& name) {
    const auto [found, added] =
        indexes_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (added) names_.push_back(name);
    return found->second;
  }
  std::vector<std::string> take() { return std::move(names_); }
  std::size_t size() const { return names_.size(); }

 private:
  std::map<std::string, std::uint32_t> indexes_;
  std::vector<std::string> names_;
};

/// For messages.
std::string shortened(const std::string& pattern) {
  constexpr std::size_t most = 200;
  return pattern.size() <= most ? pattern : pattern.substr(0, most) + "…";
}

}  // namespace

const Node* Compiler::compile(const std::string& url) {
  const References::Target target = references_.resolve(url, url);
  depth_ = 0;
  const Node* compiled = node(*target.schema, target.base);
  follow_chains();
  return compiled;
}

/// Refuses a schema that asks a value to satisfy itself, by way of allOf and its like: nobody could
/// judge a value by it. Finds the longest chain of such schemas.
void Compiler::follow_chains() {
  struct Link {
    std::size_t users = 0;
    std::size_t length = 1;
  };
  std::unordered_map<const Node*, Link> links;
  std::vector<const Node*> unused;
  const auto each_branch = [](const Node& node, const auto& visit) {
    for (const Node* branch : node.all_of) visit(branch);
    for (const Combination& combination : node.combinations) {
      for (const Node* branch : combination.branches) visit(branch);
    }
  };
  for (const Node& node : node_store_) {
    if (!node.simple) links.try_emplace(&node);
  }
  for (const auto& [node, link] : links) {
    each_branch(*node, [&](const Node* branch) {
      if (!branch->simple) ++links.find(branch)->second.users;
    });
  }
  for (const auto& [node, link] : links) {
    if (link.users == 0) unused.push_back(node);
  }
  std::size_t done = 0;
  for (; !unused.empty(); ++done) {
    const Node* node = unused.back();
    unused.pop_back();
    const std::size_t length = links.find(node)->second.length;
    longest_chain_ = std::max(longest_chain_, length + 1);
    each_branch(*node, [&](const Node* branch) {
      if (branch->simple) return;
      Link& link = links.find(branch)->second;
      link.length = std::max(link.length, length + 1);
      if (--link.users == 0) unused.push_back(branch);
    });
  }
  if (done != links.size()) bad_keyword("$ref");
}

const Node* Compiler::node(const json::Value& start, const std::string& start_base) {
  if (const auto found = nodes_.find(&start); found != nodes_.end()) return found->second;
  const auto [schema, base] = references_.follow(start, start_base);
  const auto [place, added] = nodes_.try_emplace(schema);
  if (!added) return place->second;
  Node& made = node_store_.emplace_back();
  place->second = &made;
  origins_[&made] = {schema, base};
  if (++depth_ > deepest) bad_keyword("$ref");
  fill(made, *schema, base);
  --depth_;
  return &made;
}

void Compiler::fill(Node& node, const json::Value& schema, const std::string& base) {
  if (const json::Value* type = schema.find("type")) node.types = type_bits(*type);
  if (const auto role = roles_.find(&schema); role != roles_.end()) node.role = role->second;
  compile_object(node, schema, base);
  compile_array(node, schema, base);
  compile_string(node, schema);
  compile_number(node, schema);
  compile_enum(node, schema);
  compile_combinations(node, schema, base);
  node.simple = node.all_of.empty() && node.combinations.empty();
  if (!node.simple || node.choices != nullptr) return;
  const int more = node.string == nullptr ? type_string : 0;
  node.plain = static_cast<std::uint8_t>(node.types & (type_null | type_boolean | more));
}

void Compiler::compile_object(Node& node, const json::Value& schema, const std::string& base) {
  static constexpr std::string_view keywords[] = {
      "properties",    "patternProperties", "additionalProperties", "required",
      "minProperties", "maxProperties",     "dependencies"};
  if (std::none_of(std::begin(keywords), std::end(keywords),
                   [&](std::string_view keyword) { return schema.find(keyword) != nullptr; })) {
    return;
  }
  ObjectPlan& plan = objects_.emplace_back();
  node.object = &plan;
  plan.min_properties = limit(schema, "minProperties", 0);
  plan.max_properties = limit(schema, "maxProperties", ~std::uint64_t{0});
  compile_members(plan, schema, base);
  compile_dependencies(node, plan, schema, base);
  for (const auto& [pattern, value] : members(schema, "patternProperties")) {
    plan.patterns.push_back({this->pattern(pattern), this->node(value, base)});
  }
  if (const json::Value* additional = schema.find("additionalProperties")) {
    if (additional->is_bool()) {
      plan.additional_forbidden = !additional->as_bool();
    } else {
      plan.additional = this->node(*additional, base);
    }
  }
  apply_patterns(plan);
  plan.has_limits = !plan.dependencies.empty() || plan.min_properties != 0 ||
                    plan.max_properties != ~std::uint64_t{0};
}

void Compiler::compile_members(ObjectPlan& plan, const json::Value& schema,
                               const std::string& base) {
  Names names;
  const json::Object& properties = members(schema, "properties");
  plan.declares_properties = !properties.empty();
  for (const auto& [name, value] : properties) {
    names.index(name);
    const Field* known = field(value);
    plan.properties.push_back({node(value, base), known, true, false,
                               known != nullptr && !known->deprecated_since.empty()});
    plan.properties.back().plain =
        known == nullptr || (known->codelist == nullptr && known->deprecated_since.empty());
  }
  if (const json::Value* required = schema.find("required"); required && required->is_array()) {
    for (const json::Value& name : required->as_array()) {
      if (!name.is_string()) bad_keyword("required");
      plan.required.push_back(names.index(name.as_string()));
    }
  }
  for (const auto& [name, value] : members(schema, "dependencies")) {
    names.index(name);
    if (value.is_object()) continue;
    if (!value.is_array()) bad_keyword("dependencies");
    for (const json::Value& needed : value.as_array()) {
      if (!needed.is_string()) bad_keyword("dependencies");
      names.index(needed.as_string());
    }
  }
  if (const auto hints = hints_.find(&schema); hints != hints_.end()) {
    for (const std::string& name : hints->second) {
      const std::uint32_t index = names.index(name);
      plan.properties.resize(names.size());
      plan.properties[index].hint = true;
    }
  }
  plan.properties.resize(names.size());
  plan.required_bits.resize(names.size() / 64 + 1);
  for (const std::uint32_t name : plan.required) {
    plan.required_bits[name / 64] |= std::uint64_t{1} << (name % 64);
  }
  plan.names = NameTable(names.take());
  plan.serial = next_serial_;
  next_serial_ += static_cast<std::uint32_t>(plan.names.size()) + 1;
}

void Compiler::compile_dependencies(Node& node, ObjectPlan& plan, const json::Value& schema,
                                    const std::string& base) {
  for (const auto& [name, value] : members(schema, "dependencies")) {
    if (value.is_object()) {
      node.combinations.push_back(
          {Combination::Kind::dependency, {this->node(value, base)}, name, false});
      continue;
    }
    Dependency dependency{plan.names.find(name), {}};
    for (const json::Value& needed : value.as_array()) {
      dependency.required.push_back(plan.names.find(needed.as_string()));
    }
    plan.dependencies.push_back(std::move(dependency));
  }
}

/// A declared property that also matches patterns is checked against all of their schemas.
void Compiler::apply_patterns(ObjectPlan& plan) {
  if (plan.patterns.empty()) return;
  for (std::size_t at = 0; at < plan.properties.size(); ++at) {
    Property& property = plan.properties[at];
    if (!property.declared) continue;
    std::vector<const Node*> all;
    for (const PatternProperty& pattern : plan.patterns) {
      if (pattern.pattern->matches(plan.names.names()[at])) all.push_back(pattern.node);
    }
    if (all.empty()) continue;
    all.push_back(property.node);
    Node& both = node_store_.emplace_back();
    both.all_of = std::move(all);
    both.simple = false;
    property.node = &both;
  }
}

void Compiler::compile_array(Node& node, const json::Value& schema, const std::string& base) {
  static constexpr std::string_view keywords[] = {"items", "additionalItems", "minItems",
                                                  "maxItems", "uniqueItems"};
  if (std::none_of(std::begin(keywords), std::end(keywords),
                   [&](std::string_view keyword) { return schema.find(keyword) != nullptr; })) {
    return;
  }
  ArrayPlan& plan = arrays_.emplace_back();
  node.array = &plan;
  plan.min_items = limit(schema, "minItems", 0);
  plan.max_items = limit(schema, "maxItems", ~std::uint64_t{0});
  plan.unique = schema.flag("uniqueItems");
  // https://standard.open-contracting.org/1.1/en/schema/merging/, and as OCDS 1.0 spells it.
  plan.whole = schema.flag("wholeListMerge") || schema.text("mergeStrategy") == "ocdsVersion";
  const json::Value* items = schema.find("items");
  if (items == nullptr) return;
  if (!items->is_array()) {
    plan.items = this->node(*items, base);
    return;
  }
  plan.is_tuple = true;
  for (const json::Value& element : items->as_array()) {
    plan.tuple.push_back(this->node(element, base));
  }
  if (const json::Value* additional = schema.find("additionalItems")) {
    if (additional->is_bool()) {
      plan.additional_forbidden = !additional->as_bool();
    } else {
      plan.additional = this->node(*additional, base);
    }
  }
}

void Compiler::compile_string(Node& node, const json::Value& schema) {
  StringPlan plan;
  plan.min_length = limit(schema, "minLength", 0);
  plan.max_length = limit(schema, "maxLength", ~std::uint64_t{0});
  plan.format = format_named(schema.text("format"));
  if (const json::Value* pattern = schema.find("pattern")) {
    if (!pattern->is_string()) bad_keyword("pattern");
    plan.pattern = this->pattern(pattern->as_string());
  }
  if (plan.min_length == 0 && plan.max_length == ~std::uint64_t{0} && plan.format == Format::none &&
      !plan.pattern) {
    return;
  }
  node.string = &strings_.emplace_back(std::move(plan));
}

void Compiler::compile_number(Node& node, const json::Value& schema) {
  const auto number = [&](std::string_view keyword) {
    const json::Value* value = schema.find(keyword);
    if (value != nullptr && !value->is_number()) bad_keyword(keyword);
    return value == nullptr ? std::string() : value->number_text();
  };
  NumberPlan plan;
  plan.minimum = number("minimum");
  plan.maximum = number("maximum");
  plan.multiple_of = number("multipleOf");
  if (!plan.multiple_of.empty() && base::compare(plan.multiple_of, "0") <= 0) {
    bad_keyword("multipleOf");
  }
  plan.exclusive_minimum = schema.flag("exclusiveMinimum");
  plan.exclusive_maximum = schema.flag("exclusiveMaximum");
  if (plan.minimum.empty() && plan.maximum.empty() && plan.multiple_of.empty()) return;
  node.number = &numbers_.emplace_back(std::move(plan));
}

void Compiler::compile_enum(Node& node, const json::Value& schema) {
  const json::Value* choices = schema.find("enum");
  if (choices == nullptr) return;
  if (!choices->is_array()) bad_keyword("enum");
  EnumPlan& plan = enums_.emplace_back();
  node.choices = &plan;
  std::vector<std::string> strings;
  for (const json::Value& choice : choices->as_array()) {
    if (choice.is_string()) {
      strings.push_back(choice.as_string());
    } else if (choice.is_null()) {
      plan.allows_null = true;
    } else if (choice.is_bool()) {
      (choice.as_bool() ? plan.allows_true : plan.allows_false) = true;
    } else if (choice.is_number()) {
      plan.numbers.push_back(base::canonical(choice.number_text()));
    } else {
      plan.others.push_back(json::canonical_hash(json::write(choice)));
    }
  }
  plan.strings = NameTable(std::move(strings));
}

void Compiler::compile_combinations(Node& node, const json::Value& schema,
                                    const std::string& base) {
  const auto branches = [&](std::string_view keyword) {
    std::vector<const Node*> nodes;
    const json::Value* list = schema.find(keyword);
    if (list == nullptr) return nodes;
    if (!list->is_array()) bad_keyword(keyword);
    for (const json::Value& branch : list->as_array()) nodes.push_back(this->node(branch, base));
    return nodes;
  };
  node.all_of = branches("allOf");
  if (auto any = branches("anyOf"); !any.empty()) {
    node.combinations.push_back({Combination::Kind::any_of, std::move(any), {}, false});
  }
  if (auto one = branches("oneOf"); !one.empty()) {
    const bool releases = one.size() == 2 && one[1]->array != nullptr &&
                          one[1]->array->items != nullptr &&
                          one[1]->array->items->role == Role::release;
    node.combinations.push_back({Combination::Kind::one_of, std::move(one), {}, releases});
  }
  if (const json::Value* none = schema.find("not")) {
    node.combinations.push_back({Combination::Kind::none_of, {this->node(*none, base)}, {}, false});
  }
}

std::shared_ptr<const Pattern> Compiler::pattern(const std::string& text) const {
  auto made = std::make_shared<const Pattern>(text);
  if (refuse_unusable_patterns_ && !made->usable()) {
    throw Error(ErrorKind::schema, "schema.pattern", {{"pattern", shortened(text)}});
  }
  return made;
}

const Field* Compiler::field(const json::Value& schema) {
  if (!schema.is_object()) return nullptr;
  Field field;
  field.title_en = schema.text("title");
  field.title_es = schema.text("x-title-es");
  std::string_view list = schema.text("codelist");
  field.open_codelist = schema.flag("openCodelist");
  if (const json::Value* items = schema.find("items"); list.empty() && items != nullptr) {
    list = items->text("codelist");
    field.open_codelist = items->flag("openCodelist");
  }
  if (!list.empty()) field.codelist = find_codelist_(list);
  if (const json::Value* deprecated = schema.find("deprecated")) {
    field.deprecated_since = deprecated->text("deprecatedVersion");
    if (field.deprecated_since.empty() && deprecated->is_object()) field.deprecated_since = "?";
    field.replaced_by = schema.text("x-replaced-by");
  }
  return &fields_.emplace_back(std::move(field));
}

}  // namespace edca::schema
