#include "schema/versioned.hpp"

#include "base/ascii.hpp"
#include "edca/error.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace edca::schema {
namespace {

using base::is_one_of;

using json::Array;
using json::Object;
using json::Value;

/// A schema and, one after the other, those that its `$ref` leads to.
using Chain = std::vector<const Value*>;

/// What the versions of every field look like.
constexpr std::string_view versions_text = R"({"type": "array", "items": {
  "type": "object",
  "properties": {
    "releaseDate": {"format": "date-time", "type": "string"},
    "releaseID": {"type": "string"},
    "value": null,
    "releaseTag": {"type": "array", "items": {"type": "string"}}
  }
}})";

/// What tells people about a field and stays with it.
bool is_title(std::string_view key) {
  return key == "title" || key.starts_with("x-");
}

/// What the result does without. An `id` of a part would move the base of the references in it.
bool is_dropped(std::string_view key) {
  return is_one_of(key, {"$schema", "id", "definitions", "description", "$comment", "default",
                         "versionId", "omitWhenMerged", "wholeListMerge", "mergeStrategy"});
}

/// The first of the chain to have a keyword decides on it; nullptr when none has it.
const Value* keyword(const Chain& chain, std::string_view key) {
  for (const Value* schema : chain) {
    if (const Value* value = schema->find(key)) return value;
  }
  return nullptr;
}

bool any_flag(const Chain& chain, std::string_view flag, std::string_view strategy) {
  return std::any_of(chain.begin(), chain.end(), [&](const Value* schema) {
    return schema->flag(flag) || schema->text("mergeStrategy") == strategy;
  });
}

/// Whether a schema allows a type, or only that one; one that names no type allows any.
bool allows(const Chain& chain, std::string_view type, bool only = false) {
  const auto is = [&](const Value& name) { return name.is_string() && name.as_string() == type; };
  const Value* types = keyword(chain, "type");
  if (types == nullptr || !types->is_array()) return types == nullptr || is(*types);
  return only ? std::ranges::all_of(types->as_array(), is)
              : std::ranges::any_of(types->as_array(), is);
}

std::string reference_to(std::string_view definition) {
  std::string pointer = "#/definitions";
  json::append_token(pointer, definition);
  return pointer;
}

[[noreturn]] void fail_reference(const std::string& reference) {
  throw Error(ErrorKind::schema, "schema.reference", {{"reference", reference}});
}

/// A part of the release schema that references lead to.
struct Definition {
  std::string name;  ///< in the result
  const Value* schema;
};

/// How merging treats a field.
enum class ArrayShape {
  value,   ///< replaced as a whole
  object,  ///< each of its fields by itself
  list,    ///< an array whose members are told apart by their `id`
};

/// The release schema as the merge routine reads it.
class ReleaseSchema {
 public:
  explicit ReleaseSchema(const Value& root) : root_(root) {
    const Value* definitions = root.find("definitions");
    if (definitions == nullptr || !definitions->is_object()) return;
    for (const auto& [name, schema] : definitions->as_object()) {
      names_.insert(name);
      by_reference_.emplace(reference_to(name), Definition{name, &schema});
    }
  }

  const Value& root() const { return root_; }

  /// `name`, or with something behind it where the release schema has a definition of that name.
  std::string free_name(std::string name) const {
    while (names_.count(name) != 0) name += '_';
    return name;
  }

  /// What a reference leads to; valid as long as this. Throws Error(schema, "schema.reference").
  const Definition& target(const std::string& reference) {
    if (const auto known = by_reference_.find(reference); known != by_reference_.end()) {
      return known->second;
    }
    const bool local = reference.starts_with('#');
    const Value* schema = local ? json::resolve(root_, reference.substr(1)) : nullptr;
    if (schema == nullptr) fail_reference(reference);
    Definition definition{free_name(reference.substr(1)), schema};
    return by_reference_.emplace(reference, std::move(definition)).first->second;
  }

  bool omitted(const Value& schema) {
    return any_flag(chain(schema), "omitWhenMerged", "ocdsOmit");
  }

  ArrayShape shape(const Value& schema) {
    const Chain all = chain(schema);
    const bool array = allows(all, "array");
    if (array && any_flag(all, "wholeListMerge", "ocdsVersion")) return ArrayShape::value;
    const Value* properties = keyword(all, "properties");
    if (properties == nullptr) properties = keyword(all, "patternProperties");
    if (properties != nullptr && properties->is_object() && allows(all, "object")) {
      return ArrayShape::object;
    }
    const Value* items = keyword(all, "items");
    return array && items != nullptr && has_id(*items) ? ArrayShape::list : ArrayShape::value;
  }

