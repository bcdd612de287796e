#pragma once

#include <string>

#include "edca/publisher.hpp"
#include "json/value.hpp"

namespace edca::publish {

/// What a dataset of CKAN should say of itself. What is not configured is left to the portal.
///
/// The resource of the manifest keeps a mark of what was said last: so a dataset is updated when
/// the configuration has changed, and what people edit on the portal meanwhile, or the portal
/// writes in another way, is left alone.
class CkanMetadata {
 public:
  static constexpr const char* mark_field = "publisher_metadata";

  explicit CkanMetadata(const Dataset& from);

  /// As package_create and package_revise take it.
  const json::Object& fields() const { return fields_; }

  /// What the dataset and the resource of its manifest (or nullptr) say before the run.
  void found(const json::Value& package, const json::Value* manifest);
  /// From here on, that is what it should say again.
  void restore() { restoring_ = true; }

  /// What is to be sent; null: nothing.
  json::Value update() const;
  const std::string& mark() const { return restoring_ ? mark_before_ : mark_; }
  /// Whether the portal has taken an update without a word and kept what it said before.
  bool ignored_by(const json::Value& package) const;

 private:
  json::Object fields_;
  json::Object before_;  ///< the same fields
  std::string mark_;
  std::string mark_before_;
  bool restoring_ = false;
};

}  // namespace edca::publish
