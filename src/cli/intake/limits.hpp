#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "cli/console.hpp"
#include "edca/validator.hpp"
#include "io/grouper.hpp"
#include "io/inputs.hpp"

namespace edca::cli {

/// "64M", "1 GiB": powers of 1024, at least 1 MiB. Throws Error(usage, "merge.memory").
std::uint64_t memory_size(const std::string& text);

/// The bytes of inputs, as far as they are known.
std::uint64_t bytes_of(const io::InputList& inputs);

/// For a Grouper that takes the items of these inputs. Throws as memory_size().
io::Grouper::Options grouper_options(const std::string& memory, const ValidateOptions& options,
                                     std::initializer_list<const io::InputList*> inputs);

/// Whether the result can be written is better known before gigabytes are read. Throws as
/// io::Output.
void try_output(const Settings& settings);

}  // namespace edca::cli