  /// Whether these are the objects of a list that is merged by id.
  bool has_id(const Value& items) {
    if (!items.is_object()) return false;
    const Chain all = chain(items);
    const Value* properties = keyword(all, "properties");
    return allows(all, "object", true) && properties != nullptr &&
           properties->find("id") != nullptr;
  }

 private:
  /// Gives up on references that lead in circles.
  Chain chain(const Value& schema) {
    Chain chain{&schema};
    for (;;) {
      const Value* reference = chain.back()->find("$ref");
      if (reference == nullptr || !reference->is_string()) return chain;
      if (chain.size() > 64) fail_reference(reference->as_string());
      chain.push_back(target(reference->as_string()).schema);
    }
  }

  const Value& root_;
  std::unordered_map<std::string, Definition> by_reference_;
  std::unordered_set<std::string> names_;
};

/// The definition that all fields of nullable text of one format share; empty for other fields.
std::string shared_name(const Value& schema) {
  for (const auto& [key, value] : schema.as_object()) {
    if (!is_dropped(key) && !is_title(key) && key != "type" && key != "format") return {};
  }
  const Value* types = schema.find("type");
  if (types == nullptr || !types->is_array() || types->as_array().size() != 2) return {};
  if (!allows({&schema}, "string") || !allows({&schema}, "null")) return {};
  if (schema.find("format") == nullptr) return "StringNullVersioned";
  if (schema.text("format") == "uri") return "StringNullUriVersioned";
  return schema.text("format") == "date-time" ? "StringNullDateTimeVersioned" : "";
}

/// Builds the result with a list of work instead of recursion. Parts are filled through pointers,
/// so that every container has its final size before anything points into it.
class Builder {
 public:
  explicit Builder(const Value& release)
      : release_(release), versions_(json::parse(versions_text, "versions")) {
    // The published schema of versioned releases keeps these two as they are.
    for (const char* pointer : {"/properties/ocid", "/definitions/Amendment/properties/changes"}) {
      kept_.insert(json::resolve(release, pointer));
    }
  }

  Value build() {
    Value root;
    steps_.push_back({&release_.root(), &root, Mode::structure, false, false});
    while (!steps_.empty()) {
      const Step step = steps_.back();
      steps_.pop_back();
      if (!step.from->is_object()) {
        *step.to = *step.from;
      } else if (step.mode == Mode::field && release_.shape(*step.from) == ArrayShape::value) {
        write_versions(step);
      } else {
        write_schema(step);
      }
    }
    return finish(root);
  }

 private:
  enum class Mode {
    plain,      ///< as it is, for what is inside a value that is replaced as a whole
    field,      ///< as its shape says
    structure,  ///< what it says about an object of fields
  };

  struct Step {
    const Value* from;
    Value* to;
    Mode mode;
    bool member;  ///< of a list that is merged by id: its id stays plain
    bool titled;
  };

  /// A definition in one of its forms: plain, for single objects or for members of lists.
  struct Variant {
    const Definition* definition;
    bool plain;
    bool member;
    auto operator<=>(const Variant&) const = default;
  };

  /// A reference that is written when it is known which definitions are members of lists.
  struct Reference {
    Value* to;
    Variant variant;
    bool deprecated;
  };

  void write_schema(const Step& step) {
    *step.to = Object{};
    Object& to = step.to->as_object();
    to.reserve(step.from->as_object().size());
    for (const auto& [key, value] : step.from->as_object()) {
      if (is_dropped(key) || (!step.titled && is_title(key))) continue;
      if (key == "required" && step.mode != Mode::plain) {
        if (Array names = required(*step.from, value); !names.empty()) to.emplace_back(key, names);
      } else if (key == "$ref" && value.is_string()) {
        refer(value.as_string(), to.emplace_back(key, Value()).second, step);
      } else {
        Value& out = to.emplace_back(key, Value()).second;
        write_keyword(key, {&value, &out, Mode::plain, false, false}, step);
      }
    }
  }

  void write_keyword(std::string_view key, Step next, const Step& step) {
    const bool named = is_one_of(key, {"properties", "patternProperties", "dependencies"});
    const bool same = is_one_of(key, {"dependencies", "not", "allOf", "anyOf", "oneOf"});
    const bool other = is_one_of(key, {"items", "additionalItems", "additionalProperties"});
    if (step.mode != Mode::plain) {
      const bool list = key == "items" && release_.has_id(*next.from);
      if (same) next.mode = Mode::structure;
      // Beside names, patterns are for translations, which the published schema leaves plain; alone
      // they are the fields, as of measures.
      const bool fields = key == "properties" ||
                          (key == "patternProperties" && step.from->find("properties") == nullptr);
      if (fields || list) next.mode = Mode::field;
      next.member = list || step.member;
    }
    if (named && next.from->is_object()) {
      next.titled = key != "dependencies";
      write_named(next);
    } else if ((same || other) && next.from->is_array()) {
      const Array& from = next.from->as_array();
      *next.to = Array(from.size());
      for (std::size_t i = 0; i < from.size(); ++i) {
        steps_.push_back({&from[i], &next.to->as_array()[i], next.mode, next.member, false});
      }
    } else if (same || other) {
      steps_.push_back(next);
    } else {
      *next.to = *next.from;
    }
  }

