#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/compiler.hpp"

namespace edca::check {

/// Judges texts by the library valijson: a second opinion on what the plans find. It gets no
/// regular expression and no format to check, these are matched as the plans match them. What
/// is known to be wrong with it stands in docs/engines.md. Takes time quadratic in the length of
/// lists with uniqueItems. One per thread.
class ValijsonEngine {
 public:
  struct Error {
    std::string pointer;
    std::string_view keyword;
    std::string property;  ///< the absent name, for "required"
  };

  ValijsonEngine();
  ~ValijsonEngine();

  /// What is wrong with a JSON text that was read before (at most 512 levels deep): at least one
  /// error where it is not valid. `compiler` made the node.
  /// Throws Error(schema, "schema.valijson") with argument reason for a schema that valijson cannot
  /// use, "schema.valijson-depth" for a text and a schema that are too deep for its stack together.
  std::vector<Error> errors(const schema::Compiler& compiler, const schema::Node& node,
                            std::string_view text);

 private:
  struct Prepared;
  Prepared& prepared(const schema::Compiler& compiler, const schema::Node& node);

  std::unordered_map<const schema::Node*, std::unique_ptr<Prepared>> schemas_;
};

}  // namespace edca::check
