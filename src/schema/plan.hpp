#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "schema/codelist.hpp"
#include "schema/name_table.hpp"
#include "schema/pattern.hpp"

namespace edca::schema {

// A JSON Schema (draft-04) compiled for one pass over the events of a parser. Plans are immutable
// and safe to share between threads. https://json-schema.org/draft-04

/// The JSON types as bits; a schema that allows "number" sets both numeric bits.
enum TypeBit : std::uint8_t {
  type_null = 1,
  type_boolean = 2,
  type_integer = 4,
  type_fraction = 8,
  type_string = 16,
  type_array = 32,
  type_object = 64,
  type_any = 127,
};

struct Node;

/// What the schema says about a field beside its validation: for messages and for the checks of
/// codelists and deprecated fields.
struct Field {
  std::string title_en;
  std::string title_es;
  const Codelist* codelist = nullptr;
  bool open_codelist = false;
  std::string deprecated_since;  ///< "1.1"; empty when not deprecated
  std::string replaced_by;       ///< empty when nothing replaces it
};

/// A member name that an object's schema mentions.
struct Property {
  const Node* node = nullptr;    ///< nullptr: nothing to check
  const Field* field = nullptr;  ///< nullptr: nothing known
  bool declared = false;         ///< in `properties`, not just in `required` or `dependencies`
  bool hint = false;             ///< a name that only EDCA-MX defines
  bool deprecated = false;
  bool plain = false;  ///< nothing is asked of its value beside what the node asks
  bool remarkable() const { return hint || deprecated; }
};

struct PatternProperty {
  std::shared_ptr<const Pattern> pattern;
  const Node* node = nullptr;
};

struct Dependency {
  std::uint32_t trigger;                ///< property index
  std::vector<std::uint32_t> required;  ///< property indexes
};

struct ObjectPlan {
  NameTable names;
  std::uint32_t serial = 0;                  ///< names of the object plans before this one
  std::vector<Property> properties;          ///< by index of `names`
  std::vector<std::uint32_t> required;       ///< property indexes, in the order of the schema
  std::vector<std::uint64_t> required_bits;  ///< the same as bits
  std::vector<PatternProperty> patterns;
  std::vector<Dependency> dependencies;
  const Node* additional = nullptr;  ///< schema of additional properties
  bool additional_forbidden = false;
  bool declares_properties = false;  ///< so that an unknown name is an additional field
  std::uint64_t min_properties = 0;
  std::uint64_t max_properties = ~std::uint64_t{0};
  bool has_limits = false;  ///< dependencies, minProperties or maxProperties
};

struct ArrayPlan {
  const Node* items = nullptr;       ///< one schema for all elements
  std::vector<const Node*> tuple;    ///< `items` as an array
  const Node* additional = nullptr;  ///< schema of the elements after the tuple
  bool is_tuple = false;
  bool additional_forbidden = false;
  bool unique = false;
  bool whole = false;  ///< merging replaces the list as a whole: elements need no id
  std::uint64_t min_items = 0;
  std::uint64_t max_items = ~std::uint64_t{0};
};

enum class Format : std::uint8_t { none, date_time, uri, email, ipv4, ipv6, hostname };

struct StringPlan {
  std::uint64_t min_length = 0;
  std::uint64_t max_length = ~std::uint64_t{0};
  std::shared_ptr<const Pattern> pattern;
  Format format = Format::none;
};

struct NumberPlan {
  std::string minimum;  ///< as written; empty when absent
  std::string maximum;
  std::string multiple_of;
  bool exclusive_minimum = false;
  bool exclusive_maximum = false;
};

struct EnumPlan {
  NameTable strings;
  std::vector<std::string> numbers;   ///< canonical texts, sorted
  std::vector<base::Hash128> others;  ///< canonical hashes of objects and arrays
  bool allows_null = false;
  bool allows_true = false;
  bool allows_false = false;
};

/// oneOf, anyOf, not, or a schema dependency: branches that are judged on their own.
struct Combination {
  enum class Kind : std::uint8_t { one_of, any_of, none_of, dependency } kind;
  std::vector<const Node*> branches;
  std::string trigger;       ///< dependency: the member that brings it into force
  bool of_releases = false;  ///< the choice between linked and embedded releases of a record
};

/// What a JSON object is in OCDS terms.
enum class Role : std::uint8_t { none, release, versioned_release, record };

/// One compiled schema.
struct Node {
  std::uint8_t types = type_any;
  std::uint8_t plain = 0;  ///< of these types every value is valid: null, boolean, string
  Role role = Role::none;
  bool simple = true;  ///< no all_of and no combinations
  const ObjectPlan* object = nullptr;
  const ArrayPlan* array = nullptr;
  const StringPlan* string = nullptr;
  const NumberPlan* number = nullptr;
  const EnumPlan* choices = nullptr;
  std::vector<const Node*> all_of;
  std::vector<Combination> combinations;
};

}  // namespace edca::schema
