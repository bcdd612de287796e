#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace edca::items {

/// Where a release was read. Travels with it as a few bytes.
struct Origin {
  std::uint64_t file = 0;     ///< index of the input
  std::uint64_t package = 0;  ///< 0: none; else index + 1 of the release package it stood in
  bool existing = false;      ///< a merged release that others are added to
  base::Place place;
  std::string_view base;  ///< JSON Pointer

  /// Appends it to `out`.
  void write(std::string& out) const;
  /// `bytes` are what write() gave; `base` of the result points into them.
  static Origin read(std::string_view bytes);
};

}  // namespace edca::items
