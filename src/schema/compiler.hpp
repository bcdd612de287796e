#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/value.hpp"
#include "schema/bundle.hpp"
#include "schema/plan.hpp"
#include "schema/references.hpp"

namespace edca::schema {

/// Turns JSON Schemas (draft-04) into nodes. The nodes live as long as the compiler; the schemas
/// need to live only while compiling.
class Compiler {
 public:
  using FindCodelist = std::function<const Codelist*(std::string_view file)>;

  explicit Compiler(FindCodelist find_codelist) : find_codelist_(std::move(find_codelist)) {}

  /// The documents that the schemas to compile come from.
  References& references() { return references_; }
  /// What the values of a schema are in OCDS terms.
  void set_role(const json::Value& schema, Role role) { roles_[&schema] = role; }
  /// Names that only EDCA-MX defines for the objects of a schema.
  void set_hints(const json::Value& schema, std::vector<std::string> names) {
    hints_[&schema] = std::move(names);
  }

  /// Refuses patterns that cannot be matched in linear time, instead of letting them match nothing.
  void refuse_unusable_patterns() { refuse_unusable_patterns_ = true; }

  /// The node of the schema known under a URL. Throws Error(schema, "schema.reference") with
  /// argument reference when a `$ref` leads nowhere, "schema.keyword" for a keyword of the wrong
  /// shape or a `$ref` by which a value would have to satisfy a schema to satisfy that schema,
  /// "schema.pattern" with argument pattern where unusable patterns are refused.
  const Node* compile(const std::string& url);

  /// The most schemas, one within the other, that one value is judged by.
  std::size_t longest_chain() const { return longest_chain_; }

  /// Puts the schema of a node this made together. The compiler and the schemas must outlive it.
  Bundler bundler(const Node& node) const { return {references_, origins_.at(&node)}; }

 private:
  void follow_chains();
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
  std::shared_ptr<const Pattern> pattern(const std::string& text) const;
  const Field* field(const json::Value& schema);

  FindCodelist find_codelist_;
  References references_;
  bool refuse_unusable_patterns_ = false;
  std::unordered_map<const json::Value*, Role> roles_;
  std::unordered_map<const json::Value*, std::vector<std::string>> hints_;
  std::unordered_map<const json::Value*, const Node*> nodes_;
  std::unordered_map<const Node*, References::Target> origins_;
  std::deque<Node> node_store_;
  std::size_t depth_ = 0;  // of the schema being compiled
  std::size_t longest_chain_ = 1;
  std::uint32_t next_serial_ = 0;
  std::deque<ObjectPlan> objects_;
  std::deque<ArrayPlan> arrays_;
  std::deque<StringPlan> strings_;
  std::deque<NumberPlan> numbers_;
  std::deque<EnumPlan> enums_;
  std::deque<Field> fields_;
};

}  // namespace edca::schema
