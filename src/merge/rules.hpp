#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/value.hpp"
#include "schema/name_table.hpp"

namespace edca::merge {

enum class Rule : std::uint8_t {
  none,        ///< objects field by field, arrays of objects by their ids
  omit,        ///< left out
  whole_list,  ///< the value replaces the one before as a whole
};

class Fields;

/// What the rules say of a field.
struct Field {
  Rule rule = Rule::none;
  const Fields* fields = nullptr;  ///< of the object or of the objects in the array
};

/// The fields of an object that rules speak of, by name.
class Fields {
 public:
  /// The field, or one without rules. Eight bytes behind the name must be readable.
  Field find(const char* name, std::size_t size) const {
    const std::uint32_t index = names_.find(name, size);
    return index == schema::NameTable::none ? Field{} : list_[index];
  }

  const schema::NameTable& names() const { return names_; }
  const std::vector<Field>& list() const { return list_; }

 private:
  friend class Rules;
  schema::NameTable names_;
  std::vector<Field> list_;
};

/// The merge rules of a release schema, extensions applied: `omitWhenMerged`, `wholeListMerge` and,
/// in OCDS 1.0, `mergeStrategy`; arrays whose items need not be objects or have no `id` are whole
/// lists. A `$ref` keeps the keywords beside it. Schemas may refer to themselves.
/// Immutable and safe to share between threads.
/// https://standard.open-contracting.org/1.1/en/schema/merging/
class Rules {
 public:
  /// Throws Error(schema, "schema.reference") with argument reference: a `$ref` leads nowhere.
  explicit Rules(const json::Value& release_schema);

  /// Of the release itself.
  const Fields& root() const { return *root_; }

  /// All rules by path (`tender/items/additionalClassifications`) in the order of the schema; where
  /// a schema refers to itself, once around.
  std::vector<std::pair<std::string, Rule>> list() const;

 private:
  class Compiler;
  std::vector<std::unique_ptr<Fields>> all_;
  const Fields* root_ = nullptr;
};

}  // namespace edca::merge
