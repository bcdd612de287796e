#pragma once

#include <string>
#include <vector>

#include "io/source.hpp"

namespace edca::io {

/// The files of a zip, whatever they are called, but for hidden ones, in the order of the archive;
/// to be opened with open(). Throws InputFault.
std::vector<Input> list_files(const std::string& path, const std::string& name);

}  // namespace edca::io
