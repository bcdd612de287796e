#pragma once

#include <string>
#include <vector>

#include "json/source.hpp"

namespace edca::json {

/// The files of a zip, whatever they are called, but for hidden ones, in the order of the archive; to
/// be opened with open(). Throws InputFault.
std::vector<Input> list_files(const std::string& path, const std::string& name);

}  // namespace edca::json