  /// Schemas by name; those by Mode::field are the fields of an object.
  void write_named(const Step& step) {
    const bool fields = step.mode == Mode::field;
    *step.to = Object{};
    step.to->as_object().reserve(step.from->as_object().size());
    for (const auto& [name, value] : step.from->as_object()) {
      if (fields && release_.omitted(value)) continue;
      const bool plain = fields && ((step.member && name == "id") || kept_.count(&value) != 0);
      Value& to = step.to->as_object().emplace_back(name, Value()).second;
      steps_.push_back(
          {&value, &to, plain ? Mode::plain : step.mode, step.member && !fields, step.titled});
    }
  }

  /// The required fields that merging does not leave out.
  Array required(const Value& schema, const Value& names) {
    std::set<std::string_view> omitted;
    if (const Value* fields = schema.find("properties"); fields != nullptr && fields->is_object()) {
      for (const auto& [name, field] : fields->as_object()) {
        if (release_.omitted(field)) omitted.insert(name);
      }
    }
    Array kept = names.is_array() ? names.as_array() : Array{};
    std::erase_if(kept, [&](const Value& name) {
      return name.is_string() && omitted.count(name.as_string()) != 0;
    });
    return kept;
  }

  void write_versions(const Step& step) {
    *step.to = Object{};
    Object& to = step.to->as_object();
    for (const json::Member& each : step.from->as_object()) {
      if (step.titled && is_title(each.first)) to.push_back(each);
    }
    if (const std::string shared = shared_name(*step.from); !shared.empty()) {
      const std::string name = release_.free_name(shared);
      to.emplace_back("$ref", reference_to(name));
      const auto [made, added] = definitions_.try_emplace(name, versions_);
      if (added) push_value(*step.from, made->second);
    } else {
      to.insert(to.end(), versions_.as_object().begin(), versions_.as_object().end());
      push_value(*step.from, *step.to);
    }
  }

  void push_value(const Value& from, Value& versions) {
    steps_.push_back({&from, &versions["items"]["properties"]["value"], Mode::plain, false, false});
  }

  void refer(const std::string& reference, Value& out, const Step& step) {
    const Definition& definition = release_.target(reference);
    const Variant variant{&definition, step.mode == Mode::plain, step.member};
    if (step.member) members_.insert(&definition);
    references_.push_back({&out, variant, step.from->find("deprecated") != nullptr});
    const auto [made, added] = made_.try_emplace(variant);
    if (added) steps_.push_back({definition.schema, &made->second, step.mode, step.member, false});
  }

  /// Deprecated fields have no form of their own where a definition is also for members of lists:
  /// so does the published schema.
  std::string name_of(const Variant& variant, bool deprecated) const {
    const std::string& name = variant.definition->name;
    if (variant.plain) return release_.free_name(name + "Unversioned");
    const bool other = !variant.member && members_.count(variant.definition) != 0;
    return other && !deprecated ? release_.free_name(name + "VersionedId") : name;
  }

  Value finish(Value& root) {
    std::set<std::string> used;
    for (const Reference& reference : references_) {
      const std::string name = name_of(reference.variant, reference.deprecated);
      *reference.to = reference_to(name);
      used.insert(name);
    }
    for (auto& [variant, schema] : made_) {
      std::string name = name_of(variant, false);
      if (used.count(name) != 0) definitions_.emplace(std::move(name), std::move(schema));
    }
    Value result = Object{};
    if (const Value* draft = release_.root().find("$schema")) result["$schema"] = *draft;
    if (const std::string_view id = release_.root().text("id"); !id.empty()) {
      const std::string folder(id.substr(0, id.rfind('/') + 1));
      result["id"] = folder + "versioned-release-validation-schema.json";
    }
    if (root.is_object())
      std::ranges::move(root.as_object(), std::back_inserter(result.as_object()));
    Object definitions;
    for (auto& [name, schema] : definitions_) definitions.emplace_back(name, std::move(schema));
    result["definitions"] = std::move(definitions);
    return result;
  }

  ReleaseSchema release_;
  const Value versions_;
  std::set<const Value*> kept_;
  std::vector<Step> steps_;
  std::vector<Reference> references_;
  std::set<const Definition*> members_;
  std::map<Variant, Value> made_;
  std::map<std::string, Value> definitions_;  ///< of the result
};

}  // namespace

Value versioned_release_schema(const Value& release) {
  return Builder(release).build();
}

}  // namespace edca::schema
