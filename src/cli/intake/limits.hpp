#pragma once

#include <cstdint>
#include <string>

#include "cli/console.hpp"
#include "json/inputs.hpp"

namespace edca::cli {

/// "64M", "1 GiB": powers of 1024, at least 1 MiB. Throws Error(usage, "merge.memory").
std::uint64_t memory_size(const std::string& text);

/// The number of threads asked for: all cores for 0.
unsigned threads_for(unsigned jobs);

/// Bytes of inputs: those known, and whether these are all that will be read.
struct InputBytes {
  std::uint64_t sum = 0;
  bool all = true;
  void add(const json::InputList& list);
};

/// Whether the result can be written is better known before gigabytes are read. Throws as
/// json::Output.
void try_output(const Settings& settings);

}  // namespace edca::cli
