#pragma once

#include <memory>
#include <string>
#include <vector>

#include "edca/convert.hpp"

namespace edca::convert {

/// One conversion with its options. Immutable.
class Conversion {
 public:
  Conversion() = default;
  virtual ~Conversion() = default;
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  virtual ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                             FindingSink& sink, const Session& session) const = 0;
};

/// Makes a conversion of the options; throws what is wrong with them.
using Make = std::unique_ptr<Conversion> (*)(const ConvertOptions& options);

/// A row of the table: to add a conversion, add a row in conversions.cpp.
struct Row {
  ConversionEntry entry;
  Make make;
};

/// The one table of conversions.
const std::vector<Row>& table();

}  // namespace edca::convert
