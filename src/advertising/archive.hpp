#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "advertising/table_file.hpp"
#include "edca/read_options.hpp"
#include "io/inputs.hpp"

namespace edca::advertising {

/// The name of the profile.
constexpr std::string_view profile = "publicidad-abierta";

/// Of a longer text with sums the rest is not read.
constexpr std::size_t most_readme = std::size_t{4} << 20;

/// Files that belong together: those of a zip, of a folder, or single ones of the same folder.
struct Archive {
  std::string name;  ///< as the user named it
  std::vector<TableFile> files;
  /// The text file with the sums, `leeme.txt`; "" where there is none.
  std::string readme_name;
  io::Input readme_input;
  std::string readme;
  bool zip = false;
  std::vector<io::InputProblem> problems;  ///< files that cannot be read
};

/// Takes out of a list what holds tables of Publicidad Abierta, in the order in which it stands
/// there. A file, folder or zip where no table is one stays; where the options name the profile, it
/// becomes a problem of the list.
std::vector<Archive> take_archives(io::InputList& list, const ReadOptions& options);

}  // namespace edca::advertising
