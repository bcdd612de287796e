#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edca/finding.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"

namespace edca {

/// Checks whether projects of OC4IDS (https://standard.open-contracting.org/infrastructure/0.9/en/)
/// and the contracting data of their processes say the same, both in one run: that the OCID exists,
/// id, date and tags of linked releases, amounts and periods of summaries, modifications that
/// releases show and the project lacks, and the ids of organizations (rules "link.*"). A process is
/// found by its `summary.ocid`, its `id`, an OCID in it, or the id of a release that is an OCID.
///
/// Silent where inputs hold only one of both, and of what cannot be read: Validator tells of that.
///
/// Immutable; run() may be called from several threads at once.
class LinkChecker {
 public:
  /// Gets the findings in the order of the processes in the inputs, each with its file.
  using Tell = std::function<void(Finding finding)>;

  /// Of a profile of OC4IDS, releases are read as by "auto". Throws Error(usage): an unknown
  /// profile; Error(schema): an unknown extension.
  explicit LinkChecker(ReadOptions options);
  ~LinkChecker();
  LinkChecker(LinkChecker&&) noexcept;
  LinkChecker& operator=(LinkChecker&&) noexcept;

  /// Reads inputs (files, folders, zips). Does nothing and answers false where one of them can be
  /// read only once (a pipe, "-"), as those who call it have read it before. Memory: Session::memory and a few times
  /// the largest project. Throws Error(input) when a temporary file cannot be written.
  bool run(const std::vector<std::string>& inputs, const Tell& tell,
           const Session& session = {}) const;

  /// The same of texts in memory, each of any form that inputs may have; their findings name them
  /// by their numbers ("1" for the first).
  void check(std::span<const std::string_view> texts, const Tell& tell,
             const Session& session = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
