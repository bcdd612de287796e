#pragma once

#include <string>

#include "edca/selection.hpp"

namespace edca::select {

/// The list of hits, as text.
class Report {
 public:
  explicit Report(SelectionFormat format) : format_(format) {}

  std::string begin();
  std::string hit(const SelectionHit& hit);
  std::string end() const;

 private:
  SelectionFormat format_;
  bool first_ = true;
};

}  // namespace edca::select
