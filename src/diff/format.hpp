#pragma once

#include <memory>
#include <string>

#include "edca/differ.hpp"

namespace edca::diff {

/// Puts what changed into a text, process by process.
class Format {
 public:
  virtual ~Format() = default;
  virtual std::string begin() { return {}; }
  virtual std::string entry(const ProcessChange& change) = 0;
  virtual std::string end(const DiffSummary& summary) = 0;
};

std::unique_ptr<Format> make_format(DiffFormat format, Language language);

}  // namespace edca::diff
