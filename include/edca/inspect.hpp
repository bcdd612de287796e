#pragma once

#include <string>
#include <vector>

#include "edca/finding.hpp"
#include "edca/language.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/summary.hpp"

namespace edca {

/// What inputs are.
struct Inspection {
  std::vector<FileSummary> files;    ///< in the order of the inputs
  std::vector<Finding> errors;       ///< what was wrong in reading: one of each rule in each file
  std::vector<std::string> skipped;  ///< files of folders and zips left out by their names
  Summary summary;                   ///< `files_read` is 0 when nothing at all could be read
};

/// Finds out what files, folders, zips and "-" (standard input) are: standard, version and why,
/// extensions, kind, counts, encoding. Reads everything, judges nothing. Of the session, `jobs`,
/// `temporary_folder`, `progress` and `cancelled` are used. Throws Error(usage), Error(schema) for
/// options that cannot be used. Safe to call from several threads.
Inspection inspect(const std::vector<std::string>& inputs, const ReadOptions& options,
                   const Session& session = {});

/// What a file is, in several lines.
std::string describe(const FileSummary& file, Language language);

/// What files are, as JSON: {"files": […]}, each as in a report of Report in JSON.
std::string files_json(const std::vector<FileSummary>& files, Language language);

}  // namespace edca
