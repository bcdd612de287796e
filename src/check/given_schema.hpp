#pragma once

#include <string>
#include <utility>
#include <vector>

#include "json/value.hpp"
#include "schema/catalog.hpp"
#include "schema/compiler.hpp"

namespace edca::check {

/// A draft-04 schema that a user gives, with those it refers to, compiled. Immutable and safe to
/// share between threads.
class GivenSchema {
 public:
  /// `references` are URLs and files. The meta-schema of draft-04 can be referred to without.
  /// Throws Error(schema) with argument file, and for what the text alone shows line, column and
  /// pointer too: "schema.file" when it cannot be read, "json.syntax", "schema.dialect" for another
  /// draft, "schema.unreadable", "schema.invalid" (with keyword) for what the meta-schema forbids;
  /// "schema.given-" and what the compiler says: "reference" (missing), "pointer" (reference),
  /// "pattern", "keyword".
  GivenSchema(const schema::Catalog& catalog, const std::string& file,
              const std::vector<std::pair<std::string, std::string>>& references);
  GivenSchema(const GivenSchema&) = delete;
  GivenSchema& operator=(const GivenSchema&) = delete;

  const schema::Node* node() const { return node_; }
  const schema::Compiler& compiler() const { return compiler_; }

 private:
  std::vector<json::Value> schemas_;
  schema::Compiler compiler_;
  const schema::Node* node_ = nullptr;
};

}  // namespace edca::check
