#pragma once

#include <vector>

#include "advertising/archive.hpp"
#include "check/collector.hpp"

namespace edca::check {

/// Judges archives of Publicidad Abierta into a collector.
void check_advertising(const std::vector<advertising::Archive>& archives, const Scope& scope,
                       FindingSink& sink, Collector& collector);

}  // namespace edca::check
