#pragma once

#include <memory>

#include "base/pool.hpp"
#include "check/adjustments.hpp"
#include "check/given_schema.hpp"
#include "check/structure.hpp"
#include "edca/validator.hpp"
#include "json/reader.hpp"
#include "ocds/decision.hpp"

namespace edca::check {

/// What follows from the options before there is any input. Immutable after construction; safe to
/// share.
struct Setup {
  /// Throws as Validator's constructor.
  explicit Setup(ValidateOptions options);
  Setup(const Setup&) = delete;
  Setup& operator=(const Setup&) = delete;

  bool one_byte() const { return reader.encoding != io::Encoding::utf8; }

  ValidateOptions options;
  Adjustments adjustments;
  Scope scope;
  schema::Catalog catalog;
  std::unique_ptr<GivenSchema> own_schema;
  std::unique_ptr<ocds::Decider> decider;
  json::ReaderOptions reader;
  base::Workers workers;
};

}  // namespace edca::check
