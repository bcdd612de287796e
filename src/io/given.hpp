#pragma once

#include "io/source.hpp"

#include <memory>
#include <optional>
#include <string>

namespace edca::io {

/// The input that the argument of a GivenInput stands for; nothing for every other argument. Throws
/// InputFault(input.unreadable, missing) where that object is gone.
std::optional<Input> given_input(const std::string& argument);

/// The bytes of a GivenInput as they come, packed or not; null where the input is none, or in
/// memory.
std::unique_ptr<Source> open_given(const Input& input);

/// Whether the input was given as lines, and is read as such whatever it looks like.
bool given_as_lines(const Input& input);

/// Whether reading on would have to wait, as far as that is known: only of what was given as lines.
bool given_waits(const Input& input);

/// Unpacks a source that begins as gzip or zstd do; others as they are. Throws InputFault
/// zip-stream for a zip.
std::unique_ptr<Source> unpack_given(std::unique_ptr<Source> source, const UnpackLimits& limits);

}  // namespace edca::io
