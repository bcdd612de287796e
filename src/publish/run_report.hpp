#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "edca/language.hpp"
#include "edca/publisher.hpp"

namespace edca::publish {

/// What there is to say of a run that publishes.
struct RunReport {
  std::string target;
  bool dry_run = false;
  bool verified = true;  ///< what was published was read back
  Result result = Result::unchanged;
  bool data_refused = false;  ///< the data do not pass: exit code 1, nothing was asked or sent
  std::vector<Change> changes;
  std::vector<Error> problems;
  double build_seconds = 0;
  double validate_seconds = 0;
  double plan_seconds = 0;
  double upload_seconds = 0;
  double verify_seconds = 0;

  int code() const { return data_refused ? 1 : exit_code(result); }
};

/// The figures of changes.
struct ChangeCounts {
  explicit ChangeCounts(const std::vector<Change>& changes);

  std::map<Action, std::uint64_t> files;
  std::uint64_t bytes = 0;  ///< to be written
  std::uint64_t all = 0;    ///< files
};

/// "published", "keep", "put-back" …
const char* name(Result result);
const char* name(Action action);
const char* name(Change::State state);

/// One JSON object.
std::string json_of(const RunReport& report, Language language);

}  // namespace edca::publish
