#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/package/parts.hpp"
#include "io/inputs.hpp"
#include "package/names.hpp"

namespace edca::cli {

/// One package that is written.
struct PlannedFile {
  const Part* part = nullptr;
  std::uint64_t items = 0;
  std::string path;  ///< empty: standard output
  std::string uri;   ///< from the option; empty where it says nothing
};

/// The names of `--output` and `--uri`.
class FileNames {
 public:
  /// Throws as NameTemplate; Error(usage, "package.placeholder-by") for one that needs another
  /// --by.
  FileNames(const Settings& settings, const PackageCommand& command);

  /// What is written, in order: each part, cut into packages of `size` items (0: one). Throws
  /// Error(usage): "package.one-name", "package.same-name" and "package.same-uri" where names are
  /// not enough, "package.prefixes" and "package.no-prefix" where {prefix} has no one value,
  /// "package.onto-input" when a file is one of the inputs.
  std::vector<PlannedFile> plan(const Parts& parts, const io::InputList& inputs) const;

 private:
  package::NameValues values(const std::string& key, const Part& part) const;
  void check(const std::vector<PlannedFile>& files, const io::InputList& inputs) const;

  const PackageCommand& command_;
  package::NameTemplate path_;
  package::NameTemplate uri_;
};

}  // namespace edca::cli
