#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/value.hpp"
#include "schema/plan.hpp"

namespace edca::schema {

/// Turns JSON Schemas (draft-04) into nodes. The nodes live as long as the compiler; the schemas
/// need to live only while compiling.
class Compiler {
 public:
  using FindCodelist = std::function<const Codelist*(std::string_view file)>;

  explicit Compiler(FindCodelist find_codelist) : find_codelist_(std::move(find_codelist)) {}

  /// Makes a schema known under a URL, and its subschemas under their own `id`s.
  void add(const std::string& url, const json::Value& schema);
  /// What the values of a schema are in OCDS terms.
  void set_role(const json::Value& schema, Role role) { roles_[&schema] = role; }
  /// Names that only EDCA-MX defines for the objects of a schema.
  void set_hints(const json::Value& schema, std::vector<std::string> names) {
    hints_[&schema] = std::move(names);
  }

  /// Lets everything pass where a `$ref` leads nowhere: an extension made for another version of a
  /// standard must not stand in the way of what can be checked.
  void allow_missing() { allow_missing_ = true; }

  /// The node of the schema known under a URL. Throws Error(schema, "schema.reference") with
  /// argument reference when a `$ref` leads nowhere, "schema.keyword" for a keyword of the wrong
  /// shape or a `$ref` by which a value would have to satisfy a schema to satisfy that schema.
  const Node* compile(const std::string& url);

 private:
  struct Target {
    const json::Value* schema;
    std::string base;
  };

  void add_ids(const std::string& document, const std::string& base, const json::Value& schema);
  Target resolve(const std::string& base, std::string_view reference) const;
  void refuse_loops() const;
  const Node* node(const json::Value& schema, const std::string& base);
  void fill(Node& node, const json::Value& schema, const std::string& base);
  void compile_object(Node& node, const json::Value& schema, const std::string& base);
  void compile_members(ObjectPlan& plan, const json::Value& schema, const std::string& base);
  void compile_dependencies(Node& node, ObjectPlan& plan, const json::Value& schema,
                            const std::string& base);
  void compile_array(Node& node, const json::Value& schema, const std::string& base);
  void compile_string(Node& node, const json::Value& schema);
  void compile_number(Node& node, const json::Value& schema);
  void compile_enum(Node& node, const json::Value& schema);
  void compile_combinations(Node& node, const json::Value& schema, const std::string& base);
  void apply_patterns(ObjectPlan& plan);
  const Field* field(const json::Value& schema);

  FindCodelist find_codelist_;
  bool allow_missing_ = false;
  std::map<std::string, const json::Value*, std::less<>> documents_;
  std::unordered_map<const json::Value*, std::string> bases_;  // around schemas within an `id`
  std::unordered_map<const json::Value*, Role> roles_;
  std::unordered_map<const json::Value*, std::vector<std::string>> hints_;
  std::unordered_map<const json::Value*, const Node*> nodes_;
  std::deque<Node> node_store_;
  std::size_t depth_ = 0;  // of the schema being compiled
  std::uint32_t next_serial_ = 0;
  std::deque<ObjectPlan> objects_;
  std::deque<ArrayPlan> arrays_;
  std::deque<StringPlan> strings_;
  std::deque<NumberPlan> numbers_;
  std::deque<EnumPlan> enums_;
  std::deque<Field> fields_;
};

}  // namespace edca::schema
