#pragma once

#include <functional>
#include <string>
#include <vector>

#include "io/inputs.hpp"
#include "upgrade/archives.hpp"

namespace edca::upgrade {

/// Where the files of an archive are written.
struct ArchiveTargets {
  advertising::Archive archive;
  std::vector<std::string> paths;  ///< by file
  std::string readme;              ///< "" where it has none
};

/// What is read, and where each input is written.
struct Targets {
  io::InputList inputs;
  std::vector<std::string> paths;  ///< by input
  std::vector<ArchiveTargets> archives;

  /// All that is written.
  std::vector<std::string> all() const;
};

/// Each input becomes a file below a folder: those found in a folder by their path in it, members
/// of a zip below its name, others by their own name; without .gz, .zst and .zip; of
/// tables with .jsonl behind, but for those of archives, which stay tables. Throws
/// Error(usage, "upgrade.same-name") when two inputs would be one file, Error(input,
/// "upgrade.leads-out") for a name that leads out of the folder.
/// `expand` gives the inputs of an argument.
Targets targets_of(const std::vector<std::string>& arguments, const std::string& folder,
                   const std::function<Expanded(const std::string&)>& expand);

/// Whether the name of a file below a folder is absolute, or has ".." in it.
bool leads_out(const std::string& name);

/// Makes the folders above a file. Throws Error(input, "output.open").
void make_folders(const std::string& path);

}  // namespace edca::upgrade
