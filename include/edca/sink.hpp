#pragma once

#include <cstdint>
#include <string>

#include "edca/finding.hpp"
#include "edca/summary.hpp"

namespace edca {

/// A release, record or project that was read.
struct ItemSummary {
  std::string id;  ///< its OCID, or the id of the project; may be empty
  std::uint64_t releases = 0;
  std::string month;  ///< "2025-03", of its date; empty where there is none
  bool errors = false;
  Share obligatory;   ///< obligatory fields of EDCA-MX that are filled, of those that are asked for
  std::string buyer;  ///< name, else id, of the buyer; of a record in its compiled or last release
  Quality quality;    ///< of a record, that of its compiled release or else of its releases
};

/// Receives what a run finds, in the order of the input whatever the number of threads; always
/// called from the thread that started the run.
class FindingSink {
 public:
  virtual ~FindingSink() = default;
  virtual void finding(const Finding& finding) = 0;
  /// So many more findings that say the same as `like`, which was handed on before, of other values
  /// in other places; only where ValidateOptions::max_places was set.
  virtual void others(const Finding& like, std::uint64_t count) {
    static_cast<void>(like), static_cast<void>(count);
  }
  /// After the last finding of a file.
  virtual void file(const FileSummary& file) = 0;
  /// Before all else: a file that is `first` under another name, and read only once.
  virtual void repeated(const std::string& file, const std::string& first) {
    static_cast<void>(file), static_cast<void>(first);
  }
  /// Before all else: a file of a folder that is passed over because of its name.
  virtual void skipped(const std::string& file) { static_cast<void>(file); }
  /// After the findings of an item, where they were asked for (ValidateOptions::items).
  virtual void item(const ItemSummary& item) { static_cast<void>(item); }
  /// After the last item of a package, where they were asked for (ValidateOptions::items): the name
  /// of its publisher.
  virtual void publisher(const std::string& name) { static_cast<void>(name); }
  /// Now and then: files done, bytes of input read so far and their sum where it is known (else 0).
  virtual void progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) {
    static_cast<void>(files), static_cast<void>(bytes), static_cast<void>(total);
  }
  /// Asked between pieces of work; true ends the run early.
  virtual bool cancelled() { return false; }
};

}  // namespace edca
