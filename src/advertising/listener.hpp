#pragma once

#include <cstdint>
#include <string>

#include "base/rule_id.hpp"
#include "edca/finding.hpp"
#include "io/inputs.hpp"

namespace edca::advertising {

/// What was found out about a file of an archive.
struct FileFacts {
  std::string kind;      ///< name of its table, "other" for none
  std::string lineage;   ///< "v2", "v1", "back-office"; empty where there is no table
  std::string encoding;  ///< "utf-8", "windows-1252", "utf-16"
  bool read = false;
  std::uint64_t rows = 0;
  std::uint64_t rows_with_errors = 0;
};

/// Hears what is found, file by file.
class Listener {
 public:
  virtual ~Listener() = default;
  /// Whether anybody wants to hear of a rule; else nothing is made for it.
  virtual bool wants(base::RuleId rule) const = 0;
  virtual void begin(const io::Input& input) = 0;
  virtual void found(Finding& finding) = 0;
  virtual void end(const FileFacts& facts) = 0;
  virtual bool cancelled() const = 0;
};

}  // namespace edca::advertising
