#pragma once

#include "edca/sink.hpp"

namespace edca::base {

/// Takes what is found in files that were made here, of which all was told before.
class Silence final : public FindingSink {
 public:
  void finding(const Finding&) override {}
  void file(const FileSummary&) override {}
};

}  // namespace edca::base
