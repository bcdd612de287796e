#pragma once

#include <cstdint>
#include <string>

namespace edca::cli {

/// "64M", "1 GiB": powers of 1024, at least 1 MiB. Throws Error(usage, "merge.memory").
std::uint64_t memory_size(const std::string& text);

}  // namespace edca::cli
