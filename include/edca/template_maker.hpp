#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "edca/language.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// How much a workbook to fill in holds.
enum class TemplateDetail : unsigned char {
  basic,   ///< "basic": 26 tables, with what nobody can do without
  common,  ///< "common": and what INAI's platform asks for or a fifth of real data fills
  full,    ///< "full": every field of the profile
};

/// "basic", "common" or "full".
std::string_view name(TemplateDetail detail) noexcept;

struct TemplateOptions {
  /// Its profile is that of the workbook, which has to be named ("auto" is "edca-mx"); the rest is
  /// for the inputs that fill it.
  ReadOptions read;
  std::optional<TemplateDetail> detail;  ///< nothing: common; full where tables are named
  std::vector<std::string>
      tables;  ///< "contracts", "contracts/guarantees"; empty: as the detail has it
  Language language = Language::spanish;
  std::string prefix;  ///< of OCIDs, "ocds-xxxxxx", which the instructions name; may be empty
};

struct TemplateSummary {
  Summary findings;          ///< and what was read
  std::uint64_t sheets = 0;  ///< of tables
  std::uint64_t columns = 0;
  std::uint64_t items = 0;        ///< that were filled in
  std::uint64_t passed_over = 0;  ///< of another kind than the workbook's: projects, releases
  /// Values that have no column or do not fit a cell, by the path of their field.
  std::vector<std::pair<std::string, std::uint64_t>> left_out;
  bool cancelled = false;  ///< by the session: nothing was written
};

/// Makes workbooks of Office Open XML (.xlsx) for people to fill in: a sheet for each table of a
/// profile, with titles, how to fill in and an example for each column, lists to choose codes and
/// ids from, and instructions in front. Commands that read spreadsheets know them without an
/// option: the paths of the fields are in a hidden row. The same options and inputs give the same
/// bytes.
///
/// Immutable; write() may be called from several threads at once.
class TemplateMaker {
 public:
  /// Throws Error(usage): "profile.unknown", "extension.unknown", "template.table",
  /// "template.prefix".
  explicit TemplateMaker(TemplateOptions options = {});
  ~TemplateMaker();
  TemplateMaker(TemplateMaker&&) noexcept;
  TemplateMaker& operator=(TemplateMaker&&) noexcept;

  /// Writes the workbook to a file, filled with what is in the inputs (files, folders, zips and
  /// "-"), or empty without any. Of a record its compiled release is taken, or all its releases.
  /// Memory: all that is filled in. What is wrong with the inputs becomes a finding. Nothing is
  /// written where inputs were given and none could be read. Throws Error(usage, "template.target")
  /// for a name that does not end with .xlsx; Error(input): "output.exists", "output.open",
  /// "output.write", "output.is-input", and "template.rows" for more rows than a sheet has.
  TemplateSummary write(const std::vector<std::string>& inputs, const std::string& file,
                        bool overwrite, FindingSink& sink, const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
